"""What is asked of whoever joins a team."""

from bot.common.message import Choice
from bot.common.postback import FillSlot
from bot.conversation.forms.common_slots import NAME, PHONE, words_slot
from bot.conversation.forms.readers import Reading, read_option
from bot.conversation.forms.spec import FormSpec, SlotSpec, Values, World
from bot.services.volunteers.content import TEAMS
from bot.understanding.parse import Parse

TEAMS_OFFERED = 4  # any other can be said by its name


def _read_team(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    team = str(heard.slots.get("team", "")) or heard.named.get("team", "")
    return Reading(team) if team else read_option(heard, options, asked)


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
