"""What a time that is told makes of the one that is known: day, part of the day and hour join. Pure.

Known and new times are in standard words, several with 「、」 between them.
"""

import re
from collections.abc import Sequence

from bot.conversation.interpret.values import excepted_times
from bot.conversation.interpret.values.times import all_meant, alone, find_all, split

_BETWEEN = "、"
_EVERY_DAY = frozenset({"每天", "天天"})
_DAYS = frozenset({"周末", "双休日", "礼拜末", "工作日", "平时", *_EVERY_DAY})
"""What stands for days among the other words for times."""
_NAMED = (
    "周", "今天", "明天", "后天", "大后天", "今晚", "明晚", "下周", "下下周", "这周", "本周", "每周", "下个周",
)  # fmt: skip
_A_PART = re.compile(r"[上下中早晚傍]")


def refined(known: str, new: str, *, adds: bool) -> str:
    """The time that holds after a new one was said: on the same day where only a part of a day was, beside it where it adds.

    known, new: standard words, several with 「、」 between them.
    """
    if adds:
        return _with_added(known, new)
    held = [said for value in known.split(_BETWEEN) for said in find_all(value) if new in said]
    if held and len(held) == len(known.split(_BETWEEN)):
        return held[0] if len(held) == 1 else known
    return _joined(known, new) or (held[0] if held else new)


def _joined(known: str, new: str) -> str:
    """Both as one, where the new one tells days alone, or a part of the day or an hour alone; "" where it stands alone."""
    held, told = _parts(known), _parts(new)
    if "（" in f"{known}{new}" or not all(map(_is_plain, (*held, *told))):
        return ""
    if all(map(_is_day, told)):
        return _on_days([day for day, *_ in told], held)
    return "" if len(told) > 1 or told[0][0] else _with_part(held, told)


def _parts(value: str) -> list[tuple[str, str, str]]:
    return [split(said) for said in value.split(_BETWEEN)]


def _is_day(time: tuple[str, str, str]) -> bool:
    day, part, hour = time
    return bool(day) and not (part or hour)


def _with_part(held: Sequence[tuple[str, str, str]], told: Sequence[tuple[str, str, str]]) -> str:
    """The known times with the part of the day or the hour that is told."""
    return _BETWEEN.join(_at(day, old, hour, told[0]) for day, old, hour in _with_parts(held))


def _is_plain(time: tuple[str, str, str]) -> bool:
    """Is it made of a day, a part of it or an hour, and of nothing for which days and parts are no words: 「下班以后」?"""
    day, part, hour = time
    return bool(day or part or hour) and (not day or day in _DAYS or day.startswith(_NAMED) or "月" in day)


def _on_days(days: Sequence[str], held: Sequence[tuple[str, str, str]]) -> str:
    """The days with the part of the day and the hour that are known; "" where these differ, or are not known."""
    rests = {f"{part}{hour}" for _, part, hour in held}
    rest = rests.pop() if len(rests) == 1 else ""
    if not rest:
        return ""
    days = [day for day in days if day not in _EVERY_DAY] or days
    between = " " if rest[0].isdecimal() else ""
    return f"{_BETWEEN.join(dict.fromkeys(days))}{between}{rest}"


def _with_parts(held: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The known times, of which several on one day are that day alone."""
    return (
        list(dict.fromkeys(held)) if len({day for day, *_ in held}) == len(held) else [(held[0][0], "", "")]
    )


def _at(day: str, part: str, hour: str, told: tuple[str, str, str]) -> str:
    """The day with the part of it and the hour that are told, and those that are known where they still hold."""
    _, new_part, new_hour = told
    stays = hour if not new_part or not part else ""
    own = new_part or ("" if new_hour and _A_PART.match(new_hour) else part)
    rest = f"{own}{new_hour or stays}"
    return f"{day}{' ' if day and rest[:1].isdecimal() else ''}{rest}"


def _with_added(known: str, new: str) -> str:
    """The known times and the new one beside them."""
    if new in known.split(_BETWEEN):
        return known
    if "（" in known:
        return _with_more(known, new)
    both = f"{known}{_BETWEEN}{new}"
    return (all_meant(both) or new) if alone(known) else both  # a known value may hold more than times


def _with_more(known: str, new: str) -> str:
    """The known times, with what is left out of them, and the new one: 「白天（除了周二）」 and 周六."""
    wide, without = excepted_times.parted(known)
    rest = excepted_times.with_left_out(wide, [said for said in without if said not in new])
    return rest if new in wide or new in _BETWEEN.join(without) else f"{rest}{_BETWEEN}{new}"
