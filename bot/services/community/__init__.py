"""The community itself: where the office is, and what the co-building scheme does."""
