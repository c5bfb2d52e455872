"""Which of the times on record stay when some of them are taken out: 「礼拜四不要了」 of 周二周四上午. Pure."""

import re
from collections.abc import Collection, Mapping

from bot.conversation.interpret.values import excepted_times
from bot.understanding.text.clauses import bare_clauses

_DAY = re.compile(r"(?:周|礼拜|星期)(?P<days>[一二三四五六日天]+)(?P<part>上午|下午|晚上|早上|中午)?")
_WEEK_WORD = re.compile(r"(?:礼拜|星期)(?=[一二三四五六日天])")
_HELD_DAY = re.compile(r"周([一二三四五六日])")
_OUT = re.compile(
    r"^(?:的|那天|那次|那个|都|就|给我|帮我|也|先|全|我|要|得|现在|以后|再|还|没法|可能|怕是){0,4}"
    r"(?:不(?!变|动|改)|勿|弗|覅|没(?:有)?(?:空|时间|辰光|功夫|工夫)|(?:去|来)不了|[去拿划勾抹删撤退免抠][掉了]|删|取消|免了|停|别(?!的)|算了)"
)
_OUT_BEFORE = re.compile(
    r"(?:[去拿划勾抹删撤抠]掉|删|不要|不去|不来|取消|除了|除掉|除开|免掉)(?:那个|每个|那|个)?$"
)
_ONLY = re.compile(r"(?:只|光|单|就)(?:要|留|剩|写|算|有|能|来|去|是|给我)*(?:了|下)?$")
_STAYS = re.compile(
    r"^(?:的|那天|还|就|都|照样|照旧|给我){0,3}(?:留着?|照旧|照常|保留|不变|不动|可以|能来|行|有空|剩着)"
)
_WIDE = {
    "平时": "一二三四五",
    "工作日": "一二三四五",
    "周末": "六日",
    "每天": "一二三四五六日",
    "天天": "一二三四五六日",
}
_ANY = ("随时", "随便", "都行", "都可以", "什么时候都行")
_SEPARATOR, _WEEK = "、", "一二三四五六日"


def takes_out(text: str) -> bool:
    """Does the text take a day out, or say that only some stay?"""
    return any(_told(text))


def kept(known: str, text: str) -> str:
    """The times that stay of the known ones; "" where the text takes none of them out, or all."""
    known = _WEEK_WORD.sub("周", known)
    told, only = _told(text)
    out, held = {day: part for day, part in told.items() if _holds(known, day)}, _HELD_DAY.findall(known)
    if only and all(_holds(known, day) for day in only):
        if not held:
            return _SEPARATOR.join(f"周{day}" for day in sorted(only, key=_WEEK.index))
        out |= _others(held, only)
    return _left(known, out) if out and _holds_more(known, out) else ""


def _others(held: Collection[str], only: Collection[str]) -> dict[str, str]:
    return {day: "" for day in held if day not in only}


def _left(known: str, out: Mapping[str, str]) -> str:
    partly = [f"周{day}{part}" for day, part in out.items() if _only_a_part(known, day, part)]
    if partly:
        return excepted_times.with_left_out(known, partly)
    return _without(known, set(out))


def _told(text: str) -> tuple[dict[str, str], set[str]]:
    """The days that the text takes out, each with its part of the day, and those of which it says that only they stay."""
    out: dict[str, str] = {}
    only: set[str] = set()
    for clause in bare_clauses(text):
        for match in _DAY.finditer(clause):
            days = match["days"].replace("天", "日")
            before, after = clause[: match.start()], clause[match.end() :]
            if _STAYS.match(after):
                continue
            if _OUT.match(after) or _OUT_BEFORE.search(before):
                out |= dict.fromkeys(days, match["part"] or "")
            elif _ONLY.search(before) and not match["part"]:
                only |= set(days)
    return out, only


def _holds(known: str, day: str) -> bool:
    """Does the day lie within the known times?"""
    wide = any(name in known and day in days for name, days in _WIDE.items())
    return wide or any(name in known for name in _ANY) or day in _HELD_DAY.findall(known)


def _holds_more(known: str, out: Collection[str]) -> bool:
    """Does any time stay without these days?"""
    return not _HELD_DAY.search(known) or bool(set(_HELD_DAY.findall(known)) - set(out)) or _is_wide(known)


def _is_wide(known: str) -> bool:
    return any(name in known for name in (*_WIDE, *_ANY))


def _only_a_part(known: str, day: str, part: str) -> bool:
    """Is more held of the day than what is taken out, or the day held by a wide time?"""
    named = day in _HELD_DAY.findall(known)
    return not named or (bool(part) and part not in known)


def _without(known: str, out: Collection[str]) -> str:
    """The known days without these; a part of the day that was said of all of them stays."""
    rest: list[str] = []
    tail = ""
    for said in known.split(_SEPARATOR):
        days = list(_HELD_DAY.finditer(said))
        stay = [f"周{day[1]}" for day in days if day[1] not in out]
        tail = said[days[-1].end() :] if days else ""
        if not days or len(stay) == len(days):
            rest.append(said)
        elif stay:
            bare = tail.removeprefix("都") if len(stay) == 1 else tail
            rest.append(f"{said[: days[0].start()]}{''.join(stay)}{bare}")
            tail = ""
    lost = (
        bool(rest) and rest[-1] != said and bool(_HELD_DAY.fullmatch(rest[-1]))
    )  # with the last day its part
    return _SEPARATOR.join(rest) + (tail if lost else "")
