"""Things of the green exchange: listings and their reservations."""
