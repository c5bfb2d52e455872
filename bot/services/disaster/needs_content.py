"""needs.yaml: what is done at once for something else that comes up within a danger, whichever card is on."""

from collections.abc import Iterator, Sequence

from pydantic import Field

from bot.common.text import any_of_spaced
from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.shared.danger_answers import ANSWER_LENGTH
from bot.content.snapshot import Content, ContentPart, whole_file
from bot.content.source import Document, Problem

Words = tuple[NonEmptyStr, ...]


class Need(ContentModel):
    """One of them, the words of each list as its comment in the file says; a space in a word stands for a few characters.

    still: it is said even once help is there.
    """

    name: NonEmptyStr
    given: Words = ()
    cards: Words = ()
    apart: Words = ()
    signs: tuple[Words, ...] = Field(min_length=1)
    own: Words = ()
    unless: Words = ()
    senseless: Words = ()
    feeds: Words = ()
    still: bool = False
    say: NonEmptyStr = Field(max_length=ANSWER_LENGTH)
    say_senseless: str = Field(default="", max_length=ANSWER_LENGTH)

    def names_cause(self, text: str) -> bool:
        """Is it named what it comes from?"""
        return any_of_spaced(self.given).search(text) is not None

    def answer(self, text: str) -> str:
        """What is said to this message; "" where it does not tell of it."""
        if any_of_spaced(self.unless).search(text):
            return ""
        told = any_of_spaced(self.apart).sub("〇", text)
        if any_of_spaced(self.senseless).search(told):
            return self.say_senseless if any_of_spaced(self.feeds).search(told) else ""
        return self.say if all(any_of_spaced(group).search(told) for group in self.signs) else ""


class Needs(Governed):
    """The first that a message tells of is answered."""

    needs: tuple[Need, ...]


def _check(_: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    for document in documents:
        for number, need in enumerate(document.data["needs"]):
            if not need.get("given") and not need.get("cards"):
                yield document.problem(("needs", number), "given 和 cards 至少写一样")


NEEDS = ContentPart(whole_file("needs.yaml", Needs), check=_check)
