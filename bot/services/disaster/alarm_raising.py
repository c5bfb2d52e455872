"""Tells the staff at once that somebody is in danger, and tells residents what is kept of it."""

from contextlib import suppress

from bot.common.errors import RecordsAway
from bot.content.hours import is_open
from bot.content.shared.community import COMMUNITY
from bot.conversation.crisis_notes import card_of
from bot.conversation.crisis_state import ASIDE, Crisis
from bot.conversation.turn import OwnRecord, Turn
from bot.services.disaster import records
from bot.services.disaster.in_danger.cards import advice_of
from bot.services.disaster.service import service
from bot.services.disaster.statuses import AlarmStatus
from bot.understanding.slots import place


@service.on_emergency
async def raise_alarm(turn: Turn) -> None:
    """Put it on the staff's list, with what was asked about before; while the office is closed their phone is told."""
    asked = turn.session.crisis
    await raise_for(turn, card_of(turn.parse), before=asked.words if asked is not None else "")


def known_place(turn: Turn) -> str:
    """Where the resident lives, as they have told it for a request or before; "" where they have told nothing of it."""
    session = turn.session
    told = (
        session.form.slots if session.form else {},
        session.draft.slots if session.draft else {},
        session.known,
    )
    return next(filter(None, (slots.get("address", "") for slots in told)), "")


async def raise_for(turn: Turn, card: str, *, before: str = "") -> None:
    """The same for this card. before: what was said of it earlier, when it was asked about."""
    await _raise(turn, card, place.spot_to_go_to(turn.message.text), before)


async def add_to_alarm(turn: Turn, card: str, where: str) -> None:
    """Add what is said to the alarm of this danger; where its first message is not on record yet, this one raises it."""
    text, where = turn.message.full_text, _with_home(turn, where)
    if not await records.add_words(turn.work, turn.message.user, text, where, turn.now):
        await _raise(turn, card, where)


async def tell_staff(turn: Turn, crisis: Crisis) -> None:
    """Their list shows what is said in danger; while the records are away the resident is answered all the same."""
    with suppress(RecordsAway):
        await add_to_alarm(turn, crisis.card, crisis.place)


async def note_end(turn: Turn, before: Crisis | None) -> None:
    """Tell the staff that the danger which was on, or was put aside for a moment, is over, by whatever words."""
    shown = before is not None and (not before.asked or ASIDE in before.told)
    if shown and turn.session.crisis is None and turn.session.past_crisis is before:
        with suppress(RecordsAway):
            await told_to_be(turn, AlarmStatus.OVER)


async def note_denial(turn: Turn, crisis: Crisis) -> None:
    """Tell the staff in the resident's words that there was no such danger; they still see the alarm."""
    with suppress(RecordsAway):
        await add_to_alarm(turn, crisis.card, crisis.place)
        await told_to_be(turn, AlarmStatus.DENIED)


async def told_to_be(turn: Turn, status: AlarmStatus) -> None:
    """Note on the resident's alarm that they say it is over, or that there was no danger."""
    await records.told_to_be(turn.work, turn.message.user, status, turn.now)


async def _raise(turn: Turn, card: str, where: str, before: str = "") -> None:
    text, closed = (
        f"{before} {turn.message.full_text}".strip(),
        not is_open(turn.content.part(COMMUNITY).office.open, turn.now),
    )
    where = _with_home(turn, where)
    await records.raise_alarm(turn.work, turn.message.user, card, text, where, turn.now, sms=closed)


def _with_home(turn: Turn, where: str) -> str:
    """The place; where nobody could find it, with where they live, marked as such: the danger may be elsewhere."""
    home = "" if place.can_be_found(where) else known_place(turn)
    return f"{where} {home}{records.ASSUMED}".strip() if home else where


@service.tells_own_records
async def own_alarms(turn: Turn) -> tuple[OwnRecord, ...]:
    """The alarms of the last days, for 「我的」: they cannot be taken back, and the staff keep them."""
    alarms = await records.of_user(turn.work, turn.message.user)
    return tuple(
        OwnRecord(turn.words.say("alarm.line", name=advice_of(turn, alarm.danger).name))
        for alarm in alarms[:3]
    )
