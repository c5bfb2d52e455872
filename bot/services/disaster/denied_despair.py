"""Hears that nobody is in despair: 「我没难过 我问登记」 ends it with a short apology, and what else is said is answered."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.common.message import Reply
from bot.common.text import any_of
from bot.conversation.crisis_state import Crisis
from bot.conversation.turn import Turn
from bot.services.disaster.wishes_after import is_meant
from bot.understanding.danger import SUICIDE
from bot.understanding.slots.crisis_facts import clauses

SAYS: dict[str, frozenset[str]] = {"despair.misheard": frozenset(), "despair.misheard_first": frozenset()}
SOON = 1  # answers after the card within which 「你搞错了」 speaks of the card and not of a later answer
_FEWEST = 4  # characters that say something beside the denial
_NOT_ASKED = r"(?<![能会得])"  # 「我能不难过吗」 denies nothing


@dataclass(frozen=True, slots=True)
class Denial:
    """rest: what the message says besides, "" for nothing; misheard: it says that the bot got it wrong."""

    rest: str
    misheard: bool


def read(turn: Turn) -> Denial | None:
    """The denial in the message; None where there is none, or where the rest of it sounds like a danger."""
    file = next((file for file in turn.content.danger if file.danger == SUICIDE), None)
    text = turn.message.text
    denied = _denied((*file.denials, *file.misheard)) if file is not None else None
    if file is None or denied is None or not denied.search(text):
        return None
    rest = " ".join(filter(None, (_beside(clause, denied) for clause in clauses(text))))
    heard = turn.hear(rest) if rest else None
    if heard is not None and (heard.emergency or heard.possible):
        return None
    return Denial(rest, any(word in text for word in file.misheard))


def ends(turn: Turn, crisis: Crisis, denial: Denial) -> bool:
    """Does the denial end what the card was shown for? To be well is told in real despair too, but not beside a wish."""
    if denial.rest and is_meant(turn, denial.rest):
        return True
    return denial.misheard and len(crisis.told) <= SOON


def ended(turn: Turn, denial: Denial) -> Reply | None:
    """The apology, where nothing else is said; else None, and the rest of the message is answered below one."""
    turn.session.crisis, turn.session.topic.danger = None, ""
    turn.outcome.asked_of_danger = True
    if not denial.rest:
        return turn.say("despair.misheard")
    turn.outcome.wish_behind = denial.rest
    turn.outcome.said_first = turn.words.say("despair.misheard_first")
    return None


@lru_cache(maxsize=4)  # the words of one file, for every message while it is asked
def _denied(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{_NOT_ASKED}(?:{any_of(words).pattern})")


def _beside(clause: str, denied: re.Pattern[str]) -> str:
    """What the clause says beside a denial; "" where that is next to nothing."""
    rest = denied.sub("", clause)
    return clause if rest == clause else rest if len(rest) >= _FEWEST else ""
