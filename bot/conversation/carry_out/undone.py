"""Hears the protest against a form that was ended by mistake: 「我没讲不办呀，我是讲电话号码」."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.form_runner import FormRunner
from bot.conversation.carry_out.open_form import OpenForm
from bot.conversation.carry_out.parts import with_text
from bot.conversation.session import FormState
from bot.conversation.turn import Turn

KEPT = 2  # turns in which a form that was ended can be protested for
SHORTEST_REST = 4  # characters
_END = r"(?:不(?:办|报|弄|要|学|登|订|填|反映|找|送|想办)|取消|退|停|算了)"
_PROTEST = re.compile(
    rf"(?:啥|什么|哎|喂|我|阿拉|可|又|并|都|根本|从来)*(?:没|没有|冇|不是|勿是|弗是)(?:有)?(?:说|讲|叫|让)(?:过|要|你|侬|我)*{_END}[^，,。\s]{{0,3}}"
    rf"|(?:谁|哪个|啥人)(?:说|讲|叫你|让你)(?:我)?(?:要)?{_END}[^，,。\s]{{0,3}}"
    rf"|(?:你|侬|您)?(?:怎么|咋|为啥|为什么|干嘛|做啥)(?:又|就|给我|把|都)*{_END}[^，,。\s]{{0,3}}"
    r"|(?:不|别|勿|弗)(?:要|是)?取消|^(?:我)?要办的[呀啊]?"
)
_LEADS = re.compile(r"^(?:我(?:是|就|刚才)*(?:说|讲|问)(?:的)?(?:是)?|要(?:办|报)的[呀啊]?)[，, ]*")
_STOPS = " ，,。.！!？?~…"


async def taken_back(
    turn: Turn, forms: FormRunner, in_form: Callable[[Turn], Awaitable[Reply | None]]
) -> Reply | None:
    """The form that was ended by mistake, with what the protest says besides; None where nobody protests."""
    state = protested(turn)
    if state is None or state.form not in forms.forms:
        return None
    turn.session.form, turn.session.dropped = state, None
    opened = await OpenForm.of(turn, forms.forms[state.form])
    rest = said_besides(turn.message.text)
    heard = await in_form(with_text(turn, rest)) if rest else None
    reply = heard or opened.ask(state)
    again = turn.words.say("form.again", title=opened.prompter.title(state))
    return replace(reply, text=f"{again}\n\n{reply.text}")


def protested(turn: Turn) -> FormState | None:
    """The form that was ended a moment ago and that the message wants back; None for any other message."""
    session = turn.session
    state, turns = session.dropped, session.turn - session.dropped_turn
    if state is None or session.form is not None or turn.postback is not None or turns >= KEPT:
        return None
    return state if _PROTEST.search(turn.message.text) else None


def said_besides(text: str) -> str:
    """What the message says beside the protest: 「不写名字」; "" where it says nothing."""
    rest = _LEADS.sub("", _PROTEST.sub(" ", text).strip(_STOPS)).strip(_STOPS)
    return rest if len(rest) >= SHORTEST_REST else ""
