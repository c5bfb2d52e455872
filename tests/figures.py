"""Prints the figures that a long test measured (`make soak` shows them)."""

import sys


def tell(line: str) -> None:
    """A line of figures."""
    sys.stdout.write(f"\n{line}\n")
    sys.stdout.flush()
