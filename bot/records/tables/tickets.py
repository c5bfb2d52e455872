"""What residents report and suggest, and what became of it."""
