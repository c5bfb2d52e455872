"""Conversations handed to a person of the staff."""
