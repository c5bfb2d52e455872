"""Sign-ups for events."""
