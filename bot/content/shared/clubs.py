"""clubs.yaml: the resident clubs and sports teams."""

from collections.abc import Iterable, Iterator

from bot.content.governed import Dated, Governed, within_file_dates
from bot.content.lexicon import SlotName
from bot.content.model import NonEmptyStr
from bot.content.shared.details import Details
from bot.content.snapshot import ContentPart, single_file


class Club(Dated):
    """A resident club or sports team: when it meets, how to join. does: words for what is done there, by which it is found."""

    id: NonEmptyStr
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    about: NonEmptyStr
    meets: NonEmptyStr
    join: NonEmptyStr
    does: tuple[NonEmptyStr, ...] = ()
    details: Details = Details()


class ClubFile(Governed):
    """The file."""

    clubs: tuple[Club, ...]


def _names(clubs: Iterable[Club]) -> Iterator[SlotName]:
    for club in clubs:
        yield from (SlotName("club", club.name, name) for name in (club.name, *club.aliases))


CLUBS = ContentPart(
    single_file("clubs.yaml", ClubFile, lambda file: within_file_dates(file, file.clubs)),
    names=_names,
    lists={"clubs": "社团"},
)
