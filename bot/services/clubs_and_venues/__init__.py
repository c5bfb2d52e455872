"""文化惠民: events, clubs and places, as they stand in the knowledge."""
