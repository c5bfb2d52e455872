"""What is asked of whoever would like to learn something: the subject, and what they choose to tell of the learner."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.common.message import Choice
from bot.common.postback import FillSlot
from bot.content.shared.courses import COURSES, Course, find_course
from bot.content.snapshot import Content
from bot.conversation.forms.common_slots import FOR_WHOM, not_asked
from bot.conversation.forms.readers import NOTHING, Reading, read_age, read_option
from bot.conversation.forms.spec import FormSpec, SlotSpec, Values, World
from bot.understanding.parse import Parse
from bot.understanding.ranking import is_confident
from bot.understanding.slots import course_subject, person

ASK = "training.request"
ANYWAY = "anyway"  # the slot that says: keep the wish, although a course comes near to it
_OWN_LABELS = ("training.", "learning.", "talent.", "club.", "out_of_scope", "dialog.")


@dataclass(frozen=True, slots=True)
class Nearest:
    """A course that is what was asked for (`same`), or comes near to it."""

    course: Course
    same: bool


def nearest_course(content: Content, said: str) -> Nearest | None:
    """The course of this name, or one whose name is part of what was said: 「服装设计」 → 服装制作."""
    course = find_course(content, said)
    if course is not None:
        return Nearest(course, same=True)
    held = [
        (len(name), one)
        for one in content.part(COURSES)
        for name in (one.name, *one.aliases)
        if len(name) > 1 and name in said
    ]
    return Nearest(max(held, key=lambda pair: pair[0])[1], same=False) if held else None


def _read_subject(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """What they would like to learn; in an opening message only what is said beyond doubt."""
    told = str(heard.slots.get("subject", ""))
    if told:
        return Reading(told)
    if asked and is_confident(heard) and not heard.intent.startswith(_OWN_LABELS):
        return NOTHING
    if not asked and heard.intent != ASK:
        return NOTHING
    if heard.normal == "":
        return NOTHING
    found = course_subject.find(heard.text, asked=asked) or str(heard.slots.get("course", ""))
    return Reading(found, attempted=asked and not found)


def _read_anyway(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    return Reading(str(heard.slots.get(ANYWAY, "")))


def _unoffered(values: Values, world: World) -> bool:
    """Only what is not offered is worth a form."""
    return "subject" in values and (
        ANYWAY in values or nearest_course(world.content, values["subject"]) is None
    )


def _after(name: str) -> Callable[[Values, World], bool]:
    """Asked for when the one before was told: who skips one is not asked the next."""
    return lambda values, world: name in values and _unoffered(values, world)


def _listed(key: str) -> Callable[[Values, World], tuple[Choice, ...]]:
    """The words of a reply such as 「小学、初中、高中」 as options: the staff choose them."""
    return lambda values, world: tuple(
        Choice(word, FillSlot(word)) for word in world.content.replies[key].split("、")
    )


def _read_schooling(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    found = person.education(heard.text)
    return Reading(found) if found else read_option(heard, options, asked)


def _read_interest(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    picked = read_option(heard, options, asked)
    return picked if picked.value or not asked or not heard.normal else Reading(heard.text[:60])


def _carried(slot: SlotSpec) -> SlotSpec:
    """The slot, also heard from the choice by which the form is taken up again."""

    def read(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
        told = str(heard.slots.get(slot.name, ""))
        return Reading(told) if told else slot.read(heard, options, asked)

    return replace(slot, read=read)


SPEC = FormSpec(
    name="request",
    intent=ASK,
    confirm=False,
    slots=(
        SlotSpec("subject", _read_subject, any_words=True),
        SlotSpec(ANYWAY, _read_anyway, needed=not_asked),
        _carried(FOR_WHOM),
        _carried(SlotSpec("age", read_age, needed=_unoffered, personal=True, skippable=True)),
        SlotSpec(
            "education", _read_schooling, needed=_after("age"), options=_listed("request.schooling"),
            personal=True, skippable=True,
        ),
        SlotSpec(
            "interest", _read_interest, needed=_after("education"), options=_listed("request.interests"),
            personal=True, skippable=True,
        ),
    ),
)  # fmt: skip
