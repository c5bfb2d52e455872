"""技能培训 and 文化课: which courses there are, their details, and which firms they lead to."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.community import COMMUNITY
from bot.content.shared.course_tastes import COURSE_TASTES
from bot.content.shared.courses import COURSES, Course, find_course
from bot.content.shared.details import DETAILS
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.upcoming_classes import upcoming
from bot.content.shared.venues import VENUES
from bot.conversation import course_wishes
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, small_answers
from bot.conversation.fitting_courses import SoughtCourse
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.training import course_answers, named_courses
from bot.services.training.class_times import is_held_at
from bot.understanding.passages.faq import closest_question
from bot.understanding.questions import over_all_courses
from bot.understanding.questions.aspects import AskedAspect, Aspect, asked_in_order
from bot.understanding.slots import day_time

BROWSE = "training.browse"
PAGE = 6
LATELY = 4  # turns for which a list is gone back to
SINGLE = 2  # choices: a course, and to look at others

service = Service(
    name="training",
    reads=(COMMUNITY, COURSES, COURSE_TASTES, DETAILS, QUESTIONS, VENUES),
    says={
        "training.kinds": frozenset({"skill", "culture"}),
        "training.untaught": frozenset({"subject"}),
        "training.wish_for_it": frozenset({"subject"}),
        "training.kind_skill": frozenset(),
        "training.all_free": frozenset({"count"}),
        "training.some_free": frozenset({"count", "names"}),
        "training.none_free": frozenset(),
        "training.kind_culture": frozenset(),
        "training.suggest": frozenset(),
        "training.list": frozenset({"kind", "page", "pages"}),
        "training.next_page": frozenset(),
        "training.card": frozenset({"course", "summary", "classes", "place", "fee", "who"}),
        "training.fee": frozenset({"course", "fee"}),
        "training.place": frozenset({"course", "place"}),
        "training.teacher": frozenset({"course", "teacher"}),
        "training.certificate": frozenset({"course", "certificate"}),
        "training.bring": frozenset({"course", "bring"}),
        "training.who": frozenset({"course", "who"}),
        "training.fee_free": frozenset({"course", "fee"}),
        "training.fee_none": frozenset({"course", "fee"}),
        "training.fee_some": frozenset({"course", "fee"}),
        "training.fee_so": frozenset({"course", "fee"}),
        "training.fee_other": frozenset({"course", "fee"}),
        "training.certificate_yes": frozenset({"course", "certificate"}),
        "training.certificate_no": frozenset({"course", "certificate"}),
        "training.who_open": frozenset({"course", "who"}),
        "training.age_fits": frozenset({"course", "age", "who"}),
        "training.age_out": frozenset({"course", "age", "who"}),
        "training.part_yes": frozenset({"course", "classes"}),
        "training.part_none": frozenset({"course", "classes"}),
        "training.other_classes": frozenset({"course", "classes"}),
        "training.no_other_class": frozenset({"course", "classes"}),
        "training.how": frozenset({"course"}),
        "training.how_any": frozenset(),
        "training.time": frozenset({"course", "classes"}),
        "training.seats": frozenset({"course", "classes"}),
        "training.jobs_of": frozenset({"course", "jobs"}),
        "training.no_jobs": frozenset({"course"}),
        "training.no_class": frozenset({"course"}),
        "fact.material": frozenset(),
        "fact.wage": frozenset(),
        "training.which": frozenset(),
        "training.no_hard_limit": frozenset({"course", "who"}),
        "training.not_shut_out": frozenset({"course", "who"}),
        "training.no_hard_limit_ages": frozenset({"course", "who", "low", "high"}),
        "training.not_shut_out_ages": frozenset({"course", "who", "low", "high"}),
        "training.there": frozenset(),
        "training.enrol_this": frozenset({"course"}),
        "training.more_courses": frozenset(),
    },
)
_KINDS = {"skill": "training.kind_skill", "culture": "training.kind_culture"}


@service.on("training.browse", slots=("course_kind",))
async def browse(turn: Turn) -> Reply:
    """List the courses of a kind, a page at a time; ask which kind, when none is named."""
    kind = turn.slot("course_kind")
    wish = _described(turn, kind)
    if _asks_by_fee(turn):
        return _by_fee(turn, wish)
    if wish.told:
        return (_untaught(turn) if wish.words and not wish.times.told else None) or _fitting(turn, wish)
    if kind not in _KINDS:
        return _untaught(turn) or _kinds(turn)
    return _page_of(turn, kind)


def _page_of(turn: Turn, kind: str) -> Reply:
    """A page of the courses of this kind, with the choice to turn to the next."""
    courses = turn.in_force(course for course in turn.content.part(COURSES) if course.kind == kind)
    courses = _held_then(courses, day_time.part(turn.parse.normal))
    pages = max(1, -(-len(courses) // PAGE))
    page = min(int(turn.slot("page") or 1), pages)
    shown = courses[(page - 1) * PAGE : page * PAGE]
    turn.session.topic.shown = [course.name for course in shown]
    turn.session.topic.kind = kind
    turn.session.topic.course = ""
    choices = tuple(_card_of(turn, course) for course in shown)
    if pages > 1:
        slots = (("course_kind", kind), ("page", str(page % pages + 1)))
        more = turn.words.say("training.next_page")
        choices += (Choice(more, Wish("training.browse", slots), more=True),)
    title = turn.words.say(_KINDS[kind])
    reply = turn.say("training.list", kind=title, page=page, pages=pages, choices=choices)
    return replace(reply, look="courses")


def _held_then(courses: tuple[Course, ...], part: str) -> tuple[Course, ...]:
    """Those with a class at this part of the day or week; all where there are none."""
    return (
        tuple(course for course in courses if any(is_held_at(group, part) for group in course.classes))
        or courses
    )


def _asks_by_fee(turn: Turn) -> bool:
    text = turn.message.text
    return turn.postback is None and over_all_courses.asks(text) and over_all_courses.asks_by_fee(text)


@service.on("training.info", slots=("course", "age"))
async def info(turn: Turn) -> Reply:
    """The details asked for; all of them when none is named; the question which course, when none is known."""
    asked = asked_in_order(turn.message.text) or asked_in_order(_question_repeated(turn))
    course = find_course(turn.content, turn.slot("course") or turn.session.topic.course)
    if course is None:
        return _in_general(turn, asked)
    turn.rely_on(course)
    turn.session.topic.speak_of("training.info", "course", course.name, turn.session.turn)
    if _means_time(turn, asked):
        asked = (AskedAspect(Aspect.TIME, turn.message.text), *asked)
    turn.session.topic.asked = turn.parse.normal if asked else ""
    lines = course_answers.lines(turn, course, asked)
    for other in named_courses.compared(turn, course) if asked else ():
        lines += course_answers.lines(turn, other, asked)
    unwritten = turn.outcome.beside.unwritten and turn.session.form is None
    offer = (ask_for_me(turn, course.name),) if unwritten else ()
    return Reply("\n".join(lines) or course_answers.card(turn, course), (*offer, *next_choices(turn, course)))


def _means_time(turn: Turn, asked: tuple[AskedAspect, ...]) -> bool:
    """Is a part of the day or week named, where the time is not asked for by a word of it?"""
    part = day_time.part("，".join(questions(turn.message.text)) or turn.parse.normal)
    return bool(part) and all(detail.aspect is not Aspect.TIME for detail in asked)


def _described(turn: Turn, kind: str) -> SoughtCourse:
    """What was told of the courses that are looked for; nothing where all of a kind are to be listed."""
    of_any_kind = kind not in _KINDS
    goes_on = of_any_kind and bool(turn.slot("page"))
    if turn.postback is not None and not goes_on:
        return _filtered_before(turn) if of_any_kind else SoughtCourse()
    wish = course_wishes.told_so_far(turn)
    if of_any_kind and not course_wishes.names_untaught(turn):
        return wish
    return wish if course_wishes.told_now(turn).words else SoughtCourse()


def _filtered_before(turn: Turn) -> SoughtCourse:
    """The wish that courses were listed for, where one of them has been looked at since: others are others of these."""
    topic = turn.session.topic
    lately = (
        topic.course_wish_turn < topic.thing_turn and turn.session.turn - topic.course_wish_turn <= LATELY
    )
    return course_wishes.told_so_far(turn) if topic.course and lately else SoughtCourse()


def _fitting(turn: Turn, wish: SoughtCourse) -> Reply:
    """The courses that fit what was told; a single one can be enrolled in at once."""
    reply = course_wishes.listing(turn, wish, _page(turn))
    alone = turn.session.topic.shown[0] if len(reply.choices) == SINGLE else ""
    course = find_course(turn.content, alone)
    if course is None:
        return reply
    turn.session.topic.speak_of("training.info", "course", course.name, turn.session.turn)
    card = f"{turn.words.say('training.there')}\n{course_answers.card(turn, course)}"
    return Reply(reply.text if wish.times.told else card, next_choices(turn, course))


def _by_fee(turn: Turn, wish: SoughtCourse) -> Reply:
    """Which courses cost nothing, above those that fit what else was told, or the kinds."""
    courses = turn.in_force(turn.content.part(COURSES))
    free = [course for course in courses if course_answers.is_free(course)]
    names = "、".join(course.name for course in free[:PAGE])
    key = (
        "training.all_free"
        if len(free) == len(courses)
        else "training.some_free"
        if free
        else "training.none_free"
    )
    told = turn.words.say(key, count=len(free), names=names)
    rest = over_all_courses.without_fee(turn.message.text)
    described = wish.told and (not wish.words or any(word in rest for word in wish.words))
    reply = _fitting(turn, wish) if described else _kinds(turn)
    return replace(reply, text=f"{told}\n{reply.text}")


def _page(turn: Turn) -> int:
    """The page that is wanted: the next one, where others than those just listed are asked for."""
    offered = (choice.postback for choice in turn.session.choices)
    listed = [wish for wish in offered if isinstance(wish, Wish) and wish.intent == BROWSE]
    pages = [page for wish in listed for name, page in wish.slots if name == "page"]
    others = turn.postback is None and over_all_courses.wants_others(turn.message.text)
    return int(turn.slot("page") or (pages[0] if others and pages else 1))


def _untaught(turn: Turn) -> Reply | None:
    """「有没有教钢琴的」: that no course is for it, and that it can be asked for; None where nothing such is named."""
    text = turn.message.text
    subject = course_wishes.untaught(turn) if course_wishes.asks_for_course(text) else ""
    names = (name for course in turn.content.part(COURSES) for name in (course.name, *course.aliases))
    if not subject or any(name in text or subject in name for name in names):
        return None
    wished = Choice(
        turn.words.say("training.wish_for_it", subject=subject),
        Wish("training.request", (("subject", subject),)),
    )
    more = Choice(turn.words.say("training.more_courses"), Wish("training.browse"), more=True)
    return turn.say("training.untaught", subject=subject, choices=(wished, more))


def _kinds(turn: Turn) -> Reply:
    counts = {kind: sum(course.kind == kind for course in turn.content.part(COURSES)) for kind in _KINDS}
    choices = tuple(
        Choice(turn.words.say(key), Wish("training.browse", (("course_kind", kind),)))
        for kind, key in _KINDS.items()
    )
    suggest = Choice(turn.words.say("training.suggest"), Wish("training.recommend"))
    return turn.say("training.kinds", choices=(*choices, suggest), **counts)


def _in_general(turn: Turn, asked: tuple[AskedAspect, ...]) -> Reply:
    """The answer where no course is named: of all courses, or that it is not written, or the question which course."""
    more = Choice(turn.words.say("training.more_courses"), Wish("training.browse"), more=True)
    questions = (
        question for question in turn.content.part(QUESTIONS).all if question.intent.startswith("training.")
    )
    known_question = closest_question(turn.parse.normal, questions)
    if known_question is not None:
        turn.rely_on(known_question)
        return Reply(known_question.answer, (more,))
    small = small_answers(turn, turn.message.text, turn.content.part(DETAILS).courses)
    if small:
        return Reply("\n".join(small), (more,))
    alike = tuple(course_wishes.about(course) for course in named_courses.alike(turn))
    if any(detail.aspect is Aspect.HOW for detail in asked):
        return turn.say("training.how_any", choices=(*alike, more))
    return turn.say("training.which", choices=(*alike, more))


def _card_of(turn: Turn, course: Course) -> Choice:
    classes = upcoming(course, turn.now)
    start = f"{classes[0].start:%-m月%-d日}起 · " if classes else ""
    return replace(course_wishes.about(course), detail=f"{course.summary}\n{start}{course.fee}")


def next_choices(turn: Turn, course: Course) -> tuple[Choice, ...]:
    label = turn.words.say("training.enrol_this", course=course.name)
    return (
        Choice(label, Wish("training.enrol", (("course", course.name),))),
        Choice(turn.words.say("training.more_courses"), Wish("training.browse"), more=True),
    )


def _question_repeated(turn: Turn) -> str:
    """The question that 「那家政呢」 repeats for another course; "" when the message asks by itself."""
    return (
        turn.session.topic.asked if turn.parse.normal.endswith("呢") or "呢" in turn.message.text[-2:] else ""
    )
