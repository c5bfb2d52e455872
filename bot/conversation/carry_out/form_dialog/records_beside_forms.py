"""Something on record that is put right while a form is open: by its number, by its matter, or just after it was made."""

import re
from collections.abc import Awaitable, Callable, Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.parts import with_text
from bot.conversation.carry_out.records import record_corrections
from bot.conversation.interpret.corrections import said_otherwise
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.questions.record_acts import asks_plainly
from bot.understanding.slots import place, place_put_right
from bot.understanding.text.clauses import bare_clauses

_DENIES = re.compile(r"(?:不是|弗是|勿是|别|不要)")
LATELY = 2  # turns in which 「你写错了」 is said of what was just made
_WRITTEN_WRONG = re.compile(
    r"(?:你|侬|您|单子|上面|刚才|那[个条张])?[^，,。]{0,4}(?:写|记|登|填|弄|搞)(?:错|反|岔)"
)


async def put_right(
    turn: Turn, forms: FormRunner, answer: Callable[[Turn], Awaitable[Reply]]
) -> Reply | None:
    """The change asked back, and the form waits; None where the message is about the form that is open."""
    form = turn.session.form
    if form is None or form.form not in forms.forms or turn.postback is not None:
        return None
    if not _puts_right(turn.message.text) or asks_plainly(turn.message.text):
        return None
    record = await _meant(turn, form)
    if record is None:
        return None
    part = with_text(turn, _of_record(turn.message.text, form))
    turn.session.form = None
    record_reference.spoken_of(turn, record)
    changed = await record_corrections.put_right(part, answer)
    turn.session.form = form
    if changed is None:
        return None
    told = await forms.told_beside(turn, form, changed)
    turn.session.draft_offered = turn.session.draft_offered and turn.session.form is not None
    return told


def _puts_right(text: str) -> bool:
    return bool(
        place_put_right.labelled(text)
        or (_WRITTEN_WRONG.search(text) and place_put_right.names_a_place(text))
        or said_otherwise.pairs(place.in_figures(text))
    )


async def _meant(turn: Turn, form: FormState) -> OwnRecord | None:
    """The record that the message names and the form does not hold, else the one made just before that holds what is wrong."""
    text = turn.message.text
    own = [record for record in await turn.numbered_records() if record.told]
    named = record_reference.by_number(own, text) or _by_matter(own, text, form)
    if len(named) == 1:
        return named[0]
    lately = _made_just_now(turn, own)
    return lately if lately is not None and _is_of_it(lately, text, form) else None


def _by_matter(own: Sequence[OwnRecord], text: str, form: FormState) -> list[OwnRecord]:
    """The records whose matter the text names beside the place that it tells, where the open form is about another."""
    words = text.replace(place.whole(text), " ")
    held = "".join(form.slots.values())
    others = [record for record in own if record.kind != form.form and record.title[:2] not in held]
    return record_reference.thing_named(others, words)


def _made_just_now(turn: Turn, own: Sequence[OwnRecord]) -> OwnRecord | None:
    topic, oldest = turn.session.topic, turn.session.turn - LATELY
    return record_reference.recent(turn, own) if max(topic.done_turn, topic.record_turn) >= oldest else None


def _is_of_it(record: OwnRecord, text: str, form: FormState) -> bool:
    """Does the record hold what is said to be wrong, or a place where the form holds none yet?"""
    wrong = [wrong for wrong, _ in said_otherwise.pairs(place.in_figures(text))]
    in_form = place.in_figures("".join(form.slots.values()))
    if any(words in in_form for words in wrong):
        return False
    if any(words in place.in_figures(part.value) for part in record.told for words in wrong):
        return True
    has_place = any(form.slots.get(slot) for slot in ("place", "address"))
    return bool(_WRITTEN_WRONG.search(text)) and place_put_right.names_a_place(text) and not has_place


def _of_record(text: str, form: FormState) -> str:
    """The text without the clauses that deny what the form holds: 「不是电饭煲」."""
    held = "".join(form.slots.values())
    others = [
        clause
        for clause in bare_clauses(text)
        if not (
            _DENIES.match(clause) and any(clause[at : at + 2] in held for at in range(2, len(clause) - 1))
        )
    ]
    return "，".join(others) or text
