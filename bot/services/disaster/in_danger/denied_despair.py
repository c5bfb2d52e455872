"""Hears that nobody is in despair: 「我没难过 我问登记」 ends it with a short apology, and what else is said is answered."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.common.message import Reply
from bot.common.text import any_of
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger.wishes_after import is_meant
from bot.understanding.danger_signs.danger import SUICIDE
from bot.understanding.danger_signs.mourning import Mourning
from bot.understanding.slots.crisis_facts import clauses

SAYS: dict[str, frozenset[str]] = {"despair.misheard": frozenset(), "despair.misheard_first": frozenset()}
SOON = 1  # answers after the card within which 「你搞错了」 speaks of the card and not of a later answer
_OURS = ("course", "club", "venue", "event")
_FEWEST = 4  # characters that say something beside the denial
_NOT_ASKED = r"(?<![能会得])"  # 「我能不难过吗」 denies nothing
_NOT = (
    r"(?<![是有])(?:(?:从来|根本|一点|压根|又|也|都|真)?(?:没有?|呒没|勿是|弗是|不是|不会|勿会|弗会)|不要|勿要|弗要|覅|别|哪里|哪能)"
    r"(?:再|老是?|总是?|一直|动不动)?就?(?:跟我)?(?:讲|说|提|要|去|想要|想过?|动过|啥|什么|人|我|你|侬){0,3}"
)
_OF_DEATH = (
    "寻死",
    "寻短见",
    "寻短",
    "想不开",
    "不想活",
    "勿想活",
    "弗想活",
    "不活",
    "去死",
    "死不死",
    "要死要活",
)


@dataclass(frozen=True, slots=True)
class Denial:
    """rest: what the message says besides, "" for nothing; misheard: it says that the bot got it wrong."""

    rest: str
    misheard: bool


def read(turn: Turn) -> Denial | None:
    """The denial in the message; None where there is none, or where the rest of it sounds like a danger."""
    file = turn.content.sentences_of(SUICIDE)
    text = turn.message.text
    if file is None:
        return None
    plainly = _words_of_death(turn)
    denied = _denied((*file.denials, *file.misheard), plainly)
    if not denied.search(text):
        return None
    rest = " ".join(filter(None, (_beside(clause, denied) for clause in clauses(text))))
    misheard = any_of(file.misheard).search(text) or _denied((), plainly).search(text)
    return None if _is_danger(turn, rest) else Denial(rest, misheard is not None)


def _words_of_death(turn: Turn) -> str:
    signs = (sign for alarm in turn.content.alarms.signs if alarm.of == SUICIDE for sign in alarm.say)
    return _of_death(tuple(word for word in (*signs, *_OF_DEATH) if " " not in word))


def _is_danger(turn: Turn, rest: str) -> bool:
    """Does the rest sound like a danger? Who is missed sounds like despair to the model."""
    heard = turn.hear(rest) if rest else None
    grieves = turn.content.made(Mourning.of).longs(rest)
    return heard is not None and (heard.emergency or (bool(heard.possible) and not grieves))


def ends(turn: Turn, crisis: Crisis, denial: Denial) -> bool:
    """Does the denial end what the card was shown for? To be well is told in real despair too, but not beside a wish."""
    if any(
        is_meant(turn, part) or _asks_of_ours(turn, part)
        for part in (denial.rest, *clauses(denial.rest))
        if part
    ):
        return True
    return denial.misheard and len(crisis.told) <= SOON


def _asks_of_ours(turn: Turn, part: str) -> bool:
    """「社区里有啥好凑在一起的 下下棋」: does it name something of ours beside a word of asking?"""
    return asks(part) and any(slot in turn.hear(part).named for slot in _OURS)


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
def _denied(words: tuple[str, ...], plainly: str) -> re.Pattern[str]:
    return re.compile(f"{_NOT_ASKED}(?:{any_of(words).pattern})|{plainly}" if words else plainly)


def _of_death(words: tuple[str, ...]) -> str:
    """「我没有不想活」, 「不要老是讲寻死」: a pattern of words of death that are denied, and not asked about."""
    return rf"{_NOT}(?:{any_of(words).pattern})(?!\S{{0,3}}(?:吗|么|嘛))"


def _beside(clause: str, denied: re.Pattern[str]) -> str:
    """What the clause says beside a denial; "" where that is next to nothing."""
    rest = denied.sub("", clause)
    return clause if rest == clause else rest if len(rest) >= _FEWEST else ""
