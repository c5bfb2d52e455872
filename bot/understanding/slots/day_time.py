"""Dates and times, in the resident's own words or in standard ones."""

import re
from collections.abc import Iterable

_N = r"[\d一二三四五六七八九十两]{1,4}"
_DAY = (
    r"(?:大后天|大前天|今天|明天|后天|昨天|前天|今晚|明晚|今朝|明朝|今年|明年|去年"
    r"|(?:这个?|下个?|上个?|下下个?|本|每个?)(?:周|礼拜|星期)(?:[一二三四五六日天末])?"
    r"|(?:周|礼拜|星期)[一二三四五六日天末]"
    r"|(?:这个?|下个?|上个?|本)月(?:\d+[号日]|中旬|月底|初)?"
    rf"|{_N}月(?:{_N}[号日]?|份|初|中旬|底)?|{_N}号|月底|月初|周末|元旦|春节|过年|清明|五一|端午|中秋|国庆|重阳|元宵|暑假|寒假"
    r"|平时(?:的)?(?:白天|早上|上午|下午|晚上))"
)
_PART = r"(?:凌晨|清早|早上|上午|上半日|中午|下午|下半日|傍晚|晚上|夜里|半夜)"
_CLOCK = rf"(?:{_N}点(?:半|{_N}分?)?|\d{{1,2}}[:：]\d{{2}})"
_WHEN = re.compile(rf"(?:{_DAY})(?:的(?={_PART}))?(?:{_PART})?(?:{_CLOCK})?|{_PART}(?:{_CLOCK})?|{_CLOCK}")


_A_LITTLE = re.compile(
    r"(?<=[好早晚快慢近轻大小多少远高低])一点(?!钟|半|[一二三四五\d])"
    r"|(?<=[\u4e00-\u9fff])(?<![午上里夜晨天日末一二三四五六七八九十号在到至等约从过成是就概或和跟])一点(?!钟|半|整|多|以?[前后]|左右)"
    r"|(?<![\d一二三四五六七八九十])一点(?![钟半多整左前后到至来过以之开就再就行]|一刻|三刻|[一二三四五六七八九十\d]|可以|有空|方便|在家|的|吧|好了|$|[，,。！!？?；;、\s])"
)


def without_little(text: str) -> str:
    """The text with 「些」 for 「一点」 where that is a little and no hour: 「一点声音没有」, 「早一点」."""
    return _A_LITTLE.sub("些", text)


def find(text: str) -> str | None:
    """The longest expression of time in the text, without what is said not to have been said."""
    plain = without_little(text)
    said = (match[0] for match in _WHEN.finditer(plain) if not _UNSAID.search(plain[: match.start()]))
    return max(said, key=len, default=None)


_UNSAID = re.compile(r"(?:没|没有|弗|勿|不)(?:讲|说|写|要)(?:过|是)?$")


_PLAIN_DAY = re.compile(
    r"(?:下|这|本)?(?:个)?(?:周|礼拜|星期)([一二三四五六日天末])|(周末)|(今天|明天|后天|今晚|明晚|今朝|明朝|今夜|上午|下午|晚上)"
)
_CHANGED = re.compile(r"(?:换到|改到|改成|换成|调到|[换改挪调]在?(?=周|礼拜|星期|今|明|后))(?P<to>.+)")
_STANDARD = {"今朝": "今天", "明朝": "明天", "今夜": "今晚", "周天": "周日"}


def day(text: str) -> str | None:
    """The day that the text names, in standard words: 星期天 → 周日, 明朝 → 明天; the new one where it asks for a change."""
    change = _CHANGED.search(text)
    match = (_PLAIN_DAY.search(change["to"]) if change else None) or _PLAIN_DAY.search(text)
    if match is None:
        return None
    plain = f"周{match[1]}" if match[1] else match[0]
    return _STANDARD.get(plain, plain)


_PARTS = (
    ("weekend", re.compile(r"周末|双休|(?:周|礼拜|星期)[六日天]")),
    ("weekday", re.compile(r"工作日|平时|平常日子|不是周末")),
    ("morning", re.compile(r"上午|早上|上半日|早上头")),
    ("afternoon", re.compile(r"下午|下半日")),
    ("evening", re.compile(r"晚上|夜里|夜头|夜班|夜到|下班后")),
    ("day", re.compile(r"白天|日里")),
)


def part(text: str) -> str:
    """The part of the week or day that the text asks for: weekend, weekday, morning, afternoon, evening, day, or ""."""
    return next((name for name, pattern in _PARTS if pattern.search(text)), "")


def part_of_hour(hour: int) -> str:
    """The part of the day of an hour."""
    return "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"


def is_at(part: str, hour: int) -> bool:
    """Does an hour lie in this part of the day? "" fits any."""
    return part in ("", part_of_hour(hour)) or (part == "day" and part_of_hour(hour) != "evening")


def is_within(part: str, weekdays: Iterable[int], time: str) -> bool:
    """Does what is on these weekdays (1 is Monday) at this time (18:30-20:30) lie in the part? "" holds any."""
    if part == "weekend":
        return any(day >= 6 for day in weekdays)
    if part == "weekday":
        return any(day <= 5 for day in weekdays)
    return is_at(part, int(time[:2]))
