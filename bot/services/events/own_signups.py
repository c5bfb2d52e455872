"""A resident's own sign-ups: shown, opened for a change, cancelled."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.venues import find_venue
from bot.conversation.carry_out.open_form.record_change import change_link
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.records.record_fields import told_of
from bot.conversation.turn import OwnRecord, Told, Turn
from bot.services.events import records as signups
from bot.services.events.cancellation import cancel, cancel_own
from bot.services.events.form import SPEC
from bot.services.events.occasion import event_of, name_of
from bot.services.events.records import Signup
from bot.services.events.service import service
from bot.services.events.signup_wording import cancel_link, line, title, when


@service.on_postback("event.mine")
async def show_own(turn: Turn) -> Reply:
    """Show the resident's sign-ups; each can be cancelled or changed."""
    own = await signups.of_user(turn.work, turn.message.user, turn.now.date())
    if not own:
        browse = Choice(turn.content.intents["activity.browse"].title, Wish("activity.browse"))
        return turn.say("event.mine_none", choices=(browse,))
    lines = "\n".join(line(turn, signup) for signup in own)
    choices = tuple(link(turn, signup) for signup in own for link in (cancel_link, _change_link))
    return turn.say("event.mine", lines=lines, choices=choices)


@service.on_postback("event.cancel")
async def cancel_chosen(turn: Turn) -> Reply:
    """Cancel the sign-up that was chosen."""
    cancelled = await cancel_own(turn, int(turn.slot("signup") or 0))
    if cancelled is None:
        return turn.say("event.mine_none", choices=offers(turn, "activity.browse"))
    return turn.say("event.cancelled", event=name_of(turn.content, cancelled))


@service.on_erasure
async def give_up_places(turn: Turn) -> None:
    """Before a resident is erased, their places go to the waitlist."""
    for signup in await signups.of_user(turn.work, turn.message.user, turn.now.date()):
        await cancel(turn, signup)


@service.tells_own_records
async def own_records(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's sign-ups for 「我的」."""
    own = await signups.of_user(turn.work, turn.message.user, turn.now.date())
    return tuple(
        OwnRecord(
            line(turn, signup),
            cancel_link(turn, signup),
            kind="event",
            ref=str(signup.id),
            title=title(turn, signup),
            status=turn.words.say(f"event.status_{signup.status}"),
            phone=signup.phone,
            told=_told(turn, signup),
        )
        for signup in own
    )


def _told(turn: Turn, signup: Signup) -> tuple[Told, ...]:
    """What was written down, and when and where the event takes place."""
    values = {name: str(getattr(signup, name)) for name in ("event", "people", "role", "name", "phone")}
    event = event_of(turn.content, signup)
    venue = find_venue(turn.content, event.venue) if event else None
    place = venue.name if venue else event.venue if event else ""
    hours = f"{when(turn, signup)} {event.time}".strip() if event else when(turn, signup)
    return told_of(turn, SPEC, values, hours=hours, venue=place)


def _change_link(turn: Turn, signup: Signup) -> Choice:
    name = name_of(turn.content, signup)
    filled = {"event": name, "people": str(signup.people), "role": signup.role, "name": signup.name}
    return change_link(turn, SPEC, signup.id, name, {**filled, "phone": signup.phone})
