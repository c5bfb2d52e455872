"""What is asked about the open form by words that the staff wrote for it: 「拿东西的人看得到我电话伐」."""

from bot.content.shared.afterwards import AFTERWARDS
from bot.content.shared.details import answer_of
from bot.conversation.interpret import form_messages
from bot.conversation.turn import Turn
from bot.understanding.afterwards_questions import worded_as
from bot.understanding.slots import phone

LONGEST = 26  # characters: a longer message tells more than it asks
_NAMES = ("course", "event", "club", "venue", "team", "hazard")
_WORRIES = frozenset({"safe", "seen"})
"""Answered also where they are told as a worry, and not asked: 「生人上门我不放心」."""


def told(turn: Turn, flow: str, words: str) -> str:
    """What is written to the question for this form; "" for any other message, and for a question about something else."""
    file = turn.content.part(AFTERWARDS)
    answers = file.of(flow)
    if (
        answers is None
        or len(words) > LONGEST
        or form_messages.asks_why(words)
        or _names_another(turn, words)
    ):
        return ""
    asks = form_messages.asks(words)
    normal = turn.hear(words).normal
    keys = [
        key
        for key, lines in file.asked.items()
        if (asks or key in _WORRIES) and (worded_as(words, lines) or worded_as(normal, lines))
    ]
    return "\n".join(dict.fromkeys(filter(None, (answer_of(key, answers) for key in keys))))


def only_asks(turn: Turn, flow: str, words: str) -> bool:
    """Is the message nothing else than such a question, and gives no number?"""
    return not phone.attempted(words) and bool(told(turn, flow, words))


def _names_another(turn: Turn, words: str) -> bool:
    """Does the question name a thing that is not what the form is for?"""
    form, named = turn.session.form, turn.hear(words).named
    held = "".join(form.slots.values()) if form is not None else ""
    names = [str(named[slot]) for slot in _NAMES if slot in named]
    return any(name in words and name not in held for name in names)
