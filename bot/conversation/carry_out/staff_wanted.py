"""A wish for a person of the staff or to be rung, heard whatever else a message says and whichever form is open."""

import re
from collections.abc import Awaitable, Callable

from bot.common.message import Reply
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.readings import unasked
from bot.conversation.carry_out.readings.parts import commands_openly, joined, said_as, with_text
from bot.conversation.carry_out.readings.spoken import PERSON
from bot.conversation.carry_out.readings.unasked import CALL_BACK, CALL_FLOW
from bot.conversation.carry_out.records.open_question import SHORT_YES
from bot.conversation.command_kinds import has_only
from bot.conversation.commands import Complain, Hold, Nothing, Social
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import times
from bot.conversation.interpret.wishes.call_wishes import asks_if_noted, when_to_ring
from bot.conversation.interpret.wishes.person_wishes import person_clauses
from bot.conversation.interpret.wishes.whom_to_ring import without_whom_to_ring
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.ranking import CERTAIN
from bot.understanding.slots import person, phone, yes_no
from bot.understanding.text.clauses import bare_clauses

RING, NOTED = "handoff.ring", "handoff.noted"
"""Books a call at once, and tells whether one is booked."""
OFFERED = 3  # turns for which the offer to ring stands
LATELY = 2  # turns in which a number that was told is not asked for again
JUST, BESIDE_A_TIME = 2, 8  # turns after the call was booked; characters beside a time that is told for it
BOOKED = 6  # turns after a call was booked in which who wants one is told that it is
SELF = "本人"
_OF_PERSONS = frozenset({"phone", "name"})

_ASKS_WHEN = re.compile(r"(?:几点|几时|什么时候|啥时候|啥辰光|哪天)[^，,。\d]{0,4}(?:打|回|来电)")
_DENIES_FORM = re.compile(
    r"(?:不对|错了|哎|啊|我|[，, ]){0,4}(?:不是|勿是|弗是)(?:要|想|来){0,2}(?:订|报|登记|反映|参加|申请)"
)
"""「不对，不是订短信，是要你们打电话给我」: the form that is open is left first."""

Answers = Callable[[Turn], Awaitable[Reply]]


async def answered(turn: Turn, forms: FormRunner, answer: Answers, hear: Answers) -> Reply | None:
    """The reply to a message that wants a person or a call, or asks after it. hear: replies to its other words."""
    form = turn.session.form
    if turn.postback is not None or turn.exact or not turn.message.text:
        return None
    if form is not None and (form.form == CALL_FLOW or _DENIES_FORM.match(turn.message.text)):
        return None
    rest = without_whom_to_ring(turn.message.text) if form is not None else None
    if rest:  # 「要打电话的话打给我，我叫…139…」 tells the open form a name and a number
        return await hear(with_text(turn, rest))
    wish = NOTED if asks_if_noted(turn.message.text) else _call_wish(turn, forms)
    _keep_number(turn)
    if wish == CALL_BACK:
        return await answer(said_as(turn, CALL_BACK))
    if wish:
        return await forms.asked_again(turn, await answer(said_as(turn, wish)))
    return await _to_a_person(turn, forms, answer, hear)


def _call_wish(turn: Turn, forms: FormRunner) -> str:
    """What the wish to be rung means: booked at once, told that it is, or asked what it lacks; "" where there is none."""
    text = turn.message.text
    if _ASKS_WHEN.search(text):
        return ""
    offered = 0 < _since(turn, turn.session.topic.call_offered_turn) <= OFFERED
    if offered and _agrees(turn):
        return CALL_BACK
    wants = unasked.wants_ringing(text) and not unasked.wishes_else(text)
    if phone.find_any(text, asked=offered) is None:
        return RING if _tells_when(turn) else _without_number(turn) if wants else ""
    if not wants and not (offered and _takes_offer(turn, forms)):
        return ""
    return RING if _is_complete(turn) else CALL_BACK


def _is_complete(turn: Turn) -> bool:
    """Is nothing left to be asked before the call: a time is told, one is booked, or a form is open?"""
    told = bool(when_to_ring(turn.message.text))
    return turn.session.form is not None or told or _is_booked(turn)


def _agrees(turn: Turn) -> bool:
    """Is it no more than a yes to the offer to ring, which was made just before?"""
    only_just = _since(turn, turn.session.topic.call_offered_turn) == 1 and turn.session.form is None
    return only_just and len(turn.message.text) <= SHORT_YES and yes_no.read(turn.message.text) is True


def _tells_when(turn: Turn) -> bool:
    """「明天上午打」 just after a call was booked: the time belongs to it, also while a form is open."""
    text, topic = turn.message.text, turn.session.topic
    just = topic.done == CALL_FLOW and turn.session.turn - topic.done_turn <= JUST
    if not just or not topic.number or unasked.wishes_else(text) or asks(text):
        return False
    when = times.all_meant(text)
    alone = turn.session.form is None and len(text) <= len(when) + BESIDE_A_TIME
    return bool(when) and (alone or unasked.speaks_of_ringing(text))


def _without_number(turn: Turn) -> str:
    topic = turn.session.topic
    if topic.number and _since(turn, topic.number_turn) <= LATELY:
        return RING
    if _is_booked(turn):
        return NOTED
    return CALL_BACK if turn.session.form is not None else ""


def _takes_offer(turn: Turn, forms: FormRunner) -> bool:
    """Is the number in the message meant for the call that was offered, and neither for the open form nor another wish?"""
    text, form = turn.message.text, turn.session.form
    if unasked.wishes_else(text):
        return False
    if unasked.speaks_of_ringing(text):
        return True
    tells_when = bool(times.all_meant(phone.without(text)))
    if form is not None:
        only_just = _since(turn, turn.session.topic.call_offered_turn) == 1
        as_booked = _is_booked(turn) and turn.session.topic.number == phone.find_any(text)
        return tells_when and form.asking not in _OF_PERSONS and (only_just or as_booked)
    parse = turn.hear(text)
    likely = parse.confidence >= CERTAIN and forms.opened_by(parse.intent) is not None
    return not likely or (tells_when and not parse.named)


def _since(turn: Turn, then: int) -> int:
    return turn.session.turn + 1 - then if then else 0


def _is_booked(turn: Turn) -> bool:
    """Was a call booked a few turns ago?"""
    topic = turn.session.topic
    return topic.done == CALL_FLOW and turn.session.turn - topic.done_turn <= BOOKED


def _keep_number(turn: Turn) -> None:
    """Keep the phone number that the resident tells for themselves: who wants to be rung is not asked for it again."""
    numbers = phone.find_all(turn.message.text)
    own = len(numbers) == 1 and person.relation(turn.message.text) in (None, SELF)
    if own and _whose(turn.session.form) == SELF:
        turn.session.topic.number, turn.session.topic.number_turn = numbers[0], turn.session.turn + 1


def _whose(form: FormState | None) -> str:
    return form.slots.get("for_whom", SELF) if form is not None else SELF


async def _to_a_person(turn: Turn, forms: FormRunner, answer: Answers, hear: Answers) -> Reply | None:
    """The answer to the wish for a person, with what the rest of the message asks, or tells the open form."""
    text = turn.message.text
    wants = person_clauses(text)
    if not wants:
        return None
    rest = "，".join(clause for clause in bare_clauses(text) if clause not in wants)
    form_before = turn.session.form
    if not rest or _only_talk(turn, rest) or not (form_before or asks(rest)):
        return await forms.asked_again(turn, await answer(said_as(turn, PERSON)))
    heard = await hear(with_text(turn, rest))
    told = await answer(said_as(turn, PERSON))
    if turn.session.form is None:
        return joined([heard, told])
    return Reply(f"{told.text}\n\n{heard.text}", heard.choices, heard.urgent, heard.look)


def _only_talk(turn: Turn, rest: str) -> bool:
    """Is the rest said to the bot, as a complaint is, and about nothing else?"""
    return has_only(commands_openly(turn, rest), Complain, Hold, Nothing, Social)
