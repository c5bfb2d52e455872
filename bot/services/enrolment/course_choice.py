"""Which courses the enrolment form offers to who has named none yet, but told what it should be like."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import FillSlot
from bot.content.shared.courses import Course, find_course
from bot.content.shared.upcoming_classes import upcoming
from bot.conversation import course_wishes
from bot.conversation.hooks import FormOpening
from bot.conversation.interpret.values import times
from bot.conversation.interpret.values.kinship import comes_with_me
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.enrolment import records as enrolments


async def hear_opening(turn: Turn) -> FormOpening:
    """「唱歌的 下午有没有」: where no class of the course is at the time that is asked for, that is told first."""
    course = find_course(turn.content, turn.slot("course"))
    asked = course_wishes.time_asked(turn.message.text)
    named = {"course": course.name} if course is not None else {}
    if course is None or not asked.told or turn.postback is not None:
        return FormOpening(slots=named, known=await _class_of_mine(turn))
    classes = upcoming(course, turn.now)
    if any(asked.fit(offered.group.weekdays, offered.group.time) for offered in classes):
        return FormOpening(slots=named)
    wish = replace(course_wishes.told_so_far(turn), words=frozenset({course.name}))
    return FormOpening(course_wishes.listing(turn, wish))


async def _class_of_mine(turn: Turn) -> dict[str, str]:
    """「我老婆也想跟我一道」: the class in which the resident is, where there is one of the course that still begins."""
    text = turn.message.text
    course = find_course(turn.content, turn.slot("course") or turn.session.topic.course)
    if course is None or not comes_with_me(text) or times.find_all(text):
        return {}
    offered = {coming.key for coming in upcoming(course, turn.now)}
    own = await enrolments.of_user(turn.work, turn.message.user)
    mine = {enrolment.session for enrolment in own if enrolment.session in offered}
    return {"course": course.name, "session": mine.pop()} if len(mine) == 1 else {}


def hears(turn: Turn, state: FormState) -> Reply | None:
    """The courses that fit the message, where it describes one, or asks whether there is one; None where it names one."""
    if state.asking != "course" or turn.postback is not None:
        return None
    now = course_wishes.told_now(turn)
    whether = course_wishes.asks_whether(turn.message.text)
    if "course" in turn.parse.named and not whether and not now.leisure:
        return None
    if not now.told or (not now.described and not whether):
        return None
    wish = course_wishes.told_so_far(turn)
    return course_wishes.listing(turn, wish, choice=_choice)


def _choice(course: Course) -> Choice:
    return Choice(course.name, FillSlot(course.name))
