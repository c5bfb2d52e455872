"""What only stings from fumes that are breathed: the eyes water of the same gas, and nothing has splashed into them."""

import re

_IN_THE_AIR = frozenset({"poisoning", "chemical_leak", "gas", "co", "fire"})
_STINGS = frozenset({"eye"})
_SPLASHED = re.compile(r"溅|泼|喷到|喷进|弄到|弄进|滴到|滴进|掉进|进了?眼|进到眼|揉到|沙子|石灰|扎|戳|碰到")


def only_sting(card: str, other: str, text: str) -> bool:
    """Is this danger, whose card is not on, no more than what the one that is on does to the eyes?"""
    return card in _IN_THE_AIR and other in _STINGS and _SPLASHED.search(text) is None
