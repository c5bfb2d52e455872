"""A message while a form is open: what it means there, and the questions and remarks beside it."""
