"""Courses that residents ask for, and what firms order."""
