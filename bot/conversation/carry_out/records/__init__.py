"""What residents want with something of their own that is on record."""
