"""Joining a team, and changing what was said then."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.open_form.record_change import replaced
from bot.conversation.hooks import FormOpening
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.volunteers import records as volunteers
from bot.services.volunteers.content import TEAMS
from bot.services.volunteers.first_words import FREE_HEARD, SKILLS_HEARD, free_told, skills_told
from bot.services.volunteers.form import SPEC
from bot.services.volunteers.own_teams import line
from bot.services.volunteers.records import NewVolunteer
from bot.services.volunteers.service import service
from bot.understanding.text.deeds import doing


def team_meant(turn: Turn, state: FormState) -> Reply | None:
    """Which team was taken, where the message told what it does and not its name."""
    if state.asking != "skills":
        return None
    text, taken = turn.message.text, state.slots.get("team", "")
    team = next((team for team in turn.content.part(TEAMS).teams if team.name == taken), None)
    if team is None or not doing({team.name: team.does}, text) or "team" in turn.parse.named:
        return None
    return turn.say("volunteer.meant", name=team.name, about=team.about)


async def hear_opening(turn: Turn) -> FormOpening:
    """What the wish tells already of what they would do, and when."""
    told = {SKILLS_HEARD: skills_told(turn.message.text), FREE_HEARD: free_told(turn.message.text)}
    return FormOpening(slots={slot: value for slot, value in told.items() if value})


@service.form(
    SPEC, before=hear_opening, on_the_way=team_meant, slots=("name", "phone", "team", "age", "date")
)
async def join(turn: Turn, state: FormState) -> Reply:
    """Join the team that was chosen, or change the entry that the form was opened on. Nobody is in a team twice."""
    slots = state.slots
    new = NewVolunteer(
        user=turn.message.user,
        name=slots["name"],
        phone=slots["phone"],
        team=slots["team"],
        skills=slots.get("skills", ""),
        free=slots.get("free", ""),
    )
    show_own = Choice(turn.words.say("volunteer.mine_link"), Wish("volunteer.mine"))
    if replaced(state):
        corrected = await volunteers.correct(turn.work, replaced(state), new, turn.now)
        if corrected is None:
            return turn.say("volunteer.already", name=new.name, team=new.team, choices=(show_own,))
        return turn.say("volunteer.corrected", lines=line(turn, corrected), choices=(show_own,))
    volunteer, is_new = await volunteers.join(turn.work, new, turn.now)
    key = "volunteer.joined" if is_new else "volunteer.already"
    return turn.say(key, name=volunteer.name, team=volunteer.team, number=volunteer.id, choices=(show_own,))
