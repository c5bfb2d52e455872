"""What a resident has signed up for: shown, given up, changed for another class."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.courses import COURSES, find_course
from bot.content.shared.upcoming_classes import upcoming
from bot.conversation.turn import OwnRecord, Turn
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.classes import seats_of
from bot.services.enrolment.enrolment_wording import course_name, line, moved_up, status, withdraw_link
from bot.services.enrolment.records import Enrolment
from bot.services.enrolment.service import service


@service.on("training.mine")
async def mine(turn: Turn) -> Reply:
    """All that this resident signed up for, each with its state."""
    own = await enrolments.of_user(turn.work, turn.message.user)
    if not own:
        browse = turn.content.intents["training.browse"]
        return await turn.no_such_record("enrol.mine_none", Choice(browse.title, Wish(browse.label)))
    lines = [turn.words.say("enrol.mine"), *(line(turn, one) for one in own)]
    return Reply("\n".join(lines), tuple(withdraw_link(turn, one) for one in own))


@service.tells_own_records
async def owned(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's places, for 「我的」."""
    own = await enrolments.of_user(turn.work, turn.message.user)
    return tuple(OwnRecord(line(turn, one), withdraw_link(turn, one)) for one in own)


@service.on("training.cancel")
async def withdraw(turn: Turn) -> Reply:
    """Withdraw from a course, or change its class: which one, then are you sure, then done."""
    own = await enrolments.of_user(turn.work, turn.message.user)
    number, course = turn.slot("enrolment"), find_course(turn.content, turn.slot("course"))
    named = [one for one in own if str(one.id) == number or (course and one.course == course.id)]
    if not own:
        return await turn.no_such_record("enrol.not_found", *turn.menu())
    if turn.slot("course") and not named:
        links = tuple(withdraw_link(turn, one) for one in own)
        return turn.say("enrol.not_in", course=turn.slot("course"), choices=links)
    if len(named or own) > 1:
        return turn.say("enrol.which", choices=tuple(withdraw_link(turn, one) for one in named or own))
    one = (named or own)[0]
    if turn.confirmed:
        return await _withdrawn(turn, one)
    act = (("enrolment", str(one.id)),)
    choices = (
        Choice(turn.words.say("enrol.sure_yes"), Wish("training.cancel", act, confirmed=True)),
        Choice(turn.words.say("enrol.sure_move"), Wish("training.move", act)),
        Choice(turn.words.say("enrol.sure_no"), Wish("training.keep")),
    )
    name = course_name(turn, one)
    return turn.say("enrol.sure", course=name, label=one.session_title, name=one.name, choices=choices)


@service.on_postback("training.keep")
async def keep(turn: Turn) -> Reply:
    """「不退了」"""
    return turn.say("enrol.kept", choices=turn.menu())


@service.on_postback("training.move")
async def move(turn: Turn) -> Reply:
    """Change to another class of the same course: reached by choices only."""
    own = await enrolments.of_user(turn.work, turn.message.user)
    one = next((mine for mine in own if str(mine.id) == turn.slot("enrolment")), None)
    course = find_course(turn.content, one.course) if one else None
    if one is None or course is None:
        return turn.say("enrol.not_found", choices=turn.menu())
    today = turn.now.date()
    others = [group for group in upcoming(course, turn.now) if group.key != one.session]
    wanted = next((group for group in others if group.key == turn.slot("class")), None)
    if wanted is None and not others:
        return turn.say("enrol.no_other", course=course.name, choices=turn.menu())
    if wanted is None:
        act = ("enrolment", str(one.id))
        choices = tuple(
            Choice(group.label(today), Wish("training.move", (act, ("class", group.key)))) for group in others
        )
        return turn.say("enrol.move_which", course=course.name, choices=choices)
    moved, promoted = await enrolments.move(
        turn.work,
        turn.message.user,
        one.id,
        session=wanted.key,
        session_title=wanted.label(today),
        seats_new=wanted.group.seats,
        seats_old=seats_of(turn.content.part(COURSES), one.session),
        now=turn.now,
    )
    await moved_up(turn, promoted)
    said = {"name": moved.name, "course": course.name, "label": moved.session_title}
    return turn.say("enrol.moved", status=status(turn, moved), choices=turn.menu(), **said)


async def _withdrawn(turn: Turn, one: Enrolment) -> Reply:
    cancelled = await _cancelled(turn, one)
    return turn.say(
        "enrol.withdrawn", course=course_name(turn, cancelled), name=cancelled.name, choices=turn.menu()
    )


@service.on_erasure
async def leave(turn: Turn) -> None:
    """The resident is erased: the seats go to who waits for them."""
    for one in await enrolments.of_user(turn.work, turn.message.user):
        await _cancelled(turn, one)


async def _cancelled(turn: Turn, one: Enrolment) -> Enrolment:
    seats = seats_of(turn.content.part(COURSES), one.session)
    cancelled, promoted = await enrolments.cancel(turn.work, turn.message.user, one.id, seats, turn.now)
    await moved_up(turn, promoted)
    return cancelled
