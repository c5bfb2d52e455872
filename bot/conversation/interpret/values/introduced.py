"""People whom a message introduces by name, and who they are to the resident: 「我叫王芳，我妹妹叫王丽」. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.interpret.values import kinship, times
from bot.understanding.slots import person

_HAN = r"[\u4e00-\u9fff]"
_CALLED = re.compile(
    rf"(?:叫[我她他伊]?|名字(?:是|叫)?|姓名[是:：]?)[：: ]*(?P<run>{_HAN}{{1,8}}[·•]{_HAN}{{1,8}}|{_HAN}{{2,4}})"
)
_AS_THEY = re.compile(r"叫[她他伊]")
_IS = re.compile(
    rf"(?<!{_HAN})(?P<name>{_HAN}{{2,3}})(?:就是|才是|是)我(?:自己|本人|自家|(?P<who>(?:的|家)?{_HAN}{{1,4}}))?"
)
_WITH_NAME = re.compile(
    rf"(?:我|俺|阿拉)(?:的|家)?(?P<run>{_HAN}{{1,4}} ?{_HAN}{{2,3}})(?=$|[\s,，。;；、.!！\d也])"
)
_TOO = re.compile(rf"(?<!{_HAN})(?P<name>{_HAN}{{2,3}})也(?=[要想报来去是选学周礼星同])")
_NICKNAME = re.compile(
    r"(?:们|大家|大伙儿?|人家|别人|都|邻居|外头|外面|村里|小区里|社区里|家里|平时|小名|外号|绰号|从小|习惯)(?:里|人)?(?:都|也|就|全|一直|喜欢|总)?(?:管(?:她|他|我))?(?:是)?$"
)
"""「阿姨们都叫她桂香奶奶」: what others call somebody who is named already."""
THEY = "他"
SOMEBODY = "别人"
_PRONOUN = re.compile(r"(?:她|他|伊)(?:的名字|名字|就)?$")
_OWN = re.compile(r"(?:我|俺|偶|阿拉|本人)(?:的名字|名字|就|自己|自家)?$")
LONGEST_RELATION = 3  # characters: 「老太婆」
_STOPS = re.compile(r"[\s，,。；;！!？?]")
_NOT = re.compile(r"(?:不|勿|弗)(?:是|叫)?$")


@dataclass(frozen=True, slots=True)
class Introduced:
    """Somebody with their name.

    who: as kinship names them, 自己, THEY for 「他叫…」 of nobody named, SOMEBODY for 「王丽也报」, "" where it is not said.
    """

    who: str
    name: str


def introduced(text: str) -> list[Introduced]:
    """The people whom the text introduces by name, each once, in order."""
    found: dict[str, Introduced] = {}
    for at, who, name in sorted([*_called(text), *_said_to_be(text), *_named_with(text), *_comes_too(text)]):
        if not _NOT.search(text[:at]) and not (name in found and found[name].who):
            found[name] = Introduced(who, name)
    return list(found.values())


def _called(text: str) -> list[tuple[int, str, str]]:
    """「我妹妹叫王丽」, 「她叫王丽」 after 「我妹妹」, 「叫我王芳」."""
    people = []
    for match in _CALLED.finditer(text):
        name = match["run"] if "·" in match["run"] else person.called(match[0])
        before = text[: match.start()]
        if name and not _NICKNAME.search(before):
            who = _who(before, "我" if "叫我" in match[0] else "")
            people.append((match.start(), who or THEY * bool(_AS_THEY.match(match[0])), name))
    return people


def _who(before: str, own: str) -> str:
    if own or _OWN.search(before):
        return kinship.SELF
    they = _PRONOUN.search(before) is not None
    named = kinship.people_named(before if they else _STOPS.split(before)[-1])
    return named[-1] if named else THEY * they


def _said_to_be(text: str) -> list[tuple[int, str, str]]:
    """「王芳是我，王丽是我妹妹」."""
    people = []
    for match in _IS.finditer(text):
        named = kinship.people_named(match["who"]) if match["who"] else [kinship.SELF]
        if named and person.plausible_name(match["name"]):
            people.append((match.start(), named[0], match["name"]))
    return people


def _named_with(text: str) -> list[tuple[int, str, str]]:
    """「我婆婆陈阿珍」: a name right after who it is."""
    people = []
    for match in _WITH_NAME.finditer(text):
        for size in (3, 2):
            who, name = match["run"][:-size].strip().removesuffix("是"), match["run"][-size:]
            named = kinship.people_named(who) if 0 < len(who) <= LONGEST_RELATION else []
            if named and person.plausible_name(name):
                people.append((match.start(), named[0], name))
                break
    return people


def _comes_too(text: str) -> list[tuple[int, str, str]]:
    """「王丽也报周六」."""
    return [
        (match.start(), SOMEBODY, match["name"])
        for match in _TOO.finditer(text)
        if person.plausible_name(match["name"])
    ]


_PARTS = re.compile(r"[\s，,。；;！!？?、]+")
_SIGNS_UP = re.compile(
    r"(?:那|就|我|要|想|选|还是|帮我|给我|请|先){0,4}(?:报|登记|登上|记上|写上|填上|订|算我|参加|加入)"
)
LONGEST_BARE = 3  # characters of a name that nothing introduces
_SURNAMED = re.compile(r"(?:我|本人|免贵|我是)?姓(?P<surname>[\u4e00-\u9fff]{1,2})(?:的)?")


def _is_bare(part: str) -> bool:
    return 1 < len(part) <= LONGEST_BARE and person.plausible_name(part) and not times.find_all(part)


def surname_alone(parts: Sequence[str]) -> str:
    """贺 of 「我姓贺」; "" where no part is that."""
    surnamed = next(filter(None, map(_SURNAMED.fullmatch, parts)), None)
    surname = surnamed["surname"] if surnamed is not None else ""
    return surname if surname and person.plausible_name(f"{surname}某") else ""


def bare_name(text: str) -> str:
    """杜海峰 of 「周六的 报上 杜海峰」, where all other parts take a time or sign up; 姓贺 of 「我姓贺 住7幢」; "" for none."""
    parts = [part for part in _PARTS.split(text) if part]
    surname = surname_alone(parts)
    if surname:
        return f"姓{surname}"
    *others, last = [part for part in parts if not part.isdigit()] or [""]
    named = _is_bare(last)
    signs_up = any(map(_SIGNS_UP.match, others))
    known = all(_SIGNS_UP.match(part) or times.find_all(part) for part in others)
    return last if named and signs_up and known else ""
