"""订单式: a firm orders a training or announces hiring; the staff decide, and the firm is told."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.questions import QUESTIONS
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.records.record_fields import told_of
from bot.conversation.hooks import FormOpening
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.services.employer import export, staff
from bot.services.employer import records as orders
from bot.services.employer.form import ASK, SPEC
from bot.services.employer.order_wording import summary, title, values_of
from bot.services.employer.records import (
    FirmOrder,
    NewOrder,
)
from bot.storage.record_type import UNTIL_ERASURE, RecordType
from bot.storage.shared_statuses import ORDER_TRANSITIONS
from bot.storage.tables.orders import OrderRecord
from bot.understanding.slots import employer_order

MINE, WITHDRAW = "employer.mine", "employer.withdraw"

service = Service(
    name="employer",
    reads=(QUESTIONS,),
    says={
        "employer.kind_hire": frozenset(),
        "employer.kind_train": frozenset(),
        "employer.too_many": frozenset(),
        "employer.open_form": frozenset(),
        "employer.kept": frozenset({"number", "what"}),
        "employer.again": frozenset({"number", "what"}),
        "employer.what": frozenset({"kind", "need", "people"}),
        "employer.people": frozenset({"count"}),
        "employer.mine": frozenset(),
        "employer.mine_link": frozenset(),
        "employer.mine_none": frozenset(),
        "employer.line": frozenset({"number", "what", "firm", "status"}),
        "employer.status_open": frozenset(),
        "employer.status_accepted": frozenset(),
        "employer.withdraw_link": frozenset({"number"}),
        "employer.withdraw_which": frozenset(),
        "employer.withdrawn": frozenset({"number", "what"}),
        "employer.gone": frozenset(),
        "employer.told_accepted": frozenset({"number", "what", "note"}),
        "employer.told_declined": frozenset({"number", "what", "note"}),
        "employer.told_done": frozenset({"number", "what", "note"}),
        "employer.title": frozenset({"what", "firm"}),
        "employer.next_open": frozenset(),
        "employer.next_accepted": frozenset(),
        "employer.kind_fixed": frozenset({"title"}),
        "employer.withdraw_sure": frozenset({"title", "status"}),
        "employer.done_sure": frozenset({"title", "status"}),
        "employer.finished": frozenset({"title"}),
        "employer.goes_on": frozenset({"title", "status", "next"}),
        "employer.looked_at_again": frozenset(),
        "employer.same_live": frozenset(),
        "employer.desk": frozenset({"number", "what", "firm", "status"}),
    },
    records=(
        RecordType(
            key="orders",
            spoken_of=("employer",),
            changeable=("need", "quantity", "due", "firm", "name", "phone"),
            table=OrderRecord,
            statuses=staff.STATUSES,
            transitions=ORDER_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=UNTIL_ERASURE,
        ),
    ),
    staff_actions={"orders": staff.decide},
)
service.exact_words(r"(?:看|查|看看|查查)?我(?:们)?的?(?:订单|招工登记|用工登记)", MINE)
service.exact_words(r"(?:撤回|撤销|取消|撤掉)(?:我们?的?)?(?:订单|招工登记|用工登记)(?P<order>\d*)", WITHDRAW)


async def _question(turn: Turn) -> FormOpening:
    """「订单班怎么合作」 is a question, and is answered; whoever says what they need orders it."""
    answer = "" if employer_order.need(turn.message.text) else turn.known_answer()
    open_form = Choice(turn.words.say("employer.open_form"), Wish(ASK, opens_form=True))
    return FormOpening(Reply(answer, (open_form,)) if answer else None)


@service.form(SPEC, before=_question, slots=("name", "phone", "quantity", "course", "skill"))
async def place(turn: Turn, state: FormState) -> Reply:
    """Write the order down; the very same order twice is a single order."""
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
    order, is_new = await orders.place(turn.work, new, turn.now)
    choices = (Choice(turn.words.say("employer.mine_link"), Wish(MINE)), withdraw_link(turn, order))
    key = "employer.kept" if is_new else "employer.again"
    return turn.say(key, number=order.id, what=summary(turn, order), choices=choices)


@service.on_postback(MINE)
async def show_own(turn: Turn) -> Reply:
    """Show the firm's live orders, each with its status."""
    own = await orders.of_user(turn.work, turn.message.user)
    if not own:
        open_form = Choice(turn.words.say("employer.open_form"), Wish(ASK, opens_form=True))
        return turn.say("employer.mine_none", choices=(open_form,))
    lines = [turn.words.say("employer.mine"), *(_line(turn, order) for order in own)]
    return Reply("\n".join(lines), tuple(withdraw_link(turn, order) for order in own))


@service.tells_own_records
async def own_records(turn: Turn) -> tuple[OwnRecord, ...]:
    """The firm's orders for 「我的」."""
    own = await orders.of_user(turn.work, turn.message.user)
    return tuple(
        OwnRecord(
            _line(turn, order),
            withdraw_link(turn, order),
            kind="employer",
            ref=str(order.id),
            title=title(turn, order),
            status=turn.words.say(f"employer.status_{order.status}"),
            phone=order.phone,
            told=told_of(turn, SPEC, values_of(order)),
        )
        for order in own
    )


@service.on_postback(WITHDRAW)
async def withdraw(turn: Turn) -> Reply:
    """Withdraw the order that is meant; ask which one, when it could be several."""
    own = await orders.of_user(turn.work, turn.message.user)
    number = turn.slot("order")
    meant = [order for order in own if number in ("", str(order.id))]
    if not meant:
        return turn.say("employer.gone", choices=offers(turn, "training.employer"))
    if len(meant) > 1:
        return turn.say(
            "employer.withdraw_which", choices=tuple(withdraw_link(turn, order) for order in meant)
        )
    withdrawn = await orders.withdraw(turn.work, turn.message.user, meant[0].id, turn.now)
    if withdrawn is None:
        return turn.say("employer.gone", choices=offers(turn, "training.employer"))
    return turn.say("employer.withdrawn", number=withdrawn.id, what=summary(turn, withdrawn))


def _line(turn: Turn, order: FirmOrder) -> str:
    status = turn.words.say(f"employer.status_{order.status}")
    return turn.words.say(
        "employer.line", number=order.id, what=summary(turn, order), firm=order.firm, status=status
    )


def withdraw_link(turn: Turn, order: FirmOrder) -> Choice:
    """The choice that withdraws the order."""
    label = turn.words.say("employer.withdraw_link", number=order.id)
    return Choice(label, Wish(WITHDRAW, (("order", str(order.id)),)))
