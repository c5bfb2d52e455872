"""What the volunteer teams do, and how service hours count."""

import re
from collections.abc import Sequence

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.common.text import letter_pairs
from bot.content.naming import longest_named
from bot.conversation.carry_out.answers.on_table import is_meant_unnamed
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, particular_unwritten
from bot.conversation.turn import Turn
from bot.services.volunteers.content import TEAMS, Team
from bot.services.volunteers.service import service
from bot.understanding.text.deeds import doing

SHOWN = 6
MOST_ALIKE = 3
_WHICH = re.compile(
    r"哪(?:个|支|一支|一个)?(?:志愿)?(?:队|组)|的(?:志愿)?队|志愿队|有(?:没有|个|啥|什么)?[^，,。\s]{0,4}队"
)
_COMMON = frozenset({"志愿", "愿者", "队伍", "活动", "有没", "没有", "哪个", "个队", "的队", "社区", "服务"})


@service.on("volunteer.activities", slots=("team", "date"))
async def teams(turn: Turn) -> Reply:
    """A team, the answer to a known question, or how the teams are organised."""
    file = turn.content.part(TEAMS)
    team = longest_named(file.teams, turn.slot("team"), turn.message.text)
    alike = [] if team is not None else _doing(turn.in_force(file.teams), turn.message.text)
    team = alike[0] if len(alike) == 1 else team
    hours = Choice(turn.words.say("volunteer.hours_link"), Wish("volunteer.hours"))
    turn.rely_on(file)
    if team is not None:
        turn.rely_on(team)
        turn.session.topic.speak_of("volunteer.activities", "team", team.name, turn.session.turn)
        unwritten = _unwritten(turn, team)
        if unwritten:
            return Reply(unwritten, (ask_for_me(turn, team.name), hours))
        join = Choice(
            turn.words.say("volunteer.join_link", team=team.name),
            Wish("volunteer.join", (("team", team.name),)),
        )
        told = {"name": team.name, "about": team.about, "activities": team.activities}
        return turn.say("volunteer.one", choices=(join, hours), **told)
    answer = turn.known_answer()
    if answer:
        return Reply(answer, (hours,))
    if alike:
        lines = "\n".join(f"· {team.name}：{team.about}" for team in alike)
        return turn.say("volunteer.alike", lines=lines, choices=(*_links(alike), hours))
    links = _links(turn.in_force(file.teams)[:SHOWN])
    return turn.say("volunteer.list", structure=file.structure, choices=(*links, hours))


def _unwritten(turn: Turn, team: Team) -> str:
    """That what is asked after the team was told is not written; "" for any other message."""
    text = turn.message.text
    if not is_meant_unnamed(turn, (team.name, *team.aliases)) or _WHICH.search(text):
        return ""
    told = any(pair in f"{team.about}{team.activities}" for pair in letter_pairs(text) - _COMMON)
    return "" if told else particular_unwritten(turn)


def _links(teams: Sequence[Team]) -> tuple[Choice, ...]:
    return tuple(Choice(team.name, Wish("volunteer.activities", (("team", team.name),))) for team in teams)


def _doing(teams: Sequence[Team], text: str) -> list[Team]:
    """The teams that do what 「哪个队是陪老人的」 asks for, those that share most with it."""
    if not _WHICH.search(text):
        return []
    told = doing({team.name: team.does for team in teams}, text)
    if told:
        return [team for team in teams if team.name in told][:MOST_ALIKE]
    pairs = letter_pairs(text) - _COMMON
    shared = {
        team.name: sum(pair in f"{team.name}{team.about}{team.activities}" for pair in pairs)
        for team in teams
    }
    most = max(shared.values(), default=0)
    return [team for team in teams if most and shared[team.name] == most][:MOST_ALIKE]


@service.on_postback("volunteer.hours")
async def hours(turn: Turn) -> Reply:
    """How service hours count, and what awards there are: reached by a choice."""
    file = turn.content.part(TEAMS)
    turn.rely_on(file)
    return turn.say("volunteer.hours", hours=file.hours, awards=file.awards)
