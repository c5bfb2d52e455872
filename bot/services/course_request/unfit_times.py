"""Who cannot come when the class is held that was told is offered to be put down for another time: 「我讲了周五晚上不行的呀」."""

import re

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.courses import Course, find_course
from bot.content.shared.upcoming_classes import upcoming
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.course_request.form import ANYWAY, ASK
from bot.services.course_request.service import service
from bot.understanding.slots.free_times import free_times

_TIME = (
    r"(?:(?:每)?(?:周|礼拜|星期)[一二三四五六日天末](?:的)?)?(?:晚上|夜里|夜到|白天|上午|下午|早上|中午|晚班)|(?:周|礼拜|星期)[一二三四五六日天末]"
    r"|(?:这个|那个|这些|这)(?:时间|辰光|点)"
)
_CANNOT = (
    r"不行|不可以|没空|没时间|来不了|去不了|走不开|脱不开|不方便|不合适|抽不出|出不来|吃不消"
    r"|要(?:带|接|看|陪|管|照顾|烧饭|做饭|上班|上夜班|值班|加班)"
)
_UNFIT = re.compile(rf"(?P<time>{_TIME})(?:是|都|又|我|也|真|还)?[^，,。！!？?\s不没]{{0,4}}(?:{_CANNOT})")
_WANTED = re.compile(
    r"(?:想要|要|最好|只有|就|换)(?P<time>白天|上午|下午|晚上|周末|礼拜[六天日]|周[六日])(?!不|没|要)"
)
_WANTS_OPENED = re.compile(
    r"(?:想|要|希望|请)(?:请)?(?:你们|社区)?(?:再|加|另)?开(?!心|着|门)[^，,。]{1,8}(?:课|班)"
)
_TIME_TOLD = re.compile(
    r"(?P<time>(?:周|礼拜|星期)[一二三四五六日天末](?:上午|下午|晚上|白天)?|白天|上午|下午|晚上|周末)"
)
_BARE_TIME = re.compile(
    r"^(?:那|要|想要|最好|我|就|是)*(?P<time>(?:平时|平常)?(?:周|礼拜|星期)?[一二三四五六日天末]?(?:白天|上午|下午|晚上|周末|[六日天末]))(?:的|吧|来|有空|都行|最好|好|可以|的话|我)*[。！!]?$"
)
_LEAVES = re.compile(r"退|取消|不报|不学|算了|改|换|已经报|报了|报名|报上|订")
LONGEST, LASTING = 30, 3


@service.goes_on
async def unfit(turn: Turn) -> Reply | None:
    """「我周五晚上要带孙子 不行」 after a timetable: heard, with the offer to put down the wish; None for anything else."""
    text, session = turn.message.text, turn.session
    found = _UNFIT.search(text) if _only_tells(turn) else None
    course = _told_lately(turn) if found is not None else None
    if found is None or course is None or _one_suits(turn, course):
        return None
    turn.rely_on(course)
    session.topic.speak_of("training.info", "course", course.name, session.turn)
    key = "request.unfit_again" if _heard_before(turn) else "request.unfit"
    wanted = _WANTED.search(text)
    slots = (("subject", course.name), (ANYWAY, wanted["time"] if wanted else "yes"))
    choice = Choice(turn.words.say("request.other_time"), Wish(ASK, slots))
    return turn.say(key, course=course.name, when=found["time"], choices=(choice,))


@service.goes_on
async def opened_anew(turn: Turn) -> Reply | None:
    """「想开插花课」 of the course whose times were told, or the time alone after the offer: is it to be put down?"""
    text, session = turn.message.text, turn.session
    if session.form is not None or len(text) > LONGEST or asks(text):
        return None
    course, time = _told_lately(turn), _BARE_TIME.match(text)
    opened = _WANTS_OPENED.search(text) is not None
    if course is None or (not (opened and _names(course, text)) and not (time and _heard_before(turn))):
        return None
    wanted = time or _TIME_TOLD.search(text)
    when = wanted["time"] if wanted is not None else turn.words.say("request.any_other")
    slots = (("subject", course.name), (ANYWAY, when))
    turn.rely_on(course)
    session.topic.speak_of("training.info", "course", course.name, session.turn)
    yes = Choice(turn.words.say("request.put_down"), Wish(ASK, slots, confirmed=True))
    no = Choice(turn.words.say("request.not_down"), Wish("dialog.deny"))
    return turn.say("request.put_down_sure", course=course.name, when=when, choices=(yes, no))


def _only_tells(turn: Turn) -> bool:
    """Is something told in few words, of nothing on record and without a danger, while no form is open?"""
    text, session = turn.message.text, turn.session
    if session.form is not None or turn.parse.emergency or len(text) > LONGEST:
        return False
    of_records = max(session.topic.record_turn, session.topic.done_turn) > 0
    return not (of_records or asks(text) or _LEAVES.search(text))


def _one_suits(turn: Turn, course: Course) -> bool:
    """Is there no class at all, or one at a time that the message leaves free?"""
    classes, times = upcoming(course, turn.now), free_times(turn.message.text)
    fits = any(times.fit(offered.group.weekdays, offered.group.time) for offered in classes)
    return not classes or (fits and times.told)


def _names(course: Course, text: str) -> bool:
    return any(name in text for name in (course.name, *course.aliases))


def _told_lately(turn: Turn) -> Course | None:
    topic = turn.session.topic
    if not topic.course or turn.session.turn - topic.thing_turn > LASTING:
        return None
    return find_course(turn.content, topic.course)


def _heard_before(turn: Turn) -> bool:
    """Was it offered just now to put down the wish?"""
    offered = turn.words.say("request.other_time")
    return any(choice.label == offered for choice in turn.session.choices)
