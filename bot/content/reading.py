"""`reading.yaml`: books on disaster prevention, and films to watch together."""

from bot.content.governed import Dated, Governed
from bot.content.models import Line


class Book(Dated):
    """A book: who made it, and whom it suits."""

    id: Line
    name: Line
    by: Line
    for_whom: Line


class Film(Dated):
    """A film for a film night: what it shows, and what to talk about afterwards."""

    id: Line
    name: Line
    about: Line
    talk: Line


class Reading(Governed):
    """reading.yaml."""

    books: tuple[Book, ...]
    films: tuple[Film, ...]
