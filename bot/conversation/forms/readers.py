"""How a form reads the value of a slot out of a message."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.common.message import Choice
from bot.understanding.parse import Parse
from bot.understanding.slots import amounts, choice, familiar_names, person, phone


@dataclass(frozen=True, slots=True)
class Reading:
    """value: what was read, "" if nothing; attempted: there is a value, but not a valid one."""

    value: str = ""
    attempted: bool = False


Reader = Callable[[Parse, tuple[Choice, ...], bool], Reading]
"""(the message, the slot's options, was this slot asked for?) → Reading. Unasked, only what is beyond doubt
counts: a phone number, 「我叫张三」, a course by its name."""

NOTHING = Reading()
_DIGITS = re.compile(r"[+\d０-９][\d０-９\s-]{5,}")
_LABELS = re.compile(r"(手机号码|电话号码|手机号|联系电话|电话|手机|号码)[是：:]?")
_DAYS = re.compile(r"(?:周|礼拜|星期)([一二三四五六日天末])|(上午|早上|下午|晚上|夜里|夜)")
_OWN_SHIFT = re.compile(
    r"(?:上|做|值|倒|轮)(?:的是|的|了)?(?:大|小)?[夜晚早中白]班"
)  # when somebody works, not when they come
_SAME = {"天": "日", "早上": "上午", "夜里": "晚上", "夜": "晚上"}


def read_phone(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """A mainland mobile number, or a landline."""
    number = phone.find_any(heard.text, asked=asked)
    if number:
        return Reading(number)
    return Reading(attempted=asked and phone.attempted(heard.text))


def read_mobile(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """A mainland mobile number, which an SMS is sent to."""
    number = phone.find(heard.text)
    return Reading(number) if number else Reading(attempted=asked and phone.attempted(heard.text))


def read_name(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """A person's name, also beside a phone number: 「张三 138…」."""
    text = _LABELS.sub(" ", _DIGITS.sub(" ", heard.text)).strip(" ，,。.;；")
    if asked and familiar_names.familiar(text):
        return Reading(text)
    name = person.find_name(text, asked=asked) if text else None
    name = name or person.beside_phone(heard.text) or (familiar_names.in_clauses(text) if asked else "")
    return Reading(name) if name else NOTHING


def read_age(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """An age in years."""
    age = amounts.age(heard.text, asked=asked)
    if age is None:
        return NOTHING
    return Reading(str(age))


def read_relation(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """For whom: 本人, 妈妈, 邻居 …"""
    relation = person.relation(heard.text)
    return Reading(relation) if relation else NOTHING


def read_course(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """A course by its name; its value is the course's name."""
    course = str(heard.slots.get("course", ""))
    if course or not asked:
        return Reading(course)
    return (
        Reading(heard.named.get("course", ""))
        if "course" in heard.named
        else read_option(heard, options, asked)
    )


def read_option(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """One of the options, by its number or its words."""
    if not asked or not options:
        return NOTHING
    index = choice.pick(heard.text, [option.label for option in options])
    return Reading(options[index].value) if index is not None else NOTHING


_SOONEST = re.compile(
    r"最[近早快先](?:的|开课的?|开的?|能上的?)?(?:那)?一?(?:期|班|个班|次|场)|最[早先快]开|越[早快]越好|早点开课|开课早|(?:哪|那)个先开"
)


def read_class(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """A class by its day and time of day (「周六那班」「晚上的」), or like any option when asked."""
    wanted = [
        _SAME.get(day or part, day or part) for day, part in _DAYS.findall(_OWN_SHIFT.sub(" ", heard.text))
    ]
    if wanted:
        fits = [option for option in options if all(_names(word, option.label) for word in wanted)]
        if len(fits) == 1:
            return Reading(fits[0].value)
    elif options and _SOONEST.search(heard.text):
        return Reading(options[0].value)  # classes are listed by the day on which they start
    return read_option(heard, options, asked)


def _names(word: str, label: str) -> bool:
    if word == "末":
        return "周六" in label or "周日" in label
    return f"周{word}" in label if len(word) == 1 else word in label
