"""The community itself: the office, and what the co-building scheme is."""
