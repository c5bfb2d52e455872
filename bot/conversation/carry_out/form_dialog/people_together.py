"""Hears what is said of several people while a form for one of them is open; the others wait, each with their name."""

import re
from dataclasses import replace

from msgspec import structs

from bot.common.message import Reply
from bot.content.shared.courses import is_same_course
from bot.conversation.carry_out.form_dialog.form_commands import FormCommands
from bot.conversation.carry_out.open_form.form_consent import consents
from bot.conversation.carry_out.open_form.form_progress import Answer
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.open_form.people_joining import joined_by, listed_in
from bot.conversation.carry_out.open_form.people_waiting import (
    FOR_SEVERAL,
    PeopleHeard,
    is_named,
    together,
)
from bot.conversation.carry_out.readings.parts import interpreted, joined, with_text
from bot.conversation.command_kinds import without
from bot.conversation.commands import Yes
from bot.conversation.forms import engine
from bot.conversation.interpret.values import kinship, times
from bot.conversation.interpret.values.people_added import only_own, others_later, without_talk
from bot.conversation.session import FormState, Session, WaitingWish
from bot.understanding.text.clauses import clauses_with_stops, without_stops

SAYS: dict[str, frozenset[str]] = {
    "form.without_person": frozenset({"who"}),
    "form.for_person": frozenset({"who", "value"}),
}

_REFUSED = re.compile(
    r"去掉|划掉|删|拿掉|拿走|除掉|别算|不算|不(?:要|用)(?:写|放|算|报|加)?在?(?:里面|一起|上面)|(?:自己|另外|单独)(?:来|去|报|弄|登记)|(?:不|勿|弗|别|甭)(?:用|要|想)?(?:再)?(?:报|去|来|学|上|参加|算|写|加)?(?:名|进去)?了?$|不(?:报|去|来|学|要)|算了|取消|撤|退出"
    r"|先(?:别|不|放)|没想好|再说|再看|下次|以后"
)
_CHANGES = re.compile(
    r"改|换|选|[要想报学上去来](?:的)?(?:是)?(?:周|礼拜|星期|上午|下午|晚上|夜里|白天)"
    r"|(?:周|礼拜|星期).{1,6}(?:的|班|去|来|上)$"
)
_BUSY = re.compile(r"[没不还]|下班|上班|要?带|要?接")
_UNSURE_OR_ASKS = re.compile(
    r"可能|也许|说不定|不一定|等下|等会|一会|回头|再告诉|还没定|[吗么呢伐没？?]$|没有$|几|什么|怎么|哪"
)
_ALONE = re.compile(
    r"(?:那?就|只)?(?:我|我自己|自己)?一个人?(?:去|来|报|学)?(?:就[好行])?[了吧的]?(?=[，,。！!\s]|$)|(?:那?就|只)(?:报|给)?我(?:自己)?(?:去|来|报|学)?[了吧]?(?=[，,。！!\s]|$)"
)
"""What is said of who is left says nothing new."""
_COUNTS = re.compile(
    r"(?:不是|勿是)?[两俩三四五六2-6]个?人?[了呀]?[，,\s]*(?:是|就|只)(?:是|有|剩)?[一两俩三四五1-5]个人?[了呀的]?"
)
_NONE_THEN = re.compile(r"^[^，,。\s]{1,6}没有?(?:的话)?就算了$")


def heard(opened: OpenForm, state: FormState) -> PeopleHeard | None:
    """What the message says of people other than the form's own; None where it names none in a way that is understood."""
    if state.form not in FOR_SEVERAL or opened.turn.postback is not None:
        return None
    listed = listed_in(opened, state)
    if listed is not None:
        return listed
    left = _own_alone(opened, state)
    if left is not None:
        return left
    left = _of_who_waits(opened, state)
    rest = opened.turn.message.text if left is None else left.rest
    return joined_by(opened, state, rest, left.said if left else "") or left


async def answered(opened: OpenForm, people: PeopleHeard, answer: Answer) -> Reply | None:
    """The reply to what is said of several people, and the rest of the message carried out."""
    session, outcome = opened.turn.session, opened.turn.outcome
    outcome.asked_of_danger |= not (people.rest and opened.turn.hear(people.rest).possible)
    if people.rest or people.asks:
        session.form = people.state
    if not people.rest:
        return await _said_alone(opened, people)
    part = replace(opened, turn=with_text(opened.turn, people.rest))
    heard = (await interpreted(part.turn))[0]
    if not consents(people.rest):
        heard = without(heard, Yes)
    said = "" if people.asks else people.said
    reply = await FormCommands(answer).carry_out(part, people.state, heard, said=said)
    if not people.asks:
        return reply
    settled = reply is None or (session.form is not None and session.form.asking == engine.CONFIRM)
    return Reply(people.said) if settled else joined([reply, Reply(people.said)])


async def _said_alone(opened: OpenForm, people: PeopleHeard) -> Reply:
    """What is said of the people, with the form's next question where it asks nothing itself."""
    if people.asks:
        return Reply(people.said)
    return await opened.proceed(people.state, lead=(people.said,))


def _of_who_waits(opened: OpenForm, state: FormState) -> PeopleHeard | None:
    """「老公那份不要了」, 「李芳改成周日的」: what is said of one who waits, and the rest of the message."""
    if not opened.turn.session.waiting:
        return None
    clauses = clauses_with_stops(opened.turn.message.text)
    told = [_told_of(opened, state, without_stops(clause)) for clause in clauses]
    said = "\n".join(filter(None, told))
    rest = "".join(clause for clause, of_it in zip(clauses, told, strict=True) if of_it is None)
    if all(of_it is None for of_it in told) or not (said or rest):
        return None
    opened.turn.outcome.people_changed = True
    return PeopleHeard(state, said, without_stops(_COUNTS.sub("", _ALONE.sub("", rest))))


def _own_alone(opened: OpenForm, state: FormState) -> PeopleHeard | None:
    """「先报我一个人的，她们另外报」: nobody who waits for the same is put down now."""
    session, own = opened.turn.session, state.slots.get("name", "")
    whom = state.slots.get("for_whom", "")
    clauses = clauses_with_stops(opened.turn.message.text)
    said_alone = [clause for clause in clauses if _leaves_others(without_stops(clause), own, whom)]
    shown = together(opened.turn, opened.spec.intent, state)
    rest = [
        clause
        for clause in clauses
        if clause not in said_alone
        and not (_named_in(opened, state, clause) and _REFUSED.search(without_stops(clause)))
    ]
    if not said_alone or not shown:
        return None
    session.waiting = [wish for wish in session.waiting if wish not in shown]
    opened.turn.outcome.people_changed = True
    said = opened.turn.words.say("form.without_person", who="、".join(map(_called, shown)))
    return PeopleHeard(state, said, without_stops(without_talk("".join(rest))))


def _leaves_others(clause: str, own: str, whom: str) -> bool:
    return only_own(clause, own, whom) or others_later(clause)


def _told_of(opened: OpenForm, state: FormState, clause: str) -> str | None:
    """What is said of a clause about one who waits, once it is carried out; "" where it is nothing new; else None."""
    session, words = opened.turn.session, opened.turn.words
    wish = _named_in(opened, state, clause)
    if _NONE_THEN.search(clause):
        return ""  # 「白天没有就算了」 gives up the daytime, and not the form
    if wish is None or _UNSURE_OR_ASKS.search(clause):
        return None
    who, time = _called(wish), times.meant(clause)
    if _REFUSED.search(clause) and not time:
        session.waiting = [other for other in session.waiting if other != wish]
        return words.say("form.without_person", who=who)
    if _is_known_wish(opened, wish, clause):
        return ""
    if not (time and state.form == "enrol" and _takes_another_time(clause)):
        return None
    _move(session, wish, time)
    return words.say("form.for_person", who=who, value=time)


def _move(session: Session, wish: WaitingWish, time: str) -> None:
    """Put the wish that waits down for a class at another time."""
    changed = structs.replace(wish, slots={**wish.slots, "session": time})
    session.waiting = [changed if other == wish else other for other in session.waiting]


def _called(wish: WaitingWish) -> str:
    return wish.slots.get("name") or wish.slots.get("for_whom", "")


def _takes_another_time(clause: str) -> bool:
    return _CHANGES.search(clause) is not None and not _BUSY.search(clause)


def _is_known_wish(opened: OpenForm, wish: WaitingWish, clause: str) -> bool:
    """「婆婆是学虎头鞋的」 of who waits for that course: nothing new is said."""
    named = str(opened.turn.hear(clause).named.get("course", ""))
    return bool(named) and is_same_course(opened.turn.content, named, wish.slots.get("course", ""))


def _named_in(opened: OpenForm, state: FormState, clause: str) -> WaitingWish | None:
    """The one who waits and is named in the clause, by name, given name or relation; None where the form's person is, too."""
    if (own := state.slots.get("name", "")) and is_named(own, clause):
        return None
    people = kinship.people_named(clause)
    waiting = [wish for wish in opened.turn.session.waiting if wish.intent == opened.spec.intent]
    named = [
        wish
        for wish in waiting
        if is_named(wish.slots.get("name", ""), clause) or wish.slots.get("for_whom", "") in people
    ]
    return named[0] if len(named) == 1 else None
