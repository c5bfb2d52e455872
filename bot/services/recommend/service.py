"""菜单式: recommends courses by age, schooling and interest."""

from bot.common.message import Choice, Reply
from bot.common.postback import FillSlot, Wish
from bot.content.shared.courses import COURSES
from bot.conversation.forms.readers import NOTHING, Reading, read_age, read_option
from bot.conversation.forms.spec import FormSpec, SlotSpec, Values, World
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.recommend.suiting import Applicant, suiting
from bot.understanding.parse import Parse
from bot.understanding.slots import person

SHOWN = 3
ENOUGH = 2  # of age, schooling and interest suffice for a recommendation

service = Service(
    name="recommend",
    reads=(COURSES,),
    says={
        "recommend.result": frozenset(),
        "recommend.nothing": frozenset(),
        "recommend.line": frozenset({"course", "summary"}),
        "training.more_courses": frozenset(),
        "recommend.schooling": frozenset(),
        "recommend.interests": frozenset(),
    },
)
_ASKED = ("age", "education", "interest")


def _wanted(values: Values, world: World) -> bool:
    return sum(name in values for name in _ASKED) < ENOUGH


def _listed(key: str, world: World) -> tuple[Choice, ...]:
    """The words of a reply such as 「小学、初中、高中」 as options; the staff write the reply."""
    return tuple(Choice(word, FillSlot(word)) for word in world.content.replies[key].split("、"))


def _schooling_options(values: Values, world: World) -> tuple[Choice, ...]:
    return _listed("recommend.schooling", world)


def _interest_options(values: Values, world: World) -> tuple[Choice, ...]:
    return _listed("recommend.interests", world)


def _read_schooling(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    education = person.education(heard.text)
    return Reading(education) if education else read_option(heard, options, asked)


def _read_interest(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """An option, or any words when asked: courses are searched for them."""
    offered = read_option(heard, options, asked)
    if offered.value:
        return offered
    named = [option.value for option in options if option.value in heard.text]
    if named:
        return Reading("、".join(named))
    return Reading(heard.text) if asked and heard.normal else NOTHING


SPEC = FormSpec(
    name="recommend",
    intent="training.recommend",
    confirm=False,
    slots=(
        SlotSpec("age", read_age, needed=_wanted, skippable=True),
        SlotSpec(
            "interest", _read_interest, needed=_wanted, options=_interest_options, skippable=True, free=True
        ),
        SlotSpec("education", _read_schooling, needed=_wanted, options=_schooling_options, skippable=True),
    ),
)


@service.form(SPEC, slots=("age", "gender", "education"))
async def recommend(turn: Turn, state: FormState) -> Reply:
    """Recommend up to three courses, each with a choice that shows its details."""
    age = state.slots.get("age", "")
    interest = f"{state.slots.get('interest', '')} {turn.message.text}"
    applicant = Applicant(int(age) if age else None, state.slots.get("education", ""), interest)
    courses = suiting(turn.in_force(turn.content.part(COURSES)), applicant)[:SHOWN]
    more = Choice(turn.words.say("training.more_courses"), Wish("training.browse"), more=True)
    if not courses:
        return turn.say("recommend.nothing", choices=(more,))
    lines = [
        turn.words.say("recommend.line", course=course.name, summary=course.summary) for course in courses
    ]
    turn.session.topic.shown = [course.name for course in courses]
    turn.session.topic.course = courses[0].name
    choices = tuple(
        Choice(course.name, Wish("training.info", (("course", course.name),))) for course in courses
    )
    return Reply("\n".join([turn.words.say("recommend.result"), *lines]), (*choices, more))
