"""venues.yaml: the places of the community, which courses, events and the exchange refer to by id."""

import re
from collections.abc import Iterable, Iterator

from bot.content.governed import Dated, Governed, within_file_dates
from bot.content.lexicon import SlotName
from bot.content.model import NonEmptyStr
from bot.content.shared.details import Details
from bot.content.shared.hazards import Hazard
from bot.content.snapshot import Content, ContentPart, single_file

_PREFIX = re.compile(r"^(?:社区|老年人)")
_GENERIC = 2  # characters of a name that many places have: 「球场」, 「广场」


class Venue(Dated):
    """A place: where it is, when it is open, what to know.

    shelter_for: the hazards from which people may shelter there, once the community has opened it. does: words for what is
    done there, by which it is found. needs: lists of words; a message with one of each tells of what it is there for.
    """

    id: NonEmptyStr
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    where: NonEmptyStr
    hours: NonEmptyStr
    rules: NonEmptyStr
    shelter_for: tuple[Hazard, ...] = ()
    does: tuple[NonEmptyStr, ...] = ()
    needs: tuple[tuple[NonEmptyStr, ...], ...] = ()
    details: Details = Details()

    def is_needed(self, text: str) -> bool:
        """「放学没人管 有没有地方好待」: does the text tell of what the place is there for?"""
        return bool(self.needs) and all(any(word in text for word in words) for words in self.needs)


class VenueFile(Governed):
    """The file."""

    venues: tuple[Venue, ...]


def find_venue(content: Content, key: str) -> Venue | None:
    """The venue with this id or name."""
    return next((venue for venue in content.part(VENUES) if key in (venue.id, venue.name)), None)


def _names(venues: Iterable[Venue]) -> Iterator[SlotName]:
    """The value is the venue's name without 社区 or 老年人; of a generic name, which may mean another place, the name itself."""
    for venue in venues:
        plain = _PREFIX.sub("", venue.name)
        for name in (venue.name, *venue.aliases):
            yield SlotName("venue", name if len(name) <= _GENERIC else plain, name)


VENUES = ContentPart(
    single_file("venues.yaml", VenueFile, lambda file: within_file_dates(file, file.venues)),
    names=_names,
    lists={"venues": "场馆"},
)
