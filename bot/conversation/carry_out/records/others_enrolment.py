"""Somebody else's enrolment asked after: 「我妈报过太极拳，帮我看看还在不在」 is no wish to enrol her."""

import re
from collections.abc import Mapping

from bot.common.message import Reply
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import kinship
from bot.conversation.turn import Turn
from bot.understanding.slots import person
from bot.understanding.text.clauses import clauses_with_stops

SAYS: dict[str, frozenset[str]] = {
    "record.not_theirs": frozenset({"who"}),
    "record.being_filled": frozenset({"who"}),
    "record.waits": frozenset({"who"}),
    "record.left_half": frozenset({"who"}),
}
_ENROL = "enrol"
_DONE = re.compile(
    r"(?:报|登记)(?:了|过|好|上|的(?!名|时候))|(?<=那个)[\u4e00-\u9fff]{2,5}(?:查得到|还在|有没有报)|(?:报|登记)(?:过|上|了)?没有?"
)
_LOOKS = re.compile(
    r"看看|看一下|查|在不在|还在|还算|(?:报|登记)(?:上|过|好)?(?:了)?(?:没有?|吗|伐)|有没有(?:她|他|报|登记)|几号|几点|啥时候|什么时候|哪天|成功"
)
_WISHES = re.compile(r"(?:也|再|还)(?:想|要|给|帮)?(?:报|学|来|去)|(?:想|要)(?:报|学)|给[^，,。\s]{1,4}报")
_NAMED = re.compile(
    r"(?:^|[，,。\s]|是|查)(?P<name>[\u4e00-\u9fff]{2,3}?)(?:在你们|在这里|以前|之前|上次)?(?:报|登记)(?:了|过|上)"
)


async def asked_after(turn: Turn) -> Reply | None:
    """How the enrolment of somebody else stands, or that there is none on this account; None for any other message."""
    text = turn.message.text
    after_enrolment = _DONE.search(text) and _LOOKS.search(text) and not _WISHES.search(text)
    who = _whose(text) if after_enrolment else ""
    if not who:
        return None
    own = [record for record in await turn.own_records() if record.kind == _ENROL]
    theirs = record_reference.of_person(own, text)
    if theirs:
        return await carry_out_record(turn, Record(RecordAction.STATUS, _ENROL, theirs[0].ref, words=text))
    if (begun := _begun(turn, who)) is not None:
        return begun
    return turn.say("record.not_theirs", who=who, choices=(ask_for_me(turn, text),))


def _begun(turn: Turn, who: str) -> Reply | None:
    """That the enrolment of this person is being filled in, waits or was left half done; None where none was begun."""
    session = turn.session
    if session.form is not None and _is_for(session.form.slots, who):
        return turn.say("record.being_filled", who=who)
    if any(_is_for(wish.slots, who) for wish in session.waiting):
        return turn.say("record.waits", who=who)
    left = session.draft or session.dropped
    return turn.say("record.left_half", who=who) if left is not None and _is_for(left.slots, who) else None


def _is_for(slots: Mapping[str, str], who: str) -> bool:
    """Is the form for this person, by name or by who they are?"""
    return bool(who) and who in (slots.get("name", ""), slots.get("for_whom", ""))


def asked_besides(text: str) -> str:
    """What the clauses after the question want besides: 「还有没有摄影课」; "" for nothing."""
    clauses = clauses_with_stops(text)
    about = [index for index, clause in enumerate(clauses) if _DONE.search(clause) or _LOOKS.search(clause)]
    later = clauses[about[-1] + 1 :] if about else []
    return "".join(clause for clause in later if asks(clause) and not person.called(clause)).strip()


def _whose(text: str) -> str:
    """Whose enrolment it is, by name or by who they are; "" for the resident's own."""
    named = _NAMED.search(text)
    name = named["name"] if named and person.plausible_name(named["name"]) else person.called(text)
    people = kinship.people_named(text)
    return name or (people[0] if people else "")
