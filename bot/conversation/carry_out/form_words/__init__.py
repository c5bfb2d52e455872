"""What a message tells the open form in other ways than by plain values."""
