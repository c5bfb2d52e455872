"""What a clause asks, wants written or gives up, in whatever words."""
