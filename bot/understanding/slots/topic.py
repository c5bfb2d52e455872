"""What a wish is about where no list can hold it: a course that is not offered, the one thing meant among several."""

import itertools
import re
from collections.abc import Sequence

from bot.understanding.vocabulary import Mention

_PESTS = (
    ("白蚁", re.compile(r"白蚁|白蚂蚁|白蛾|蛀空|木头蛀")),
    ("老鼠", re.compile(r"老鼠|耗子|灭鼠|有鼠|鼠患|吱吱")),
)
_BAIT = re.compile(r"(?:老鼠|灭鼠|鼠)药|毒饵|鼠饵")
_OPEN = r"(?:想学[点学]?|要学|学学|教教?|加一门|加门|增设|增开|开设|开办|开一?[个门期]|办一?[个期场]|弄个|搞个|来个|有没有|请人教|学一?下|的是)"
_TOPIC = re.compile(
    rf"{_OPEN}(?P<topic>[\u4e00-\u9fffA-Za-z]{{2,6}}?)(?:的?(?:培训|课程|课|班|讲座)|的|了|吗|呢|吧|嘛|$|\s)"
)
_NO_TOPIC = re.compile(
    r"什么|怎么|点|人|你们|我们|这|那|新|别的|其他|课|班|哪|东西|一门|时候|老师|培训|技术|手艺|文化"
)
_SCHOOL = re.compile(
    r"语文|数学|英语|物理|化学|历史|地理|生物|体育|音乐|美术|心理健康|旅游|机电|编程|人工智能|普通话|宁波话"
)
_LIST = re.compile(r"^(?:[和跟与同、及]|还有|以及|加上?|\d+[个只本斤]?)?$")
_OF = re.compile(r"(?:初中|高中|小龙|过期的?)$")
_JOINED = re.compile(r"的$")


def pest(bare: str) -> str | None:
    """老鼠 or 白蚁, or the bait when nothing but that is spoken of."""
    bait = _BAIT.search(bare)
    said = _BAIT.sub("", bare)
    return next((name for name, pattern in _PESTS if pattern.search(said)), bait[0] if bait else None)


def wanted(clean: str) -> str | None:
    """The subject of a course that somebody wants opened: 「想学二胡」「加一门无人机」."""
    for found in _TOPIC.finditer(clean):
        topic = found["topic"]
        if not _NO_TOPIC.search(topic):
            return topic
    return None


def school(bare: str) -> str | None:
    """A subject of school or of the online catalogue."""
    found = _SCHOOL.search(bare)
    return found[0] if found else None


def item(bare: str, mentions: Sequence[Mention]) -> str | None:
    """The one thing that is meant, with what it is made for (「初中课本」); None for a list of things."""
    first = mentions[0]
    for one, other in itertools.pairwise(mentions):
        if one.value != other.value and _LIST.match(bare[one.end : other.start]):
            return None
    before = _OF.search(bare[: first.start])
    return _JOINED.sub("", before[0]) + first.value if before else first.value


_SUBJECTS = frozenset({"语文", "数学", "英语", "物理", "化学"})
_CLASS = re.compile(r"^(?:员|师)?(?:培训)?(?:班|课|的?学员|培训|毕业|结业)")
_REPAIR = re.compile(r"修(?:了|过)[^,，。修]{0,5}年(?P<what>[\u4e00-\u9fff]{2})")


def needed(skill: str | None, bare: str) -> str | None:
    """The skill that is asked for: 「数学辅导」 for a child that is behind in 数学."""
    if skill is None:
        return repair(bare)
    return f"{skill}辅导" if skill in _SUBJECTS else skill


def repair(bare: str) -> str | None:
    """「修电视」 for somebody who has mended televisions for thirty years."""
    found = _REPAIR.search(bare)
    return f"修{found['what']}" if found else None


def trained(bare: str, mentions: Sequence[Mention], *, as_course: bool) -> str | None:
    """What a firm speaks of: the course or its graduates, or the skill of those it wants."""
    courses = [one for one in mentions if one.slot == "course"]
    taught = [
        one for one in courses if _CLASS.match(bare[one.end :]) or bare[one.start : one.end][-1] in "班课"
    ]
    if as_course:
        return taught[-1].value if taught else None
    if taught:
        return None
    return next((one.value for one in mentions if one.slot == "skill"), None)
