"""Days and times as people say them, in standard words: 「礼拜四下半日」 → 周四下午. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.common.text import outermost
from bot.conversation.interpret.values import (
    excepted_times,
    fitting_times,
    listed_times,
    loose_times,
    time_words,
)
from bot.conversation.interpret.values.listed_times import Expression
from bot.understanding.slots import day_time
from bot.understanding.text.bounded_cache import remembered

_DAY = r"[一二三四五六日天]"
_N = r"[\d一二三四五六七八九十两]{1,3}"
_WEEKDAY = re.compile(rf"(?P<lead>(?:这个?|下下个?|下个?|每个?|本)?)(?:周|礼拜|星期|禮拜|週)(?P<day>{_DAY})")
_WEEK = re.compile(rf"(?P<lead>(?:这个?|下下个?|下个?|每个?|本)?)(?:礼拜|星期|禮拜|週)(?={_DAY})")
_PART, _WHOLE_DAY = time_words.PART, r"(?:一?整天|全天)"
_CLOCK = rf"{_N}点(?:半|钟|{_N}分?|一刻|三刻)?(?:以后|之后|以前|之前|过后|前|后)?|\d{{1,2}}[:：]\d{{2}}"
_NEAR_WORDS = "今天|今朝|今日|明天|明朝|明日|明儿|听日|大后天|后天|后日|今晚|今夜|明晚"
_DATE = (
    rf"{time_words.OF_THE_MOON}|(?:(?:今|明|后|来|20\d\d)年)?{_N}月(?:{_N}[号日]|底|初|中旬|上旬|下旬|份)?|(?:这个?|下个?|本)月(?:{_N}[号日]|底|初|中旬|上旬"
    rf"|下旬)?|每月{_N}[号日]|{_N}号(?!楼|线|门|码)|月底|月初|年底|年初|年前|年后"
)
ANY_TIME = "什么时候都行"
_WHENEVER = r"(?:哪(?:一)?天|几时|(?:啥|什么|哪个?|啥个)(?:辰光|时候|时间|日子|天))"
_ANY_DAY = (
    rf"(?:随便|不管|无论|任何)(?:你们?|您|侬|伊|他们)?{_WHENEVER}(?:都?(?:好|行|可以|成|有空|在家?|方便))?"
    rf"|{_WHENEVER}(?:来)?都(?:好|行|可以|成|有空|在家?|方便|来得及)"
)
_OTHER = (
    rf"{_ANY_DAY}|"
    r"周末|双休日|礼拜末|工作日|平时|三八(?:妇女)?节|妇女节|国庆|春节|中秋|端午|元旦|五一|寒假|暑假|寒暑假|下下周|下下礼拜|下周|下礼拜"
    r"|下星期|这周|这礼拜"
    r"|越快越好|越早越好|尽快|随时|都行|都可以|随便|天天|每天|下班以后|下班后|收工后|吃过(?:晚|中|午)饭|晚饭后|中饭后|农闲|下雨天"
)
_ONE = re.compile(
    rf"(?:(?P<near>{_NEAR_WORDS})|(?P<week>(?:这个?|下下个?|下个?|每个?|本)?(?:周|礼拜|星期|禮拜"
    rf"|週){_DAY}(?:(?:跟|和|、|到|至)?(?:周|礼拜|星期)?{_DAY}(?!整|[一-龥]{{0,2}}点))*)|(?P<date>{_DATE})|(?P<other>{_OTHER}))?"
    rf"(?:的|那天|呢|(?:才|就)是(?={_PART}|{_WHOLE_DAY})|是)?(?P<part>{_PART}|{_WHOLE_DAY})?(?:的|我(?=[\d一二三四五六七八九十两]{{1,3}}点))?"
    rf"(?P<clock>{_CLOCK})?(?P<tail>以前|之前|前|以后|之后|后)?"
)
_DAYS_TOGETHER = re.compile(rf"(?:周|礼拜|星期|禮拜|週)({_DAY})(?=({_DAY})(?!点|号|月|个|幢|楼|十|整))")

_WIDE = re.compile(r"随时|都行|都可以|随便|天天|每天|周末|双休日|礼拜末|平时|工作日|白天")
_WEEKENDS, _WORKDAYS = re.compile(r"周末|双休日|礼拜末|周[六日]"), re.compile(r"平时|工作日|周[一二三四五]")

_ANY = frozenset({"随便", "都行", "都可以", "随时", ANY_TIME})
_EVERY_DAY = _ANY | {"天天", "每天"}
_ANY_DAYS = re.compile(_ANY_DAY)
_ON_A_DAY = re.compile(rf"(?:{_NEAR_WORDS}|(?:下下|下|这|本|每)?周{_DAY}|{_DATE})")
_A_PART = re.compile(_PART)
_ALL_DAY = re.compile(rf"[的呢是]?{_WHOLE_DAY}")
FILLING = 2  # characters that say nothing beside a time: 「的」, 「吧」
_EXCEPT = re.compile(r"除[了开外]")
_ONLY_PART = re.compile(rf"(?:{_PART})?(?:{_CLOCK})?")


def standard(text: str) -> str:
    """One expression of time in standard words."""
    week = _WEEKDAY.search(text)
    text = _ANY_DAYS.sub(ANY_TIME, text)
    for said, word in time_words.NEAR.items():
        text = text.replace(said, word)
    text = _WEEK.sub(lambda match: f"{match['lead'].rstrip('个')}周", text)
    text = text.replace("周天", "周日") if week else text
    for said, word in sorted(time_words.PARTS.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(said, word)
    return re.sub(r"的|那天|呢|[才就]?是|我", "", text)


def split(said: str) -> tuple[str, str, str]:
    """The day, the part of it and the hour of one time in standard words, each "" where it is not told."""
    found = _ONE.match(said)
    day = (found["near"] or found["week"] or found["date"] or found["other"] or "") if found else ""
    rest = said[len(day) :].strip()
    part = _A_PART.match(rest)
    return day, part[0] if part else "", rest[part.end() :] if part else rest


_UNTIL, _AND = ("到", "至", "-", "~"), ("和", "跟", "、", "与", "同", "还有", "以及")
_BEGINS_WITH_CLOCK = re.compile(rf"(?:{_PART})?(?:{_CLOCK})")


@remembered
def expressions(text: str) -> Sequence[Expression]:
    """The expressions of time in the text, in order."""
    spread = day_time.without_little(_DAYS_TOGETHER.sub(r"周\1 周", loose_times.without_unsaid(text)))
    found: list[Expression] = []
    end, taken_back, listed = 0, 0, set[int]()
    for match in _ONE.finditer(spread):
        if len(match[0].strip("的呢是")) < 2 or _of_the_talk(match, spread):
            continue
        said, gap = _expression(match, spread), spread[end : match.start()]
        if found and gap in _AND:
            listed.add(len(found))
        found.append(_until(found, said, match[0], gap))
        end = match.end()
        taken_back = len(found) if loose_times.is_taken_back(spread[end:]) else taken_back
    found = _on_its_day(_put_right_at_once(listed_times.refused_together(found, listed), taken_back))
    if found and all(said.refused for said in found) and excepted_times.rest_suits(spread):
        found.append(Expression("都行", refused=False, suits=True))
    return listed_times.contrasted(found)


def _until(found: list[Expression], said: Expression, words: str, gap: str) -> Expression:
    """「三点到五点」 is a single time, of which the first part is taken from those that were found."""
    if found and gap in _UNTIL and _BEGINS_WITH_CLOCK.match(words):
        return replace(said, text=f"{found.pop().text}到{words}")
    return said


def _put_right_at_once(found: list[Expression], end: int) -> list[Expression]:
    """「周三上午，哦不，下午」: the times without those before `end`, which others come instead of, on the same day."""
    before, after = found[:end], found[end:]
    again = [said for said in after if not said.refused or said.text in "".join(old.text for old in before)]
    if not before or not again:
        return found
    day = _ON_A_DAY.match(standard(before[-1].text)) if _ONLY_PART.fullmatch(after[0].text) else None
    after = [replace(after[0], text=f"{day[0]}{after[0].text}"), *after[1:]] if day else after
    return [*(replace(said, refused=True) for said in before), *after]


def _on_its_day(found: Sequence[Expression]) -> list[Expression]:
    """「明天上午要去医院，下午在家」: a part of the day that suits, on the day of which another part does not."""
    told: list[Expression] = []
    for said in found:
        day = _refused_in_part(told[-1]) if told and not said.refused else ""
        on_day = day and _ONLY_PART.fullmatch(standard(said.text))
        told.append(replace(said, text=f"{day}{said.text}") if on_day else said)
    return told


def _refused_in_part(said: Expression) -> str:
    """The day of which a part does not suit; "" where the whole day does not, or it is no time on a day."""
    time = standard(said.text)
    day = _ON_A_DAY.match(time) if said.refused else None
    part = time[day.end() :] if day else ""
    return day[0] if day and part and _ONLY_PART.fullmatch(part) else ""


def _expression(match: re.Match[str], text: str) -> Expression:
    """What the text says of the time that was matched in it."""
    start = match.end() - len(match[0].lstrip("的呢是"))
    before, after = text[:start], text[match.end() :]
    suits = standard(match[0]) in _ANY or fitting_times.suits(after)
    excepted = excepted_times.is_excepted(before, after)
    if excepted is None:
        taken_back = fitting_times.is_denied(before) and not _ANY_DAYS.fullmatch(match[0])
        unfit = fitting_times.does_not_suit(after)
        excepted = unfit or taken_back or excepted_times.is_struck_out(before, after)
    busy = fitting_times.is_busy(after)
    return Expression(match[0], excepted or (busy and fitting_times.is_reason(before)), suits, busy)


_OF_WHEN = re.compile(
    r"[时候天日点周晚早午夜空闲饭年月号快急现尽]|礼拜|星期|方便|[上下]班|放假|休息|回来|辰光|商量|电话|联系|随|都[行好可]"
)
_OF_A_KIND = re.compile(r"(?:[那这哪]种|老式|新式|牌子?|型号|样式|款)[^，,。；;\s]{0,6}$")
_WISHES_NOW = re.compile(r"[，, ]?(?:我|是|就)*(?:想|要)(?:来|去)?(?:报|问|登记|打听|咨询|学)")


def _of_the_talk(match: re.Match[str], text: str) -> bool:
    """「今天我想报名」, 「以前做过」, 「整天吵」: when it is said, or was, and no time that is meant for anything."""
    now = (match["near"] or "").startswith("今") and match[0] == match["near"]
    alone = match[0].strip("的呢是") == match["tail"] or _ALL_DAY.fullmatch(match[0]) is not None
    of_things = match["other"] in _ANY and _OF_A_KIND.search(text[: match.start() + 1]) is not None
    return alone or of_things or (now and _WISHES_NOW.match(text, match.end()) is not None)


def find_all(text: str) -> list[str]:
    """The expressions of time in the text, in standard words, in order."""
    return [standard(expression.text) for expression in expressions(text)]


def begins_with_time(text: str) -> bool:
    """Does the text begin with an expression of time?"""
    found = _ONE.match(text)
    return found is not None and len(found[0].strip("的呢是")) > 1


def without_times(text: str) -> str:
    """The text without its expressions of time and the stops."""
    rest = _ONE.sub(lambda match: " " if len(match[0].strip("的呢是")) > 1 else match[0], text)
    return re.sub(r"[\W_]+", "", rest)


def as_said(text: str, time: str) -> str:
    """The words of the text for this time, which is in standard words: 礼拜六上午 for 周六上午; "" for none."""
    said = (expression.text for expression in expressions(text))
    return next((words for words in said if standard(words) == time and words in text), "")


def meant(text: str) -> str:
    """The time that stands: what is taken back or does not suit is left out; the last of several. "" for none."""
    return _last_meant(expressions(text))


def _last_meant(found: Sequence[Expression]) -> str:
    standing = [standard(expression.text) for expression in found if not expression.refused]
    last = standing[-1] if standing else ""
    return ANY_TIME if last in _ANY and ANY_TIME in standing else last


def all_meant(text: str) -> str:
    """All times that stand, with 「、」 between them; "" for none."""
    return _all_meant(expressions(text))


def says_any(text: str) -> bool:
    """Does the text say that any time will do, and name none that does not?"""
    found = expressions(text)
    return bool(found) and all(not said.refused and standard(said.text) in _ANY for said in found)


def names_any(text: str) -> bool:
    """Does the text say, beside whatever it names, that any time of it will do: 「周日都行」?"""
    return any(not said.refused and standard(said.text) in _ANY for said in expressions(text))


def alone(value: str) -> str:
    """The time in standard words, where the value says no more than that; else ""."""
    meant = all_meant(value)
    return meant if meant and len(value) <= len(meant) + FILLING else ""


def _all_meant(found: Sequence[Expression]) -> str:
    standing = [standard(expression.text) for expression in found if not expression.refused]
    return "、".join(outermost(dict.fromkeys(_without_vague(standing))))


def _without_vague(standing: list[str]) -> list[str]:
    """The times without words for any time, where another tells more."""
    if len(standing) > 1:  # 「随便啥辰光，就下午好了」
        standing = [said for said in standing if said not in _ANY] or standing
    if ANY_TIME in standing:  # 「随便哪天，你写随便」
        standing = [said for said in standing if said == ANY_TIME or said not in _ANY]
    return standing


def free(text: str) -> str:
    """All times that suit, and beside a wide one what does not: 「平时都行，礼拜三不行」 → 平时（除了周三）; "" for none."""
    found = expressions(text)
    standing = _all_meant(found)
    if not standing or not (
        _WIDE.search(standing) or (_EXCEPT.search(text) and not _ON_A_DAY.search(standing))
    ):
        return standing
    unfit = [standard(expression.text) for expression in found if expression.refused]
    without = dict.fromkeys(said for said in unfit if said not in _EVERY_DAY and lies_within(said, standing))
    return excepted_times.with_left_out(standing, without)


def lies_within(said: str, wide: str) -> bool:
    """Can the time lie within the wide one at all? 「周六」 does not lie within 「平时」, nor 「下午」 within 「平时上午」."""
    whole, own = _A_PART.search(wide), _A_PART.search(standard(said))
    if said in wide or (whole and own and whole[0] not in own[0]):
        return False
    weekends, workdays = bool(_WEEKENDS.search(wide)), bool(_WORKDAYS.search(wide))
    if weekends == workdays:
        return True
    return not (_WORKDAYS if weekends else _WEEKENDS).search(said)


def speaks_of_time(value: str) -> bool:
    """Does the value say anything of when, in words for a time or in others: 「等我下班」?"""
    return bool(find_all(value) or _OF_WHEN.search(value))


def leaves_out(text: str) -> bool:
    """Does the text name a time that does not suit beside one that does?"""
    found = expressions(text)
    return any(expression.refused for expression in found) and bool(_last_meant(found))


def only_refused(text: str) -> bool:
    """Does the text name times of which none suits: 「下午没空」?"""
    found = expressions(text)
    return bool(found) and all(expression.refused for expression in found)


def refused(text: str) -> list[str]:
    """The times that do not suit, as they were said; the first where none is said to be refused."""
    found = expressions(text)
    return [expression.text for expression in found if expression.refused] or [
        expression.text for expression in found[:1]
    ]


def refuses(text: str) -> bool:
    """「周末不行」: does the text say of a time that it does not suit?"""
    return any(expression.refused for expression in expressions(text))


def weekday(text: str) -> str:
    """The day of the week that stands: 周一 … 周日; "" for none."""
    standing = meant(text)
    day = _WEEKDAY.search(standing) or _WEEKDAY.search(standard(text))
    if day is None:
        return ""
    return f"周{day['day'].replace('天', '日')}"
