"""What a firm wants with its order: how it stands, corrections, filled, withdrawn."""

from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.readings.record_choices import said_only
from bot.conversation.carry_out.records.record_commands import ref_number
from bot.conversation.carry_out.records.record_fields import FormOnRecord, changed, new_value, tell_status
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import Turn
from bot.services.employer import records as orders
from bot.services.employer.form import SPEC
from bot.services.employer.order_wording import title, values_of
from bot.services.employer.records import FirmOrder
from bot.services.employer.service import service, withdraw, withdraw_link


@service.on_record("employer", RecordAction.STATUS)
async def tell(turn: Turn, command: Record) -> Reply:
    """Whether the staff have accepted it."""
    order = await _own(turn, command)
    if order is None:
        return _gone(turn)
    status, what_next = _status(turn, order)
    return tell_status(turn, title(turn, order), status, what_next, (withdraw_link(turn, order),))


@service.on_record("employer", RecordAction.CHANGE)
async def change(turn: Turn, command: Record) -> Reply:
    """A correction; the staff look again at an accepted order that asks for something else."""
    order = await _own(turn, command)
    if order is None:
        return _gone(turn)
    values = values_of(order)
    fixed = {"kind": "employer.kind_fixed"}
    on_record = FormOnRecord(SPEC, title(turn, order), values, service.changeable("employer"), fixed)
    value = new_value(turn, on_record, command)
    if isinstance(value, Reply):
        return value
    values[command.slot] = value
    new = replace(
        order,
        need=values["need"],
        quantity=int(values["quantity"]) if values["quantity"] else None,
        due=values["due"],
        firm=values["firm"],
        name=values["name"],
        phone=values["phone"],
    )
    corrected = await orders.correct(turn.work, new, turn.now)
    if corrected is None:
        return turn.say("employer.same_live")
    reply = changed(turn, on_record, command.slot, value)
    if corrected.status is order.status:
        return reply
    return Reply(f"{reply.text}{turn.words.say('employer.looked_at_again')}")


@service.on_record("employer", RecordAction.WITHDRAW, sure="employer.withdraw_sure")
async def take_back(turn: Turn, command: Record) -> Reply:
    """The firm takes it back."""
    return await withdraw(said_only(turn, order=str(ref_number(command.ref))))


@service.on_record("employer", RecordAction.DONE, sure="employer.done_sure")
async def finish(turn: Turn, command: Record) -> Reply:
    """The firm has what it wanted: residents are not shown the order any more."""
    order = await orders.finish(turn.work, turn.message.user, ref_number(command.ref), turn.now)
    if order is None:
        return _gone(turn)
    return turn.say("employer.finished", title=title(turn, order))


@service.on_record("employer", RecordAction.NOT_DONE)
async def goes_on(turn: Turn, command: Record) -> Reply:
    """It is still wanted."""
    order = await _own(turn, command)
    if order is None:
        return _gone(turn)
    status, what_next = _status(turn, order)
    return turn.say("employer.goes_on", title=title(turn, order), status=status, next=what_next)


def _status(turn: Turn, order: FirmOrder) -> tuple[str, str]:
    return (
        turn.words.say(f"employer.status_{order.status}"),
        turn.words.say(f"employer.next_{order.status}"),
    )


async def _own(turn: Turn, command: Record) -> FirmOrder | None:
    own = await orders.of_user(turn.work, turn.message.user)
    return next((order for order in own if order.id == ref_number(command.ref)), None)


def _gone(turn: Turn) -> Reply:
    return turn.say("employer.gone", choices=offers(turn, "training.employer"))
