"""service_answers/*.yaml: what residents ask in the middle of a form or just after it, in many wordings, and the answers.

Read by understanding (which finds the answer) and conversation (which gives it).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.snapshot import Content, ContentPart, every_file
from bot.content.source import Document, Problem

LENGTH = 80  # characters of an answer that stands beside a question of the form


def _lines(text: object) -> object:
    return tuple(filter(None, map(str.strip, text.splitlines()))) if isinstance(text, str) else text


Lines = Annotated[tuple[NonEmptyStr, ...], BeforeValidator(_lines)]


class ServiceAnswer(ContentModel):
    """What is answered to some ways of asking the same thing. It is true while the form is open, and once it is filed.

    says: a wording on each line. pass_on: it is not written how it is here, and the community can be asked.
    """

    id: NonEmptyStr
    answer: NonEmptyStr
    says: Lines = Field(min_length=1)
    pass_on: bool = False


class ServiceAnswers(Governed):
    """The answers of some forms. elsewhere: what is said there and is none of these questions, a line each."""

    forms: tuple[NonEmptyStr, ...] = Field(min_length=1)
    answers: tuple[ServiceAnswer, ...] = Field(min_length=1)
    elsewhere: Lines = ()

    @property
    def by_id(self) -> Mapping[str, ServiceAnswer]:
        """The answers by their ids."""
        return {answer.id: answer for answer in self.answers}

    @property
    def wordings(self) -> tuple[str, ...]:
        """All that is said in the file."""
        return (*(text for answer in self.answers for text in answer.says), *self.elsewhere)


def _by_form(files: Sequence[ServiceAnswers]) -> Mapping[str, ServiceAnswers]:
    return {form: file for file in files for form in file.forms}


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    for document in documents:
        said: set[str] = set()
        for number, answer in enumerate(document.data["answers"]):
            if len(answer["answer"]) > LENGTH:
                where = ("answers", number, "answer")
                yield document.problem(where, f"最多 {LENGTH} 个字，这里有 {len(answer['answer'])} 个")
            yield from _said_twice(document, ("answers", number, "says"), answer["says"], said)
        yield from _said_twice(document, ("elsewhere",), document.data.get("elsewhere", ""), said)


def _said_twice(
    document: Document, where: tuple[str | int, ...], lines: str, said: set[str]
) -> Iterator[Problem]:
    for text in filter(None, map(str.strip, lines.splitlines())):
        if text in said:
            yield document.problem(where, f"「{text}」写了两次")
        said.add(text)


SERVICE_ANSWERS = ContentPart(every_file("service_answers/*.yaml", ServiceAnswers, _by_form), check=_check)
