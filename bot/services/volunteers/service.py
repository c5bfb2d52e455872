"""志愿者队伍: join a team, one's own teams and hours, leave."""

from bot.common.message import Choice, Reply
from bot.common.postback import FillSlot, Wish
from bot.content.shared.questions import QUESTIONS
from bot.conversation.carry_out.record_change import change_link, replaced
from bot.conversation.forms.common_slots import NAME, PHONE, words_slot
from bot.conversation.forms.readers import Reading, read_option
from bot.conversation.forms.spec import FormSpec, SlotSpec, Values, World
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.services.volunteers import export, staff
from bot.services.volunteers import records as volunteers
from bot.services.volunteers.content import TEAMS
from bot.services.volunteers.records import NewVolunteer, Volunteer
from bot.services.volunteers.statuses import VOLUNTEER_TRANSITIONS
from bot.services.volunteers.tables import VolunteerRecord
from bot.storage.record_type import UNTIL_ERASURE, RecordType
from bot.understanding.parse import Parse

TEAMS_OFFERED = 4  # any other can be said by its name

service = Service(
    name="volunteers",
    reads=(TEAMS, QUESTIONS),
    says={
        "volunteer.list": frozenset({"structure"}),
        "volunteer.one": frozenset({"name", "about", "activities"}),
        "volunteer.hours": frozenset({"hours", "awards"}),
        "volunteer.hours_link": frozenset(),
        "volunteer.any_team": frozenset(),
        "volunteer.joined": frozenset({"name", "team", "number"}),
        "volunteer.already": frozenset({"name", "team"}),
        "volunteer.corrected": frozenset({"lines"}),
        "volunteer.mine": frozenset({"lines"}),
        "volunteer.mine_none": frozenset(),
        "volunteer.line": frozenset({"name", "team", "hours"}),
        "volunteer.mine_link": frozenset(),
        "volunteer.leave_link": frozenset({"team"}),
        "volunteer.left": frozenset({"name", "team"}),
        "volunteer.logged": frozenset({"hours", "team", "total"}),
    },
    records=(
        RecordType(
            key="volunteers",
            table=VolunteerRecord,
            called="privacy.kind_volunteers",
            statuses=staff.STATUSES,
            transitions=VOLUNTEER_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=UNTIL_ERASURE,
            changeable=("team", "skills", "free", "name", "phone"),
        ),
    ),
    staff_actions={"volunteers": staff.decide},
)
service.exact_words(
    r"(?:看看|查一?下|查查)?我的?(?:志愿)?(?:服务)?(?:时长|工时|志愿时间|志愿服务时间|志愿服务|队伍)(?:有)?(?:多少|几个小时|是多少)?(?:了)?[?？]?",
    "volunteer.mine",
)


def _read_team(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    found = str(heard.slots.get("team", "")) or heard.named.get("team", "")
    return Reading(found) if found else read_option(heard, options, asked)


def _teams(values: Values, world: World) -> tuple[Choice, ...]:
    any_team = world.content.replies["volunteer.any_team"]
    named = tuple(
        Choice(team.name, FillSlot(team.name)) for team in world.content.part(TEAMS).teams[:TEAMS_OFFERED]
    )
    return (*named, Choice(any_team, FillSlot(any_team)))


SPEC = FormSpec(
    name="volunteer",
    intent="volunteer.join",
    slots=(
        SlotSpec("team", _read_team, options=_teams),
        words_slot("skills", skippable=True),
        words_slot("free", skippable=True),
        NAME,
        PHONE,
    ),
)


@service.form(SPEC)
async def join(turn: Turn, state: FormState) -> Reply:
    """In the team; twice is told kindly."""
    slots = state.slots
    new = NewVolunteer(
        user=turn.message.user,
        name=slots["name"],
        phone=slots["phone"],
        team=slots["team"],
        skills=slots.get("skills", ""),
        free=slots.get("free", ""),
    )
    mine = Choice(turn.words.say("volunteer.mine_link"), Wish("volunteer.mine"))
    if replaced(state):
        changed = await volunteers.correct(turn.work, replaced(state), new, turn.now)
        if changed is None:
            return turn.say("volunteer.already", name=new.name, team=new.team, choices=(mine,))
        return turn.say("volunteer.corrected", lines=_line(turn, changed), choices=(mine,))
    volunteer, fresh = await volunteers.join(turn.work, new, turn.now)
    key = "volunteer.joined" if fresh else "volunteer.already"
    return turn.say(key, name=volunteer.name, team=volunteer.team, number=volunteer.id, choices=(mine,))


@service.on_postback("volunteer.mine")
async def mine(turn: Turn) -> Reply:
    """My teams with the hours that were logged: reached by a choice or by name."""
    own = await volunteers.of_user(turn.work, turn.message.user)
    hours = Choice(turn.words.say("volunteer.hours_link"), Wish("volunteer.hours"))
    if not own:
        join_link = Choice(turn.content.intents["volunteer.join"].title, Wish("volunteer.join"))
        return turn.say("volunteer.mine_none", choices=(join_link, hours))
    lines = "\n".join(_line(turn, volunteer) for volunteer in own)
    changes = tuple(change(turn, volunteer) for volunteer in own for change in (_leave, _change))
    return turn.say("volunteer.mine", lines=lines, choices=(hours, *changes))


@service.on_postback("volunteer.leave")
async def leave(turn: Turn) -> Reply:
    """Out of a team: reached by a choice."""
    volunteer = await volunteers.leave(
        turn.work, turn.message.user, int(turn.slot("volunteer") or 0), turn.now
    )
    if volunteer is None:
        return turn.say("volunteer.mine_none", choices=turn.menu())
    return turn.say("volunteer.left", name=volunteer.name, team=volunteer.team, choices=turn.menu())


@service.tells_own_records
async def owned(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's teams, for 「我的」."""
    own = await volunteers.of_user(turn.work, turn.message.user)
    return tuple(OwnRecord(_line(turn, volunteer), _leave(turn, volunteer)) for volunteer in own)


def _line(turn: Turn, volunteer: Volunteer) -> str:
    return turn.words.say("volunteer.line", name=volunteer.name, team=volunteer.team, hours=volunteer.hours)


def _change(turn: Turn, volunteer: Volunteer) -> Choice:
    kept = {
        "team": volunteer.team,
        "skills": volunteer.skills,
        "free": volunteer.free,
        "name": volunteer.name,
        "phone": volunteer.phone,
    }
    return change_link(turn, SPEC, volunteer.id, volunteer.team, kept)


def _leave(turn: Turn, volunteer: Volunteer) -> Choice:
    label = turn.words.say("volunteer.leave_link", team=volunteer.team)
    return Choice(label, Wish("volunteer.leave", (("volunteer", str(volunteer.id)),)))
