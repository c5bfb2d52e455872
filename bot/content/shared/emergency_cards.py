"""The card of a danger: what is done first, whom to call, what never to do, and what is said once it has been read.

Read by disaster (the cards and the talk after them), the console and `docs/dangers.md`.
"""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.snapshot import ContentPart, whole_file
from bot.content.source import Document, Problem, Where

CARD_LINE_LENGTH = 22  # characters of a line that is read in danger
NEVER_LENGTH = 40  # characters of the line that says what never to do
STEP_LENGTH = 120  # characters of an answer in the talk after the card

CallNumber = Literal["110", "119", "120", "12110", "12395", "96110", "12355", "12356", "12338"]


class NextSteps(ContentModel):
    """What is said after the card, "" where what holds for all dangers is said instead.

    cannot_reach: the number does not answer, or help is slow. growing: it gets worse. alone: nobody else is there.
    cannot_call: a telephone call is impossible. arrived: help has come. over: it has passed; relief, and what to do now.
    later: how it is kept from happening again.
    """

    cannot_reach: str = ""
    growing: str = ""
    alone: str = ""
    cannot_call: str = ""
    arrived: str = ""
    over: str = ""
    later: str = ""


class CardInside(ContentModel):
    """The card for who tells that they are in the danger, where that differs: who is shut in must not leave first."""

    before_call: str = ""
    now: tuple[NonEmptyStr, ...] = Field(min_length=3, max_length=6)
    never: NonEmptyStr


class EmergencyCard(ContentModel):
    """The part that a hazard's tips and a danger that is no hazard have in common.

    call: the number to ring. also: other numbers and when they are the right ones. before_call: what has to be done before
    ringing (gas: 先到室外); acting comes first then. now: the first steps, short imperative lines, most urgent first.
    never: what must not be done.
    inside: what differs for who is in it. next: what is said after the card. based_on: titles of the file's sources.
    """

    call: CallNumber
    also: tuple[NonEmptyStr, ...] = ()
    before_call: str = ""
    now: tuple[NonEmptyStr, ...] = Field(min_length=3, max_length=6)
    never: str = ""
    inside: CardInside | None = None
    next: NextSteps = NextSteps()
    based_on: tuple[NonEmptyStr, ...] = ()


class Protests(ContentModel):
    """Words after a card or the question: that nobody was harmed, that something else was asked, and mere protest."""

    nothing_happened: tuple[NonEmptyStr, ...]
    something_else: tuple[NonEmptyStr, ...]
    amiss: tuple[NonEmptyStr, ...] = ()


class CardEndings(ContentModel):
    """By which words some dangers alone are over: who was in a lift is out of it, who was in the water may not breathe.

    checked_by: those of whom one has to be named, or to be there, where the resident cannot see that it is over.
    """

    cards: tuple[NonEmptyStr, ...]
    over: tuple[NonEmptyStr, ...]
    checked_by: tuple[NonEmptyStr, ...] = ()


class Endings(ContentModel):
    """Words by which it is heard that a danger is over, and what is still said of it.

    A space in a word of an end stands for a few characters. over: of these a part of the message holds one that tells of the
    end; by_card: the same for some dangers alone; taken: that the patient is with those who treat them.
    not_over: beside which it does not. about: of the danger and its harm; people: who was in it. hoped: that it may be over.
    wants: that something else is wanted. courtesy: mere thanks.
    """

    over: tuple[NonEmptyStr, ...]
    by_card: tuple[CardEndings, ...]
    taken: tuple[NonEmptyStr, ...]
    not_over: tuple[NonEmptyStr, ...]
    about: tuple[NonEmptyStr, ...]
    people: tuple[NonEmptyStr, ...]
    hoped: tuple[NonEmptyStr, ...]
    wants: tuple[NonEmptyStr, ...]
    courtesy: tuple[NonEmptyStr, ...]


class Reached(ContentModel):
    """By which words somebody in despair is reached: others are with them. not_yet: beside which they are not, or are hurt."""

    now: tuple[NonEmptyStr, ...]
    not_yet: tuple[NonEmptyStr, ...]


class DangerNames(ContentModel):
    """The bare names of some dangers: 「中风」, and none of its signs."""

    cards: tuple[NonEmptyStr, ...]
    words: tuple[NonEmptyStr, ...]


class Mentions(ContentModel):
    """By which words a danger that is over is only mentioned. after: what may follow a name; anew: it tells of one that is on.

    people: of whom it may be said.
    """

    names: tuple[DangerNames, ...]
    after: tuple[NonEmptyStr, ...]
    anew: tuple[NonEmptyStr, ...]
    people: tuple[NonEmptyStr, ...]


class DeadlyAct(ContentModel):
    """What is said first to who asks whether to do something that mostly kills, or that is right only once it is over.

    about: by which the act is named, words with a space between them standing apart; cards: of the dangers in which it is so.
    """

    about: tuple[NonEmptyStr, ...]
    cards: tuple[NonEmptyStr, ...]
    say: NonEmptyStr

    def is_named(self, text: str) -> bool:
        """Does the text hold all words of one of its names?"""
        return any(all(word in text for word in name.split()) for name in self.about)


class GeneralNextSteps(Governed):
    """knowledge/danger_next.yaml: what is said after the card in any danger whose own card says nothing else.

    sms: how to report by SMS. sms_text: the text to copy, with {place} and {what}. no_credit: for a phone without credit.
    no_voice: the caller cannot speak. operator: what to tell the operator, with {place} and {what}. children: sentences for a
    small child, said one at a time. fear: for who is afraid or panics. helpers: who helps afterwards.
    protests: by which it is heard that there is no danger, or that it is not spoken of. endings: that it is over.
    mentions: that it was. reached: that they are no longer alone.
    nowhere: the cards after which it is not asked where it is: nobody has to go there, or nobody is to be pressed.
    acts: that one does not do in danger unless it is said to be right. afterwards: what is asked once it is over.
    """

    sms: NonEmptyStr
    sms_text: NonEmptyStr
    no_credit: NonEmptyStr
    no_voice: NonEmptyStr
    operator: NonEmptyStr
    children: tuple[NonEmptyStr, ...] = Field(min_length=3, max_length=3)
    fear: NonEmptyStr
    helpers: NonEmptyStr
    next: NextSteps
    protests: Protests
    endings: Endings
    mentions: Mentions
    reached: Reached
    nowhere: tuple[NonEmptyStr, ...]
    acts: tuple[DeadlyAct, ...]
    afterwards: tuple[DeadlyAct, ...]


DANGER_NEXT = ContentPart(whole_file("danger_next.yaml", GeneralNextSteps))


def card_problems(document: Document, where: Where, card: dict[str, Any]) -> Iterator[Problem]:
    """A card's lines that are too long to be read at a glance, answers that are too long, and sources that are not named."""
    yield from _line_problems(document, where, card)
    if card.get("inside"):
        yield from _line_problems(document, (*where, "inside"), card["inside"])
    if not card.get("never"):
        yield document.problem((*where, "name"), "要写明千万不能做什么（never）")
    yield from _source_problems(document, where, card)
    yield from _step_problems(document, (*where, "next"), card.get("next", {}))


def _line_problems(document: Document, where: Where, card: dict[str, Any]) -> Iterator[Problem]:
    for number, line in enumerate(card["now"]):
        if len(line) > CARD_LINE_LENGTH:
            text = f"紧急卡片一行最多 {CARD_LINE_LENGTH} 个字，这行有 {len(line)} 个"
            yield document.problem((*where, "now", number), text)
    if len(card.get("never", "")) > NEVER_LENGTH:
        yield document.problem((*where, "never"), f"最多 {NEVER_LENGTH} 个字，这行有 {len(card['never'])} 个")


def _source_problems(document: Document, where: Where, card: dict[str, Any]) -> Iterator[Problem]:
    titles = {source["title"] for source in document.data.get("sources", ())}
    if not card.get("based_on"):
        yield document.problem((*where, "name"), "要写明出处（based_on，是 sources 里的标题）")
    for number, title in enumerate(card.get("based_on", ())):
        if title not in titles:
            yield document.problem((*where, "based_on", number), f"sources 里没有「{title}」")


def _step_problems(document: Document, where: Where, steps: dict[str, Any]) -> Iterator[Problem]:
    for key, text in steps.items():
        if len(text) > STEP_LENGTH:
            yield document.problem((*where, key), f"最多 {STEP_LENGTH} 个字，这里有 {len(text)} 个")
