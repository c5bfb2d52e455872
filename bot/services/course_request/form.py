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
from bot.understanding.text.normalize import simplified

ASK = "training.request"
ANYWAY = "anyway"  # the slot that says: keep the wish, although a course comes near to it; "yes", or the time that is wanted
_OWN_LABELS = ("training.", "learning.", "talent.", "club.", "out_of_scope", "dialog.")


@dataclass(frozen=True, slots=True)
class Nearest:
    """The course that was asked for (`same`), or one that comes near to it."""

    course: Course
    same: bool


def nearest_course(content: Content, subject: str) -> Nearest | None:
    """The course of this name, or a course whose name is part of the subject: 「服装设计」 → 服装制作."""
    course = find_course(content, subject)
    if course is not None:
        return Nearest(course, same=True)
    matches = [
        (len(name), other)
        for other in content.part(COURSES)
        for name in (other.name, *other.aliases)
        if len(name) > 1 and name in subject
    ]
    return Nearest(max(matches, key=lambda pair: pair[0])[1], same=False) if matches else None


def _read_subject(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """What they would like to learn; in an opening message only when it clearly asks for a course."""
    chosen = str(heard.slots.get("subject", ""))
    if chosen:
        return Reading(chosen)
    if asked and is_confident(heard) and not heard.intent.startswith(_OWN_LABELS):
        return NOTHING
    if not asked and heard.intent != ASK:
        return NOTHING
    if heard.normal == "":
        return NOTHING
    subject = course_subject.find(heard.text, asked=asked) or str(heard.slots.get("course", ""))
    return Reading(subject, attempted=asked and not subject)


def _read_anyway(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    return Reading(str(heard.slots.get(ANYWAY, "")))


def _unoffered(values: Values, world: World) -> bool:
    """Whether the subject is not offered, so that the form goes on."""
    return "subject" in values and (
        ANYWAY in values or nearest_course(world.content, values["subject"]) is None
    )


def _after(name: str) -> Callable[[Values, World], bool]:
    """Asked when the slot before was filled: whoever skips a question is not asked the next."""
    return lambda values, world: name in values and _unoffered(values, world)


def _listed(key: str) -> Callable[[Values, World], tuple[Choice, ...]]:
    """The words of a reply such as 「小学、初中、高中」 as options; the staff write the reply."""
    return lambda values, world: tuple(
        Choice(word, FillSlot(word)) for word in world.content.replies[key].split("、")
    )


def _read_schooling(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    education = person.education(heard.text)
    return Reading(education) if education else read_option(heard, options, asked)


def _read_interest(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    offered = read_option(heard, options, asked)
    return offered if offered.value or not asked or not heard.normal else Reading(heard.text[:60])


def _carried(slot: SlotSpec) -> SlotSpec:
    """The slot, which also reads its value in the choice that opens the form again, or in a correction."""

    def read(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
        chosen = str(heard.slots.get(slot.name, ""))
        if not chosen:
            return slot.read(heard, options, asked)
        return slot.read(replace(heard, text=chosen, normal=simplified(chosen)), options, True)

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
