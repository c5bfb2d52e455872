"""A phone number with a slip in it is told at once, whatever is asked just then: it would be missing in the end."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.forms import engine
from bot.conversation.hooks import ServiceForm
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.slots import phone
from bot.understanding.slots.phone import Spoilt
from bot.understanding.text.number_labels import LABEL

MOBILE = 11  # digits
_AROUND = re.compile(
    r"(?:我的?|手机|电话|微信|联系方式|号码?|就?是|打|写|说|讲|错|了|应该|改|成|为|哦|啊|呀|哎|不对|不好意思|[\s，,。.：:；;！!、])+"
)

_LABELS = re.compile(rf"(?:我|他|她)?的?{LABEL}(?:同号|号码?)?(?:是|为|写|留|填)?[:： ]{{0,2}}(?=[，,。 ]|$)")

SAYS: dict[str, frozenset[str]] = {
    "phone.letters": frozenset({"number"}),
    "phone.short": frozenset({"count", "missing"}),
    "phone.long": frozenset({"count", "extra"}),
    "phone.begins": frozenset(),
    "phone.what_for": frozenset(),
}


def fault(turn: Turn, number: Spoilt) -> str:
    """What is wrong with the number, in a sentence."""
    say = turn.words.say
    if number.letters:
        return say("phone.letters", number=number.text)
    if number.digits < MOBILE:
        return say("phone.short", count=number.digits, missing=MOBILE - number.digits)
    if number.digits > MOBILE:
        return say("phone.long", count=number.digits, extra=number.digits - MOBILE)
    return say("phone.begins")


def in_form(opened: OpenForm, state: FormState) -> tuple[Spoilt, FormState] | None:
    """The spoilt number in an answer to a form that asks for one, and the form without the number that it was to replace."""
    asked = state.asking == "phone" or "phone" not in state.slots
    needed = opened.spec.slot("phone") is not None
    number = phone.spoilt(opened.turn.message.text, asked=asked) if needed else None
    if number is None:
        return None
    if "phone" not in state.slots:
        return number, state
    kept = {name: value for name, value in state.slots.items() if name != "phone"}
    return number, engine.settled(opened.spec, replace(state, slots=kept), opened.world)


def beside(text: str, number: Spoilt) -> str:
    """What the message says beside the number and its label; "" for nothing."""
    folded = unicodedata.normalize("NFKC", text)
    before, _, behind = folded.partition(number.text)
    rest = _LABELS.sub(" ", phone.without(f"{before} ， {behind}"))
    return "" if _AROUND.fullmatch(rest) or not rest.strip() else rest


def at_opening(turn: Turn, reply: Reply, before: FormState | None, forms: Mapping[str, ServiceForm]) -> Reply:
    """The reply with the spoilt number told first, where the message has opened a form that lacks it."""
    form = turn.session.form
    if before is not None or form is None or "phone" in form.slots or form.form not in forms:
        return reply
    asks = forms[form.form].spec.slot("phone") is not None
    number = phone.spoilt(turn.message.text) if asks else None
    return replace(reply, text=f"{fault(turn, number)}\n\n{reply.text}") if number is not None else reply


def alone(turn: Turn) -> Reply | None:
    """「138057412」 where no form is open: what is wrong with it, and what it is for."""
    number = phone.spoilt(turn.message.text)
    if number is None or beside(turn.message.text, number):
        return None
    return Reply(f"{fault(turn, number)}\n{turn.words.say('phone.what_for')}")
