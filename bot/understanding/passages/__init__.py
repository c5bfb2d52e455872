"""Finds what the staff wrote that answers a message."""
