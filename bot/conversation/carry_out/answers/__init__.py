"""Answers from what is written, and what is said where there is no answer."""
