"""What a message means by what was chosen and said before: the turn with that in place of its bare words."""

from dataclasses import replace

from bot.common.postback import Control, Wish
from bot.conversation.carry_out.evidence_notes import EvidenceNotes
from bot.conversation.carry_out.parts import with_text
from bot.conversation.interpret import references
from bot.conversation.interpret.choices import parse_of_choice
from bot.conversation.interpret.denied import (
    able_beside_unable,
    seeks_help,
    told_anew,
    without_denied,
    without_person,
)
from bot.conversation.interpret.wished_course import wished_course
from bot.conversation.turn import Turn

PERSON, STAFF = "dialog.human", "工作人员"
OFFER, REQUEST = "talent.offer", "talent.request"
NO_THANKS = "不用了"
"""What a message says that only refuses a person of the staff."""
SHORTEST_REST = 3  # characters


def as_meant(turn: Turn, notes: EvidenceNotes) -> Turn:
    """The turn with its message replaced by what was chosen, or with its references resolved."""
    if turn.postback is not None:
        turn = replace(turn, clauses=())
    if isinstance(turn.postback, Wish | Control):
        notes.chosen(turn, turn.postback)
        return replace(turn, parse=parse_of_choice(turn.parse, turn.postback))
    session = turn.session
    form_open = session.form is not None
    parse = references.resolve(turn.parse, session.topic, session.choices, form_open=form_open)
    if parse.intent == OFFER and seeks_help(turn.message.text):
        parse = replace(parse, intent=REQUEST)
    if not form_open:
        return turn if parse is turn.parse else replace(turn, parse=parse)
    clauses = [references.resolve(clause, session.topic, (), form_open=True) for clause in turn.clauses]
    return replace(turn, parse=parse, clauses=tuple(clauses))


def without_what_is_denied(turn: Turn) -> Turn:
    """The turn without what its message says that it is not about; an open form hears that itself."""
    if turn.session.form is not None or turn.postback is not None:
        return turn
    text = told_anew(turn.message.text)
    if (
        turn.parse.intent == PERSON or STAFF in text
    ):  # 「不用找人了」 may take back a request for help instead
        text = without_person(text)
        text = text if len(text) >= SHORTEST_REST else NO_THANKS
    text = able_beside_unable(text)
    return _with_wished_course(
        with_text(turn, without_denied(text, lambda part: bool(turn.hear(part).named)))
    )


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
