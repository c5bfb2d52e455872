"""Answers what of a resident's own stands on record: whether it is there, how much it is, and what stands there twice."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.readings import record_parts, record_reference
from bot.conversation.carry_out.readings.named_records import overlap
from bot.conversation.carry_out.readings.parts import joined, said_as, with_intent, with_text
from bot.conversation.carry_out.records import record_answers
from bot.conversation.carry_out.records.record_commands import (
    SHOWN,
    carry_out_record,
    lines,
    none_of_kind,
    withdraw_links,
)
from bot.conversation.commands import IN_WORDS, Record, RecordAction
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.questions.kept_questions import (
    asks_for_everything,
    asks_if_erased,
    asks_if_named_in,
    asks_what_is_kept,
    kinds_by_verb,
    told_beside,
)
from bot.understanding.questions.own_list_questions import asks_if_ever, kind_listed, kinds_of_the_past
from bot.understanding.questions.own_record_questions import (
    asks_how_many,
    asks_of_doubles,
    asks_of_own,
    kind_of_own,
    kinds_named,
    means_others,
    reminds_of_own,
    ticket_by_name,
)
from bot.understanding.questions.record_questions import asks_for_all

SAYS: dict[str, frozenset[str]] = {
    "record.there": frozenset({"title", "status"}),
    "record.only_one": frozenset({"title", "status"}),
    "record.no_others": frozenset({"title", "status"}),
    "record.no_doubles": frozenset({"lines"}),
    "record.doubles": frozenset({"lines"}),
    "record.my_data": frozenset(),
    "record.none_at_all": frozenset(),
    "record.past_none": frozenset(),
    "record.past_hidden": frozenset(),
    "record.past_not": frozenset(),
}
_DATA, _SAID = "privacy.manage", "meta.said"
_KEPT = (asks_of_own, asks_what_is_kept, reminds_of_own)
_ONESELF = frozenset({"我", "自己", "阿拉", "俺", "咱"})
_TEAM = "volunteer"
_TELLS = frozenset({"feedback", "voice"})
"""Kinds to which what is told beside a question is added."""


async def listed(turn: Turn, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """The answer to such a question; None for any other message. reply: answers a turn of its own."""
    text = turn.message.text
    doubles = asks_of_doubles(text)
    if asks_if_erased(text):
        return await reply(with_intent(with_text(turn, turn.words.say("record.my_data")), _DATA))
    kept = any(asks(text) for asks in _KEPT)
    waits = _waits(turn, kept=kept)
    if not (doubles or kept or waits):
        return await _by_name(turn)
    own = await turn.numbered_records()
    meant = _meant(turn, own)
    if doubles:
        return _doubles(turn, own, meant)
    if waits and (not meant or asks_for_everything(text)):
        return await reply(said_as(turn, _SAID))
    if _asks_for_others(text):
        return _others(turn, meant, own)
    return await _with_more(turn, meant) if meant else _none(turn, own)


def _asks_for_others(text: str) -> bool:
    """Is it asked what there is besides what was spoken of, rather than for everything?"""
    return means_others(text) and not (asks_for_everything(text) or reminds_of_own(text))


async def all_of_ones_own(turn: Turn) -> Reply:
    """All that is one's own; only what is of the kind that the message names, where there is some."""
    own = await turn.numbered_records()
    text = turn.message.text
    if asks_if_ever(text):
        return _if_ever(turn, own)
    kind = kind_listed(text)
    meant = [record for record in own if kind and record.kind in kinds_named(kind)] or list(own)
    if len(meant) == 1 and meant[0].told and asks_for_all(text):
        return record_answers.tell_all(turn, meant[0])  # 「那个单子再念一遍写的啥」
    return _there(turn, meant) if meant else _none(turn, own)


def _if_ever(turn: Turn, own: Sequence[OwnRecord]) -> Reply:
    """「我报过烘焙吗」: the records that are named by their thing, else by their kind; that there is none of it."""
    text = turn.message.text
    kinds = kinds_named(text)
    things = record_reference.thing_named(own, text) or [record for record in own if record.kind in kinds]
    return _there(turn, things) if things else none_of_kind(turn, (*kinds, "")[0], own)


async def of_the_past(turn: Turn) -> Reply:
    """What is one's own, where somebody does not remember what it was; that what they name is not among it."""
    own = await turn.numbered_records()
    if not own:
        hidden = bool(await turn.stored_records())
        return turn.say("record.past_hidden" if hidden else "record.past_none")
    kinds = kinds_of_the_past(turn.message.text)
    listed = _each(turn, "record.all", own)
    if not kinds or any(record.kind in kinds for record in own):
        return listed
    return replace(listed, text=f"{turn.words.say('record.past_not')}\n{listed.text}")


async def of_its_kind(turn: Turn) -> Reply | None:
    """「我现在在哪个队」, 「周一谁打给我」: how what is one's own of that kind stands; that there is none, where it is a team."""
    kind = kind_of_own(turn.message.text)
    own = await turn.numbered_records() if kind else ()
    meant = [record for record in own if record.kind == kind]
    if not meant:
        return none_of_kind(turn, kind, own) if kind == _TEAM else None
    ref = meant[0].ref if len(meant) == 1 else ""
    return await carry_out_record(turn, Record(RecordAction.STATUS, kind, ref, words=turn.message.text))


async def _by_name(turn: Turn) -> Reply | None:
    """「礼堂那个单子呢」: the record that is named by a part of its words; None where no such one is on record."""
    what = ticket_by_name(turn.message.text)
    meant = _named_by(await turn.numbered_records(), what) if what else []
    if len(meant) > 1:
        return _each(turn, "record.all", meant)
    if meant and meant[0].told:
        return record_answers.tell_all(turn, meant[0])
    return _there(turn, meant) if meant else None


def _named_by(own: Sequence[OwnRecord], what: str) -> list[OwnRecord]:
    """The records that share most with what is named; all of them for 「我的单子」."""
    if what in _ONESELF:
        return list(own)
    shared = [(_shared(record_parts.all_words(record), what), record) for record in own]
    most = max((share for share, _ in shared), default=0)
    named = [record for share, record in shared if share == most and share]
    return named or record_reference.thing_named(own, what)


def _shared(words: str, what: str) -> int:
    """How much of what is named stands in the words: pairs of characters, and all of it, if it is but one."""
    return overlap(words, what) or int(bool(what) and what in words)


async def _with_more(turn: Turn, meant: Sequence[OwnRecord]) -> Reply | None:
    """How it stands; what is told of a ticket beside the question is added to it."""
    more, record = told_beside(turn.message.text), meant[0]
    if not more or len(meant) > 1 or record.kind not in _TELLS:
        return _there(turn, meant)
    add = Record(RecordAction.ADD, record.kind, record.ref, IN_WORDS, more, turn.message.text)
    return joined([_there(turn, meant), await carry_out_record(turn, add)])


def _waits(turn: Turn, *, kept: bool) -> bool:
    """May the question be about a form that was put aside?"""
    return turn.session.draft is not None and (kept or asks_if_named_in(turn.message.text))


def _meant(turn: Turn, own: Sequence[OwnRecord]) -> list[OwnRecord]:
    """Those of the kind that is named; where none is, the one that is spoken of, else all."""
    text = turn.message.text
    if asks_for_everything(text):
        return list(own)
    names_some = asks_what_is_kept(text) or reminds_of_own(text)
    if names_some and (things := record_reference.thing_named(own, text)):
        return things
    kinds, lately = _kinds(text), record_reference.recent(turn, own)
    if kinds:
        return [record for record in own if record.kind in kinds] or _by_another_word(own, text)
    return [lately] if lately and not _asks_of_all(text) else list(own)


def _asks_of_all(text: str) -> bool:
    """Is it asked of several records, whichever was spoken of: how many, which others?"""
    return means_others(text) or asks_how_many(text) or reminds_of_own(text)


def _kinds(text: str) -> tuple[str, ...]:
    """The kinds that the text means, by a word for them, or by what was done: 「我约的」."""
    return _by_verb(text) or kinds_named(text)


def _by_verb(text: str) -> tuple[str, ...]:
    return kinds_by_verb(text) if asks_what_is_kept(text) else ()


def _by_another_word(own: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """All there is, where 「报的」 or 「登记的」 was said of what is called otherwise: 「我报的」 of a lamp that is out."""
    return list(own) if _by_verb(text) else []


def _of_that_kind(own: Sequence[OwnRecord], meant: Sequence[OwnRecord]) -> list[OwnRecord]:
    """All of the kinds that are meant, or simply all: of one record alone there is no double."""
    kinds = {record.kind for record in meant}
    return [record for record in own if not kinds or record.kind in kinds]


def _there(turn: Turn, meant: Sequence[OwnRecord]) -> Reply:
    """How it stands; of several each."""
    if len(meant) > 1:
        return _each(turn, "record.all", meant)
    record = meant[0]
    record_reference.spoken_of(turn, record)
    choices = withdraw_links(turn, record)
    key = "record.only_one" if asks_how_many(turn.message.text) else "record.there"
    return turn.say(key, title=record.title, status=record.status, choices=choices)


def _others(turn: Turn, meant: Sequence[OwnRecord], own: Sequence[OwnRecord]) -> Reply:
    """What there is besides the record that is spoken of, or that there is nothing else."""
    lately = record_reference.recent(turn, own)
    others = [record for record in meant if record is not lately]
    if others:
        return _each(turn, "record.all", others)
    if lately is None or not meant:
        return _none(turn, own)
    choices = withdraw_links(turn, lately)
    return turn.say("record.no_others", title=lately.title, status=lately.status, choices=choices)


def _doubles(turn: Turn, own: Sequence[OwnRecord], named: Sequence[OwnRecord]) -> Reply | None:
    """What stands on record twice, to take one back; where nothing does, that, and what there is; None for no record.

    named: the records that the message names; only those of their kinds are looked at.
    """
    if not own:
        return None
    meant = _of_that_kind(own, named)
    counts = Counter((record.kind, record.title) for record in meant)
    twice = [record for record in meant if counts[record.kind, record.title] > 1]
    key, shown = ("record.doubles", twice) if twice else ("record.no_doubles", meant)
    return _each(turn, key, shown)


def _each(turn: Turn, key: str, records: Sequence[OwnRecord]) -> Reply:
    """Each of the records with its status, and the choices that take one back."""
    links = tuple(link for record in records[:SHOWN] for link in withdraw_links(turn, record))
    return turn.say(key, lines=lines(turn, records), choices=links)


def _none(turn: Turn, own: Sequence[OwnRecord]) -> Reply:
    text = turn.message.text
    kind = "" if asks_for_everything(text) else (*_kinds(text), "")[0]
    return none_of_kind(turn, kind, own) if own or kind else turn.say("record.none_at_all")
