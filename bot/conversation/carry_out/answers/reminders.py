"""Answers a wish to be reminded on a day, which nobody can fulfil, with what there is: the day of what was told last."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.answers import on_table
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.questions.small_questions import reminder_wished
from bot.understanding.ranking import is_confident

SAYS: dict[str, frozenset[str]] = {"talk.no_reminders": frozenset()}
LONGEST = 40  # characters
_KEPT_BY_SERVICE = frozenset({"event", "enrol"})
"""Kinds of record whose service tells of the day by itself."""
_MAY_BE = (
    OUT_OF_SCOPE,
    "dialog.",
    "social.",
    "meta.",
    "exchange.",
    "disaster.subscribe",
    "feedback.",
    "training.",
    "activity.",
)


async def answered(turn: Turn, answer: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """That the bot cannot do it, with the day where one was told; None for any other message, and where a service does it."""
    text, session = turn.message.text, turn.session
    if turn.postback is not None or session.form is not None or session.crisis is not None:
        return None
    if len(text) > LONGEST or not (wished := reminder_wished(text)) or "hazard" in turn.parse.named:
        return None
    if is_confident(turn.parse) and not turn.parse.intent.startswith(_MAY_BE):
        return None
    record = record_reference.recent(turn, await turn.own_records())
    if record is not None and record.kind in _KEPT_BY_SERVICE:
        return None
    about = on_table.about_told(turn)
    return (
        await answer(replace(about, message=replace(turn.message, text=wished)))
        if about is not None
        else turn.say("talk.no_reminders")
    )
