"""wishes.yaml: subjects that are not taught yet, with their other names."""

from collections.abc import Iterator, Sequence

from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.shared.courses import COURSES
from bot.content.snapshot import Content, ContentPart, single_file
from bot.content.source import Document, Problem

LONGEST_NAME = 7  # characters; longer texts tell a story in which a subject may be named


class CourseWish(ContentModel):
    """A subject that is not taught yet, and its other names, so that 抖音 and 短视频 count as one."""

    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()


class WishFile(Governed):
    """The file."""

    wishes: tuple[CourseWish, ...]


def subject_name(wishes: Sequence[CourseWish], text: str) -> str:
    """The name under which a subject is counted: the list's, or the text itself when the list does not have it.

    In a text longer than a name (「孙女讲的那个拍抖音的」) the longest name of the list that occurs in it is meant.
    """
    names = {_folded(name): wish.name for wish in wishes for name in (wish.name, *wish.aliases)}
    folded = _folded(text)
    if folded in names:
        return names[folded]
    mentioned = [name for name in names if name in folded] if len(folded) > LONGEST_NAME else []
    return names[max(mentioned, key=len)] if mentioned else text


def _folded(name: str) -> str:
    return "".join(name.casefold().split())


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    """No name of a wish is that of a course, and none stands for two wishes."""
    taught = {
        name: course.name for course in content.part(COURSES) for name in (course.name, *course.aliases)
    }
    seen: dict[str, str] = {}
    for document in documents:
        for number, wish in enumerate(content.part(WISHES)):
            for name in (wish.name, *wish.aliases):
                if name in taught:
                    yield document.problem(("wishes", number), f"「{name}」已经有课了（{taught[name]}）")
                if seen.setdefault(name, wish.name) != wish.name:
                    yield document.problem(("wishes", number), f"「{name}」也是「{seen[name]}」的叫法")


WISHES = ContentPart(single_file("wishes.yaml", WishFile, lambda file: file.wishes), check=_check)
