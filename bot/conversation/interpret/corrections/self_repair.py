"""What somebody says wrongly and puts right in the same breath: 「27幢302 不对不对 是72幢302」 tells 72幢302. Pure.

Only a value that another one of its kind comes in the place of is left out: a house, a number, an age, a name.
"""

import re
from collections.abc import Callable, Collection
from functools import partial

from bot.understanding.slots import day_time, person
from bot.understanding.slots.numerals import NUMERAL, figures

_SIGH = r"哦|喔|噢|啊|呃|额|哎呀|哎|唉|诶|欸|等等|等一下|等下"
_SLIP = r"(?:我|又)?(?:[说讲写打报念记搞弄]){0,2}(?:错|反|岔)(?:了|啦|掉了)?|[不弗勿]对(?:不对)?|不不{1,2}|不是不是"
_SLIP += r"|(?:哦|噢|啊|哎呀?|喔)不是?"
_MARK = rf"(?P<mark>(?:[\s，,、。.…~～！!；;]|{_SLIP}|{_SIGH}|[了啦啊呀哦的]){{1,9}}+)"
"""All that stands between the slip and the right value; it must hold a word for the slip."""
_SLIPPED = re.compile(_SLIP)
_LEAD = r"(?:(?:我(?:是)?(?:说|讲)?(?:的)?)?(?:应该)?(?:是|叫)(?:叫)?|我(?:说|讲)的?是|应该是)?\s?"
_N = rf"(?:\d{{1,4}}+|{NUMERAL}{{1,5}}+|[A-Za-z])"
_HOUSE = rf"{_N}(?:幢|栋|号楼|弄|号)(?:{_N}(?:单元|号|室|楼|层)?){{0,3}}+"
_HOUSES = re.compile(rf"(?P<old>{_HOUSE}){_MARK}{_LEAD}(?P<new>{_HOUSE})")
_HOUSE_ONLY = re.compile(rf"{_N}(?:幢|栋|号楼|弄)")
_UNIT = r"(?:周?岁|个人|个|位|人|本|箱|件|块钱?|元|点半|点|号|楼|层|室)?"
_NUMBERS = re.compile(
    rf"(?<![\d]|{NUMERAL})(?P<old>(?:\d{{1,11}}+|{NUMERAL}{{1,5}}+))(?P<unit>{_UNIT}){_MARK}{_LEAD}(?P<new>(?:\d{{1,11}}+|{NUMERAL}{{1,5}}+))(?P<also>{_UNIT})"
)
_HAN = r"[\u4e00-\u9fff]"
_NAMES = re.compile(
    rf"(?P<head>(?:^|[\s，,。])(?:[\u4e00-\u9fff]{{0,4}}(?:叫|名字是?|姓名是?|我是|就是))?)[：:\s]?(?P<old>{_HAN}{{2,3}}){_MARK}{_LEAD}(?P<new>{_HAN}{{2,3}})"
    r"(?=[\s，,。；;！!]|$)"
)


def repaired(text: str, held: Collection[str] = ()) -> str:
    """The text with each value that is put right at once as it was meant; unchanged where none is.

    held: what is written down already. Of that 「三零二讲反了，应该是二零三」 puts right what stands there, and no slip of now.
    """
    for pattern, right in ((_HOUSES, _right_house), (_NUMBERS, _right_number), (_NAMES, _right_name)):
        text = pattern.sub(partial(_unless_held, held, right), text)
    return text


def _unless_held(held: Collection[str], right: Callable[[re.Match[str]], str], found: re.Match[str]) -> str:
    slipped = _SLIPPED.search(found["mark"]) is not None
    return right(found) if slipped and not _is_held(found["old"], held) else found[0]


def _is_held(old: str, held: Collection[str]) -> bool:
    """Does the value, or the house without its room, stand there already?"""
    plain = figures(old)
    return len(plain) > 1 and any(plain in figures(value) for value in held)


def _right_house(found: re.Match[str]) -> str:
    """The house that is meant, with the room that was told before it where none is told again: 「27幢302，不对，72幢」."""
    old, new = found["old"], found["new"]
    held = _HOUSE_ONLY.match(old)
    return new + old[held.end() :] if held is not None and _HOUSE_ONLY.fullmatch(new) else new


def _right_number(found: re.Match[str]) -> str:
    """The number that is meant, where both count the same, and no part of a phone number is put right."""
    old, new = found["old"], found["new"]
    unit, also = found["unit"], found["also"]
    of_phone = old.isdecimal() and max(len(old), len(new)) > _LONGEST and len(old) != len(new)
    if (unit and also and unit != also) or of_phone:
        return found[0]
    return f"{new}{also or unit}"


_LONGEST = 4  # digits of a number that is no phone's


def _right_name(found: re.Match[str]) -> str:
    old, new = found["old"], found["new"]
    names = all(person.plausible_name(name) and not day_time.find(name) for name in (old, new))
    introduced = bool(found["head"].strip(" ，,。"))
    alike = len(old) == len(new) and any(sign == other for sign, other in zip(old, new, strict=True))
    return f"{found['head']}{new}" if names and (introduced or alike) else found[0]
