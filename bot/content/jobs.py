"""`jobs.yaml`: which firms need hands, and which course leads there; `wishes.yaml`: courses by other names."""

from bot.content.governed import Dated, Governed
from bot.content.models import Line, Part

A_STORY = 8  # characters; a subject is named with fewer


class Job(Dated):
    """One opening: what the work is, at which firm, and the courses (ids, the nearest first) that lead to it."""

    id: Line
    name: Line
    aliases: tuple[Line, ...] = ()
    firm: Line
    about: Line
    courses: tuple[Line, ...] = ()


class JobFile(Governed):
    """jobs.yaml."""

    jobs: tuple[Job, ...]


class Wish(Part):
    """A subject that is not taught yet, and its other names, so that 抖音 and 短视频 count as one."""

    name: Line
    aliases: tuple[Line, ...] = ()


class WishFile(Governed):
    """wishes.yaml."""

    wishes: tuple[Wish, ...]


def subject_name(wishes: tuple[Wish, ...], said: str) -> str:
    """The name under which a subject is counted: the list's, or its own when it is not in the list.

    Whoever says more than a name (「孙女讲的那个拍抖音的」) means what they name in it.
    """
    names = {_folded(name): wish.name for wish in wishes for name in (wish.name, *wish.aliases)}
    folded = _folded(said)
    held = [name for name in names if name in folded] if len(folded) >= A_STORY else []
    return names.get(folded) or (names[max(held, key=len)] if held else said)


def _folded(name: str) -> str:
    return "".join(name.casefold().split())
