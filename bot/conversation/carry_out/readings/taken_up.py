"""「那给我们登记上，六个人」, 「算我一个」: the one thing that the last answer offered to sign up for is taken, in words."""

import re
from collections.abc import Callable, Sequence

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.conversation.turn import Turn
from bot.understanding.ranking import is_confident
from bot.understanding.slots import person, phone

_TAKES = re.compile(
    r"^(?:那么?|好的?|行|可以|嗯|要的?|就|给|帮|替|我们|我|他|她|伊|阿拉|俺|也|来|把|请|[，, ]){0,6}+"
    r"(?:登记|报|写|算|记|加|添|参加|填|(?<=[我们])[去来](?![看问查拿取听]))(?:个|名|一个|上去?|进去?|我们?|俺|阿拉|一下|好|了){0,4}+"
    r"(?:[吧呀啊哦啦嘛]|一个|一份|[\d一二两三四五六七八九十]+个人?){0,2}+(?:[，,。！!\s]+|$)"
)
_SIGNS = " ，,。！!"
_LABELS = re.compile(r"^(?:我叫|我是|叫|姓名|名字)[是：: ]{0,2}|(?:电话|手机号?)[是：: ]{0,2}")
_WHOLE_NAME = 3  # characters: a shorter one may be any word


def taken_up(turn: Turn, opens_form: Callable[[str], bool]) -> tuple[Choice, str] | None:
    """The one choice that opens a form, and what the message says besides; None where none is offered, or none taken.

    opens_form: does this intent open a form?
    """
    text = turn.message.text
    taken = _TAKES.match(text)
    tells_who = taken is None and _tells_only_who(turn)
    if not (taken or tells_who) or turn.postback is not None or turn.session.form is not None:
        return None
    offered = _offered(turn.session.choices, opens_form)
    if offered is None and tells_who:
        offered = _offered_first(turn.session.choices, opens_form)
    return (offered, text[taken.end() if taken else 0 :].strip(_SIGNS)) if offered is not None else None


def _tells_only_who(turn: Turn) -> bool:
    """「周阿芬」, 「139…」 to 「要报名吗？」: is it a name or a phone number and nothing else?"""
    text = turn.message.text
    number = phone.find_any(text) is not None
    rest = _LABELS.sub("", phone.without(text) if number else text).strip(_SIGNS)
    if not rest or not person.plausible_name(rest):
        return number and not rest
    return number or len(rest) >= _WHOLE_NAME or not is_confident(turn.parse)


def _offered(choices: Sequence[Choice], opens_form: Callable[[str], bool]) -> Choice | None:
    """The one choice that opens a form of its own thing: 「报名闹元宵」; None for none, or several."""
    opening = _opening(choices, opens_form)
    return opening[0] if len(opening) == 1 else None


def _offered_first(choices: Sequence[Choice], opens_form: Callable[[str], bool]) -> Choice | None:
    """The first of the choices where it opens a form that no other opens: 「报名剪纸」 above 「这些时间都不合适」."""
    opening = _opening(choices, opens_form)
    if not opening or opening[0] is not choices[0]:
        return None
    return None if any(choice.intent == opening[0].intent for choice in opening[1:]) else opening[0]


def _opening(choices: Sequence[Choice], opens_form: Callable[[str], bool]) -> list[Choice]:
    return [
        choice
        for choice in choices
        if isinstance(choice.postback, Wish) and choice.postback.slots and opens_form(choice.postback.intent)
    ]
