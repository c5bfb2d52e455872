"""What the chat pages of one address may use of this process: sockets, frames, new visitors.

A whole office, or everybody behind a carrier's network, may share an address, so the limits are wide, and what is over
them is still read for emergencies.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

_MINUTE, _HOUR = 60.0, 3600.0  # seconds
_MOST_ADDRESSES = 10_000


@dataclass(frozen=True, slots=True)
class AddressQuota:
    """sockets: open at once. frames_a_minute: of all its pages. visitors_an_hour: residents that it may bring."""

    sockets: int = 30
    frames_a_minute: int = 600
    visitors_an_hour: int = 200


@dataclass(slots=True, eq=False)
class AddressUse:
    """What one address has used. Times are loop times, in seconds."""

    address: str
    quota: AddressQuota
    sockets: int = 0
    _frames: int = 0
    _minute: float = float("-inf")
    _visitors: set[str] = field(default_factory=set)
    _hour: float = float("-inf")

    def count_frame(self, now: float) -> bool:
        """Count a frame; whether it is within the minute's limit."""
        if now - self._minute >= _MINUTE:
            self._minute, self._frames = now, 0
        self._frames += 1
        return self._frames <= self.quota.frames_a_minute

    def knows(self, user: str, now: float) -> bool:
        """Whether the resident is among those that the address may bring in this hour; counts a new one if there is room."""
        if now - self._hour >= _HOUR:
            self._hour = now
            self._visitors.clear()
        if user not in self._visitors and len(self._visitors) >= self.quota.visitors_an_hour:
            return False
        self._visitors.add(user)
        return True


class AddressLimits:
    """The use of each address, remembered while it has sockets and for a while after."""

    def __init__(self, quota: AddressQuota, most_addresses: int = _MOST_ADDRESSES) -> None:
        self._quota = quota
        self._most_addresses = most_addresses
        self._uses: OrderedDict[str, AddressUse] = OrderedDict()

    def enter(self, address: str) -> AddressUse | None:
        """Take a socket for this address; None when it has too many."""
        use = self._uses.get(address) or AddressUse(address, self._quota)
        if use.sockets >= self._quota.sockets:
            return None
        use.sockets += 1
        self._uses[address] = use
        self._uses.move_to_end(address)
        self._forget_oldest()
        return use

    def leave(self, use: AddressUse) -> None:
        """Give a socket back."""
        use.sockets -= 1

    def _forget_oldest(self) -> None:
        while len(self._uses) > self._most_addresses:
            address, use = self._uses.popitem(last=False)
            if use.sockets:
                self._uses[address] = use
                return
