"""What the volunteer teams do, and how service hours count."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.naming import longest_named
from bot.conversation.turn import Turn
from bot.services.volunteers.content import TEAMS
from bot.services.volunteers.service import service

SHOWN = 6


@service.on("volunteer.activities", slots=("team", "date"))
async def teams(turn: Turn) -> Reply:
    """A team, the answer to a known question, or how the teams are organised."""
    file = turn.content.part(TEAMS)
    team = longest_named(file.teams, turn.slot("team"), turn.message.text)
    hours = Choice(turn.words.say("volunteer.hours_link"), Wish("volunteer.hours"))
    turn.rely_on(file)
    if team is not None:
        turn.rely_on(team)
        return turn.say(
            "volunteer.one", name=team.name, about=team.about, activities=team.activities, choices=(hours,)
        )
    answer = turn.known_answer()
    if answer:
        return Reply(answer, (hours,))
    links = tuple(
        Choice(team.name, Wish("volunteer.activities", (("team", team.name),)))
        for team in turn.in_force(file.teams)[:SHOWN]
    )
    return turn.say("volunteer.list", structure=file.structure, choices=(*links, hours))


@service.on_postback("volunteer.hours")
async def hours(turn: Turn) -> Reply:
    """How service hours count, and what awards there are: reached by a choice."""
    file = turn.content.part(TEAMS)
    turn.rely_on(file)
    return turn.say("volunteer.hours", hours=file.hours, awards=file.awards)
