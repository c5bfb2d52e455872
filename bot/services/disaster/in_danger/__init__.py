"""What is heard and answered while a danger is on: after its card, until it is over."""
