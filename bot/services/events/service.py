"""Taking part in events: sign up, as guest or performer, one's own sign-ups, out again, a word the day before."""

from datetime import timedelta

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.events import EVENTS
from bot.content.shared.venues import VENUES, find_venue
from bot.conversation.carry_out.record_change import change_link, replaced
from bot.conversation.hooks import JobContext
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.services.events import export, staff
from bot.services.events import records as signups
from bot.services.events.form import GUEST, SPEC, day_of
from bot.services.events.occasion import event_of, name_of, seats_of, tell_promoted, when
from bot.services.events.records import NewSignup, Signup
from bot.services.events.statuses import SIGNUP_TRANSITIONS
from bot.services.events.tables import SignupRecord
from bot.storage import notices
from bot.storage.record_type import UNTIL_ERASURE, RecordType
from bot.storage.seats import SeatStatus

OFFERED = 5
REMIND_FROM = 9  # o'clock

service = Service(
    name="events",
    reads=(EVENTS, VENUES),
    says={
        "event.joined": frozenset({"name", "event", "people", "when", "place", "number"}),
        "event.queued": frozenset({"name", "event", "people"}),
        "event.already": frozenset({"name", "event"}),
        "event.guest": frozenset(),
        "event.performer": frozenset(),
        "event.corrected": frozenset({"lines"}),
        "event.mine": frozenset({"lines"}),
        "event.mine_none": frozenset(),
        "event.line": frozenset({"event", "name", "people", "when", "status"}),
        "event.status_confirmed": frozenset(),
        "event.status_waitlisted": frozenset(),
        "event.mine_link": frozenset(),
        "event.cancel_link": frozenset({"event"}),
        "event.cancelled": frozenset({"event"}),
        "event.promoted": frozenset({"event", "when"}),
        "event.reminder": frozenset({"event", "place"}),
        "event.by_staff": frozenset({"event", "status"}),
        "event.some_day": frozenset(),
    },
    records=(
        RecordType(
            key="events",
            table=SignupRecord,
            called="privacy.kind_signups",
            statuses=staff.STATUSES,
            transitions=SIGNUP_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=UNTIL_ERASURE,
            changeable=("event", "people", "role", "name", "phone"),
        ),
    ),
    staff_actions={"events": staff.decide},
)
service.exact_words(
    r"(?:看看|查一?下)?我(?:的|报的|报名的|参加的)活动(?:报名)?(?:有哪些|呢)?[?？]?", "event.mine"
)


@service.form(SPEC)
async def join(turn: Turn, state: FormState) -> Reply:
    """A place, or one in the queue."""
    slots = state.slots
    event = next((signup for signup in turn.content.part(EVENTS) if signup.name == slots["event"]), None)
    if event is None:
        return turn.say("event.mine_none", choices=turn.menu())
    new = NewSignup(
        user=turn.message.user,
        event=event.name,
        event_id=event.id,
        day=day_of(event, turn.now.date()),
        name=slots["name"],
        phone=slots["phone"],
        people=int(slots.get("people", "1")),
        role=slots.get("role", GUEST),
    )
    mine = Choice(turn.words.say("event.mine_link"), Wish("event.mine"))
    if replaced(state):
        changed = await signups.correct(turn.work, replaced(state), new, turn.now)
        if changed is not None:
            return turn.say("event.corrected", lines=_line(turn, changed), choices=(mine,))
        # Another event, or more people than the place was for: out, and in again where there is room.
        await _out(turn, replaced(state))
    signup, fresh = await signups.sign_up(turn.work, new, event.seats, turn.now)
    said = {"name": signup.name, "event": event.name, "people": signup.people}
    if not fresh:
        return turn.say("event.already", choices=(mine,), **said)
    if signup.status is SeatStatus.WAITLISTED:
        return turn.say("event.queued", choices=(mine,), **said)
    venue = turn.venue(event.venue)
    place = venue.name if venue else event.venue
    return turn.say(
        "event.joined", when=when(turn, signup), place=place, number=signup.id, choices=(mine,), **said
    )


@service.on_postback("event.mine")
async def mine(turn: Turn) -> Reply:
    """My sign-ups: reached by a choice or by name."""
    own = await signups.of_user(turn.work, turn.message.user, turn.now.date())
    if not own:
        browse = Choice(turn.content.intents["activity.browse"].title, Wish("activity.browse"))
        return turn.say("event.mine_none", choices=(browse,))
    lines = "\n".join(_line(turn, signup) for signup in own)
    return turn.say(
        "event.mine",
        lines=lines,
        choices=tuple(change(turn, signup) for signup in own for change in (_cancel, _change)),
    )


@service.on_postback("event.cancel")
async def cancel(turn: Turn) -> Reply:
    """Out again; who waited gets the place and is told: reached by a choice."""
    gone = await _out(turn, int(turn.slot("signup") or 0))
    if gone is None:
        return turn.say("event.mine_none", choices=turn.menu())
    return turn.say("event.cancelled", event=name_of(turn.content, gone), choices=turn.menu())


async def _out(turn: Turn, row: int) -> Signup | None:
    own = await signups.of_user(turn.work, turn.message.user, turn.now.date())
    mine = next((signup for signup in own if signup.id == row), None)
    return await _cancelled(turn, mine) if mine else None


@service.on_erasure
async def leave(turn: Turn) -> None:
    """The resident is erased: the seats go to who waits for them."""
    for signup in await signups.of_user(turn.work, turn.message.user, turn.now.date()):
        await _cancelled(turn, signup)


async def _cancelled(turn: Turn, mine: Signup) -> Signup:
    seats = seats_of(turn.content, mine, turn.now.date())
    signup, promoted = await signups.cancel(turn.work, turn.message.user, mine.id, seats, turn.now)
    await tell_promoted(turn, promoted)
    return signup or mine


@service.tells_own_records
async def owned(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's sign-ups, for 「我的」."""
    own = await signups.of_user(turn.work, turn.message.user, turn.now.date())
    return tuple(OwnRecord(_line(turn, signup), _cancel(turn, signup)) for signup in own)


@service.periodic_job
async def remind(job: JobContext) -> None:
    """The day before, whoever is signed up is reminded, once."""
    if job.now.hour < REMIND_FROM:
        return
    tomorrow = job.now.date() + timedelta(days=1)
    for signup in await signups.remind(job.work, tomorrow, job.now):
        event = event_of(job.content, signup)
        venue = find_venue(job.content, event.venue) if event else None
        place = venue.name if venue else ""
        text = job.words.say("event.reminder", event=name_of(job.content, signup), place=place)
        await notices.add(job.work, signup.user, text, job.now)


@service.periodic_job
async def follow_renames(job: JobContext) -> None:
    """Sign-ups for an event that was renamed get its new name."""
    names = {event.id: event.name for event in job.content.part(EVENTS)}
    await signups.follow_renames(job.work, names, job.now)


@service.periodic_job
async def move_up(job: JobContext) -> None:
    """Places that nobody gave up (the staff added some, or took somebody off the list) go to who waits for them."""
    today = job.now.date()
    for head in await signups.queued(job.work, today):
        seats = seats_of(job.content, head, today)
        await tell_promoted(job, await signups.move_up(job.work, head, seats, job.now))


def _line(turn: Turn, signup: Signup) -> str:
    return turn.words.say(
        "event.line",
        event=name_of(turn.content, signup),
        name=signup.name,
        people=signup.people,
        when=when(turn, signup),
        status=turn.words.say(f"event.status_{signup.status}"),
    )


def _change(turn: Turn, signup: Signup) -> Choice:
    name = name_of(turn.content, signup)
    filled = {"event": name, "people": str(signup.people), "role": signup.role, "name": signup.name}
    return change_link(turn, SPEC, signup.id, name, {**filled, "phone": signup.phone})


def _cancel(turn: Turn, signup: Signup) -> Choice:
    label = turn.words.say("event.cancel_link", event=name_of(turn.content, signup))
    return Choice(label, Wish("event.cancel", (("signup", str(signup.id)),)))
