"""社情民意: suggest, complain, report; what became of it; what others saw in bad weather."""
