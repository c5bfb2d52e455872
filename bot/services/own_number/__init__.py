"""Phones that residents confirm as their own by a code, and undoing what others entered under them."""
