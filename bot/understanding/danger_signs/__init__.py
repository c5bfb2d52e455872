"""Signs of danger in words, and the expressions that only sound like them."""
