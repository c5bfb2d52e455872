"""菜单式: recommends courses at once by what is told, and narrows them down by a question at a time."""

import re
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import FillSlot, Wish
from bot.content.shared.course_tastes import COURSE_TASTES
from bot.content.shared.courses import COURSES
from bot.conversation import course_wishes
from bot.conversation.fitting_courses import SoughtCourse
from bot.conversation.forms.readers import NOTHING, Reading, read_age, read_option
from bot.conversation.forms.spec import FormSpec, SlotSpec, Values, World
from bot.conversation.hooks import FormOpening
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.recommend.suiting import LEISURE, OTHERS, WORK, Applicant, Suiting, start_of, suiting, told
from bot.understanding.parse import Parse
from bot.understanding.slots import amounts, day_time, person
from bot.understanding.slots.numerals import NUMERAL

SHOWN = 3
ENOUGH = 2  # of age, schooling and interest suffice for a recommendation

service = Service(
    name="recommend",
    reads=(COURSES, COURSE_TASTES),
    says={
        "recommend.result": frozenset(),
        "recommend.first": frozenset(),
        "recommend.near": frozenset(),
        "recommend.others": frozenset(),
        "recommend.still": frozenset(),
        "recommend.nothing": frozenset(),
        "recommend.line": frozenset({"course", "summary", "why"}),
        "recommend.why_word": frozenset({"word"}),
        "recommend.why_class": frozenset({"title"}),
        "recommend.why_age": frozenset({"whom"}),
        "recommend.why_soon": frozenset({"day"}),
        "training.more_courses": frozenset(),
        "recommend.schooling": frozenset(),
        "recommend.interests": frozenset(),
    },
)
_PARTS = re.compile(r"[\s，,。；;！!]+")
_ASKED = ("interest", "age", "education")
_NONE_OF_THEM = re.compile(
    r"都不(?:喜欢|要|想|好|行|合适|感兴趣)|没(?:有)?(?:喜欢|合适|感?兴趣|看中)的?|不喜欢(?:这|那)|(?:还有|换)(?:别的|其他)|别的(?:呢|有)|换(?:几|一)[门个]|换换"
)
_YEARS = re.compile(
    rf"(?:都|快|已经|今年|有|她|他|妈|爸|我)*(?:\d{{2}}|{NUMERAL}{{2,3}})(?:岁|多|了|啦|喽|的人|[。.!！])*"
)


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


def _read_age(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """An age in years; a number by itself can be nothing else: 「六十八」, 「给我妈挑个课，她六十八了」."""
    alone = next((part for part in _PARTS.split(heard.text) if _YEARS.fullmatch(part)), "")
    by_itself = amounts.age(alone, asked=True) if alone else None
    return Reading(str(by_itself)) if by_itself else read_age(heard, options, asked)


def _read_interest(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """What the opening told, an option, or any words when asked: courses are searched for them."""
    if asked and _NONE_OF_THEM.search(heard.text):
        return Reading(OTHERS)
    if asked and _YEARS.fullmatch(heard.text):
        return Reading(attempted=True)
    told = str(heard.slots.get("interest", "")) or read_option(heard, options, asked).value
    if told:
        return Reading(told)
    named = [option.value for option in options if option.value in heard.text]
    if named:
        return Reading("、".join(named))
    return Reading(heard.text) if asked and heard.normal else NOTHING


SPEC = FormSpec(
    name="recommend",
    intent="training.recommend",
    confirm=False,
    passing=True,
    slots=(
        SlotSpec(
            "interest", _read_interest, needed=_wanted, options=_interest_options, skippable=True, free=True
        ),
        SlotSpec("age", _read_age, needed=_wanted, skippable=True),
        SlotSpec("education", _read_schooling, needed=_wanted, options=_schooling_options, skippable=True),
    ),
)


async def hear_opening(turn: Turn) -> FormOpening:
    """What the wish tells already of interests, purpose and time."""
    words = told(turn.message.text, turn.content.part(COURSES))
    wish = course_wishes.told_so_far(turn)
    words = "、".join(filter(None, (words, _purpose(wish, words))))
    return FormOpening(slots={"interest": words} if words else {})


def _purpose(wish: SoughtCourse, told: str) -> str:
    """What the wish is for, where its words tell it in another way: 「换个行当」, 「不要上班的」."""
    purpose = WORK if wish.work else LEISURE if wish.leisure else ""
    return "" if purpose in told else purpose


def hears(turn: Turn, state: FormState) -> Reply | None:
    """The courses that fit, where it is asked which there are like that or then: 「晚上六点到八点有啥」."""
    now = course_wishes.told_now(turn)
    asked = turn.postback is None and course_wishes.asks_whether(turn.message.text)
    if not asked or not now.told:
        return None
    return course_wishes.listing(turn, course_wishes.told_so_far(turn))


def so_far(turn: Turn, state: FormState) -> Reply | None:
    """The courses that suit what is known so far, above the question that narrows them; None where none does."""
    found = _suiting(turn, state)
    return _reply(turn, state, found) if found else None


@service.form(SPEC, before=hear_opening, on_the_way=so_far, hears=hears, slots=("age", "gender", "education"))
async def recommend(turn: Turn, state: FormState) -> Reply:
    """Recommend up to three courses, each with a choice that shows its details."""
    found = _suiting(turn, state)
    return (
        _reply(turn, state, found) if found else turn.say("recommend.nothing", choices=(_all_courses(turn),))
    )


def _suiting(turn: Turn, state: FormState) -> tuple[Suiting, ...]:
    courses = turn.in_force(turn.content.part(COURSES))
    declined = _declined(turn) if state.slots.get("interest") == OTHERS else []
    turn.session.topic.declined = declined
    courses = tuple(course for course in courses if course.name not in declined)
    applicant = replace(_applicant(state), times=course_wishes.told_so_far(turn).times)
    return suiting(courses, applicant, turn.now)[:SHOWN]


def _declined(turn: Turn) -> list[str]:
    """The courses that were turned down: those shown when others were asked for, now and before."""
    topic, now = turn.session.topic, turn.session.turn
    if topic.declined and (topic.declined_turn == now or not _NONE_OF_THEM.search(turn.message.text)):
        return topic.declined
    topic.declined_turn = now
    return list(dict.fromkeys((*topic.declined, *topic.shown)))


def _applicant(state: FormState) -> Applicant:
    age = state.slots.get("age", "")
    return Applicant(
        int(age) if age else None, state.slots.get("education", ""), state.slots.get("interest", "")
    )


def _reply(turn: Turn, state: FormState, found: tuple[Suiting, ...]) -> Reply:
    lines = [
        turn.words.say(
            "recommend.line",
            course=suits.course.name,
            summary=suits.course.summary,
            why=_why(turn, suits, state.slots.get("interest", "")),
        )
        for suits in found
    ]
    topic, names = turn.session.topic, [suits.course.name for suits in found]
    if topic.shown == names:
        lines = []
    lead = turn.words.say(_lead(state, found) if lines else "recommend.still")
    topic.shown, topic.course = names, names[0]
    choices = tuple(course_wishes.about(suits.course) for suits in found)
    return Reply("\n".join([lead, *lines]), (*choices, _all_courses(turn)))


def _lead(state: FormState, found: tuple[Suiting, ...]) -> str:
    """Whether the courses were chosen by what was told, or are as near as it gets."""
    interest = state.slots.get("interest", "")
    if not any(name in state.slots for name in _ASKED):
        return "recommend.first"
    if interest == OTHERS:
        return "recommend.others"
    met = any(suits.words or suits.earns for suits in found) or day_time.part(interest)
    return "recommend.result" if met or not interest else "recommend.near"


def _why(turn: Turn, suits: Suiting, interest: str) -> str:
    """Why it is recommended: what it suits, else when it starts."""
    say, course = turn.words.say, suits.course
    reasons = [say("recommend.why_word", word=suits.words[0])] if suits.words else []
    if suits.earns and course.jobs:
        reasons.append(course.jobs)
    if day_time.part(interest) and suits.next_class is not None:
        reasons.append(say("recommend.why_class", title=suits.next_class.group.title))
    if suits.age and not reasons:
        reasons.append(say("recommend.why_age", whom=course.for_whom))
    day = start_of(suits, turn.now)
    if not reasons and day:
        reasons.append(say("recommend.why_soon", day=day))
    return "，".join(reasons) or course.for_whom


def _all_courses(turn: Turn) -> Choice:
    return Choice(turn.words.say("training.more_courses"), Wish("training.browse"), more=True)
