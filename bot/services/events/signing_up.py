"""Signing up for an event: a place, or a position on the waitlist; and changing a sign-up."""

from bot.common.message import Reply
from bot.content.shared.events import EVENTS
from bot.conversation.carry_out.open_form.record_change import replaced
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.daily_limits import account_allows
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.events import records as signups
from bot.services.events.cancellation import cancel_own
from bot.services.events.form import GUEST, SPEC
from bot.services.events.occasion import next_day
from bot.services.events.records import NewSignup
from bot.services.events.service import service
from bot.services.events.signup_wording import line, show_own_link, when
from bot.storage.seats import SeatStatus


@service.form(SPEC, slots=("name", "phone", "age", "date", "quantity"))
async def sign_up(turn: Turn, state: FormState) -> Reply:
    """Sign up for the event that was named, or change the sign-up that the form was opened on."""
    slots = state.slots
    event = next((event for event in turn.content.part(EVENTS) if event.name == slots["event"]), None)
    if event is None:
        return turn.say("event.mine_none", choices=offers(turn, "activity.browse"))
    new = NewSignup(
        user=turn.message.user,
        event=event.name,
        event_id=event.id,
        day=next_day(event, turn.now.date()),
        name=slots["name"],
        phone=slots["phone"],
        people=int(slots.get("people", "1")),
        role=slots.get("role", GUEST),
    )
    show_own = show_own_link(turn)
    if replaced(state):
        corrected = await signups.correct(turn.work, replaced(state), new, turn.now)
        if corrected is not None:
            return turn.say("event.corrected", lines=line(turn, corrected), choices=(show_own,))
    most = turn.rules.enrolments_a_day
    if not await account_allows(turn, "signups", most):
        return turn.say("event.too_many", most=most, choices=(show_own,))
    if replaced(state):
        # Another event or more people need another place: give this one up, and sign up anew.
        await cancel_own(turn, replaced(state))
    signup, is_new = await signups.sign_up(turn.work, new, event.seats, turn.now)
    fields = {"name": signup.name, "event": event.name, "people": signup.people}
    if not is_new:
        return turn.say("event.already", choices=(show_own,), **fields)
    if signup.status is SeatStatus.WAITLISTED:
        return turn.say("event.queued", choices=(show_own,), **fields)
    venue = turn.venue(event.venue)
    fields |= {"when": when(turn, signup), "place": venue.name if venue else event.venue}
    return turn.say("event.joined", number=signup.id, choices=(show_own,), **fields)
