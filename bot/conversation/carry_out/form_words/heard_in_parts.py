"""Hears a message for the open form in two parts: a condition, a number that takes an option, a phone refused; then the rest."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.form_words import numbered_first, without_phone
from bot.conversation.carry_out.open_form import condition_kept, tips_for_two
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.readings.parts import joined, with_text
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.slots.free_times import without_busy

_Hear = Callable[[Turn], Awaitable[Reply | None]]
"""Replies to a part of the message, with the form as the session has it."""


async def answered(opened: OpenForm, state: FormState, hear: _Hear) -> Reply | None:
    """The reply to both parts of the message; None where it is heard as a whole."""
    for part in (_conditional, _numbered, _day_of_own, _without_phone, _without_what_is_busy):
        reply = await part(opened, state, hear)
        if reply is not None:
            return reply
    return None


async def _conditional(opened: OpenForm, state: FormState, hear: _Hear) -> Reply | None:
    """「要是满了给我排周六那个。对」."""
    condition = condition_kept.kept(opened, state)
    if condition is None:
        return None
    if condition.rest:
        opened.turn.session.form = condition.state
        reply = await hear(with_text(opened.turn, condition.rest))
        if reply is not None:
            return replace(reply, text=f"{condition.said}\n\n{reply.text}")
    return await condition_kept.said_first(opened, condition)


async def _numbered(opened: OpenForm, state: FormState, hear: _Hear) -> Reply | None:
    """「1 陪老人聊天 一三五上午」."""
    taken, turn = numbered_first.taken(opened, state), opened.turn
    if taken is None:
        return None
    session = turn.session
    session.form, rest = taken
    session.choices = []
    first, when = numbered_first.deeds_and_times(rest)
    reply = await hear(with_text(turn, first))
    if when and session.form is not None and session.form.asking in numbered_first.TIMES:
        reply = await hear(with_text(turn, when)) or reply
    return reply or await opened.proceed(taken[0], lead=(turn.words.say("form.unclear"),))


async def _day_of_own(opened: OpenForm, state: FormState, hear: _Hear) -> Reply | None:
    """「改到周五」 right after the resident's own tips were arranged: their day is changed, and the other form goes on."""
    own_day = tips_for_two.day_of_own(opened, state)
    if own_day is None:
        return None
    day, rest = own_day
    changed = (await opened.form.before(with_text(opened.turn, day))).reply
    if changed is None:
        return None
    heard = await hear(with_text(opened.turn, rest)) if rest else None
    return joined([Reply(changed.text), heard or opened.ask(state)])


async def _without_phone(opened: OpenForm, state: FormState, hear: _Hear) -> Reply | None:
    """「姓名周根法 电话我就不留了，我过来行不行」."""
    rest, session = without_phone.refused(opened, state), opened.turn.session
    if rest is None:
        return None
    if rest:
        await hear(with_text(opened.turn, rest))
    told = Reply(without_phone.answer(opened))
    session.form = replace(session.form or state, told_why=True)
    return told if session.form.asking == "phone" else opened.ask_after(told, session.form)


async def _without_what_is_busy(opened: OpenForm, state: FormState, hear: _Hear) -> Reply | None:
    """「她周六要上班的嘛，晚上那个」: of the classes the one that is named besides what somebody has to do then."""
    text, slot = opened.turn.message.text, opened.spec.slot("session")
    if state.asking != "session" or slot is None or opened.turn.postback is not None:
        return None
    rest = without_busy(text)
    options = slot.options(state.slots, opened.world)
    if not rest or len(rest) == len(text) or not slot.read(opened.turn.hear(rest), options, True).value:
        return None
    opened.turn.outcome.beside.answered.append(text)  # what somebody has to do is no question
    return await hear(with_text(opened.turn, rest))
