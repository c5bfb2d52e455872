"""The course of the open form given up by its name: 「不要物流，要钳工」 ends it, or goes on with the other one."""

import re

from bot.content.shared.courses import find_course
from bot.conversation.carry_out.readings.parts import with_text
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.ranking import is_confident
from bot.understanding.text.clauses import clauses_with_stops, without_stops

_OF_PERSON = ("for_whom", "name", "phone", "age")
_LEADS = r"(?:那么?|就|我|我们|阿拉|哎|唉|算了|还是|说了|先|都|把|这个|那个|给我|帮我){0,4}+"
_NO = r"(?:(?:不|勿|弗)(?:想|要)?(?:报|学|去|来|上|办|弄|订)(?:名)?|不要|勿要|弗要|覅|不用|取消|退|撤|别报|别学|算)"
_ENDS = r"(?:了|掉|的|吧|啊|呀|哦|啦|嘛){0,3}+"
_OF_IT = r"(?:这个|那个|这门|那门|的|课|班|名|报名){0,3}+"

_GIVES_UP = re.compile(
    rf"{_LEADS}{_NO}{_ENDS}@{_OF_IT}{_ENDS}|{_LEADS}@{_OF_IT}(?:我|就|先|都){{0,2}}+{_NO}{_ENDS}"
)  # @: the name of the course


def beside(turn: Turn, state: FormState) -> str | None:
    """What the message says besides giving up the course of the form, "" for nothing; None where it does not give it up."""
    held = find_course(turn.content, state.slots.get("course", ""))
    if held is None:
        return None
    clauses = clauses_with_stops(turn.message.text)
    kept = [clause for clause in clauses if not _gives_up(turn, without_stops(clause), held.name)]
    if len(kept) == len(clauses):
        return None
    said = [clause for clause in kept if not turn.content.lexicon.is_impatient(clause)]
    return without_stops("".join(said))


def without(turn: Turn, state: FormState) -> Turn:
    """The turn without the words that give up the course."""
    rest = beside(turn, state)
    return with_text(turn, rest) if rest else turn


def course_instead(turn: Turn, state: FormState, rest: str) -> str:
    """The other course that the rest of the message names; "" for none."""
    named = str(turn.hear(rest).named.get("course", ""))
    found = find_course(turn.content, named) if named and named in rest else None
    return "" if found is None or found.name == state.slots.get("course") else found.name


def is_of_something_else(turn: Turn, rest: str) -> bool:
    """Does the rest of the message surely want something that is not the enrolment: a club, an event, a fact?"""
    parse = turn.hear(rest)
    names = {"club", "event", "team", "venue", "hazard"} & set(parse.named)
    return bool(names) or (is_confident(parse) and not parse.intent.startswith(("dialog.", "training.enrol")))


def kept(state: FormState, course: str) -> dict[str, str]:
    """What was told for the course that is given up and holds for the other one as well."""
    return {"course": course} | {slot: state.slots[slot] for slot in _OF_PERSON if state.slots.get(slot)}


def _gives_up(turn: Turn, clause: str, course: str) -> bool:
    """「物流不要了」「不要物流」: is it said of this course, and nothing else with it?"""
    named = str(turn.hear(clause).named.get("course", ""))
    found = find_course(turn.content, named) if named else None
    if found is None or found.name != course or named not in clause:
        return False
    return _GIVES_UP.fullmatch(clause.replace(named, "@", 1)) is not None
