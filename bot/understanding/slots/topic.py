"""What a request is about where the vocabulary does not say: courses not offered, the item meant among several."""

import itertools
import re
from collections.abc import Sequence

from bot.understanding.text.vocabulary import Mention

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
_LIST_SEPARATOR = re.compile(r"^(?:[和跟与同、及]|还有|以及|加上?|\d+[个只本斤]?)?$")
_QUALIFIER = re.compile(r"(?:初中|高中|小龙|过期的?)$")


def pest(bare: str) -> str | None:
    """老鼠 or 白蚁; the bait (「老鼠药」) when the text names no pest but that."""
    bait = _BAIT.search(bare)
    rest = _BAIT.sub("", bare)
    return next((name for name, pattern in _PESTS if pattern.search(rest)), bait[0] if bait else None)


def wanted(clean: str) -> str | None:
    """The subject of a course that a resident would like to be opened: 「想学二胡」「加一门无人机」."""
    for match in _TOPIC.finditer(clean):
        topic = match["topic"]
        if not _NO_TOPIC.search(topic):
            return topic
    return None


def school(bare: str) -> str | None:
    """A school subject, or one of the online catalogue."""
    match = _SCHOOL.search(bare)
    return match[0] if match else None


def item(bare: str, mentions: Sequence[Mention]) -> str | None:
    """The item that is meant, with what qualifies it (「初中课本」); None when the text lists several."""
    first = mentions[0]
    for left, right in itertools.pairwise(mentions):
        if left.value != right.value and _LIST_SEPARATOR.match(bare[left.end : right.start]):
            return None
    qualifier = _QUALIFIER.search(bare[: first.start])
    return qualifier[0].removesuffix("的") + first.value if qualifier else first.value


_SUBJECTS = frozenset({"语文", "数学", "英语", "物理", "化学"})
_CLASS = re.compile(r"^(?:员|师)?(?:培训)?(?:班|课|的?学员|培训|毕业|结业)")
_REPAIR = re.compile(r"修(?:了|过)[^,，。修]{0,5}年(?P<what>[\u4e00-\u9fff]{2})")


def needed(skill: str | None, bare: str) -> str | None:
    """The skill that a request needs: 「数学辅导」 for a child that is behind in 数学."""
    if skill is None:
        return repair(bare)
    return f"{skill}辅导" if skill in _SUBJECTS else skill


def repair(bare: str) -> str | None:
    """A repair skill from experience: 「修了三十年电视」 → 「修电视」."""
    match = _REPAIR.search(bare)
    return f"修{match['what']}" if match else None


def trained(bare: str, mentions: Sequence[Mention], *, as_course: bool) -> str | None:
    """What an employer speaks of: a course or its graduates (as_course), or else a skill."""
    courses = [mention for mention in mentions if mention.slot == "course" and _is_class(bare, mention)]
    if as_course:
        return courses[-1].value if courses else None
    skills = [mention.value for mention in mentions if mention.slot == "skill"]
    return skills[0] if skills and not courses else None


def _is_class(bare: str, mention: Mention) -> bool:
    return bool(_CLASS.match(bare[mention.end :])) or bare[mention.end - 1] in "班课"
