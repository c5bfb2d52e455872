"""文化惠民: events, clubs and venues, as the content describes them."""
