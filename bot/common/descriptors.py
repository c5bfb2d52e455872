"""How many files and sockets this process may have open at once."""

import resource
from contextlib import suppress

_MOST = 65_536  # more would be of no use to a process of ours, and some systems refuse more


def raise_limit() -> None:
    """Raise the soft limit to the hard one: many systems start a process with 1,024, which 1,000 sockets use up."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST if hard == resource.RLIM_INFINITY else min(hard, _MOST)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):  # macOS has a lower limit of its own; the old one stays then
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def limit() -> int:
    """The soft limit as it is now."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _MOST if soft == resource.RLIM_INFINITY else soft
