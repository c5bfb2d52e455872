"""文化惠民: events, clubs, places and volunteer teams, as they stand in the knowledge."""
