"""What a resident wants with a sign-up: how it stands, corrections, more people, out of it."""

from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.records.record_commands import ref_number
from bot.conversation.carry_out.records.record_fields import FormOnRecord, changed, new_value, tell_status
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import Turn
from bot.services.events import records as signups
from bot.services.events.cancellation import cancel_own
from bot.services.events.form import SPEC
from bot.services.events.occasion import event_of, name_of, seats_of
from bot.services.events.records import NewSignup, Signup
from bot.services.events.service import service
from bot.services.events.signup_wording import cancel_link, tell_promoted, title, when
from bot.storage.seats import SeatStatus


@service.on_record("event", RecordAction.STATUS)
async def tell(turn: Turn, command: Record) -> Reply:
    """Whether there is a place, when and where."""
    signup = await _own(turn, command)
    if signup is None:
        return _none(turn)
    what_next = turn.words.say("event.next_waitlisted")
    if signup.status is SeatStatus.CONFIRMED:
        event = event_of(turn.content, signup)
        venue = turn.venue(event.venue) if event else None
        place = venue.name if venue else event.venue if event else ""
        what_next = turn.words.say("event.next_confirmed", when=when(turn, signup), place=place)
    status = turn.words.say(f"event.status_{signup.status}")
    return tell_status(turn, title(turn, signup), status, what_next, (cancel_link(turn, signup),))


@service.on_record("event", RecordAction.CHANGE)
async def change(turn: Turn, command: Record) -> Reply:
    """Who comes, how, and how many; the place stays. Another event is another sign-up."""
    signup = await _own(turn, command)
    if signup is None:
        return _none(turn)
    values = {name: str(getattr(signup, name)) for name in service.changeable("event")}
    fixed = {"event": "event.fixed"}
    on_record = FormOnRecord(SPEC, title(turn, signup), values, service.changeable("event"), fixed)
    value = new_value(turn, on_record, command)
    if isinstance(value, Reply):
        return value
    if command.slot == "people":
        return await _come_with(turn, signup, int(value))
    values[command.slot] = value
    new = NewSignup(
        user=signup.user,
        event=signup.event,
        event_id=signup.event_id,
        day=signup.day,
        name=values["name"],
        phone=values["phone"],
        people=signup.people,
        role=values["role"],
    )
    if await signups.correct(turn.work, signup.id, new, turn.now) is None:
        return turn.say("event.already", name=new.name, event=name_of(turn.content, signup))
    return changed(turn, on_record, command.slot, value)


@service.on_record("event", RecordAction.ADD)
async def add(turn: Turn, command: Record) -> Reply:
    """More people come along."""
    signup = await _own(turn, command)
    if signup is None:
        return _none(turn)
    more = ref_number(command.value)
    if not more:
        return turn.say("event.add_how_many", title=title(turn, signup))
    return await change(turn, replace(command, slot="people", value=str(signup.people + more)))


@service.on_record("event", RecordAction.WITHDRAW, sure="event.withdraw_sure")
async def withdraw(turn: Turn, command: Record) -> Reply:
    """Out of it; the waitlist gets the place."""
    cancelled = await cancel_own(turn, ref_number(command.ref))
    if cancelled is None:
        return _none(turn)
    return turn.say("event.cancelled", event=name_of(turn.content, cancelled))


async def _come_with(turn: Turn, signup: Signup, people: int) -> Reply:
    """Another number of people; where so many places are not free, nothing is given up."""
    seats = seats_of(turn.content, signup, turn.now.date())
    new, promoted = await signups.set_people(turn.work, signup.user, signup.id, people, seats, turn.now)
    if new is None:
        return turn.say("event.people_full", title=title(turn, signup))
    await tell_promoted(turn, promoted)
    status = turn.words.say(f"event.status_{new.status}")
    name = name_of(turn.content, signup)
    return turn.say("event.people_changed", event=name, people=new.people, status=status)


async def _own(turn: Turn, command: Record) -> Signup | None:
    own = await signups.of_user(turn.work, turn.message.user, turn.now.date())
    return next((signup for signup in own if signup.id == ref_number(command.ref)), None)


def _none(turn: Turn) -> Reply:
    return turn.say("event.mine_none", choices=offers(turn, "activity.browse"))
