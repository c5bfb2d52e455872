"""Messages that were not understood, kept for the staff."""
