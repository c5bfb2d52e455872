"""danger_answers/*.yaml: what residents say after the card of a danger, and what is answered; a file for each card.

Read by understanding (which finds the answer), disaster (which gives it) and `docs/danger_answers.md`.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from bot.common.text import any_of_spaced
from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.snapshot import Content, ContentPart, every_file
from bot.content.source import Document, Problem

GENERAL = "general"  # the card whose answers hold for all dangers
ANSWER_LENGTH = 100  # characters of an answer that is read in danger
KEEP_LENGTH = 50  # characters of a line that is said when no answer fits


def _lines(text: object) -> object:
    return tuple(filter(None, map(str.strip, text.splitlines()))) if isinstance(text, str) else text


class Standing(ContentModel):
    """By which words one tells in this danger that one is in it oneself, or stands outside of it.

    inside: where those in danger are; outside: where one stands, or what one does, who is not; told_of: what is said of
    somebody else who is in it. unsaid: where nobody has been named yet, it is told of who writes. A space in a word of
    inside or outside stands for a few characters.
    """

    inside: tuple[NonEmptyStr, ...]
    outside: tuple[NonEmptyStr, ...]
    told_of: tuple[NonEmptyStr, ...]
    unsaid: bool = False


class ToldFact(ContentModel):
    """What may be told of a danger on which answers depend. A space in a word stands for a few characters.

    says: words that tell it; unsays: words that tell the contrary, which count for more.
    """

    says: tuple[NonEmptyStr, ...] = Field(min_length=1)
    unsays: tuple[NonEmptyStr, ...] = ()


class DangerAnswer(ContentModel):
    """What is answered to some ways of saying the same thing.

    says: a wording on each line; none is needed where `named` stands. named: words by which it is asked for beyond doubt,
    a space in them stands for a few characters; named_not: words beside which they ask for something else.
    unless: facts that have not been told where it is given; cases: the answer to who has told this fact.
    known: the answer where it is known which danger it is, with {call} and {also}, the numbers of its card.
    bystander: the answer to who stands outside of the danger and tells of somebody in it. inside: the answer to who is in it,
    where that differs. to: who alone is answered so. texted: the answer to who has sent an SMS to the police already.
    baby, child: the answer where the patient is under one year, or a child of up to about eight. then: the card whose
    danger is on from here. when: `now` before help has come, `helped` once it is there or all is over, `any`.
    ends: the message tells that it is over. eased: it tells that the worst is over, though not all. needs: words of which
    the message has to hold one, where a mistake would hurt. above_card: said above the first card too, where it is asked in
    the message that brings it. not_on: cards on which an answer for all dangers is none, since nobody is hurt there.
    """

    says: Annotated[tuple[NonEmptyStr, ...], BeforeValidator(_lines)] = ()
    named: tuple[NonEmptyStr, ...] = ()
    named_not: tuple[NonEmptyStr, ...] = ()
    unless: tuple[NonEmptyStr, ...] = ()
    cases: Mapping[str, NonEmptyStr] = {}
    answer: NonEmptyStr
    known: str = ""
    bystander: str = ""
    inside: str = ""
    texted: str = ""
    to: Literal["all", "inside", "outside"] = "all"
    baby: str = ""
    child: str = ""
    then: str = ""
    when: Literal["now", "helped", "any"] = "now"
    ends: bool = False
    eased: bool = False
    needs: tuple[NonEmptyStr, ...] = ()
    above_card: bool = False
    not_on: tuple[NonEmptyStr, ...] = ()

    def fits(self, message: str, *, helped: bool) -> bool:
        """May it be said to this message, now that help has come or has not?"""
        in_time = self.when == "any" or (self.when == "helped") == helped
        return in_time and (not self.needs or any(word in message for word in self.needs))

    def is_for(self, stands: str) -> bool:
        """May it be said to who stands inside or outside of the danger? Where that is not known, to anybody."""
        return not stands or self.to in ("all", stands)

    @property
    def tells_of_relief(self) -> bool:
        """Are its wordings said by who is past the worst? Those of a death, which need a word for it, are not."""
        return self.eased or (self.ends and not self.needs)

    @property
    def key(self) -> str:
        """By what it is known as told."""
        return (*self.says, *self.named)[0]

    def is_named(self, message: str) -> bool:
        """Is it asked for in words that leave no doubt?"""
        asked = bool(self.named) and any_of_spaced(self.named).search(message) is not None
        return asked and not any(word in message for word in self.named_not)

    def text(self, patient: str, stands: str = "", *, texted: bool = False, facts: Sequence[str] = ()) -> str:
        """The answer for this patient: "baby", "child", or anybody else.

        stands: where the one who asks is, if that is known; texted: they have sent an SMS to the police. facts: what they
        have told besides.
        """
        told = next((text for fact, text in self.cases.items() if fact in facts), "")
        told = told or (self.texted if texted else "")
        told = told or {"outside": self.bystander, "inside": self.inside}.get(stands, "")
        return told or {"baby": self.baby, "child": self.child}.get(patient, "") or self.answer


class DangerAnswers(Governed):
    """The answers of a card. keep: said in turn when no answer fits; true in every state of this danger.

    keep_bystander, keep_inside: the same to who stands outside of it, or is in it, where that differs.
    standing: how one tells which. facts: what may be told that answers depend on; those of the general file hold on all
    cards. calm: facts with all of which the danger stands down to plain advice.
    """

    card: NonEmptyStr
    keep: tuple[NonEmptyStr, ...] = Field(min_length=2, max_length=3)
    keep_bystander: tuple[NonEmptyStr, ...] = Field(default=(), max_length=3)
    keep_inside: tuple[NonEmptyStr, ...] = Field(default=(), max_length=3)
    standing: Standing | None = None
    facts: Mapping[str, ToldFact] = {}
    calm: tuple[NonEmptyStr, ...] = ()
    answers: tuple[DangerAnswer, ...]


def _by_card(files: Sequence[DangerAnswers]) -> dict[str, DangerAnswers]:
    return {file.card: file for file in files}


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    general = {
        fact for document in documents for fact in document.data.get("facts", ()) if _is_general(document)
    }
    for document in documents:
        yield from _too_long(document)
        yield from _not_findable(document)
        yield from _unknown_facts(document, general)
        yield from _said_twice(document)


def _is_general(document: Document) -> bool:
    return bool(document.data["card"] == GENERAL)


def _not_findable(document: Document) -> Iterator[Problem]:
    for number, answer in enumerate(document.data["answers"]):
        if not answer.get("says") and not answer.get("named"):
            yield document.problem(("answers", number), "要写 says（居民怎么问）或者 named（有这些词就答）")


def _unknown_facts(document: Document, general: AbstractSet[str]) -> Iterator[Problem]:
    known = general | set(document.data.get("facts", ()))
    used = [(("calm", number), fact) for number, fact in enumerate(document.data.get("calm", ()))]
    for number, answer in enumerate(document.data["answers"]):
        used += [
            (("answers", number), fact) for fact in (*answer.get("unless", ()), *answer.get("cases", ()))
        ]
    for where, fact in used:
        if fact not in known:
            yield document.problem(where, f"facts 里没有「{fact}」")


def _too_long(document: Document) -> Iterator[Problem]:
    for key in ("keep", "keep_bystander", "keep_inside"):
        for number, line in enumerate(document.data.get(key, ())):
            if len(line) > KEEP_LENGTH:
                yield document.problem((key, number), f"最多 {KEEP_LENGTH} 个字，这里有 {len(line)} 个")
    for number, answer in enumerate(document.data["answers"]):
        for fact, text in answer.get("cases", {}).items():
            if len(text) > ANSWER_LENGTH:
                yield document.problem(
                    ("answers", number, "cases", fact), f"最多 {ANSWER_LENGTH} 个字，这里有 {len(text)} 个"
                )
        for key in ("answer", "known", "bystander", "inside", "texted", "baby", "child"):
            length = len(answer.get(key, ""))
            if length > ANSWER_LENGTH:
                where = ("answers", number, key)
                yield document.problem(where, f"最多 {ANSWER_LENGTH} 个字，这里有 {length} 个")


def _said_twice(document: Document) -> Iterator[Problem]:
    said: set[str] = set()
    for number, answer in enumerate(document.data["answers"]):
        for text in answer.get("says", "").split("\n"):
            if text and text in said:
                yield document.problem(("answers", number, "says"), f"「{text}」写了两次")
            said.add(text)


DANGER_ANSWERS = ContentPart(
    every_file("danger_answers/*.yaml", DangerAnswers, _by_card, unique="card"), check=_check
)
