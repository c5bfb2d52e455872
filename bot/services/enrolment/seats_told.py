"""What is full, said before the answer to a question about a course."""

from bot.content.shared.courses import find_course
from bot.content.shared.upcoming_classes import Upcoming, upcoming
from bot.conversation.turn import Turn
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.service import service
from bot.understanding.questions.aspects import Aspect, aspects_asked


@service.foreword("training.info")
async def seats(turn: Turn) -> str:
    """Which classes of the course are full; to a question about seats, also how many are left in the others."""
    course = find_course(turn.content, turn.session.topic.course)
    classes = upcoming(course, turn.now) if course else ()
    if not classes:
        return ""
    taken = await enrolments.taken_lately(turn.work, [upcoming_class.key for upcoming_class in classes])
    asked = Aspect.SEATS in aspects_asked(turn.message.text)
    left = [(offered, max(0, offered.group.seats - taken[offered.key])) for offered in classes]
    return "\n".join(_line(turn, offered, seats) for offered, seats in left if asked or not seats)


def _line(turn: Turn, offered: Upcoming, left: int) -> str:
    key = "enrol.seats_left" if left else "enrol.seats_none"
    return turn.words.say(key, course=offered.course.name, label=offered.group.title, left=left)
