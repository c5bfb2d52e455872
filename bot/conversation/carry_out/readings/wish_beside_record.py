"""Keeps the place that is wanted for somebody besides a record that is to end: 「王秀珍那个退掉 再给我妹妹沈玉兰报上」."""

import re

from bot.common.message import Reply
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.values.people_listed import Listed, for_somebody
from bot.conversation.session import LAST_PHONE, Session, WaitingWish
from bot.conversation.turn import Turn
from bot.understanding.text.clauses import bare_clauses

_INTENT = "training.enrol"
_WANTS = re.compile(r"(?:给|帮|替)[^，,。\s]{2,8}(?:报|登记)(?!错|过)")
_ENDS = re.compile(r"退|撤|取消|删|不报|改")
_SAME_PHONE = re.compile(r"(?:电话|号码|手机号?)[^，,。]{0,4}(?:一样|同一个|不变|我的)")


def noted(turn: Turn, reply: Reply) -> Reply:
    """The question about the record, below the word that somebody else's place is kept in mind, where one is wanted."""
    session = turn.session
    if turn.postback is not None or session.form is not None or confirmation(reply.choices) is None:
        return reply
    clause = next((part for part in bare_clauses(turn.message.text) if _is_wish(part)), "")
    somebody = for_somebody(clause) if clause else None
    if somebody is None or any(wish.slots.get("name") == somebody.name for wish in session.waiting):
        return reply
    session.waiting = [*session.waiting, WaitingWish(_INTENT, clause, _told_of(turn, somebody))]
    kept = turn.words.say("form.waiting_person", who=somebody.name)
    return Reply(f"{kept}\n\n{reply.text}", reply.choices, reply.urgent, reply.look)


def _told_of(turn: Turn, somebody: Listed) -> dict[str, str]:
    """What is known of the place: whose it is, the course spoken of, and the phone where it is to be the same."""
    known = turn.session.known
    phone = known.get("phone") or known.get(LAST_PHONE, "")
    same = phone if _SAME_PHONE.search(turn.message.text) else ""
    course = turn.session.topic.course
    told = {"name": somebody.name, "for_whom": somebody.who, "phone": same, "course": course}
    return {slot: value for slot, value in told.items() if value}


def _is_wish(clause: str) -> bool:
    return _WANTS.search(clause) is not None and not _ENDS.search(clause)


def is_asked(session: Session) -> bool:
    """Is it asked whether something is to be done to a record?"""
    return confirmation(session.choices) is not None


def goes_on(turn: Turn, reply: Reply, *, asked: bool) -> bool:
    """May the next wish begin: a form has ended, or 「要…吗？」 (asked) was answered, with nothing else open?"""
    session = turn.session
    if turn.outcome.form_ended or not asked:
        return turn.outcome.form_ended
    free = session.form is None and session.draft is None and session.crisis is None
    return free and bool(session.waiting) and confirmation(reply.choices) is None
