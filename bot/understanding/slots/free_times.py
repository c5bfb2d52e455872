"""When somebody has time, out of what they say: 「礼拜三晚上六点以后，上午不行」. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.understanding.slots import day_time
from bot.understanding.slots.numerals import NUMERAL, value
from bot.understanding.text.bounded_cache import remembered

_CLAUSE = re.compile(r"[^，,。.！!？?；;、\s]+")
_PARTS = (
    ("morning", re.compile(r"上午|早上|早晨|清早|上半日|大清早")),
    ("afternoon", re.compile(r"下午|下半日|午后")),
    (
        "evening",
        re.compile(r"晚上|夜里|夜到|夜头|傍晚|下班(?:后|以后|之后)|下了班|吃(?:过|好|完)(?:夜|晚)饭"),
    ),
    ("day", re.compile(r"白天|日里|白日")),
)
_DAY = re.compile(
    r"(?:周|礼拜|星期)(?P<day>[一二三四五六日天末])|(?P<weekend>双休)|(?P<weekday>工作日|平时|平常日子)"
)
_BUSY = re.compile(
    r"不(?:行|能|方便|得闲|来|要|去|想|好|成|适合)|没(?:有)?(?:空|时间|工夫)|(?:去|来|走|出)不|上(?:[夜晚早中白]?班|学)|睡|烧饭|做饭|[带送接](?:孙|孩|小|娃|女|儿|放学)"
    r"|买菜|值班|加班|干活|开店|看店|忙|出摊|除了|除开|做生活"
)
_OWN_SHIFT = re.compile(r"(?:上|做|值|倒|轮)(?:的是|的|了)?(?:大|小)?[夜晚早中白]班(?:的|下来|回来)?")
_WANTS = re.compile(
    r"有没有|有吗|有伐|有啥|有哪|有什么|能学|好学|想学|的课|的班|有空|都行|可以|方便|能来|才(?:起|有|下)|以后|之后"
)
_HOUR = rf"(?:(?P<half>上午|早上|中午|下午|晚上|夜里|傍晚))?(?P<hour>\d{{1,2}}|{NUMERAL}{{1,3}})(?:点钟?|[:：])(?P<minutes>半|\d\d)?"
_SPAN = re.compile(
    _HOUR
    + rf"(?:到|至|-|~)(?:上午|早上|中午|下午|晚上|夜里)?(?P<to>\d{{1,2}}|{NUMERAL}{{1,3}})点?(?P<to_half>半)?"
)
_FROM = re.compile(_HOUR + r"(?:以后|之后|过后|后|才|往后|下班|起)")
_UNTIL = re.compile(_HOUR + r"(?:以前|之前|前)")
_TILL_NOON = re.compile(r"到(?:中午|中饭|十二点)")
_DAYS = "一二三四五六日"
_DAYTIME = frozenset({"morning", "afternoon"})
_WEEKDAYS = frozenset({1, 2, 3, 4, 5})
_EARLIEST_SPOKEN = 9  # 「三点」 of a lesson is in the afternoon
NIGHT = 24.0
A_LITTLE_LATE = 0.5  # hours: who has time from seven may come to what begins at half past six
_UNFIT_BEHIND = re.compile(r"[，,、\s]+(?=(?:不行|没空|不方便|来不了|去不了|不得闲|没时间|吃不消))")


@dataclass(frozen=True, slots=True)
class FreeTimes:
    """When something suits: parts of the day and days of the week (none: any), hours, and what is left out."""

    parts: frozenset[str] = frozenset()
    days: frozenset[int] = frozenset()
    not_parts: frozenset[str] = frozenset()
    not_days: frozenset[int] = frozenset()
    earliest: float = 0.0
    latest: float = NIGHT

    @property
    def told(self) -> bool:
        """Is anything known of the times at all?"""
        return self != FreeTimes()

    def fit(self, weekdays: Iterable[int], time: str) -> bool:
        """Can somebody come to what is on these weekdays (1 is Monday) at this time (18:30-20:30)?"""
        begins = int(time[:2]) + int(time[3:5]) / 60
        part = day_time.part_of_hour(int(time[:2]))
        days = frozenset(weekdays)
        at_the_hour = self.earliest - A_LITTLE_LATE <= begins < self.latest
        in_part = part not in self.not_parts and part in (self.parts or {part})
        return at_the_hour and in_part and not days & self.not_days and days <= (self.days or days)

    def then(self, newer: "FreeTimes") -> "FreeTimes":
        """These times with what was said after them, which counts where both speak of the same."""
        parts, days = newer.parts or self.parts - newer.not_parts, newer.days or self.days - newer.not_days
        hours = newer.earliest > 0 or newer.latest < NIGHT
        return FreeTimes(
            parts,
            days,
            (self.not_parts | newer.not_parts) - newer.parts,
            (self.not_days | newer.not_days) - newer.days,
            newer.earliest if hours or newer.parts else self.earliest,
            newer.latest if hours or newer.parts else self.latest,
        )


@remembered
def free_times(text: str) -> FreeTimes:
    """The times that the text tells, clause by clause; a clause that tells what somebody does then leaves its time out."""
    told = FreeTimes()
    for clause in _CLAUSE.findall(_UNFIT_BEHIND.sub("", _OWN_SHIFT.sub(" ", text))):
        told = _with(told, clause)
    not_days = told.not_days - told.days
    if told.parts == {"evening"} and not_days == _WEEKDAYS:
        not_days = frozenset()  # 「平时上班，夜里有空」: who works has the evenings
    return replace(told, not_parts=told.not_parts - told.parts, not_days=not_days)


@remembered
def without_busy(text: str) -> str:
    """The text without the clauses that tell what somebody has to do at a time: 「我白天要烧饭」."""
    clauses = _CLAUSE.findall(text)
    return " ".join(
        clause for clause in clauses if not (_is_busy(clause) and (_days(clause) or _parts(clause)))
    )


def _is_busy(clause: str) -> bool:
    return _BUSY.search(clause) is not None and _WANTS.search(clause) is None


def _parts(clause: str) -> frozenset[str]:
    parts = frozenset(name for name, pattern in _PARTS if pattern.search(clause))
    parts = parts - {"day"} | (_DAYTIME if "day" in parts else frozenset())
    return parts - {"afternoon"} if _TILL_NOON.search(clause) else parts


def _with(told: FreeTimes, clause: str) -> FreeTimes:
    parts, days = _parts(clause), _days(clause)
    earliest, latest = _hours(clause)
    if _is_busy(clause):
        if latest < NIGHT:  # 「九点前要送孙子」
            return replace(told, earliest=latest)
        not_parts = frozenset[str]() if days else parts
        return replace(told, not_parts=told.not_parts | not_parts, not_days=told.not_days | days)
    return replace(
        told,
        parts=told.parts | parts,
        days=told.days | days,
        earliest=earliest or told.earliest,
        latest=latest if latest < NIGHT else told.latest,
    )


def _days(clause: str) -> frozenset[int]:
    days: set[int] = set()
    for match in _DAY.finditer(clause):
        day = (match["day"] or "").replace("天", "日")
        if match["weekend"] or day == "末":
            days |= {6, 7}
        elif match["weekday"]:
            days |= _WEEKDAYS
        else:
            days.add(_DAYS.index(day) + 1)
    return frozenset(days)


def _hours(clause: str) -> tuple[float, float]:
    """From which hour to which: 「六点到八点」 is 18 to 20."""
    span = _SPAN.search(clause)
    if span is not None:
        begins = _hour(span)
        ends = float(value(span["to"]) or 0) + (0.5 if span["to_half"] else 0)
        ends += 12 if ends <= begins else 0
        return begins, min(ends, NIGHT)
    after, before = _FROM.search(clause), _UNTIL.search(clause)
    return (_hour(after) if after else 0.0), (_hour(before) if before else NIGHT)


def _hour(match: re.Match[str]) -> float:
    hour = float(value(match["hour"]) or 0)
    hour += 0.5 if match["minutes"] in ("半", "30") else 0
    early = match["half"] in ("上午", "早上")
    late = match["half"] in ("下午", "晚上", "夜里", "傍晚") or hour < _EARLIEST_SPOKEN
    return hour + 12 if hour < 12 and late and not early else hour
