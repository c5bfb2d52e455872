"""faq/<subject>.yaml: questions of residents with their answers. Every service answers from them, by intent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pydantic import Field

from bot.common.postback import Wish
from bot.content.governed import Dated, Governed, within_file_dates
from bot.content.model import NonEmptyStr
from bot.content.passages import Passage
from bot.content.snapshot import Content, ContentPart, every_file
from bot.content.source import Document, Problem, Where

ANSWER = "question.answer"
"""The wish for the answer to a known question, which its slot `question` names by id."""


class Question(Dated):
    """A question of residents and its answer: `intent` is the label that the question belongs to."""

    id: NonEmptyStr
    intent: NonEmptyStr
    ask: tuple[NonEmptyStr, ...] = Field(min_length=2)
    answer: NonEmptyStr


class QuestionFile(Governed):
    """One of the files."""

    questions: tuple[Question, ...]


@dataclass(frozen=True)
class KnownQuestions:
    """The questions of all files, in the order of the files' names."""

    all: tuple[Question, ...]

    def known_as(self, key: str) -> Question | None:
        """The question with this id; None for none."""
        return self._by_id.get(key)

    @cached_property
    def _by_id(self) -> dict[str, Question]:
        return {known.id: known for known in reversed(self.all)}

    def of(self, intent: str) -> tuple[Question, ...]:
        """The questions that belong to this intent."""
        return self._by_intent.get(intent, ())

    def naming(self, names: frozenset[str]) -> tuple[Question, ...]:
        """The questions in whose wordings one of these names stands."""
        known = self._naming.get(names)
        if known is None:
            known = tuple(
                question
                for question in self.all
                if any(name in ask for ask in question.ask for name in names)
            )
            self._naming[names] = known
        return known

    @cached_property
    def _naming(self) -> dict[frozenset[str], tuple[Question, ...]]:
        return {}

    @cached_property
    def _by_intent(self) -> Mapping[str, tuple[Question, ...]]:
        by_intent: dict[str, list[Question]] = {}
        for question in self.all:
            by_intent.setdefault(question.intent, []).append(question)
        return {intent: tuple(questions) for intent, questions in by_intent.items()}


def _joined(files: Sequence[QuestionFile]) -> KnownQuestions:
    return KnownQuestions(
        tuple(question for file in files for question in within_file_dates(file, file.questions))
    )


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    """Each intent exists; no id is used twice, and no two questions of an intent are asked in the same words."""
    ids: set[str] = set()
    asked: dict[tuple[str, str], str] = {}
    for document in documents:
        for number, question in enumerate(document.data["questions"]):
            where: Where = ("questions", number)
            if question["intent"] not in content.intents:
                yield document.problem(where, f"没有「{question['intent']}」这个意图")
            if question["id"] in ids:
                yield document.problem((*where, "id"), f"编号「{question['id']}」用了两次")
            ids.add(question["id"])
            for index, ask in enumerate(question["ask"]):
                other = asked.setdefault((question["intent"], ask), question["id"])
                if other != question["id"]:
                    yield document.problem((*where, "ask", index), f"「{ask}」在「{other}」里也有")


def _passages(known: KnownQuestions) -> Iterator[Passage]:
    for question in known.all:
        yield Passage(Wish(ANSWER, (("question", question.id),)), asks=question.ask, intent=question.intent)


QUESTIONS = ContentPart(every_file("faq/*.yaml", QuestionFile, _joined), check=_check, passages=_passages)
