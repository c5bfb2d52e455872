"""Takes up the form that a danger has interrupted, where it is spoken of again: 「我那个电风扇还修伐」."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.form_dialog import heard_in_danger
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.session import FormState
from bot.conversation.turn import Turn

_BEFORE = re.compile(r"(?:刚才|刚刚|先前|之前|前头|开头|前面|本来)(?:那|说|讲|要|登|报|填|办|的)")

_POINTED_AT = re.compile(
    r"[那这](?:个|张|台|件|只|把|盏|辆|根|块|扇|套|本|样|部|些)(?P<thing>[\u4e00-\u9fff])"
)
_GOES_ON = re.compile(r"还(?!有)|接着|继续|照样|照旧")


async def taken_up(
    turn: Turn, forms: FormRunner, in_form: Callable[[Turn], Awaitable[Reply | None]]
) -> Reply | None:
    """The form that waits since the danger, with what the message tells it; None where it is not spoken of."""
    session, draft = turn.session, turn.session.draft
    if draft is None or session.just_over is None or session.form is not None or turn.postback is not None:
        return None
    if draft.form not in forms.forms or not _is_meant(turn, draft):
        return None
    await heard_in_danger.hear(turn, forms, turn.message.text)
    draft = session.draft or draft
    goes_on = _GOES_ON.search(turn.message.text) is not None
    if not asks(turn.message.text) and await heard_in_danger.changes(turn, forms, draft, goes_on=goes_on):
        session.form, session.draft = draft, None
        heard = await in_form(turn)
        if heard is not None:
            return heard
        session.form, session.draft = None, draft
    turn.outcome.recalled = True
    reply = await forms.resume(turn)
    return replace(reply, text=f"{turn.words.say('form.kept')}\n\n{reply.text}")


def _is_meant(turn: Turn, draft: FormState) -> bool:
    """Does the message share a word with what the form holds, or speak of what was said before the danger?"""
    said = {word for word in turn.parse.segments if len(word) > 1}
    held = " ".join(draft.slots.values())
    return (
        _BEFORE.search(turn.message.text) is not None
        or any(word in held for word in said)
        or _points_at_it(turn.message.text, held)
    )


def _points_at_it(text: str, held: str) -> bool:
    """「那个灯还修吧」: is a thing of the form pointed at by a single character, as something to go on with?"""
    pointed = _POINTED_AT.search(text)
    return pointed is not None and pointed["thing"] in held and _GOES_ON.search(text) is not None
