"""signposts/<subject>.yaml: whom residents turn to with what is not the community's to decide."""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.common.postback import Wish
from bot.content.governed import Dated, Governed, Source, within_file_dates
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.passages import Passage
from bot.content.shared.hazards import Hazard
from bot.content.snapshot import Content, ContentPart, every_file
from bot.content.source import Document, Problem

SHOW = "signpost.show"
"""The wish for a signpost, which its slot `signpost` names by id."""
ENOUGH_WORDINGS = 15
_HOTLINES = (
    "110 119 120 122 10000 10010 10086 11185 12123 12305 12306 12313 12315 12318 12320 12321 12328 12329 12333 12338 12345 12348"
    " 12350 12351 12355 12356 12366 12367 12368 12369 12371 12377 12378 12379 12380 12385 12388 12389 12393 12395 95598 96110"
)
"""Numbers that are the same in the whole country."""
_NUMBERS = re.compile(r"\d{5,}")
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=70)]


class SignpostSource(Source):
    """Where the facts of a signpost stand, with the day on which that was published or last looked at."""

    date: datetime.date


class LocalFacts(ContentModel):
    """What differs from place to place; empty until the staff have filled it in, and left out of the reply until then."""

    phone: str = ""
    place: str = ""
    hours: str = ""
    takes: str = ""


class Signpost(Dated):
    """A subject and the way to whoever is responsible for it.

    words: for the subject, as residents say them; sure: those among them that mean nothing else. unless: words with
    which it is not meant. what: what it is, in one sentence. who: is responsible. where: the counter, or the name of the
    service in 浙里办. bring: papers. ours: what the community does of it. takes: how long, where that is fixed.
    danger: what is asked first where lives may depend on it; hazard: the card for a yes. do: the last line. first_aid: it
    tells what to do after a mishap, so that nobody is asked first whether there is a danger. anywhere: it has no place,
    and whoever passes it on is not asked for one.
    """

    id: NonEmptyStr
    title: NonEmptyStr
    words: tuple[NonEmptyStr, ...]
    sure: tuple[NonEmptyStr, ...] = ()
    unless: tuple[NonEmptyStr, ...] = ()
    what: Short
    who: NonEmptyStr
    phone: str = ""
    where: Short = ""
    bring: Short = ""
    ours: Short = ""
    takes: Short = ""
    do: Short = ""
    danger: Short = ""
    hazard: Hazard | None = None
    first_aid: bool = False
    anywhere: bool = False
    local: LocalFacts = LocalFacts()
    source: SignpostSource


class SignpostFile(Governed):
    """One of the files."""

    signposts: tuple[Signpost, ...] = Field(min_length=1)


def _joined(files: Sequence[SignpostFile]) -> tuple[Signpost, ...]:
    return tuple(signpost for file in files for signpost in within_file_dates(file, file.signposts))


def _passages(signposts: Sequence[Signpost]) -> Iterator[Passage]:
    for signpost in signposts:
        wish = Wish(SHOW, (("signpost", signpost.id),))
        yield Passage(wish, (), signpost.words, signpost.sure, signpost.unless, first_aid=signpost.first_aid)


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    """No id twice, enough words, official numbers alone, and a hazard for every question about danger."""
    ids: set[str] = set()
    for document in documents:
        for number, entry in enumerate(document.data["signposts"]):
            where = ("signposts", number)
            if entry["id"] in ids:
                yield document.problem((*where, "id"), f"编号「{entry['id']}」用了两次")
            ids.add(entry["id"])
            said = len(entry["words"]) + len(entry.get("sure", ()))
            if said < ENOUGH_WORDINGS:
                yield document.problem(
                    (*where, "words"), f"居民的说法只有 {said} 个，至少要 {ENOUGH_WORDINGS} 个"
                )
            if ("danger" in entry) != ("hazard" in entry):
                yield document.problem((*where, "danger"), "danger 和 hazard 要一起写")
            if not entry["source"].get("url"):
                yield document.problem((*where, "source"), "出处要写网址（url）")
            for field in ("phone", "what", "where", "ours", "do", "danger"):
                for wrong in sorted(
                    set(_NUMBERS.findall(str(entry.get(field, "")))) - set(_HOTLINES.split())
                ):
                    text = f"{wrong} 不是全国统一的号码；本地的号码写在 local 里"
                    yield document.problem((*where, field), text)


SIGNPOSTS = ContentPart(
    every_file("signposts/*.yaml", SignpostFile, _joined), check=_check, passages=_passages
)
