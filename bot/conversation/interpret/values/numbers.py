"""Numbers as people say them: how many come, what a thing costs, how old somebody is. Pure."""

import re

from bot.conversation.interpret.values.kinship import people_named
from bot.conversation.interpret.values.years_put_right import years_put_right
from bot.understanding.slots.numerals import NUMERAL, value

_N = rf"(?:\d+|{NUMERAL}+)"
_NUMBER = re.compile(_N)
_TAKEN_BACK = re.compile(rf"(?:不是|不要|弗是|勿是|哪里是|不系|并非)\s*(?P<n>{_N})")
_INSTEAD = re.compile(
    rf"(?:改成|改为|改到|改|换成|应该是|而是|该是|写成?|加到|减到|变成|变|总共|一共|拢共|统共|合起来|算上|就是|那就|是)\s*(?:有|要|只有)?\s*(?P<n>{_N})"
)
_HOUSEHOLD = re.compile(rf"一家(?P<n>{_N})口|一家老小(?P<m>{_N})")
_PAIR = re.compile(r"我俩|俩(?!人?房)|两口子|夫妻(?:俩|两)?|老两口|一对")
_ALONE = re.compile(r"就我(?:一个|自己)?(?:人)?[\s了呀啊哈嘛]*$|一个人|光棍|单独|我自己|独自|光我")
_TOGETHER = re.compile(r"跟|和|加|同|带|还有|以及|与|、")
_BIRTH = re.compile(r"(?P<y>\d{4}|\d{2}|[零〇一二三四五六七八九]{2,4})\s*年(?:生|出生|的|属|尾|头)")
_NOT_PEOPLE = re.compile(
    r"第[一二三四五六七八九十\d]+|[一二三四五六七八九十两\d几]+(?:遍|次|回|趟|年|个?(?:月|钟头|小时|礼拜|星期))|[一二三四五六七八九十\d]+(?:岁|点|号|幢|楼|月)"
    r"|(?:礼拜|星期|周)[一二三四五六日天\d]|[同另哪这那某]一个|一(?:下|起|样|直|定|般|点|些|分|声|句)"
)
_COUNTED = re.compile(rf"({_N})个(?:孩子|小孩|孙子|娃|儿子|女儿|小人|囡)")
_IN_ALL = re.compile(rf"(?:一共|总共|拢共|统共|共)\s*{_N}")
_MONEY = re.compile(rf"(?P<n>{_N})\s*(?:块|元|塊|圆|蚊|文|刀)")
_FREE = re.compile(r"不要钱|免费|白送|不收钱")
_YEARS = re.compile(rf"(?P<n>{_N})\s*(?:周岁|岁|歲)")
_NOMINAL = re.compile(rf"虚岁?\s*{_N}岁?")  # counted from the birth as one
_TENS_AND = re.compile(rf"({NUMERAL}+)有({NUMERAL}+)")
_NO_AGE = re.compile(rf"{_N}\s*[多来几]?(?:年|天|个?月|号|点|幢|栋|楼|块|斤|里|次|回|趟|遍)")
"""What is counted in anything but years of a life: 「三十年前」."""
MOST_YEARS = 120


def figure(text: str) -> int | None:
    """The number that the text ends up with: 「不是2个是4个」 → 4, 「三个…不对 四个」 → 4; None if there is none."""
    plain = _TAKEN_BACK.sub(" ", text)
    instead = list(_INSTEAD.finditer(plain))
    if instead:
        return value(instead[-1]["n"])
    numbers = [value(match[0]) for match in _NUMBER.finditer(plain)]
    known = [number for number in numbers if number is not None]
    return known[-1] if known else None


def people(text: str) -> int | None:
    """How many people come, counted where they are named: 「老婆和两个孩子」 → 4 with who speaks, 「一家四口」 → 4."""
    household = _HOUSEHOLD.search(text)
    if household:
        return value(household["n"] or household["m"])
    number = figure(_NOT_PEOPLE.sub(" ", text))
    named = people_named(text)
    if number is not None and not (named and _counts_family(text)):
        return number
    if named and _TOGETHER.search(text):
        return _family(text, len(named))
    if _PAIR.search(text):
        return 2
    return 1 if _ALONE.search(text) else number


def _counts_family(text: str) -> bool:
    children = _COUNTED.search(text)
    together = children is not None and _TOGETHER.search(text[: children.start()]) is not None
    return together and _IN_ALL.search(text) is None


def _family(text: str, named: int) -> int:
    total = 1 if re.search(r"我|俺", text) or not re.search(r"他们|她们", text) else 0
    extra = sum((value(match[1]) or 1) - 1 for match in _COUNTED.finditer(text))
    return total + named + extra


def price(text: str) -> int | None:
    """A price in yuan: 「一百五」 → 150, 「88 吉利」 → 88, 「不要钱了」 → 0."""
    plain = _TAKEN_BACK.sub(" ", text.replace("一口价", " "))
    money = list(_MONEY.finditer(plain))
    if money:
        return value(money[-1]["n"])
    number = figure(plain)
    if number is None and _FREE.search(text):
        return 0
    return number


def age(text: str) -> int | None:
    """An age in years; of several the one that stands (「不是67，是76」)."""
    plain = _NOMINAL.sub(" ", _TAKEN_BACK.sub(" ", text)).strip() or text
    right = years_put_right(text)
    if right is not None:
        return right.right
    spoken = list(_YEARS.finditer(plain))
    years = value(spoken[-1]["n"]) if spoken else None
    if years is None:
        words = _TENS_AND.search(plain)
        years = value(words[1] + words[2]) if words else figure(_NO_AGE.sub(" ", _BIRTH.sub(" ", plain)))
    return years if years is not None and 0 < years <= MOST_YEARS else None
