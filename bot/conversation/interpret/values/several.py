"""Several people or things in one answer, each numbered: 「大的九岁 小的六岁」, 「书包两只 雨鞋一双」. Pure."""

import re
from dataclasses import dataclass

from bot.conversation.interpret.values.numbers import MOST_YEARS
from bot.understanding.slots import person
from bot.understanding.slots.numerals import NUMERAL, value

_N = rf"(?:\d{{1,3}}|{NUMERAL}{{1,4}})"
_MEASURE = (
    "条|只|双|床|件|个|本|台|张|把|套|盒|箱|辆|副|对|块|包|袋|架|盏|样|公斤|斤|瓶|捆|捧|打|摞|罐|桶|部|根|盆"
)
_COUNT_BEHIND = re.compile(
    rf"(?P<item>[^\s，,、。\d还有]{{1,8}}?)(?P<n>{_N})(?:{_MEASURE})(?=$|[\s，,、。吧呀啊]|还有|跟|和)"
)
_COUNT_BEFORE = re.compile(
    rf"(?P<n>{_N})(?:{_MEASURE})(?P<item>[^\s，,、。\d]{{1,8}}?)(?=$|[\s，,、。吧呀啊]|还有|跟|和)"
)
_COUNTED = (_COUNT_BEHIND, _COUNT_BEFORE)
_BETWEEN = re.compile(r"[\s，,、。；;]+(?:还有|再有|和|跟)?|还有|再有")
_AGE = re.compile(rf"(?P<n>{_N})(?:周?岁|歲)?(?=$|[\s，,、。吧呀啊]|老|大|小|我|他|她|伊)")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_CORRECTED = re.compile(r"不是|不对|勿对|弗对|错|改|应该|弗是|勿是|呃|哦不")
_LEAD = re.compile(r"^(?:还有|跟|和|就是|娃的|有|是|要|再)+")


@dataclass(frozen=True, slots=True)
class Thing:
    """One of several things, and how many of it."""

    item: str
    quantity: str


def things(text: str) -> list[Thing]:
    """The things that are listed with a number each; empty where there are not several."""
    if _CORRECTED.search(text):
        return []
    whole = next((listed for pattern in _COUNTED if len(listed := _counted(pattern, text)) > 1), [])
    parts = [
        next((listed for pattern in _COUNTED if (listed := _counted(pattern, part))), [])
        for part in _BETWEEN.split(text)
    ]
    return whole or (mixed if len(mixed := [thing for part in parts for thing in part]) > 1 else [])


def _counted(pattern: re.Pattern[str], text: str) -> list[Thing]:
    return [
        Thing(item, str(number))
        for match in pattern.finditer(text)
        if (item := _LEAD.sub("", match["item"])) and (number := value(match["n"]))
    ]


_CALLED = re.compile(
    r"(?:叫|名字是|姓名是?|是)(?P<name>[\u4e00-\u9fff]{2,4})(?=$|[\s，,、。；;]|他|她|我|电话|手机|\d)"
)
_BETWEEN_NAMES = re.compile(r"[\s，,、。；;!！]+|还有|以及|[和跟同与]")
_BEFORE_A_NAME = re.compile(
    r"^(?:[两俩三四]个?(?:人|名字|孩子|娃)?|名字|姓名|分别|我们?|另外?|(?:大|小|老)(?:的|[大二三四])?那?个?|第[一二三]个|一个|就|是|叫|名叫|："
    r"|(?:我|他|她)?(?:家|们家)?(?:老公|老婆|老伴|爱人|爸爸?|妈妈?|儿子|女儿|囡|囡囡|哥哥?|姐姐?|弟弟?|妹妹?|孙子|孙女|外孙女?|爷爷|奶奶|婆婆|公公)){0,4}+"
)
_BESIDE_NAMES = re.compile(
    r"(?:一对|双胞胎)?(?:[姐兄]妹|姐弟|兄弟|母女|母子|父子|父女|夫妻|婆媳|爷孙|祖孙|我们|他们|她们|一共|总共|就)?(?:[两俩三四]个?人?|都(?:去|来|报|要|参加|学)|一起(?:去|来|报)?|这[两三]个)?[啊呀吧的了]{0,2}"
)


def names(text: str) -> list[str]:
    """The names of several people, in order, whoever speaks first; empty where there are not several."""
    if _CORRECTED.search(text):
        return []
    called = [match["name"] for match in _CALLED.finditer(text) if person.plausible_name(match["name"])]
    if len(called) < 2:
        called = _listed_names(text)
    unique = sorted(
        dict.fromkeys(called), key=lambda name: f"我叫{name}" not in text and f"我是{name}" not in text
    )
    return unique if len(unique) > 1 else []


def _listed_names(text: str) -> list[str]:
    """「老大叫史一凡 老二史一诺 都去」: the names of a list that holds nothing else; [] where it does."""
    parts = [_BEFORE_A_NAME.sub("", part) for part in _BETWEEN_NAMES.split(text)]
    told = [part for part in parts if part and not _BESIDE_NAMES.fullmatch(part)]
    return told if all(person.plausible_name(part) for part in told) else []


def phones(text: str) -> list[str]:
    """The phone numbers of several people, in order; empty where there are not several."""
    if _CORRECTED.search(text):
        return []
    numbers = list(dict.fromkeys(_PHONE.findall(re.sub(r"(?<=\d)[ -](?=\d)", "", text))))
    return numbers if len(numbers) > 1 else []


def ages(text: str) -> list[str]:
    """The ages of several people, in order; empty where there are not several."""
    if _CORRECTED.search(text):
        return []
    years = [number for match in _AGE.finditer(text) if (number := value(match["n"])) is not None]
    return [str(number) for number in years if 0 < number <= MOST_YEARS] if len(years) > 1 else []
