"""「地方不对，是健身角。两件事都念给我听听」: a change of something on record, and a look at what stands there. Pure."""

import re

from bot.understanding.questions.afterwards_questions import asks_status
from bot.understanding.questions.own_record_questions import asks_of_own, asks_to_see
from bot.understanding.questions.record_acts import changes_plainly
from bot.understanding.questions.record_questions import asks_for_all, points_at_record
from bot.understanding.slots import place_put_right
from bot.understanding.text import edited_words
from bot.understanding.text.clauses import clauses_with_stops

_LOOKS = (asks_for_all, asks_of_own, asks_to_see, asks_status, points_at_record)
_NO_LOOK = re.compile(r"改[好了]?(?:吗|没|行|好|可以)|(?:行|好|可以)(?:吗|伐|不)")
_VALUE = re.compile(r"(?:改|换|写)(?:成|到|为|在)|就写|[^不]是(?!不|错)|写.{2,20}就[行好]|\d")
MOST, LONGEST = 2, 120  # clauses of the look; characters
SHORTEST = 4  # characters of either


def change_and_look(text: str) -> tuple[str, str]:
    """The change, and the look behind it; "" for any other message."""
    clauses = clauses_with_stops(text) if len(text) <= LONGEST else []
    at = len(clauses)
    while at > 1 and len(clauses) - at < MOST and _looks(clauses[at - 1].strip()):
        at -= 1
    change, look = "".join(clauses[:at]).strip(), "".join(clauses[at:]).strip()
    apart = min(len(change), len(look)) >= SHORTEST and _changes(change) and _VALUE.search(change)
    return (change, look) if apart else ("", "")


def _looks(words: str) -> bool:
    return any(looks(words) for looks in _LOOKS) and not _NO_LOOK.search(words) and not _changes(words)


def _changes(words: str) -> bool:
    """Is it said what is to stand there instead?"""
    dictates = bool(edited_words.dictated(words))
    return dictates or changes_plainly(words) or place_put_right.puts_right(words)
