"""A resident's own teams, with the hours that were logged."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.open_form.record_change import change_link
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.records.record_fields import told_of
from bot.conversation.turn import OwnRecord, Turn
from bot.services.volunteers import records as volunteers
from bot.services.volunteers.form import SPEC
from bot.services.volunteers.records import Volunteer
from bot.services.volunteers.service import service


@service.on_postback("volunteer.mine")
async def show_own(turn: Turn) -> Reply:
    """Show the resident's teams, each with the hours that the staff logged."""
    own = await volunteers.of_user(turn.work, turn.message.user)
    hours = Choice(turn.words.say("volunteer.hours_link"), Wish("volunteer.hours"))
    if not own:
        join_link = Choice(turn.content.intents["volunteer.join"].title, Wish("volunteer.join"))
        return turn.say("volunteer.mine_none", choices=(join_link, hours))
    lines = "\n".join(line(turn, volunteer) for volunteer in own)
    changes = tuple(link(turn, volunteer) for volunteer in own for link in (_leave_link, _change_link))
    return turn.say("volunteer.mine", lines=lines, choices=(hours, *changes))


@service.on_postback("volunteer.leave")
async def leave(turn: Turn) -> Reply:
    """Leave the team that was chosen."""
    volunteer = await volunteers.leave(
        turn.work, turn.message.user, int(turn.slot("volunteer") or 0), turn.now
    )
    if volunteer is None:
        return turn.say("volunteer.mine_none", choices=offers(turn, "volunteer.join"))
    return turn.say("volunteer.left", name=volunteer.name, team=volunteer.team)


@service.tells_own_records
async def own_records(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's teams for 「我的」."""
    own = await volunteers.of_user(turn.work, turn.message.user)
    return tuple(
        OwnRecord(
            line(turn, volunteer),
            _leave_link(turn, volunteer),
            kind="volunteer",
            ref=str(volunteer.id),
            title=title(turn, volunteer),
            status=status(turn, volunteer),
            phone=volunteer.phone,
            told=told_of(turn, SPEC, values_of(volunteer)),
        )
        for volunteer in own
    )


def line(turn: Turn, volunteer: Volunteer) -> str:
    """The line of a list: who is in which team, and with how many hours."""
    return turn.words.say("volunteer.line", name=volunteer.name, team=volunteer.team, hours=volunteer.hours)


def title(turn: Turn, volunteer: Volunteer) -> str:
    """How the entry is called: the team, and who is in it."""
    return turn.words.say("volunteer.title", team=volunteer.team, name=volunteer.name)


def status(turn: Turn, volunteer: Volunteer) -> str:
    """Whether they are at work or rest for a while."""
    key = "volunteer.status_paused" if volunteer.paused else "volunteer.status_active"
    return turn.words.say(key, hours=volunteer.hours)


def values_of(volunteer: Volunteer) -> dict[str, str]:
    """What stands in the entry, by the slots of its form."""
    who = {"name": volunteer.name, "phone": volunteer.phone}
    return {"team": volunteer.team, "skills": volunteer.skills, "free": volunteer.free, **who}


def _change_link(turn: Turn, volunteer: Volunteer) -> Choice:
    return change_link(turn, SPEC, volunteer.id, volunteer.team, values_of(volunteer))


def _leave_link(turn: Turn, volunteer: Volunteer) -> Choice:
    label = turn.words.say("volunteer.leave_link", team=volunteer.team)
    return Choice(label, Wish("volunteer.leave", (("volunteer", str(volunteer.id)),)))
