"""Openings: those that firms announced here, those on file, and the courses that lead to them."""
