"""A value of something on record that the message puts right in its own words, offered at once with that value."""

import re
from collections.abc import Awaitable, Callable, Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.form_words.dictated_fields import IN_WORDS, is_another_field
from bot.conversation.carry_out.readings import record_parts, record_reference
from bot.conversation.carry_out.readings.named_records import names_another
from bot.conversation.carry_out.readings.record_choices import RECORD, command_of
from bot.conversation.carry_out.records import (
    proposed_change,
    record_labels,
    record_less,
    reported_anew,
    years_on_record,
)
from bot.conversation.carry_out.records.only_record import lately_named_or_only, only
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.carry_out.records.record_fields import PLACES
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.corrections import said_otherwise
from bot.conversation.interpret.corrections.said_otherwise import right_for_wrong
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.values import added_times, addresses, free_text, thing_remarks, times
from bot.conversation.interpret.wishes import call_wishes
from bot.conversation.turn import OwnRecord, Told, Turn
from bot.understanding.questions import additions
from bot.understanding.questions.record_acts import asks_plainly, changes_plainly
from bot.understanding.slots import anonymity, name_spelling, phone, place, place_put_right
from bot.understanding.text import edited_words
from bot.understanding.text.left_out_part import part_left_out, without_part

_ANSWERS = Callable[[Turn], Awaitable[Reply]]
_FREE = frozenset({"time", "when", "free"})
_NAME_IS = re.compile(r"(?:名字|姓名)(?:应该)?(?:是|叫|写)")
_NAMED = "anonymous"
_PROTESTS = re.compile(
    r"(?:怎么|咋|为啥|为什么|哪能|干嘛|谁让|谁叫)[^，,。]{0,8}(?:成|了|为|是)|[弄写记搞变填改登选]成|我(?:说|讲|要|选|写)的(?:明明|就|可)?(?:是|就)|我(?:明明|说了|讲了|是说|刚才)"
    r"|(?:不对|错了|弄错|搞错|写错|记错|听错)|(?:那|这|刚才|上面)(?:个|件|条|张)[^，,。]{0,6}(?:改|换|要|不)"
)
_MATTERS = frozenset({"detail", "need"})
_WRONG = re.compile(r"^(?:你|侬|您|都|又|全|这|那){0,3}(?:写|记|弄|搞|登|填)(?:得)?(?:错|岔|反|偏)(?!别)")
_TO_THE_BOT = re.compile(r"[叫让问][你您侬]|[看念读](?:看|一下|给|一遍)|单子|单号|不要|不用|取消|撤")
_DENIED = re.compile(
    r"(?:^|(?<=[，,。；;！!\s]))(?:不是|弗是|勿是)[^，,。；;！!\s]{1,12}(?:[，,。；;！!\s]|$)"
)
LONGEST = 60  # characters
SHORTEST = 5  # characters of a matter that is told anew


async def put_right(turn: Turn, reply: _ANSWERS) -> Reply | None:
    """The change that the message asks for, asked back or, where it was asked about before, made; None for another message."""
    text = turn.message.text
    if turn.session.form is not None or turn.postback is not None:
        return None
    anew = await reported_anew.told(turn, reply)
    if anew is not None or len(text) > LONGEST:
        return anew
    sure = confirmation(turn.session.choices)
    asked = command_of(sure) if sure is not None and sure.intent == RECORD else None
    return await _beside_what_is_asked(turn, reply, asked, free=sure is None)


async def _beside_what_is_asked(
    turn: Turn, reply: _ANSWERS, asked: Record | None, *, free: bool
) -> Reply | None:
    """The change, with the one that was asked about before. free: nothing was asked."""
    changes = asked is not None and asked.action is RecordAction.CHANGE and bool(asked.value)
    of_years = asked if changes else None
    years = await years_on_record.put_right(turn, of_years) if changes or free else None
    if years is not None:
        return years
    if of_years is not None:
        return await proposed_change.answered(turn, of_years, reply)
    return await _plainly(turn) if free or asked is not None else None


async def _plainly(turn: Turn) -> Reply | None:
    """The change that the message says plainly, asked back; None for another message."""
    return (
        await record_labels.told_by_name(turn, several=True)
        or await _protested(turn)
        or (await _dictated(turn) if edited_words.edits(turn.message.text) else None)
        or await record_less.addition_given_up(turn)
        or await _told_anew(turn)
        or await _another_name(turn)
        or await _another_place(turn)
        or await _without_a_part(turn)
        or await _other_times(turn)
        or await record_labels.told_by_name(turn, several=False)
    )


async def _dictated(turn: Turn) -> Reply | None:
    """「写短点，就写下水管返水」, 「把后天那句去掉」 of what was spoken of last: its words as they are to stand."""
    text = turn.message.text
    own = [record for record in await turn.own_records() if record_less.written(record)]
    record = _meant(turn, own) or only(own)
    written = record_less.written(record) if record is not None else None
    if record is None or written is None:
        return None
    value = _edited(written, text)
    others = [slot for slot in record_parts.slots_asked(turn, record, text) if slot != written.slot]
    if not value or others or is_another_field(value, written.value):
        return None
    change = Record(RecordAction.CHANGE, record.kind, record.ref, written.slot, value, text)
    return await carry_out_record(turn, change, read_back=True)


def _edited(written: Told, text: str) -> str:
    """The words as the text wants them to stand, a remark for who comes behind the thing; "" where it edits nothing."""
    value = edited_words.dictated(text) or edited_words.rewritten(written.value, text)
    value = value or edited_words.without(written.value, text)
    if value and written.slot in _MATTERS:
        return free_text.with_the_rest(value, call_wishes.parted(text)[0])
    if value and written.slot == "item" and thing_remarks.is_for_who_comes(value):
        return thing_remarks.with_remark(written.value, value)
    return value


async def _told_anew(turn: Turn) -> Reply | None:
    """「写错了 不是问怎么认 是我身份证报给骗子了」 of what was spoken of last: all that is told now, in place of its matter."""
    text = turn.message.text
    if not _WRONG.match(text) or asks_plainly(text) or _TO_THE_BOT.search(text):
        return None
    own = [record for record in await turn.own_records() if _matter_of(record)]
    record = record_reference.recent(turn, own)
    held = _matter_of(record) if record is not None else None
    if record is None or held is None or record_parts.slots_asked(turn, record, text):
        return None
    told = free_text.whole(_DENIED.sub("", text), asked=True)
    if len(told) < SHORTEST or is_another_field(call_wishes.without_numbers(told), held.value):
        return None
    change = Record(RecordAction.CHANGE, record.kind, record.ref, held.slot, told, text)
    return await carry_out_record(turn, change, read_back=True)


def _matter_of(record: OwnRecord) -> Told | None:
    """What the record tells of a matter in the resident's own words; None for a record of anything else."""
    part = record_less.written(record)
    return part if part is not None and part.slot in _MATTERS else None


async def _another_name(turn: Turn) -> Reply | None:
    """「连改成莲花的莲，电话也换成139…」 of what was spoken of last: the name as it is spelt, and the phone with it."""
    text = turn.message.text
    if not (changes_plainly(text) or _NAME_IS.search(text)):
        return None
    own = [record for record in await turn.own_records() if record_reference.value_of(record, "name")]
    record = record_reference.recent(turn, own) or only(own)
    known = record_reference.value_of(record, "name") if record else ""
    name = name_spelling.mended_name(phone.without(text), known)
    if record is None or not name or name == known:
        return None
    number = phone.find_any(text)
    also = (("phone", number),) if number else ()
    change = Record(RecordAction.CHANGE, record.kind, record.ref, "name", name, text, also)
    return await carry_out_record(turn, change, read_back=True)


async def _protested(turn: Turn) -> Reply | None:
    return await _named_or_not(turn) or await _said_otherwise(turn)


async def _named_or_not(turn: Turn) -> Reply | None:
    """「怎么给我弄成匿名了」, 「井盖那件改成不匿名」: the other way of what is on record; its service says how."""
    text = turn.message.text
    told = anonymity.told(text)
    if not told or not (_PROTESTS.search(text) or changes_plainly(text)):
        return None
    own = [record for record in await turn.own_records() if record_reference.value_of(record, _NAMED)]
    record = lately_named_or_only(turn, own)
    if record is None:
        return None
    change = Record(RecordAction.CHANGE, record.kind, record.ref, _NAMED, told, text)
    return await carry_out_record(turn, change, read_back=True)


async def _said_otherwise(turn: Turn) -> Reply | None:
    """「我说的是张秀莹，你怎么写成张秀英了」 of what was spoken of last: what holds the wrong words, with the right ones."""
    text = place.in_figures(turn.message.text)
    right, wrong = right_for_wrong(text)
    told = [(wrong, right)] if right else said_otherwise.pairs(text)
    if not right and (asks(text) or additions.addition(text)):
        return None  # what is told besides is written first
    record = _meant(turn, await turn.own_records()) if told else None
    found = _found_in(record, told, any_slot=bool(right)) if record is not None else []
    if record is None or not found:
        return None
    slot, value = next((held for held in found if held[0] in PLACES), found[0])
    change = Record(RecordAction.CHANGE, record.kind, record.ref, slot, value, value)
    return await carry_out_record(turn, change, read_back=True)


def _found_in(record: OwnRecord, told: Sequence[tuple[str, str]], *, any_slot: bool) -> list[tuple[str, str]]:
    """The slots of the record that hold something wrong, each with the value put right."""
    parts = (part for part in record.told if any_slot or part.slot in {*PLACES, *IN_WORDS})
    return [(part.slot, value) for part in parts if (value := _right_in(part.value, told))]


def _right_in(value: str, told: Sequence[tuple[str, str]]) -> str:
    """What is written with all that is put right in it; "" where nothing of it stands there."""
    before = held = place.in_figures(value)
    for wrong, right in told:
        held = said_otherwise.with_right(held, wrong, right) or held
    return held if held != before else ""


async def _another_place(turn: Turn) -> Reply | None:
    """「地址不对，改成三号楼二单元」 of what was spoken of last, or is named."""
    text = turn.message.text
    if not place_put_right.puts_right(text):
        return None
    if additions.addition(text) and additions.put_right(text)[0]:
        return None  # what is told besides is written first
    own = [record for record in await turn.own_records() if _slot_of(record)]
    record = _meant(turn, own)
    if record is None:
        return None
    slot = _slot_of(record)
    known = record_reference.value_of(record, slot)
    value = addresses.with_known_room(place_put_right.instead(text, known), known)
    if not value and not place_put_right.only_wrong(text):
        return None
    also = _words_left(record, text)
    change = Record(RecordAction.CHANGE, record.kind, record.ref, slot, value, text, also)
    return await carry_out_record(turn, change, read_back=True)


def _words_left(record: OwnRecord, text: str) -> tuple[tuple[str, str], ...]:
    """The slot and the words of the record without the part that the text wants left out; () where it leaves out none."""
    part, words = part_left_out(text), record_less.written(record)
    if part is None or words is None:
        return ()
    rest = without_part(words.value, part)
    return ((words.slot, rest),) if rest else ()


async def _without_a_part(turn: Turn) -> Reply | None:
    """「把后头那句去掉」 of what was spoken of last: its words without the remark; nothing is withdrawn by it."""
    text = turn.message.text
    part = part_left_out(text)
    if part is None:
        return None
    record = _meant(turn, [record for record in await turn.own_records() if _less(record, text, part)[0]])
    slot, value = _less(record, text, part) if record is not None else ("", "")
    if record is None or (part and not value):
        return None
    change = Record(RecordAction.CHANGE, record.kind, record.ref, slot, value, text)
    return await carry_out_record(turn, change, read_back=True)


def _less(record: OwnRecord, text: str, part: str) -> tuple[str, str]:
    """The slot of the record in the resident's own words, and these without the part that the text wants left out."""
    written = record_less.written(record)
    if written is None:
        return "", ""
    if place_put_right.names_a_place(text) and _slot_of(record):
        return _slot_of(record), ""  # 「地址写错了，后面那句不要」: it is asked what it is to be
    return written.slot, without_part(written.value, part)


async def _other_times(turn: Turn) -> Reply | None:
    """「有空的时间还有礼拜三下午」, 「周末以外都行」 of what was spoken of last: the times that hold then."""
    text = turn.message.text
    value = times.free(text) if added_times.adds(text) or added_times.leaves_some_out(text) else ""
    record = (
        record_reference.recent(turn, await turn.own_records()) if value and not asks_plainly(text) else None
    )
    slot = next((part.slot for part in record.told if part.slot in _FREE), "") if record else ""
    if record is None or not slot or names_another(turn.parse, [record]):
        return None
    change = Record(RecordAction.CHANGE, record.kind, record.ref, slot, value, text)
    return await carry_out_record(turn, change, read_back=True)


def _meant(turn: Turn, own: Sequence[OwnRecord]) -> OwnRecord | None:
    """The record that the message names, else the one that was spoken of last, else the only one where a place is named."""
    named = record_reference.by_number(own, turn.message.text) or record_reference.thing_named(
        own, turn.message.text
    )
    if len(named) == 1:
        return named[0]
    at_a_place = place_put_right.names_a_place(turn.message.text)
    return record_reference.recent(turn, own) or (only(own) if at_a_place else None)


def _slot_of(record: OwnRecord) -> str:
    """The slot of the record that holds its place; "" for none."""
    return next((part.slot for part in record.told if part.slot in PLACES), "")
