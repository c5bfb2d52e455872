"""What is asked of whoever joins a team."""

import re
from dataclasses import replace

from bot.common.message import Choice
from bot.common.postback import FillSlot
from bot.common.text import letter_pairs
from bot.conversation.forms.common_slots import NAME, PHONE, words_slot
from bot.conversation.forms.readers import Reading, read_option
from bot.conversation.forms.spec import FormSpec, SlotSpec, Values, World
from bot.services.volunteers.content import TEAMS
from bot.services.volunteers.first_words import FREE_HEARD, SKILLS_HEARD
from bot.understanding.parse import Parse
from bot.understanding.text.deeds import doing

TEAMS_OFFERED = 4  # before the one that any team will do; the others are not shown, and can be said by name


def _read_team(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    team = str(heard.slots.get("team", "")) or heard.named.get("team", "")
    offered = Reading(team) if team else read_option(heard, options, asked)
    if offered.value:
        return offered
    alike = _most_alike(heard.text, options) if asked else ""
    return Reading(alike or _by_deed(heard.text, options))


def _by_deed(text: str, options: tuple[Choice, ...]) -> str:
    """「捡垃圾那支」, 「他会修电脑」: the one team that does what the text tells of; "" for none, or several.

    The words for the team itself come first: 「想进管环保的队，捡垃圾都行」.
    """
    of_team = "，".join(clause for clause in _CLAUSES.split(text) if _OF_TEAM.search(clause))
    for words in (of_team, text):
        teams = doing({option.value: option.means for option in options}, words)
        if len(teams) == 1:
            return teams[0]
    return ""


_CLAUSES, _OF_TEAM = re.compile(r"[，,。.！!？?；;\s]+"), re.compile(r"队(?!友)|表演团|小组")


def _told_first(slot: SlotSpec, heard_as: str) -> SlotSpec:
    """The slot, filled also with what the opening message tells of it."""

    def read(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
        told = str(heard.slots.get(heard_as, ""))
        return Reading(told) if told else slot.read(heard, options, asked)

    return replace(slot, read=read)


_COMMON = frozenset({"志愿", "愿者", "服务", "务队", "分队", "小分", "队伍", "社区"})
LEAST_ALIKE = 2  # pairs of letters that only one team's name has


def _most_alike(text: str, options: tuple[Choice, ...]) -> str:
    """「清洁卫生的那个小分队」: the one team whose name shares most with the text; "" for none, or several."""
    pairs = letter_pairs(text) - _COMMON
    shared = {option.value: len(pairs & (letter_pairs(option.label) - _COMMON)) for option in options}
    most = max(shared.values(), default=0)
    alike = [team for team, count in shared.items() if count == most]
    return alike[0] if most >= LEAST_ALIKE and len(alike) == 1 else ""


def _teams(values: Values, world: World) -> tuple[Choice, ...]:
    any_team = world.content.replies["volunteer.any_team"]
    teams = world.content.part(TEAMS).teams
    able = doing({team.name: team.does for team in teams}, values.get("skills", ""))
    named = tuple(
        Choice(team.name, FillSlot(team.name), means=team.does)
        for team in sorted(teams, key=lambda team: team.name not in able)
    )
    return (*named[:TEAMS_OFFERED], Choice(any_team, FillSlot(any_team)), *named[TEAMS_OFFERED:])


SPEC = FormSpec(
    name="volunteer",
    intent="volunteer.join",
    slots=(
        SlotSpec("team", _read_team, options=_teams),
        _told_first(words_slot("skills", skippable=True), SKILLS_HEARD),
        _told_first(words_slot("free", skippable=True), FREE_HEARD),
        NAME,
        PHONE,
    ),
)
