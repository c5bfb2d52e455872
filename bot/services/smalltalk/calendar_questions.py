"""「下下周六是几号」「今天礼拜几」: the calendar is read to whoever asks."""

import re
from datetime import date, timedelta

from bot.common.message import Reply
from bot.content.dates import weekday
from bot.conversation.turn import Turn
from bot.services.smalltalk.service import service

_DAYS = "一二三四五六日"
_AHEAD = {"今天": 0, "今朝": 0, "明天": 1, "明朝": 1, "后天": 2, "大后天": 3, "昨天": -1, "前天": -2}
_IN_WEEKS = re.compile(r"(这|本|下下|下|上)?个?(?:周|礼拜|星期)([一二三四五六日天末])")
_WEEKS = {"下": 1, "下下": 2, "上": -1}

_NAMED_DAY = r"(?:大后天|今天|今朝|明天|明朝|后天|昨天|前天|(?:这|本|下下|下|上)?个?(?:周|礼拜|星期)[一二三四五六日天末])"
service.exact_words(
    rf"(?:请问|问一?下|那|那么)?(?P<day>{_NAMED_DAY})(?:到底)?(?:是|算)?"
    r"(?:几月几[号日]|几[号日]|哪一?天|什么日子|(?:礼拜|星期|周)几)(?:呀|啊|呢|来着)?[?？]?",
    "date.which",
)


@service.on_postback("date.which")
async def which_date(turn: Turn) -> Reply:
    """The date and weekday of the day that was named."""
    words = turn.slot("day")
    day = day_named(words, turn.now.date())
    return turn.say("date.is", words=words, month=day.month, day=day.day, weekday=weekday(day))


def day_named(words: str, today: date) -> date:
    """The day that the words name: a weekday of a week counted from Monday, 周六 for 周末; today for anything else."""
    match = _IN_WEEKS.search(words)
    if match is None:
        return today + timedelta(days=_AHEAD.get(words, 0))
    of_week = 5 if match[2] == "末" else (6 if match[2] == "天" else _DAYS.index(match[2]))
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(weeks=_WEEKS.get(match[1] or "", 0), days=of_week)
    passed = match[1] is None and day < today
    return day + timedelta(weeks=1) if passed else day
