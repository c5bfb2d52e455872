"""Whether a course has classes at other times than the one that was told: 「除了周五还有别的晚上吗」."""

import re
from collections.abc import Sequence

from bot.content.shared.courses import Course
from bot.content.shared.upcoming_classes import Upcoming, upcoming
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.turn import Turn
from bot.services.training.class_times import is_held_at, line
from bot.understanding.questions.asked_times import asks_whether_then
from bot.understanding.slots import day_time
from bot.understanding.slots.free_times import free_times

_DAY = r"(?:周|礼拜|星期)[一二三四五六日天末]"
_PART = r"(?:白天|日里|晚上|夜里|夜到|上午|下午|周末|双休日|平时|平常日子|工作日|寒假|暑假|放假|假期)"
_UNFIT_PART = re.compile(
    r"(?:白天|晚上|夜里|夜到|上午|下午)[^，,。 白晚夜上下]{0,8}?"
    r"(?:不行|没空|不敢|去不了|来不了|出不了|不方便|不来|吃不消)"
    r"|(?:不要|不能|除了|只有)(?:白天|晚上|夜里|上午|下午)"
)
_HOLIDAYS = (("寒假", (1, 2)), ("暑假", (7, 8)))
_OTHER = re.compile(
    r"(?:别的|其他|其它|另外的?|另一个|第二个)(?:个)?.{0,3}(?:时间|班|晚上|夜里|白天|上午|下午|日子|天|辰光|周|礼拜|星期)"
    rf"|(?:除了|除开).{{1,10}}(?:还有|有没有|别的|其他|能)|(?:{_DAY}.{{0,2}}|这个时间|那天)(?:以外|之外)"
    rf"|(?:不是|不要|不在){_DAY}.{{0,4}}(?:班|有没有|有吗|课)"
    rf"|(?:有没有|有伐|有不有|还有|有吗|有哇|有勿有)[^，,。?？ ]{{0,3}}{_PART}"
    rf"|{_PART}[^，,。?？ ]{{0,6}}(?:有没有|有伐|有勿|有哇)"
)
_LEFT_OUT = re.compile(
    rf"(?:除了|除开|不是|不要|不在)[^，,。 还有别]{{0,8}}?(?P<day>{_DAY})(?:晚上|上午|下午|夜里)?"
    rf"|(?P<before>{_DAY})[^，,。]{{0,4}}(?:以外|之外|不行|没空|上班|去不了|来不了|带|接|送|加班|值班|忙)"
)
_DAYS = "一二三四五六日"


def other_times(turn: Turn, course: Course) -> str:
    """The classes besides, or that there are none; "" where the message does not ask for another time."""
    text = turn.message.text
    if not _OTHER.search(text):
        return ""
    classes = upcoming(course, turn.now)
    left_out, months = _days_left_out(text), _months(text)
    part = day_time.part(_LEFT_OUT.sub("", _UNFIT_PART.sub("", text)))
    fitting = [
        offered
        for offered in classes
        if not left_out & set(offered.group.weekdays) and _fits(offered, part, months)
    ]
    if fitting and (left_out or part or months or len(classes) > 1):
        return turn.words.say("training.other_classes", course=course.name, classes=_lines(turn, fitting))
    return turn.words.say("training.no_other_class", course=course.name, classes=_lines(turn, classes))


def _days_left_out(text: str) -> set[int]:
    """The weekdays on which it must not be."""
    return {day for match in _LEFT_OUT.finditer(text) for day in _weekdays(match["day"] or match["before"])}


def _months(text: str) -> Sequence[int]:
    """The months of the holidays that are named; none where none are."""
    return next((months for name, months in _HOLIDAYS if name in text), ())


def held_then(turn: Turn, course: Course) -> str:
    """Whether the course has a class at the time that a clause asks for, with the real times; "" where none does."""
    asked = [clause for clause in questions(turn.message.text) if asks_whether_then(clause)]
    times = free_times("，".join(asked))
    if not times.told:
        return ""
    classes = upcoming(course, turn.now)
    fitting = [offered for offered in classes if times.fit(offered.group.weekdays, offered.group.time)]
    if not fitting and _OTHER.search(turn.message.text):
        return ""  # that there is none then, and how one is wished for, is told as of any other time
    key = "training.part_yes" if fitting else "training.part_none"
    return turn.words.say(key, course=course.name, classes=_lines(turn, fitting or classes))


def _fits(offered: Upcoming, part: str, months: Sequence[int]) -> bool:
    """Is the class held at this part of the day or week, and does it begin in one of these months, where any are wanted?"""
    return is_held_at(offered.group, part) and (not months or offered.start.month in months)


def _weekdays(words: str) -> frozenset[int]:
    day = words[-1].replace("天", "日")
    return frozenset({6, 7}) if day == "末" else frozenset({_DAYS.index(day) + 1})


def _lines(turn: Turn, classes: Sequence[Upcoming]) -> str:
    return "\n".join(line(offered, turn.now.date()) for offered in classes)
