"""「登记我 鲍雅琴」 after a club was told: its wish to join is passed on to the staff, with who says so."""

import re
from collections.abc import Awaitable, Callable

from bot.common.message import Reply
from bot.conversation.carry_out.open_form import side_notes
from bot.conversation.interpret.clauses import form_messages
from bot.conversation.talk_topic import Topic
from bot.conversation.turn import SideNote, Turn
from bot.understanding.slots import person, phone

CLUB = "club"
LATELY = 3  # turns after the club was told
_JOINS = re.compile(
    r"(?:登记|报上|记上|写上|加上|算上|算)(?:一下)?(?:我|俺|阿拉|伊)|(?:给|帮|替)(?:我|俺|阿拉)(?:登记|报名|报上|报个名|记上|写上|说一声)"
    r"|(?:我|那我|那就)?(?:想|要|就)(?:加入|参加|入)(?:的|了|吧)?$|我(?:要|想)?报名"
)
_SIGNS_UP = re.compile(
    r"(?:把|帮|给|替|让)[^，,。\s]{1,10}(?:登记|报名?|报上|加入?|参加|写上|算上)|(?:说了|是|就|那)(?:要|想|给[^，,。\s]{1,6})?(?:登记|报名|加入|参加)"
)
_WISHES = re.compile(r"加入|参加|登记|报(?:名|我|上|一?个)|[要想]进|[要想]入")
"""Beside a phone number these wish to be put down: 「我要进摄影社 苏敏 138…」."""
_REFUSED = re.compile(
    r"[^，,。！!；;\s]{1,10}(?:不要|别|不用)(?:再)?(?:问|提|说)了?[，,。！!；;\s]?"
    r"|[^，,。！!；;\s]{1,8}不报了?[，,。！!；;\s]"
)
"""What was given up just now: 「太极拳不要再问了」."""
_DENIED = re.compile(r"^[^，,。！!；;]{0,2}不是[^，,。！!；;]{1,8}[，,。！!；; ]")
_ANOTHER = re.compile(r"课|班(?!长)|志愿|活动|订阅|提醒|求助|退|取消|不(?:要|想|用|登记)|东西|旧|送人|出租")


def joining(turn: Turn) -> SideNote | None:
    """What the staff are told of who wants to join the club that is named or was told last; None for any other message."""
    topic, text = turn.session.topic, turn.message.text
    club = str(turn.parse.named.get(CLUB, ""))
    named = club if club in text else ""  # 「剪纸」 is the course
    told = _is_told(topic, turn.session.turn)
    if turn.postback is not None or not (told or named) or _is_of_something_else(turn, named):
        return None
    name, number = person.find_name(text, asked=False) or "", phone.find_any(text) or ""
    if not _wants_to_join(text, number, told=told, known=any((told, name, number))):
        return None
    return _note(turn, named or topic.thing, name, number)


def _wants_to_join(text: str, number: str, *, told: bool, known: bool) -> bool:
    """Is it said that somebody joins the club that was told, or that whose name or number is known does?"""
    if told and _JOINS.search(text):
        return True
    if number and _WISHES.search(text):
        return True
    return known and _SIGNS_UP.search(text) is not None


async def passed_on(turn: Turn, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """The wish to join a club passed on to the staff; None for any other message, and while a form is open."""
    remark = joining(turn) if turn.session.form is None else None
    return None if remark is None else await side_notes.passed_on(turn, remark, reply)


def _note(turn: Turn, club: str, name: str, number: str) -> SideNote:
    """What the staff are told: the resident's words, with the name and the number that are known where they tell none."""
    text, known = turn.message.text, turn.session.known
    who = (name or known.get("name", ""), number or known.get("phone", ""))
    parts = (text, *(value for value in who if value and value not in text))
    return SideNote(turn.words.say("club.joining", club=club), "，".join(parts))


def _is_of_something_else(turn: Turn, named: str) -> bool:
    """Does the message name another thing than a club, or ask something?"""
    text = _REFUSED.sub("", turn.message.text)
    others = ("event", "team", "item") if named else ("event", "team", "item", "course")
    names = turn.parse.named if text == turn.message.text else turn.hear(text).named
    if any(slot in names for slot in others) or form_messages.asks(text):
        return True
    rest = text.replace(named, "") if named else text
    return _ANOTHER.search(_DENIED.sub("", rest)) is not None


def _is_told(topic: Topic, now: int) -> bool:
    return topic.thing_slot == CLUB and bool(topic.thing) and now - topic.thing_turn <= LATELY
