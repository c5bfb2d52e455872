"""Tells what an open form holds and that it is not handed in yet: 「我这算登记上了没」, 「念一遍我留的东西」."""

from collections.abc import Awaitable, Callable

from bot.common.message import Reply
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.form_words import put_right
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.parts import said_as
from bot.conversation.turn import Turn
from bot.understanding.questions.kept_questions import asks_what_is_kept
from bot.understanding.questions.own_record_questions import (
    asks_of_doubles,
    asks_of_own,
    asks_to_see,
    asks_whether_in,
)
from bot.understanding.questions.said_to_bot import asks_only_of_form, spares

_SAID = "meta.said"
_ASKS = (asks_only_of_form, asks_whether_in, asks_to_see, asks_of_own, asks_of_doubles, asks_what_is_kept)


async def told(turn: Turn, forms: FormRunner, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """What the open form holds and what is on record, then the form's question again; None for any other message.

    reply: answers a turn of its own.
    """
    state, text = turn.session.form, turn.message.text
    if state is None or state.form not in turn.content.forms or turn.postback is not None:
        return None
    plain = spares(text) or put_right.values(turn, state)
    if plain or not any(asks(text) for asks in _ASKS):
        return None
    if record_reference.thing_named(await turn.numbered_records(), text):
        return None  # something on record is asked about, and not the form
    return await forms.asked_again(turn, await reply(said_as(turn, _SAID)))
