"""What is asked of a firm that orders a training or wants to hire."""

from dataclasses import replace

from bot.common.message import Choice
from bot.common.postback import FillSlot
from bot.conversation.forms.common_slots import NAME, PHONE
from bot.conversation.forms.readers import NOTHING, Reading, read_option
from bot.conversation.forms.spec import Fault, FormSpec, SlotSpec, Values, World
from bot.services.employer.order_wording import KINDS
from bot.understanding.parse import Parse
from bot.understanding.ranking import is_confident
from bot.understanding.slots import amounts, employer_order, person, phone, yes_no
from bot.understanding.text import own_words

ASK = "training.employer"
LONGEST = 60  # characters of a firm's own words
MOST = 2000  # hands or places in one order: more is a slip of the finger
_OWN_LABELS = ("training.", "learning.", "out_of_scope", "dialog.")


def _kinds(values: Values, world: World) -> tuple[Choice, ...]:
    return tuple(Choice(world.content.replies[key], FillSlot(kind)) for kind, key in KINDS.items())


def _kind_shown(value: str, values: Values, world: World) -> str:
    return world.content.replies[KINDS[value]] if value in KINDS else value


def _read_kind(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    kind = employer_order.kind(heard.text)
    return Reading(kind) if kind else read_option(heard, options, asked)


def _read_need(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    named = (
        str(heard.slots.get("course", "") or heard.slots.get("skill", ""))
        if heard.intent == ASK and employer_order.kind(heard.text)
        else ""
    )
    need = employer_order.need(heard.text) or named
    return Reading(need) if need else _words(replace(heard, text=own_words.essence(heard.text)), asked)


def _read_firm(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    firm = employer_order.firm(heard.text)
    return Reading(firm) if firm else _words(heard, asked)


def _read_due(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """When, in the firm's words; its name or a phone number is no time."""
    due = employer_order.due(heard.text)
    if due:
        return Reading(due)
    other = employer_order.firm(heard.text) or phone.find(heard.text) or person.called(heard.text)
    return NOTHING if other else _words(heard, asked)


def _read_quantity(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    quantity = amounts.quantity(heard.text)
    if quantity and not quantity[1].endswith(("人", "名", "位", "个")):
        quantity = None
    count = quantity[0] if quantity else employer_order.people(heard.text)
    count = count or (amounts.read(heard.text) if asked and not employer_order.due(heard.text) else None)
    return Reading(str(count)) if count else Reading(attempted=asked and bool(heard.normal))


def _quantity_check(value: str, values: Values, world: World) -> Fault | None:
    return None if 0 < int(value) <= MOST else Fault("employer.too_many", {})


def _words(heard: Parse, asked: bool) -> Reading:
    """The firm's own words, unless they clearly ask for something else, or are a bare yes or no."""
    if (
        not asked
        or not heard.normal
        or yes_no.read(heard.text) is not None
        or (is_confident(heard) and not heard.intent.startswith(_OWN_LABELS))
    ):
        return NOTHING
    return Reading(heard.text.strip(" ，,。.")[:LONGEST])


SPEC = FormSpec(
    name="employer",
    intent=ASK,
    slots=(
        SlotSpec("kind", _read_kind, options=_kinds, shown=_kind_shown),
        SlotSpec("need", _read_need, any_words=True),
        SlotSpec("quantity", _read_quantity, check=_quantity_check, skippable=True),
        SlotSpec("due", _read_due, skippable=True, any_words=True),
        SlotSpec("firm", _read_firm, personal=True, any_words=True),
        NAME,
        PHONE,
    ),
)
