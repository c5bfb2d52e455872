"""A question beside the wish to enrol: 「插花还有位子吗，我想报一个」 is answered before the form asks."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.form_runner import FormRunner
from bot.conversation.carry_out.parts import with_text
from bot.conversation.course_wishes import time_asked
from bot.conversation.hooks import ServiceForm
from bot.conversation.interpret.form_messages import asks
from bot.conversation.turn import Turn
from bot.understanding.aspects import Aspect, aspects_asked
from bot.understanding.small_questions import small_questions

_ENROL, _INFO = "training.enrol", "training.info"
_CLAUSES = re.compile(r"[，,。.；;！!？?\s]+")
_TOLD_BY_FORM = frozenset({Aspect.HOW, Aspect.TIME})


async def opened(
    turn: Turn, form: ServiceForm, forms: FormRunner, answer: Callable[[Turn], Awaitable[Reply]]
) -> Reply:
    """The form's first question, after the answer to what is asked beside the wish."""
    reply = await forms.open(turn, form)
    asked = _question(turn)
    if asked is None:
        return reply
    return replace(reply, text=f"{(await answer(asked)).text}\n\n{reply.text}")


def _question(turn: Turn) -> Turn | None:
    """The question about the course of the form that the message has just opened; None where it asks nothing beside."""
    form = turn.session.form
    course = form.slots.get("course", "") if form is not None and form.form == "enrol" else ""
    if not course or turn.parse.intent != _ENROL or turn.postback is not None:
        return None
    asked = [clause for clause in _CLAUSES.split(turn.message.text) if _is_question(clause)]
    if not asked:
        return None
    part = with_text(turn, "，".join(asked))
    about = replace(part.parse, intent=_INFO, confidence=1.0, alternatives=(), slots={"course": course})
    return replace(part, parse=about)


def _is_question(clause: str) -> bool:
    wanted = set(aspects_asked(clause)) - _TOLD_BY_FORM
    asks_when = time_asked(clause).told
    return asks(clause) and bool(wanted or small_questions(clause) or asks_when)
