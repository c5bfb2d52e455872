"""Remarks that no form has a field for: kept with the form, and passed on to the staff when it is carried out."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.common.message import Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings.named_records import overlap
from bot.conversation.carry_out.readings.real_questions import is_alike
from bot.conversation.interpret.values import notes
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.session import ASKED, FormState
from bot.conversation.session import NOTE as KEPT
from bot.conversation.turn import OwnRecord, SideNote, Turn
from bot.understanding.text.own_words import essence

NOTE = "feedback.note"
_KEEP_ADDITIONS = frozenset({"feedback", "voice"})  # a remark on these is part of them
_SEPARATOR = "；"
_SPLITS = re.compile(r"[，,。.；;！!？?…\s]+")
_TELLS = ("detail", "item")  # slots that a remark belongs into: others read them


def with_note(state: FormState, note: str) -> FormState:
    """The form with a remark: in the thing or the matter that it is about, else beside the form."""
    slot = next((name for name in _TELLS if state.slots.get(name)), "")
    if not slot:
        return _kept(state, KEPT, note)
    known = essence(state.slots[slot]) if slot == _TELLS[0] else state.slots[slot]
    told = known if note in known else f"{known}（{note}）"
    return replace(state, slots={**state.slots, slot: told})


def with_question(state: FormState, question: str) -> FormState:
    """The form with a question that nothing written answers: it is offered to ask it when the form is done."""
    return state if is_alike(state.asked, question) else _kept(state, ASKED, question)


def without_told(state: FormState, told: Sequence[str]) -> FormState:
    """The form without the kept questions that the resident has answered since: 「会打麻将的最好」. told: no questions."""
    kept = [
        words for words in state.asked.split(_SEPARATOR) if not any(is_alike(words, part) for part in told)
    ]
    asked = joined_words(*kept)
    return state if asked == state.asked else replace(state, slots={**state.slots, ASKED: asked})


def drop_told(turn: Turn) -> None:
    """Keep no question any longer that a clause of the message, itself none, has answered."""
    form, asked = turn.session.form, questions(turn.message.text)
    if form is not None and form.asked:
        told = [
            part
            for part in _SPLITS.split(turn.message.text)
            if part and not any(part in words for words in asked)
        ]
        turn.session.form = without_told(form, told)


def _kept(state: FormState, under: str, words: str) -> FormState:
    """The form with these words beside what is kept there already."""
    return replace(state, slots={**state.slots, under: joined_words(state.slots.get(under, ""), words)})


def joined_words(*words: str) -> str:
    """Remarks or questions as a single text."""
    return _SEPARATOR.join(filter(None, words))


async def about_record(turn: Turn) -> SideNote | None:
    """The remark that the message makes about something on record; None for another message."""
    rest, note = notes.split(turn.message.text)
    own = await turn.numbered_records() if note else []
    if not own or any(_adds_to(turn, record, rest) for record in own):
        return None
    about = max(own, key=lambda record: overlap(record.title, turn.message.text))
    return SideNote(about.title, note)


def _adds_to(turn: Turn, record: OwnRecord, words: str) -> bool:
    """Is the remark part of this record: it is spoken of, or was made just now?"""
    spoken_of = overlap(record.title, words) > 0 or turn.session.topic.done == record.kind
    return record.kind in _KEEP_ADDITIONS and spoken_of


def note_wish(about: str, note: str) -> Wish:
    """The wish that the staff be told this. about: what it belongs to, in words."""
    return Wish(NOTE, (("about", about), ("note", note)))


async def passed_on(turn: Turn, remark: SideNote, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply:
    """Pass the remark on. reply: answers a turn of its own."""
    return await reply(replace(turn, postback=note_wish(remark.about, remark.note), clauses=()))
