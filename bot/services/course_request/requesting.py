"""Writing down a request for a course; a course that is offered already is offered instead."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.courses import Course, find_course
from bot.content.shared.upcoming_classes import upcoming
from bot.content.snapshot import Content
from bot.conversation.forms.common_slots import SELF
from bot.conversation.forms.spec import Values
from bot.conversation.hooks import FormOpening
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.course_request import records as course_requests
from bot.services.course_request.content import WISHES, subject_name
from bot.services.course_request.form import ANYWAY, ASK, SPEC, Nearest, nearest_course
from bot.services.course_request.own_requests import withdraw_link
from bot.services.course_request.records import NewCourseRequest
from bot.services.course_request.service import MINE, service
from bot.understanding.slots import course_subject


async def _question(turn: Turn) -> FormOpening:
    """「多少人可以开班」 is a question about requests, and is answered; whoever names a subject requests it."""
    named = turn.slot("subject") or turn.slot("course")
    answer = "" if named or course_subject.find(turn.message.text) else turn.known_answer()
    ask_link = Choice(turn.words.say("request.say"), Wish(ASK, opens_form=True))
    return FormOpening(Reply(answer, (ask_link,)) if answer else None)


@service.form(SPEC, before=_question, slots=("course",))
async def ask(turn: Turn, state: FormState) -> Reply:
    """Write down what they would like to learn; when such a course is offered, offer it instead."""
    slots = state.slots
    subject = slots["subject"]
    nearest = nearest_course(turn.content, subject)
    if nearest is not None and ANYWAY not in slots:
        return _offer(turn, nearest, slots)
    known_classes = _classes(nearest.course) if nearest is not None and nearest.same else frozenset()
    new = NewCourseRequest(
        user=turn.message.user,
        subject=subject,
        fold=subject_key(turn.content, subject),
        for_whom=slots.get("for_whom", SELF),
        age=int(slots["age"]) if "age" in slots else None,
        education=slots.get("education", ""),
        interest="、".join(filter(None, (slots.get("interest", ""), _time_wanted(slots)))),
        known=known_classes,
    )
    request, is_new = await course_requests.ask(turn.work, new, turn.now)
    count = await course_requests.wanted(turn.work, request.fold)
    choices = (Choice(turn.words.say("request.mine_link"), Wish(MINE)), withdraw_link(turn, request))
    if is_new and count == 1:
        return turn.say("request.kept_first", subject=subject, choices=choices)
    return turn.say(
        "request.kept" if is_new else "request.again", subject=subject, count=count, choices=choices
    )


def _time_wanted(slots: Values) -> str:
    """The time that was wished for in words, 「白天」; "" where only the times that there are do not suit."""
    told = slots.get(ANYWAY, "yes")
    return "" if told == "yes" else told


def _offer(turn: Turn, nearest: Nearest, slots: Values) -> Reply:
    course = nearest.course
    turn.rely_on(course)
    turn.session.topic.course = course.name
    label = turn.words.say("request.enrol", course=course.name)
    enrol_link = Choice(label, Wish("training.enrol", (("course", course.name),)))
    filled = tuple((name, slots[name]) for name in ("subject", "for_whom", "age") if name in slots)
    request_anyway = (*filled, (ANYWAY, "yes"))
    if not nearest.same:
        ask_link = Choice(turn.words.say("request.this", subject=slots["subject"]), Wish(ASK, request_anyway))
        return turn.say(
            "request.near", course=course.name, subject=slots["subject"], choices=(enrol_link, ask_link)
        )
    today = turn.now.date()
    classes = "\n".join(
        f"· {upcoming_class.label(today)}，{upcoming_class.hours}"
        for upcoming_class in upcoming(course, turn.now)
    )
    choices = (
        enrol_link,
        Choice(turn.words.say("request.other_time"), Wish(ASK, request_anyway)),
        Choice(turn.words.say("request.other"), Wish(ASK, opens_form=True)),
    )
    return turn.say("request.offered", course=course.name, classes=classes, choices=choices)


def _classes(course: Course) -> frozenset[str]:
    return frozenset(f"{course.id}.{group.id}" for group in course.classes)


def subject_key(content: Content, subject: str) -> str:
    """The key by which requests for the same subject are counted: the course, when only its times do not suit."""
    course = find_course(content, subject)
    return (
        f"={course.id}" if course else "".join(subject_name(content.part(WISHES), subject).casefold().split())
    )
