"""菜单式: a course that is not offered yet is asked for, counted, and told of when it opens."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.courses import COURSES, Course, find_course
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.upcoming_classes import upcoming
from bot.content.snapshot import Content
from bot.conversation.forms.common_slots import SELF
from bot.conversation.forms.spec import Values
from bot.conversation.hooks import FormOpening, JobContext
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.services.course_request import export, staff
from bot.services.course_request import records as course_requests
from bot.services.course_request.content import WISHES, subject_name
from bot.services.course_request.form import ANYWAY, ASK, SPEC, Nearest, nearest_course
from bot.services.course_request.records import CourseRequest, NewCourseRequest
from bot.services.course_request.statuses import COURSE_REQUEST_TRANSITIONS
from bot.services.course_request.tables import CourseRequestRecord
from bot.storage import notices
from bot.storage.record_type import UNTIL_ERASURE, RecordType
from bot.understanding.slots import course_subject

MINE, WITHDRAW, ENROL = "request.mine", "request.withdraw", "training.enrol"

service = Service(
    name="course_request",
    reads=(WISHES, COURSES, QUESTIONS),
    says={
        "request.offered": frozenset({"course", "classes"}),
        "request.near": frozenset({"course", "subject"}),
        "request.enrol": frozenset({"course"}),
        "request.other_time": frozenset(),
        "request.other": frozenset(),
        "request.this": frozenset({"subject"}),
        "request.kept": frozenset({"subject", "count"}),
        "request.kept_first": frozenset({"subject"}),
        "request.again": frozenset({"subject", "count"}),
        "request.say": frozenset(),
        "request.mine": frozenset(),
        "request.mine_link": frozenset(),
        "request.mine_none": frozenset(),
        "request.line": frozenset({"subject", "count", "who"}),
        "request.withdraw_link": frozenset({"subject"}),
        "request.withdraw_which": frozenset(),
        "request.withdrawn": frozenset({"subject"}),
        "request.gone": frozenset(),
        "request.opened": frozenset({"subject", "course", "label"}),
        "request.schooling": frozenset(),
        "request.interests": frozenset(),
    },
    records=(
        RecordType(
            key="requests",
            table=CourseRequestRecord,
            called="privacy.kind_requests",
            statuses=staff.STATUSES,
            transitions=COURSE_REQUEST_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=UNTIL_ERASURE,
            changeable=("age", "education", "interest"),
        ),
    ),
)
service.exact_words(r"(?:看|查|看看|查查)?我(?:想学|登记|要学)的?(?:课|课程|登记)", MINE)
service.exact_words(r"我(?:想学|要学)的.{0,10}(?:开了吗|开没开|开班了吗|怎么样了|有消息吗|有消息伐)", MINE)
service.exact_words(r"(?:撤回|撤销|取消|撤掉)(?:我的?)?(?:想学|登记)的?(?P<subject>.*)", WITHDRAW)


async def _question(turn: Turn) -> FormOpening:
    """「多少人可以开班」 is a question about asking, and answered; whoever names a subject asks for it."""
    named = turn.slot("subject") or turn.slot("course")
    known = "" if named or course_subject.find(turn.message.text) else turn.known_answer()
    say = Choice(turn.words.say("request.say"), Wish(ASK, opens_form=True))
    return FormOpening(Reply(known, (say,)) if known else None)


@service.form(SPEC, before=_question, slots=("course",))
async def ask(turn: Turn, state: FormState) -> Reply:
    """Keep what they would like to learn; what is offered after all is said so instead."""
    slots = state.slots
    said = slots["subject"]
    nearest = nearest_course(turn.content, said)
    if nearest is not None and ANYWAY not in slots:
        return _offer(turn, nearest, slots)
    known = _classes(nearest.course) if nearest is not None and nearest.same else frozenset()
    new = NewCourseRequest(
        user=turn.message.user,
        subject=said,
        fold=_fold(turn.content, said),
        for_whom=slots.get("for_whom", SELF),
        age=int(slots["age"]) if "age" in slots else None,
        education=slots.get("education", ""),
        interest=slots.get("interest", ""),
        known=known,
    )
    kept, fresh = await course_requests.ask(turn.work, new, turn.now)
    count = await course_requests.wanted(turn.work, kept.fold)
    choices = (Choice(turn.words.say("request.mine_link"), Wish(MINE)), _withdraw_link(turn, kept))
    if fresh and count == 1:
        return turn.say("request.kept_first", subject=said, choices=choices)
    return turn.say("request.kept" if fresh else "request.again", subject=said, count=count, choices=choices)


@service.on_postback(MINE)
async def mine(turn: Turn) -> Reply:
    """What this resident would like to learn, and how many others would."""
    own = await course_requests.of_user(turn.work, turn.message.user)
    if not own:
        browse = turn.content.intents["training.browse"]
        return turn.say("request.mine_none", choices=(Choice(browse.title, Wish(browse.label)),))
    lines = [turn.words.say("request.mine"), *[await _line(turn, one) for one in own]]
    return Reply("\n".join(lines), tuple(_withdraw_link(turn, one) for one in own))


@service.tells_own_records
async def owned(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's wishes, for 「我的」."""
    own = await course_requests.of_user(turn.work, turn.message.user)
    return tuple([OwnRecord(await _line(turn, one), _withdraw_link(turn, one)) for one in own])


@service.on_postback(WITHDRAW)
async def withdraw(turn: Turn) -> Reply:
    """Withdraw the one that is meant; which one, when it could be several."""
    own = await course_requests.of_user(turn.work, turn.message.user)
    number, said = turn.slot("request"), turn.slot("subject")
    meant = [one for one in own if str(one.id) == number or (said and said in one.subject)]
    if not own or (number and not meant):
        return turn.say("request.gone", choices=turn.menu())
    if len(meant or own) > 1:
        links = tuple(_withdraw_link(turn, one) for one in meant or own)
        return turn.say("request.withdraw_which", choices=links)
    one = (meant or own)[0]
    done = await course_requests.withdraw(turn.work, turn.message.user, one.id, turn.now)
    if done is None:
        return turn.say("request.gone", choices=turn.menu())
    return turn.say("request.withdrawn", subject=done.subject, choices=turn.menu())


@service.periodic_job
async def tell_of_opened(job: JobContext) -> None:
    """Tell those who wait for a course that now has a class to join: each once, with the change of state."""
    today = job.now.date()
    for one in await course_requests.waiting(job.work):
        course = _course_of(job.content, one.subject)
        if course is None or not course.holds(today):
            continue
        new = [
            group
            for group in upcoming(course, job.now)
            if f"{course.id}.{group.group.id}" not in one.known_classes
        ]
        if not new or not await course_requests.opened(job.work, one.id, course.id, job.actor, job.now):
            continue
        text = job.words.say(
            "request.opened", subject=one.subject, course=course.name, label=new[0].label(today)
        )
        await notices.add(job.work, one.user, text, job.now)


def _offer(turn: Turn, nearest: Nearest, slots: Values) -> Reply:
    course = nearest.course
    turn.rely_on(course)
    turn.session.topic.course = course.name
    enrol = turn.words.say("request.enrol", course=course.name)
    join = Choice(enrol, Wish(ENROL, (("course", course.name),)))
    carried = tuple((name, slots[name]) for name in ("subject", "for_whom", "age") if name in slots)
    again = (*carried, (ANYWAY, "yes"))
    if not nearest.same:
        this = Choice(turn.words.say("request.this", subject=slots["subject"]), Wish(ASK, again))
        return turn.say("request.near", course=course.name, subject=slots["subject"], choices=(join, this))
    today = turn.now.date()
    classes = "\n".join(f"· {one.label(today)}，{one.hours}" for one in upcoming(course, turn.now))
    choices = (
        join,
        Choice(turn.words.say("request.other_time"), Wish(ASK, again)),
        Choice(turn.words.say("request.other"), Wish(ASK, opens_form=True)),
    )
    return turn.say("request.offered", course=course.name, classes=classes, choices=choices)


def _classes(course: Course) -> frozenset[str]:
    return frozenset(f"{course.id}.{group.id}" for group in course.classes)


def _course_of(content: Content, said: str) -> Course | None:
    return find_course(content, said) or find_course(content, subject_name(content.part(WISHES), said))


def _fold(content: Content, said: str) -> str:
    """What is counted as one subject: the course, when only its times did not suit; else its name in the list."""
    course = find_course(content, said)
    return f"={course.id}" if course else "".join(subject_name(content.part(WISHES), said).casefold().split())


async def _line(turn: Turn, one: CourseRequest) -> str:
    count = await course_requests.wanted(turn.work, one.fold)
    return turn.words.say("request.line", subject=one.subject, count=count, who=one.for_whom)


def _withdraw_link(turn: Turn, one: CourseRequest) -> Choice:
    label = turn.words.say("request.withdraw_link", subject=one.subject)
    return Choice(label, Wish(WITHDRAW, (("request", str(one.id)),)))
