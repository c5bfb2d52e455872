"""「我姓郑」 beside a form: no whole name, and no yes. The rest of the name is asked for once, in a friendly way."""

import re
from collections.abc import Awaitable, Callable

from bot.common.message import Reply
from bot.conversation.carry_out.open_form.next_person import EACH_FOR_ONESELF
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.readings.parts import with_text
from bot.conversation.interpret.values.introduced import surname_alone
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.slots import person
from bot.understanding.text.clauses import without_stops

SAYS: dict[str, frozenset[str]] = {"form.surname": frozenset({"surname"})}
_NAME, _KEPT = "name", "surname"
_GIVEN = re.compile(r"(?:叫|就叫|名字叫)?(?P<given>[\u4e00-\u9fff]{1,2})")


async def answered(
    opened: OpenForm, state: FormState, hear: Callable[[Turn], Awaitable[Reply | None]]
) -> Reply | None:
    """The reply to a message that tells a surname alone, or the given name behind it; None for any other message."""
    text = without_stops(opened.turn.message.text)
    if opened.turn.postback is not None or opened.spec.slot(_NAME) is None:
        return None
    surname, held = surname_alone([text]), state.slots.get(_NAME, "")
    if surname and held:
        return opened.ask(state, lead=tuple(opened.prompter.unchanged(_NAME, state)))
    if state.asking != _NAME or opened.spec.name not in EACH_FOR_ONESELF:
        return None
    known = opened.turn.session.known
    if surname and not state.attempts:
        known[_KEPT] = surname
        return opened.ask(state, lead=(opened.turn.words.say("form.surname", surname=surname),))
    return await _with_given(opened, text, known.pop(_KEPT, ""), hear)


async def _with_given(
    opened: OpenForm, text: str, surname: str, hear: Callable[[Turn], Awaitable[Reply | None]]
) -> Reply | None:
    """「秀兰」 after 「我姓郑」: both as the name."""
    given = _GIVEN.fullmatch(text) if surname else None
    if (
        given is None
        or person.is_surname(given["given"][0])
        or not person.plausible_name(surname + given["given"])
    ):
        return None
    return await hear(with_text(opened.turn, surname + given["given"]))
