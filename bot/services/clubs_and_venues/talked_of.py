"""Which place a short word means that several names hold, by what was talked of: 「球场」 after the gateball team."""

from collections.abc import Sequence

from bot.content.shared.clubs import CLUBS
from bot.content.shared.venues import VENUES, Venue
from bot.conversation.turn import Turn


async def place_talked_of(turn: Turn, named: Venue | None) -> Venue | None:
    """The place of what was told last or is on record, where the word for the named one stands in its name as well."""
    others = _called_alike(turn, named) if named is not None and turn.postback is None else []
    if not others:
        return named
    talk = await _talk(turn)
    clubs = [club for club in turn.content.part(CLUBS) if _names(talk, (club.name, *club.aliases))]
    meets = " ".join(club.meets for club in clubs)
    meant = [
        venue for venue in others if _named_apart(turn, venue) or venue.name in talk or venue.name in meets
    ]
    return meant[0] if len(meant) == 1 else named


def _named_apart(turn: Turn, venue: Venue) -> bool:
    """「我是打门球的，明早直接去球场」: does the message hold the word that tells this place from the others?"""
    names = (name[:-1] for name in (venue.name, *venue.aliases))
    return any(len(name) > 1 and name in turn.message.text for name in names)


def _called_alike(turn: Turn, named: Venue) -> list[Venue]:
    """The other places in whose names the word stands by which this one is named."""
    text = turn.message.text
    said = max((name for name in (named.name, *named.aliases) if name in text), key=len, default=named.name)
    return [venue for venue in turn.content.part(VENUES) if venue is not named and said in venue.name]


def _names(talk: str, names: Sequence[str]) -> bool:
    return any(name in talk for name in names)


async def _talk(turn: Turn) -> str:
    """The thing that was told last, and all that is on record for the resident, in words."""
    return " ".join((turn.session.topic.thing, *(record.title for record in await turn.own_records())))
