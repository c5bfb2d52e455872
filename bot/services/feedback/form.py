"""What is asked of whoever reports something: what, where, and whether anonymously."""

import re

from bot.common.message import Choice
from bot.common.postback import FillSlot
from bot.conversation.forms.common_slots import not_asked, read_words
from bot.conversation.forms.readers import NOTHING, Reading, read_option
from bot.conversation.forms.spec import FormSpec, SlotSpec, Values, World
from bot.understanding.parse import Parse
from bot.understanding.slots import anonymity, place, place_put_right
from bot.understanding.text.normalize import simplified
from bot.understanding.text.own_words import essence

SUBMIT = "feedback.submit"
MATTER_FROM = 3  # characters from which the opening message is taken for the matter itself
NAMED, ANONYMOUS = "named", "anonymous"
_OPENS = re.compile(
    r"(?:我|想|要|来|跟|和|向|你们|社区|给|提|有)*(?:反映|投诉|举报|提|说)?(?:一?[个点下些])?(?:事情|事|问题|情况|意见|建议|投诉|反映|举报)(?:一下|要说|要反映|给你们)?"
)
_NOTHING = frozenset({"跳过", "不想说", "不知道", "没有", "随便"})


def _read_detail(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """The matter in the resident's own words; the opening message when it says more than 「我要投诉」."""
    if asked and heard.normal in _NOTHING:
        return Reading(attempted=True)
    if asked:
        return read_words(heard, options, asked)
    says_what = heard.intent == SUBMIT and len(heard.normal) >= MATTER_FROM
    return Reading(heard.text.strip()) if says_what and not _only_opens(heard.normal) else NOTHING


def _only_opens(text: str) -> bool:
    """「我要提个意见」 says that there is something, not what."""
    return bool(_OPENS.fullmatch(text))


def _read_place(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """Where: the exact place (「6幢门口」) from whatever was said, and not the home of who tells it; when asked, any words."""
    others = place_put_right.of_others(heard.text)
    if others:
        return Reading(others)
    text = place_put_right.bare_place(essence(heard.text)) if asked else essence(heard.text)
    normal = simplified(text)
    if asked and anonymity.told(text) and not place.spot(normal) and anonymity.only_tells(text):
        return Reading(attempted=True)  # 「不过别跟楼上说是我说的」 is no place
    named = place.find(normal) if asked else heard.named.get("venue")
    spot = place.spot(normal) or named or ""
    return Reading(place.whole_of(text, spot)) if spot else read_words(heard, options, asked)


def _read_anonymous(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """By what is said of it, asked or not; who wants an answer and is asked means to be named."""
    told = anonymity.told(heard.text) if asked else anonymity.told_at_start(heard.text)
    if not told and anonymity.asked_for(heard.text):
        told = anonymity.YES
    if not told and asked and anonymity.wants_answer(heard.text):
        told = anonymity.NO
    if told:
        return Reading(ANONYMOUS if told == anonymity.YES else NAMED)
    if anonymity.asked_about(heard.text):
        return NOTHING
    return read_option(heard, options, asked)


def _named_or_not(values: Values, world: World) -> tuple[Choice, ...]:
    say = world.content.replies
    return (
        Choice(say["feedback.named"], FillSlot(NAMED)),
        Choice(say["feedback.anonymous"], FillSlot(ANONYMOUS)),
    )


def _anonymous_shown(value: str, values: Values, world: World) -> str:
    return world.content.replies.get(f"feedback.is_{value}", value)


SPEC = FormSpec(
    name="feedback",
    intent=SUBMIT,
    confirm=False,
    slots=(
        SlotSpec("detail", _read_detail, free=True),
        SlotSpec("place", _read_place, skippable=True, free=True),
        SlotSpec("picture", lambda heard, options, asked: NOTHING, needed=not_asked, picture=True),
        SlotSpec("anonymous", _read_anonymous, options=_named_or_not, shown=_anonymous_shown),
    ),
)
