"""What a resident told of the course that they would like, kept while they look for one, and the courses that fit it."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.dates import weekdays
from bot.content.shared.course_tastes import COURSE_TASTES
from bot.content.shared.courses import COURSES, Course
from bot.content.shared.upcoming_classes import Upcoming, upcoming
from bot.content.snapshot import Content
from bot.conversation.fitting_courses import Fitting, SoughtCourse, fitting, is_named, matched, wish_told
from bot.conversation.turn import Turn
from bot.understanding.slots import course_subject
from bot.understanding.slots.free_times import FreeTimes, free_times
from bot.understanding.text.bounded_cache import remembered

SAYS: dict[str, frozenset[str]] = {
    "course.fitting": frozenset(),
    "course.fitting_then": frozenset({"count", "shown"}),
    "course.fitting_more": frozenset({"count", "shown"}),
    "course.fitting_there": frozenset({"course"}),
    "course.fitting_line": frozenset({"course", "hours", "summary"}),
    "course.fitting_class": frozenset({"label", "hours"}),
    "course.fitting_not_then": frozenset({"courses"}),
    "course.fitting_instead": frozenset(),
    "course.fitting_none": frozenset(),
    "course.which": frozenset(),
    "training.more_courses": frozenset(),
    "training.next_page": frozenset(),
}
_CLAUSES = re.compile(r"[^，,。.！!？?；;\s]+")
AROUND = 4  # characters before the name of a subject that may still describe it
LISTED = 6  # courses; more are too many for one answer
KEPT, LASTS, LONGEST = 4, 12, 80  # texts that are kept, for so many turns, of so many characters
NAMED_MISSED = 3  # courses that are said to have no class then
_ASKS_FOR_COURSE = re.compile(
    r"(?:有没有|有勿有|有不有|有无|有啥|有什么|有哪|开不开|办不办|教不教)[^，,。！!？?]{0,12}(?:课|班(?!车|次)|培训|好学|能学|可学|学的|教)"
    r"|(?:课|班(?!车|次))[^，,。！!？?]{0,3}(?:有没有|有勿有|有吗|有伐|有不有|开吗|开伐)"
    r"|(?:那种|这种|之类|一类|方面)的?(?:有没有|有勿有|有吗|有伐|有不有)"
    r"|教不教|(?:有|会)教[^，,。！!？?]{1,8}(?:吗|伐|么|没|不)|教(?:吗|伐|么)(?=$|[，,。！!？?\s])"
    r"|(?:有|开)(?:[^，,。！!？?]{0,8})(?:课|班(?!车|次))(?:吗|伐|么|没|不)"
)
_ASKS_WHETHER = re.compile(
    r"有没有|有勿有|有不有|有(?:\w?[班课])?(?:吗|伐|么|没)|没有吗|有无|还有|有[啥哪]|有什么|哪些|哪几"
)


@remembered
def asks_for_course(text: str) -> bool:
    """「保洁班有没有」, 「有没有教小孩画画的」: is it asked whether there is such a course?"""
    return _ASKS_FOR_COURSE.search(text) is not None


@remembered
def asks_whether(text: str) -> bool:
    """Is it asked whether there is something, or what there is?"""
    return _ASKS_WHETHER.search(text) is not None


def names_untaught(turn: Turn) -> bool:
    """「有没有晚上教吉他的」: does the message name something to learn that no course is for?"""
    return bool(untaught(turn))


def untaught(turn: Turn) -> str:
    """What the message names to learn that no course is for, without for whom: 「有没有教小孩弹吉他的」; "" for nothing."""
    subject, tastes = course_subject.find(turn.message.text), turn.content.part(COURSE_TASTES)
    for people in (*tastes.children, *tastes.elders):
        subject = subject.replace(people, "")
    if len(subject) < 2:
        return ""
    told = _told(turn, subject)
    text = turn.message.text
    beside = _told(turn, text[max(0, text.find(subject) - AROUND) :])  # 「宝宝哭了稍等，有没有小儿推拿的课」
    told_of = told.words or told.leisure or told.work or told.times.told or beside.words
    return "" if told_of else subject


def time_asked(text: str) -> FreeTimes:
    """The time of the clause that asks whether there is something then: 「晚上有吗」."""
    asked = [clause for clause in _CLAUSES.findall(text) if asks_whether(clause)]
    return free_times("，".join(asked))


def told_now(turn: Turn) -> SoughtCourse:
    """What this message alone tells of the course that somebody would like."""
    return _told(turn, turn.message.text)


def only_course_for(turn: Turn) -> str:
    """The one course that the message describes by what is made there: 「做点心的那个班」; "" for none and for several."""
    wish = told_now(turn)
    fit = [course.name for course in turn.content.part(COURSES) if matched(wish, course)]
    return fit[0] if len(fit) == 1 else ""


def told_so_far(turn: Turn) -> SoughtCourse:
    """What this message and those before it tell; it is kept for the next one."""
    topic, now = turn.session.topic, turn.session.turn
    said = turn.message.text[:LONGEST] if turn.postback is None else ""
    lasts = now - topic.course_wish_turn <= LASTS and not _wants_all(turn)
    kept = topic.course_wishes if lasts else []
    if said and said not in kept and told_now(turn).told:
        kept = [*kept, said][-KEPT:]
    if kept or not lasts:
        topic.course_wishes, topic.course_wish_turn = kept, now
    return reduce(SoughtCourse.then, (_told(turn, text) for text in kept), SoughtCourse())


def about(course: Course) -> Choice:
    """The choice that tells of the course."""
    return Choice(course.name, Wish("training.info", (("course", course.name),)))


def listing(
    turn: Turn, wish: SoughtCourse, page: int = 1, choice: Callable[[Course], Choice] = about
) -> Reply:
    """The courses that fit, each as a choice, a page at a time; what is meant and has no class then is said to have none."""
    courses = turn.in_force(turn.content.part(COURSES))
    found = fitting(wish, courses, turn.now)
    say, lines, instead = turn.words.say, _not_then(turn, wish, found), False
    if not found.found and (found.missed or wish.words):
        found, instead = fitting(wish.instead_of(found.missed), courses, turn.now), True
    more = Choice(say("training.more_courses"), Wish("training.browse"), more=True)
    if not found.found:
        return Reply("\n".join([*lines, say("course.fitting_none")]), (more,))
    pages = -(-len(found.found) // LISTED)
    first = (min(page, pages) - 1) * LISTED
    shown = found.found[first : first + LISTED]
    lines += _shown(turn, wish, found, shown, instead=instead)
    if page < pages:
        following = Wish("training.browse", (("page", str(page + 1)),))
        more = Choice(say("training.next_page"), following, more=True)
    turn.session.topic.shown, turn.session.topic.course = [course.name for course, _ in shown], ""
    choices = tuple(choice(course) for course, _ in shown)
    return Reply("\n".join([*lines, say("course.which")]), (*choices, more), look="courses")


def _not_then(turn: Turn, wish: SoughtCourse, found: Fitting) -> list[str]:
    """The line that tells which courses have no class then: those that are named, or all where none fits; else no line."""
    missed = [course for course in found.missed if is_named(wish, course) or not found.found]
    names = "、".join(course.name for course in missed[:NAMED_MISSED])
    return [turn.words.say("course.fitting_not_then", courses=names)] if missed else []


def _shown(
    turn: Turn, wish: SoughtCourse, found: Fitting, shown: Sequence[tuple[Course, Upcoming]], *, instead: bool
) -> Iterable[str]:
    say = turn.words.say
    if len(found.found) == 1 and not instead:
        course, _ = shown[0]
        yield say("course.fitting_there", course=course.name)
        yield from (
            say("course.fitting_class", label=offered.label(turn.now.date()), hours=offered.hours)
            for offered in upcoming(course, turn.now)
            if wish.times.fit(offered.group.weekdays, offered.group.time)
        )
        return
    if instead:
        yield say("course.fitting_instead")
    elif len(found.found) > len(shown):
        key = "course.fitting_more" if wish.described else "course.fitting_then"
        yield say(key, count=len(found.found), shown=len(shown))
    else:
        yield say("course.fitting")
    yield from (_line(turn, course, offered) for course, offered in shown)


def _line(turn: Turn, course: Course, offered: Upcoming) -> str:
    hours = f"{weekdays(offered.group.weekdays)} {offered.group.time}"
    return turn.words.say("course.fitting_line", course=course.name, hours=hours, summary=course.summary)


def _wants_all(turn: Turn) -> bool:
    everything = turn.content.part(COURSE_TASTES).everything
    return turn.postback is None and any(word in turn.message.text for word in everything)


def _told(turn: Turn, text: str) -> SoughtCourse:
    return turn.content.made(_wishes)(text)


def _wishes(content: Content) -> Callable[[str], SoughtCourse]:
    """What texts tell of courses, for this content."""
    courses, tastes = content.part(COURSES), content.part(COURSE_TASTES)
    return remembered(lambda text: wish_told(text, courses, tastes))
