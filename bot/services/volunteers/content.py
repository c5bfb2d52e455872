"""teams.yaml: the volunteer teams, how they are organised, how hours count."""

from collections.abc import Iterator

from bot.content.governed import Dated, Governed, within_file_dates
from bot.content.lexicon import SlotName
from bot.content.model import NonEmptyStr
from bot.content.snapshot import ContentPart, single_file


class Team(Dated):
    """A volunteer team. does: words for what it does, by which a resident may choose it."""

    id: NonEmptyStr
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    about: NonEmptyStr
    activities: NonEmptyStr
    does: tuple[NonEmptyStr, ...] = ()


class TeamFile(Governed):
    """The file; `structure`, `hours` and `awards` tell how they are run."""

    structure: NonEmptyStr
    hours: NonEmptyStr
    awards: NonEmptyStr
    teams: tuple[Team, ...]


def _names(file: TeamFile) -> Iterator[SlotName]:
    """The value is the team's brand (爱心红 of 爱心红志愿慈善队) where it has one, else the name that was used."""
    for team in file.teams:
        brand = team.aliases[0] if team.aliases and team.name.lower().startswith(team.aliases[0]) else ""
        yield from (SlotName("team", brand or name, name) for name in (team.name, *team.aliases))


def _bounded(file: TeamFile) -> TeamFile:
    return file.model_copy(update={"teams": within_file_dates(file, file.teams)})


TEAMS = ContentPart(
    single_file("teams.yaml", TeamFile, _bounded), names=_names, lists={"teams": "志愿者队伍"}
)
