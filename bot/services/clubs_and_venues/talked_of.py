"""Which place a short word means that several names hold, by what was talked of: 「球场」 after the gateball team."""

from bot.content.shared.clubs import CLUBS
from bot.content.shared.venues import VENUES, Venue
from bot.conversation.turn import Turn


async def place_talked_of(turn: Turn, named: Venue) -> Venue:
    """The place of what was told last or is on record, where the word for the named one stands in its name as well."""
    said = max(
        (name for name in (named.name, *named.aliases) if name in turn.message.text), key=len, default=""
    )
    others = [
        venue for venue in turn.content.part(VENUES) if venue is not named and said and said in venue.name
    ]
    if not others or said == named.name:
        return named
    talk = await _talked_of(turn)
    clubs = [
        club for club in turn.content.part(CLUBS) if any(name in talk for name in (club.name, *club.aliases))
    ]
    meant = [
        venue for venue in others if venue.name in talk or any(venue.name in club.meets for club in clubs)
    ]
    return meant[0] if len(meant) == 1 else named


async def _talked_of(turn: Turn) -> str:
    """The thing that was told last, and all that is on record for the resident, in words."""
    return " ".join((turn.session.topic.thing, *(record.title for record in await turn.own_records())))
