"""reading.yaml: books on disaster prevention, and films to watch together."""

from bot.content.governed import Dated, Governed
from bot.content.model import NonEmptyStr
from bot.content.snapshot import ContentPart, single_file


class Book(Dated):
    """A book: who made it, and whom it suits."""

    id: NonEmptyStr
    name: NonEmptyStr
    by: NonEmptyStr
    for_whom: NonEmptyStr


class Film(Dated):
    """A film for a film night: what it shows, and what to talk about afterwards."""

    id: NonEmptyStr
    name: NonEmptyStr
    about: NonEmptyStr
    talk: NonEmptyStr


class ReadingFile(Governed):
    """The file."""

    books: tuple[Book, ...]
    films: tuple[Film, ...]


READING = ContentPart(
    single_file("reading.yaml", ReadingFile, lambda file: file), lists={"books": "书", "films": "片子"}
)
