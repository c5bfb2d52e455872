"""Is a real official account set up rightly? What is right, what is missing, what to do about it, and where."""
