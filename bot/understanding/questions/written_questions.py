"""Whether a clause asks if something stands on record, or for a field by a name of its own: 「礼拜四那条写上没有」. Pure."""

import re
from collections.abc import Iterable

from bot.understanding.slots.numerals import figures
from bot.understanding.text.bounded_cache import remembered

LONGEST = 30  # characters: a longer clause tells more than it asks
_WRITE = r"(?:写|登记?|记|填|加|备注|标|注明)"
_LEADS = r"(?:那么?|再|就是|我|你|侬|您|们|单子|登记|记录|手艺|本事|报名|里面?|里头|上面?|上头|的|到底|，|,| ){0,6}?"
_WHAT = r"(?P<what>[^，,。？?\s我你侬您]{2,14}?)"
_ITEM = r"(?:(?:那|这)一?(?:条|句|个|项|点|件|样|桩|事)|的(?:事|话)|这些|那些)?"
_CHECKS = (
    re.compile(
        rf"^{_LEADS}{_WHAT}{_ITEM}(?:也|都|是不是|有没有|到底|你|侬|给我|帮我){{0,3}}{_WRITE}(?:上|进|下|到|明|着|在|了){{1,3}}(?:去|里面?|单子上)?"
        r"(?:了)?(?:没有?|没得|吗|伐|么|不)[啊呀呢]?$"
    ),
    re.compile(
        rf"(?:有没有|有无|是不是)(?:给我|帮我|把)?{_WRITE}(?:上|明|着|了|的是|的)?(?:去)?{_WHAT}[啊呀呢]?$"
    ),
    re.compile(rf"{_WRITE}没{_WRITE}(?:上|明|着|进去)?{_WHAT}[啊呀呢]?$"),
    re.compile(rf"^{_LEADS}{_WHAT}{_ITEM}(?:到底|你|侬|给我)?{_WRITE}没{_WRITE}(?:上|进去|明)?[啊呀呢]?$"),
    re.compile(
        rf"(?:里面?|里头|上面|上头){_WRITE}(?:着|了|的是|的)?{_WHAT}(?:了)?(?:吗|伐|么|没有?)[啊呀呢]?$"
    ),
)
_NO_VALUE = re.compile(
    r"^(?:什么|啥|名|名字|姓名|电话|号码|地址|时间|这个|那个|东西|信息|资料|单子|全部?|都|好|错|清楚|对)(?:[些了的]|全|都)?$|什么|啥|哪|几|多少|怎么|谁|^(?:重|错|漏|成|全|清楚)|^[一两二三几]?[次遍回下]"
)
_NO_VALUE_BEFORE = re.compile(
    r"^(?:能|可以|可不可以|要|想|帮|请|麻烦|再|补|加|好|行|过|了)"
    r"|(?:讲|说|报|登|写|留|订|反映|约|挂)的|还$|那[桩个条件]|^(?:刚才|刚刚|前面|前头|上次|之前)"
)
_COLUMN = re.compile(
    r"(?P<what>[^，,。\s那这的把]{2,6}?)的?(?:那|这)一?(?:栏|格|行|项)|(?P<named>[^，,。\s那这的把]{2,6}?)[一]?栏"
)
_APART = re.compile(
    r"[^，,。？?\s]{2,10}(?:那|这)?[个件条张]?的?(?:才是|才在|是在)[^，,。？?吗么伐\s]{2,12}$"
)
_WEEKDAY = re.compile(r"(?:礼拜|星期)(?=[一二三四五六日天])")


@remembered
def value_checked(clause: str) -> str:
    """「礼拜四那条写上没有」: the words of which it is asked whether they stand there; "" for none."""
    if len(clause) > LONGEST:
        return ""
    match = next((found for pattern in _CHECKS if (found := pattern.search(clause))), None)
    if match is None:
        return ""
    words = match["what"]
    before = clause.startswith(match[0])
    if _NO_VALUE.search(words) or (before and _NO_VALUE_BEFORE.search(words)):
        return ""
    return str(words).removeprefix("是").removesuffix("的")


@remembered
def place_told_apart(clause: str) -> bool:
    """「路灯那个才是北门」: is the place of one matter told apart from that of another?"""
    return len(clause) <= LONGEST and _APART.match(clause) is not None


@remembered
def column_named(clause: str) -> str:
    """「空闲那栏念给我听」: the name of the field that is asked for; "" for none."""
    found = _COLUMN.search(clause) if len(clause) <= LONGEST else None
    return (found["what"] or found["named"]) if found else ""


def names_field(text: str, label: str, aliases: Iterable[str]) -> bool:
    """Does the text name the field by its label, or by a part of a name of it: 「空闲那栏」?"""
    column = column_named(text)
    if column and any(column in name or name in column for name in (label, *aliases)):
        return True
    return len(label) > 1 and label in text


def holds(written: str, words: str) -> bool:
    """Do the words stand in what is written, however weekdays and numbers are spelt there?"""
    written, words = _plain(written), _plain(words)
    if words in written:
        return True
    pairs = {words[at : at + 2] for at in range(len(words) - 1)}
    shared = sum(pair in written for pair in pairs)
    return len(pairs) > 1 and shared * 2 > len(pairs)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, figures(_WEEKDAY.sub("周", text)).replace("周天", "周日")))
