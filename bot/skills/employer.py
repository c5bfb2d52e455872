"""订单式: firms order a training or look for hands; the staff take it up, and openings are shown to residents."""

from bot.dialogue.common_slots import NAME, PHONE, read_words, words_slot
from bot.dialogue.form_spec import FormSpec, SlotSpec, Values, World
from bot.dialogue.reading import NOTHING, Reading, read_option
from bot.dialogue.session import FormState
from bot.dialogue.skill import Errand, Order, Own, Skill, Turn
from bot.errors import OrderRefused
from bot.message import Choice, Reply
from bot.records import notices, orders
from bot.records.orders import FirmOrder, NewOrder
from bot.understanding.parse import Parse
from bot.understanding.slots import order as said

EMPLOYER = "training.employer"
MOST = 10_000  # hands

skill = Skill(
    name="employer",
    says={
        "employer.hire": frozenset(),
        "employer.train": frozenset(),
        "employer.kept": frozenset({"number", "need"}),
        "employer.again": frozenset({"number", "need"}),
        "employer.line": frozenset({"number", "kind", "need", "status"}),
        "employer.withdraw_link": frozenset({"number"}),
        "employer.withdrawn": frozenset({"number"}),
        "employer.gone": frozenset(),
        "employer.notice": frozenset({"number", "need", "status", "note"}),
        **{f"employer.status_{status}": frozenset() for status in ("open", "accepted", "declined", "done")},
    },
)


def _read_kind(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    found = said.kind(heard.text)
    return Reading(found) if found else read_option(heard, options, asked)


def _kinds(values: Values, world: World) -> tuple[Choice, ...]:
    return tuple(
        Choice(world.content.replies[f"employer.{kind}"], value=kind) for kind in (orders.HIRE, orders.TRAIN)
    )


def _kind_shown(value: str, values: Values, world: World) -> str:
    return world.content.replies[f"employer.{value}"]


def _read_firm(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    found = said.firm(heard.text)
    return Reading(found) if found else read_words(heard, options, asked)


def _read_need(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    found = said.need(heard.text) or str(heard.slots.get("skill", "") or heard.slots.get("course", ""))
    return Reading(found) if found else read_words(heard, options, asked)


def _read_quantity(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    found = heard.slots.get("quantity")
    if isinstance(found, int) and 0 < found <= MOST:
        return Reading(str(found))
    digits = "".join(sign for sign in heard.normal if sign.isdecimal())
    return Reading(digits) if asked and digits and 0 < int(digits[:9]) <= MOST else NOTHING


SPEC = FormSpec(
    name="employer",
    intent=EMPLOYER,
    slots=(
        SlotSpec("kind", _read_kind, options=_kinds, shown=_kind_shown),
        SlotSpec("need", _read_need, free=True, any_words=True),
        SlotSpec("quantity", _read_quantity, skippable=True),
        words_slot("due", skippable=True),
        SlotSpec("firm", _read_firm, free=True, any_words=True),
        NAME,
        PHONE,
    ),
)


@skill.form(SPEC)
async def place(turn: Turn, state: FormState) -> Reply:
    """On record; the staff answer."""
    slots = state.slots
    new = NewOrder(
        user=turn.message.user,
        kind=slots["kind"],
        firm=slots["firm"],
        name=slots["name"],
        phone=slots["phone"],
        need=slots["need"],
        quantity=int(slots["quantity"]) if "quantity" in slots else None,
        due=slots.get("due", ""),
    )
    one, fresh = await orders.place(turn.work, new, turn.now)
    key = "employer.kept" if fresh else "employer.again"
    return turn.say(key, number=one.id, need=one.need, choices=(_withdraw_link(turn, one),))


@skill.on("employer.withdraw")
async def withdraw(turn: Turn) -> Reply:
    """Taken back: reached by a choice."""
    one = await orders.step(
        turn.work, int(turn.slot("order") or 0), orders.WITHDRAWN, turn.message.user, turn.now,
        user=turn.message.user,
    )  # fmt: skip
    if one is None:
        return turn.say("employer.gone", choices=turn.menu())
    return turn.say("employer.withdrawn", number=one.id, choices=turn.menu())


@skill.owns
async def owned(turn: Turn) -> tuple[Own, ...]:
    """The firm's orders, for 「我的」."""
    own = await orders.of_user(turn.work, turn.message.user)
    return tuple(Own(_line(turn, one), _withdraw_link(turn, one)) for one in own)


@skill.desk("orders")
async def decide(errand: Errand, order: Order) -> str:
    """The staff accept, decline, or say that it is done."""
    if order.status not in (orders.ACCEPTED, orders.DECLINED, orders.DONE):
        raise OrderRefused("an order can become accepted, declined or done")
    one = await orders.step(errand.work, order.row, order.status, errand.actor, errand.now, said=order.note)
    if one is None:
        raise OrderRefused(f"order {order.row} is not open")
    status = errand.words.say(f"employer.status_{one.status}")
    text = errand.words.say("employer.notice", number=one.id, need=one.need, status=status, note=order.note)
    await notices.add(errand.work, one.user, text.rstrip(), errand.now)
    return f"{one.id} {one.status}"


def _line(turn: Turn, one: FirmOrder) -> str:
    kind, status = turn.words.say(f"employer.{one.kind}"), turn.words.say(f"employer.status_{one.status}")
    return turn.words.say("employer.line", number=one.id, kind=kind, need=one.need, status=status)


def _withdraw_link(turn: Turn, one: FirmOrder) -> Choice:
    label = turn.words.say("employer.withdraw_link", number=one.id)
    return Choice(label, intent="employer.withdraw", slots=(("order", str(one.id)),))
