"""SMS providers, behind one small protocol."""
