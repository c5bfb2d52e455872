"""Hears that a danger which is over is only mentioned: 「饭要软一点，我妈中风了嚼不动」, after she was taken to hospital."""

from collections.abc import Callable

from bot.common.text import any_of
from bot.content.shared.emergency_cards import DANGER_NEXT
from bot.content.snapshot import Content
from bot.understanding.parse import Parse

_FEWEST = 4  # characters that say something beside the name of the danger


def beside_mention(content: Content, card: str, text: str, hear: Callable[[str], Parse]) -> str:
    """What the text says beside the bare name of this danger, which is over; "" where it may tell of it anew."""
    words = content.part(DANGER_NEXT).mentions
    names_of = tuple(name for few in words.names if card in few.cards for name in few.words)
    if not any_of(names_of).search(text) or any_of(words.anew).search(text):
        return ""
    named = tuple(name + after for name in names_of for after in (*words.after, ""))
    rest = any_of(named).sub("", text).strip()
    return rest if len(rest) >= _FEWEST and not hear(rest).emergency else ""


def is_of_another(content: Content, known: str, text: str) -> bool:
    """Does the text name somebody else than those of whom the danger was told?"""
    people = any_of(content.part(DANGER_NEXT).mentions.people)
    before, now = set(people.findall(known)), set(people.findall(text))
    return bool(before and now) and not before & now
