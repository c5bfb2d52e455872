"""「那给我们登记上，六个人」, 「算我一个」: the one thing that the last answer offered to sign up for is taken, in words."""

import re
from collections.abc import Callable, Sequence

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.conversation.turn import Turn

_TAKES = re.compile(
    r"^(?:那么?|好的?|行|可以|嗯|要的?|就|给|帮|替|我们|我|他|她|伊|阿拉|俺|也|来|把|请|[，, ]){0,6}+"
    r"(?:登记|报|写|算|记|加|添|参加|填|(?<=[我们])[去来](?![看问查拿取听]))(?:个|名|一个|上去?|进去?|我们?|俺|阿拉|一下|好|了){0,4}+"
    r"(?:[吧呀啊哦啦嘛]|一个|一份|[\d一二两三四五六七八九十]+个人?){0,2}+(?:[，,。！!\s]+|$)"
)
_SIGNS = " ，,。！!"


def taken_up(turn: Turn, opens_form: Callable[[str], bool]) -> tuple[Choice, str] | None:
    """The one choice that opens a form, and what the message says besides; None where none is offered, or none taken.

    opens_form: does this intent open a form?
    """
    text = turn.message.text
    taken = _TAKES.match(text)
    if taken is None or turn.postback is not None or turn.session.form is not None:
        return None
    offered = _offered(turn.session.choices, opens_form)
    return (offered, text[taken.end() :].strip(_SIGNS)) if offered is not None else None


def _offered(choices: Sequence[Choice], opens_form: Callable[[str], bool]) -> Choice | None:
    """The one choice that opens a form of its own thing: 「报名闹元宵」; None for none, or several."""
    opening = [
        choice
        for choice in choices
        if isinstance(choice.postback, Wish) and choice.postback.slots and opens_form(choice.postback.intent)
    ]
    return opening[0] if len(opening) == 1 else None
