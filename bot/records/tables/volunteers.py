"""Volunteers, and the hours that they served."""
