"""A wish for oneself and somebody else, in one breath: 「我想学插花，我老公想学电焊」 are two wishes. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.content.shared.courses import is_same_course
from bot.conversation.command_kinds import of_kind
from bot.conversation.commands import Command, Start
from bot.conversation.interpret.values import kinship
from bot.conversation.turn import Turn

_HAN = r"[\u4e00-\u9fff]"
_MINE = r"我(?:们)?(?:家)?(?:的)?"
_BOTH = re.compile(
    rf"(?:我(?:自己)?|咱)(?:和|跟|同(?![事学乡])|与|还有|加)(?:{_MINE})?(?P<other>{_HAN}{{1,3}}?)(?:一起|都|两个|俩|2个|要|想|报|各|$)"
)
_ALSO = re.compile(
    r"(?:学|报)[^，,。]{1,14}[，,。]?\s?(?:还有|另外)?"
    rf"(?:{_MINE}(?P<other>{_HAN}{{1,4}}?)也(?:想|要|来|去|报|学)|(?:也|再|还要?)(?:给|帮|替)(?:{_MINE})?(?P<also>{_HAN}{{1,4}}?)也?(?:报|学|登记))"
)
_EACH = re.compile(
    rf"我(?:自己|自家)?(?:就|是)?(?:想|要|来)?(?:学|报)(?P<mine>[^，,。\s]{{1,10}})[，,。\s]+(?:还有)?"
    rf"(?:(?:{_MINE})(?P<other>{_HAN}{{1,4}}?)|她|他|伊)(?:呢)?也?(?:想|要|来)?(?:学|报)(?P<theirs>[^，,。\s]{{1,12}})"
)


def for_both(turn: Turn, commands: Sequence[Command]) -> list[Command]:
    """「给我和我老公两个人报电脑班」: a wish for each, oneself first; each with the course of their own."""
    enrolments = [wish for wish in of_kind(commands, Start) if wish.flow == "enrol"]
    if not enrolments:
        return list(commands)
    if _are_apart(enrolments):
        return list(map(_with_name, commands))
    return _together(turn, commands, enrolments)


def _together(turn: Turn, commands: Sequence[Command], enrolments: Sequence[Start]) -> list[Command]:
    """A wish for each of the two of whom one wish tells; the commands where it tells of one alone."""
    wish = enrolments[0]
    commands = [command for command in commands if not _only_counts(command)]
    wishes = _each(turn, wish) or _same_for_both(turn.message.text, wish) or _two_courses(turn, wish)
    if not wishes:
        return list(commands)
    return [*wishes, *(command for command in commands if command not in enrolments)]


def _are_apart(wishes: Sequence[Start]) -> bool:
    """「给我妈报家政 再给我弟韩磊报电工」: has each person a wish with a course of their own already?"""
    people = [wish.slots.get("for_whom", "") for wish in wishes]
    courses = [wish.slots.get("course", "") for wish in wishes]
    return (
        len(wishes) > 1 and all((*people, *courses)) and len(set(people)) == len(set(courses)) == len(wishes)
    )


_NAMED_SO = re.compile(rf"(?:给|帮|替)我?(?:家)?(?P<who>{_HAN}{{1,5}}?)(?=报|学|登记|约)")


def _with_name(command: Command) -> Command:
    """The wish with the name that stands behind who it is for: 「我弟韩磊」."""
    if not isinstance(command, Start) or command.flow != "enrol" or command.slots.get("name"):
        return command
    found = _NAMED_SO.search(command.words)
    name = kinship.name_behind(found["who"]) if found else ""
    return replace(command, slots={**command.slots, "name": name}) if name else command


def _only_counts(command: Command) -> bool:
    """「我们三个人」 beside a wish for a course: how many come is no wish for an event."""
    return isinstance(command, Start) and command.flow == "event" and set(command.slots) <= {"people"}


def _same_for_both(text: str, wish: Start) -> list[Command]:
    found = _BOTH.search(text) or _ALSO.search(text)
    said = next((words for words in found.groups() if words), "") if found else ""
    other = kinship.for_whom(said) if said else ""
    if other in ("", kinship.SELF):
        return []
    return [replace(wish, slots={**wish.slots, "for_whom": who}) for who in (kinship.SELF, other)]


def _each(turn: Turn, wish: Start) -> list[Command]:
    """「我想学数控，她想学家政」: two courses, each by its own words, for the waiting wish is heard again."""
    text = turn.message.text
    found = _EACH.search(text)
    if found is None:
        return []
    courses = [str(turn.hear(found[part]).named.get("course", "")) for part in ("mine", "theirs")]
    people = kinship.people_named(found["other"] or text[: found.start()])
    if not all(courses) or courses[0] == courses[1] or not people:
        return []
    own = {**wish.slots, "course": courses[0], "for_whom": kinship.SELF}
    theirs = {"course": courses[1], "for_whom": people[-1]}
    return [Start("enrol", own, found["mine"]), Start("enrol", theirs, found["theirs"])]


_AND = re.compile(r"和|跟|、|还有|以及|再加|[，,]")
_BOTH_COURSES = re.compile(r"两[门个样]|都(?:想|要|报|学|可以)")
_WISH_FOR_IT = re.compile(
    r"(?:我(?:们|自己)?|她|他|想|要|来|去|帮|给|替|请|麻烦|报|名|学|习|登记|参加|上|选|再|也|还|都|两|一|门|个|下|课程?|班|培训|的|这|那"
    r"|吧|呀|啊|呢|哦|嘛|噻|嘞|了|谢谢|老师|你好|[\s。.!！])*"
)
"""All that stands around the name of a course where courses are listed: 「厂里要求会焊接」 gives a reason and lists none."""

_NOT_BOTH = re.compile(r"不|弗|勿|还是|或者|哪[个门]|要是|满了|换|别|退|已经|报了|报过|学过")


def _two_courses(turn: Turn, wish: Start) -> list[Command]:
    """「我要报两门，插花和茶艺」: a wish for each course, the second by its own words."""
    text = turn.message.text
    if _NOT_BOTH.search(text):
        return []
    parts = [part for part in _AND.split(text) if len(part) > 1]
    named = [(part, str(turn.hear(part).named.get("course", ""))) for part in parts]
    courses = [(part, course) for part, course in named if course]
    if len(courses) != 2 or is_same_course(turn.content, courses[0][1], courses[1][1]):
        return []
    if not _BOTH_COURSES.search(text) and not all(_only_wishes(*course) for course in courses):
        return []
    (own, first), (words, second) = courses
    return [
        replace(wish, slots={**wish.slots, "course": first}, words=own),
        Start("enrol", {"course": second}, words),
    ]


def _only_wishes(part: str, course: str) -> bool:
    """Does the part say nothing but that the course is wanted?"""
    return _WISH_FOR_IT.fullmatch(part.replace(course, "", 1)) is not None
