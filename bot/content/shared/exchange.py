"""exchange.yaml: the monthly 1+1 green exchange. Read by exchange and listings (what is refused, the day before)."""

from collections.abc import Iterator, Sequence

from pydantic import Field

from bot.content.dates import Monthly
from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.shared.details import Details
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import find_venue
from bot.content.snapshot import Content, ContentPart, whole_file
from bot.content.source import Document, Problem


class Rate(ContentModel):
    """What waste is worth at the exchange: `amount` of `unit` of `item` for `points` points. unless: words of other things."""

    item: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    unless: tuple[NonEmptyStr, ...] = ()
    amount: int = Field(ge=1)
    unit: NonEmptyStr
    points: int = Field(ge=1)


class Prize(ContentModel):
    """What points buy."""

    name: NonEmptyStr
    points: int = Field(ge=1)


class LentRoom(ContentModel):
    """words: how residents call a room that they look for, which no neighbour gives away; question: its id in faq/."""

    words: tuple[NonEmptyStr, ...]
    question: NonEmptyStr


class Exchange(Governed):
    """The file.

    accepted, refused: what is taken and what is not, as residents read it. prohibited: words of a thing that may not be
    offered. room: what is no thing at all. details: small questions of residents.
    """

    name: NonEmptyStr
    monthly: Monthly
    time: NonEmptyStr
    venue: NonEmptyStr
    about: NonEmptyStr
    steps: tuple[NonEmptyStr, ...]
    accepted: tuple[NonEmptyStr, ...]
    refused: tuple[NonEmptyStr, ...]
    prohibited: tuple[NonEmptyStr, ...] = ()
    rates: tuple[Rate, ...]
    prizes: tuple[Prize, ...]
    room: LentRoom | None = None
    details: Details = Details()


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    exchange = content.part(EXCHANGE)
    if find_venue(content, exchange.venue) is None:
        for document in documents:
            yield document.problem(("venue",), f"没有「{exchange.venue}」这个场馆")
    if exchange.room is not None and content.part(QUESTIONS).known_as(exchange.room.question) is None:
        for document in documents:
            yield document.problem(("room", "question"), f"faq 里没有「{exchange.room.question}」这一问")


EXCHANGE = ContentPart(whole_file("exchange.yaml", Exchange), check=_check)
