"""What a long test measured, for whoever runs it (`make soak` shows it)."""

import sys


def tell(line: str) -> None:
    """A line of figures."""
    sys.stdout.write(f"\n{line}\n")
    sys.stdout.flush()
