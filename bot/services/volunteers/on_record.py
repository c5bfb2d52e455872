"""What a resident wants with a place in a team: how it stands, corrections, a rest, out of it."""

from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.readings.record_choices import said_only
from bot.conversation.carry_out.records.record_commands import ref_number
from bot.conversation.carry_out.records.record_fields import FormOnRecord, changed, new_value, tell_status
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import Turn
from bot.services.volunteers import own_teams
from bot.services.volunteers import records as volunteers
from bot.services.volunteers.form import SPEC
from bot.services.volunteers.own_teams import status, title
from bot.services.volunteers.records import NewVolunteer, Volunteer
from bot.services.volunteers.service import service


@service.on_record("volunteer", RecordAction.STATUS)
async def tell(turn: Turn, command: Record) -> Reply:
    """Whether they are at work, with their hours."""
    volunteer = await _own(turn, command)
    if volunteer is None:
        return _none(turn)
    what_next = turn.words.say("volunteer.next_paused" if volunteer.paused else "volunteer.next_active")
    return tell_status(turn, title(turn, volunteer), status(turn, volunteer), what_next, ())


@service.on_record("volunteer", RecordAction.CHANGE)
async def change(turn: Turn, command: Record) -> Reply:
    """A correction; the hours stay."""
    volunteer = await _own(turn, command)
    if volunteer is None:
        return _none(turn)
    entry = NewVolunteer(
        user=volunteer.user,
        name=volunteer.name,
        phone=volunteer.phone,
        team=volunteer.team,
        skills=volunteer.skills,
        free=volunteer.free,
    )
    on_record = FormOnRecord(
        SPEC, title(turn, volunteer), own_teams.values_of(volunteer), service.changeable("volunteer")
    )
    value = new_value(turn, on_record, command)
    if isinstance(value, Reply):
        return value
    new = replace(entry, **{command.slot: value})
    if await volunteers.correct(turn.work, volunteer.id, new, turn.now) is None:
        return turn.say("volunteer.already", name=new.name, team=new.team)
    return changed(turn, on_record, command.slot, value)


@service.on_record("volunteer", RecordAction.WITHDRAW, sure="volunteer.leave_sure")
async def leave(turn: Turn, command: Record) -> Reply:
    """Leave the team."""
    return await own_teams.leave(said_only(turn, volunteer=str(ref_number(command.ref))))


@service.on_record("volunteer", RecordAction.PAUSE, RecordAction.RESUME)
async def rest(turn: Turn, command: Record) -> Reply:
    """Rest for a while, or come back."""
    volunteer = await _own(turn, command)
    if volunteer is None:
        return _none(turn)
    paused = command.action is RecordAction.PAUSE
    await volunteers.set_paused(turn.work, volunteer.user, volunteer.id, paused=paused, now=turn.now)
    key = "volunteer.paused" if paused else "volunteer.resumed"
    return turn.say(key, title=title(turn, volunteer))


async def _own(turn: Turn, command: Record) -> Volunteer | None:
    own = await volunteers.of_user(turn.work, turn.message.user)
    return next((volunteer for volunteer in own if volunteer.id == ref_number(command.ref)), None)


def _none(turn: Turn) -> Reply:
    return turn.say("volunteer.mine_none", choices=offers(turn, "volunteer.join"))
