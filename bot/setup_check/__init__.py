"""Checks how a real official account is set up: what is right, what is missing, and what to do about it."""
