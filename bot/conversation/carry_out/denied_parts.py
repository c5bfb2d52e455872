"""Leaves out of a message what it says that it is not about, before anything is made of the rest."""

import re
from dataclasses import replace

from bot.conversation.carry_out.form_words.left_form import NO_THANKS, left
from bot.conversation.carry_out.meaning import of_the_matter
from bot.conversation.carry_out.readings import second_reading, unasked
from bot.conversation.carry_out.readings.parts import commands_in, with_text
from bot.conversation.command_kinds import has
from bot.conversation.commands import Start
from bot.conversation.interpret.clauses import refused_forms
from bot.conversation.interpret.clauses.denied import (
    able_beside_unable,
    told_anew,
    without_denied,
    without_person,
)
from bot.conversation.interpret.clauses.endings import before_given_up
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.corrections.said_otherwise import right_for_wrong
from bot.conversation.interpret.flows import FLOW_OF_INTENT, FLOWS
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.wishes.wished_course import wished_course
from bot.conversation.turn import Turn
from bot.understanding.questions.record_acts import after_denied_act
from bot.understanding.ranking import is_confident

PERSON, STAFF = "dialog.human", "工作人员"
SHORTEST_REST = 3  # characters
_RATHER = "不是{wrong}，是{right}"
"""How „why have you made it X? I said Y" is heard: as any other correction."""


_OF_ONES_OWN = re.compile(r"[退撤]|取消|[那这]个$|(?:报|登记|订|约)(?:了|过|好了|上了|的(?!吧))")
"""「我报的那个算了」 speaks of what is on record."""


def _gives_up_at_once(turn: Turn) -> bool:
    """「那我报那个手机班 算了下次再报」: is a wish for a form given up in the same breath?"""
    wish = before_given_up(turn.message.text)
    if not wish or confirmation(turn.session.choices) is not None or _OF_ONES_OWN.search(wish):
        return False
    if asks(wish):
        return True
    heard = turn.hear(wish)
    opens = is_confident(heard) and heard.intent in FLOW_OF_INTENT
    return opens or has(commands_in(turn, wish), Start)


def _never_wished(turn: Turn) -> bool:
    """「我没有请人帮忙」, with no form open: is a form denied, and nothing else said? It is not offered again."""
    text, session = turn.message.text, turn.session
    denied = [
        flow
        for flow in FLOWS
        if (said := refused_forms.refusal(text, flow)) and said.misheard and not said.rest
    ]
    if session.draft is not None and session.draft.form in denied:
        session.draft = None
    return bool(denied) and confirmation(session.choices) is None


def without_what_is_denied(turn: Turn) -> Turn:
    """The turn without what its message says that it is not about; an open form is left only where it is denied."""
    if turn.postback is not None:
        return turn
    if turn.session.form is not None:
        right, wrong = right_for_wrong(turn.message.text)
        protests = len(right) > 1  # 「我说的是换」 is heard as it is
        return left(with_text(turn, _RATHER.format(wrong=wrong, right=right)) if protests else turn)
    if _gives_up_at_once(turn) or _never_wished(turn):
        return with_text(turn, NO_THANKS)
    turn = second_reading.behind_denial(of_the_matter(turn))
    text = told_anew(turn.message.text)
    asked = after_denied_act(text)
    if asked and confirmation(turn.session.choices) is not None:
        turn.session.choices = []  # what was to be done is refused
    text = able_beside_unable(_without_person(turn, asked or text))
    return _with_wished_course(
        with_text(turn, without_denied(text, lambda part: bool(turn.hear(part).named)))
    )


def _without_person(turn: Turn, text: str) -> str:
    """The text without the person who is not wanted; 「不用找人了」 may take back a request for help instead."""
    if (turn.parse.intent != PERSON and STAFF not in text) or unasked.wants_ringing(text):
        return text
    rest = without_person(text)
    return rest if len(rest) >= SHORTEST_REST else NO_THANKS


def _with_wished_course(turn: Turn) -> Turn:
    """The turn with the course that is wished for, where it names another in passing."""
    if "course" not in turn.parse.named:
        return turn
    course = wished_course(turn.message.text, lambda part: str(turn.hear(part).named.get("course", "")))
    if not course:
        return turn
    parse = turn.parse
    slots = {**parse.slots, "course": course} if "course" in parse.slots else parse.slots
    return replace(turn, parse=replace(parse, slots=slots, named={**parse.named, "course": course}))
