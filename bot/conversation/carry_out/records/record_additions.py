"""Writes what a resident adds to something on record, and takes the answer to what was asked about one."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.common.message import Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.open_form import side_notes
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.parts import joined, with_text
from bot.conversation.carry_out.readings.record_choices import KEEP
from bot.conversation.carry_out.records import things_on_record, told_besides
from bot.conversation.carry_out.records.additions_by_kind import (
    COUNT_PEOPLE,
    TAKE_NOTHING_MORE,
    one_more_skill,
    told_of_a_kind,
)
from bot.conversation.carry_out.records.only_record import only
from bot.conversation.carry_out.records.record_commands import carries_out, carry_out_record
from bot.conversation.carry_out.records.urging import urged
from bot.conversation.commands import IN_WORDS, Record, RecordAction
from bot.conversation.interpret.clauses import endings
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.values import free_text
from bot.conversation.interpret.values.worth_writing import worth
from bot.conversation.interpret.wishes import call_wishes
from bot.conversation.talk_topic import Awaited
from bot.conversation.turn import OwnRecord, SideNote, Turn
from bot.understanding.questions.additions import addition, for_helper, is_to_write, put_right
from bot.understanding.questions.record_questions import asks_if_written
from bot.understanding.ranking import is_confident
from bot.understanding.slots import phone, place
from bot.understanding.slots.thing_details import without_name

SAYS: dict[str, frozenset[str]] = {"record.add_what": frozenset({"title"})}
_ANSWERS = Callable[[Turn], Awaitable[Reply]]
_NOT_NOW = re.compile(
    r"^(?:哦|那|现在|先|就|好|嗯|[，, ])*(?:先别|别|不|勿|弗|覅|算了|没事|到时候|以后|再说|等(?:下|会)|没有了?$|没了$)"
)
_GIVES_UP = re.compile(r"不用.{0,4}(?:管|来|弄|办|修|找)|不要了|撤|取消|退|不去|不来")
_ANOTHER = re.compile(
    r"也(?:要|想)?报|再报|另外|还有.{0,4}(?:要|想|会)|我会|(?:我|还|也)(?:要|想)(?:报|学|请|找|送|卖|借)"
)
_CLAUSES = re.compile(r"[，,。；;！!]+")
_ONE_MORE = re.compile(r"(?:也|还有|另外|再).{0,8}(?:要|想|会|送|卖|报|借|找)")
_COURTESY = re.compile(r"谢|再见|拜拜|你好|对不起|抱歉")
_TICKET = re.compile(r"单子|工单|投诉|反映|报修")
_I_SAID = re.compile(r"(?:我(?:是)?(?:说|讲)的?是?|应该(?:写|是))(?!过|了|错)(?P<told>[^，,。？?]{3,40})")
_AGAIN = "again"
"""In place of the slot that is awaited: what was added may be put right by what is said next."""
_WITH_PICTURE = frozenset({"feedback"})
_PLACES = ("place", "address")
LONGEST = 60  # characters


async def added(turn: Turn, reply: _ANSWERS) -> Reply | None:
    """What came of an addition to a record, or of the answer to a question about one; None for another message."""
    if turn.session.form is not None or turn.postback is not None or endings.protests(turn.message.text):
        return None
    awaited = _awaited(turn)
    told = _told(turn, awaited)
    if awaited is not None and told:
        return await _answered(turn, awaited, reply, told)
    if asks_if_written(turn.message.text):
        return None
    told_of_it = await told_of_a_kind(turn)
    if told_of_it is not None:
        return await carry_out_record(turn, told_of_it)
    beside, text = _another_wish(turn)
    turn = with_text(turn, text)
    more = worth_adding(turn.message.text)
    if more == "" and _COURTESY.search(turn.message.text):
        return None
    if more is None:
        more = await told_besides.besides(turn)
        return await urged(turn, reply) if not more else await _added(turn, more, reply)
    return await _with_wishes(turn, more, beside, reply)


def worth_adding(text: str) -> str | None:
    """What is to be added, without what is worth no writing; None where nothing is added."""
    more = addition(text)
    return (worth(more) or None) if more else more


async def _with_wishes(turn: Turn, more: str, beside: str, reply: _ANSWERS) -> Reply | None:
    """What came of the addition, of a wish to be rung that stands in it, and of another wish beside it."""
    more, call = call_wishes.parted(more)
    if call and not more:
        return await reply(with_text(turn, call))
    done = await _added(turn, more, reply)
    if done and call:
        done = joined([done, await reply(with_text(turn, call))])
    return joined([done, await reply(with_text(turn, beside))]) if done and beside else done


async def _added(turn: Turn, more: str, reply: _ANSWERS) -> Reply | None:
    """What came of these words, added to the record that is meant; None where none is."""
    own = await turn.numbered_records()
    skill = one_more_skill(turn, own, more)
    if skill is not None:
        return await carry_out_record(turn, skill)
    record = _meant(turn, own)
    return None if record is None else await _add(turn, record, more, reply)


def _another_wish(turn: Turn) -> tuple[str, str]:
    """The part that is a wish for another thing, and the rest: 「补一句没遥控器，冰箱也有一台要送」; "" without one."""
    clauses = [clause for clause in _CLAUSES.split(turn.message.text) if clause]
    wish = clauses[-1] if len(clauses) > 1 else ""
    if not _ONE_MORE.search(wish) or addition(wish) is not None:
        return "", turn.message.text
    heard = turn.hear(wish)
    opens = is_confident(heard) and heard.intent in FLOW_OF_INTENT
    return (wish, "，".join(clauses[:-1])) if opens else ("", turn.message.text)


async def picture_added(turn: Turn) -> Reply | None:
    """A picture that is sent just after something was reported belongs to the ticket; None for any other."""
    if not turn.message.picture or turn.session.form is not None:
        return None
    if not record_reference.lately_spoken_of(turn):
        return None
    ticket = record_reference.recent(turn, await turn.own_records())
    if ticket is None or ticket.kind not in _WITH_PICTURE:
        return None
    add = Record(RecordAction.ADD, ticket.kind, ticket.ref, "picture", turn.message.picture)
    return await carry_out_record(turn, add)


def _told(turn: Turn, awaited: Awaited | None) -> str:
    """The words that answer what was asked, or put right what was just added: 「我是说我婆婆」; "" for other words."""
    text = turn.message.text
    if awaited is None or awaited.slot != _AGAIN:
        return text if awaited is not None else ""
    put_right = _I_SAID.search(text)
    return put_right["told"] if put_right else ""


def _awaited(turn: Turn) -> Awaited | None:
    """What the bot's last words asked about a record."""
    awaited = turn.session.topic.awaited
    if awaited is None:
        return None
    turn.session.topic.awaited = None
    return awaited if awaited.turn + 1 == turn.session.turn else None


async def _answered(turn: Turn, awaited: Awaited, reply: _ANSWERS, text: str) -> Reply | None:
    """The answer, written down; None where the message is about something else. text: what counts of the message."""
    if _GIVES_UP.search(text):
        return None
    if _NOT_NOW.search(text):
        return await reply(_keeping(turn))
    own = await turn.own_records()
    record = next(
        (record for record in own if (record.kind, record.ref) == (awaited.kind, awaited.ref)), None
    )
    if record is None or asks(text) or len(text) > LONGEST:
        return None
    if awaited.action == RecordAction.ADD:
        elsewhere = _is_for_another(turn, record)
        return None if elsewhere else await _add(turn, record, addition(text) or text, reply)
    return await _changed_as_asked(turn, awaited, text)


async def _changed_as_asked(turn: Turn, awaited: Awaited, text: str) -> Reply | None:
    """The change with the value that was asked for, asked back; None where a phone was asked for and none is told."""
    number = phone.find_any(text)
    if awaited.slot == "phone" and number is None:
        return None
    value = number or text.strip(" ，,。.!！")
    change = Record(RecordAction.CHANGE, awaited.kind, awaited.ref, awaited.slot, value, text)
    return await carry_out_record(turn, change, read_back=True)


def _is_for_another(turn: Turn, record: OwnRecord) -> bool:
    """Is it surely talk with the bot, or a wish for something else than what the record is about?"""
    intent = turn.parse.intent
    opens_another = FLOW_OF_INTENT.get(intent, record.kind) != record.kind
    return is_confident(turn.parse) and (opens_another or intent.startswith("dialog."))


def _keeping(turn: Turn) -> Turn:
    return replace(turn, postback=Wish(KEEP), clauses=())


def _meant(turn: Turn, own: Sequence[OwnRecord]) -> OwnRecord | None:
    """The record that is added to: named, spoken of last, a ticket where the message says so, or the only one."""
    text = turn.message.text
    if _ANOTHER.search(text) or (_opens_another(turn, own) and not is_to_write(text)):
        return None
    own = [record for record in own if record.kind not in TAKE_NOTHING_MORE]
    named = [] if for_helper(text) else record_reference.named(own, text)
    lately = record_reference.recent(turn, own)
    if lately is not None and (not named or lately in named):
        return lately
    return only(named) or _ticket_or_only(own, text)


def _ticket_or_only(own: Sequence[OwnRecord], text: str) -> OwnRecord | None:
    """The first ticket where the text speaks of one, else the only record; None for neither."""
    ticket = next((record for record in own if record.kind in _WITH_PICTURE), None)
    if ticket is not None and _TICKET.search(text):
        return ticket
    return only(own)


def _opens_another(turn: Turn, own: Sequence[OwnRecord]) -> bool:
    """Is it surely a wish for something of a kind that is not on record yet?"""
    flow = FLOW_OF_INTENT.get(turn.parse.intent, "")
    kinds = {record.kind for record in own}
    return bool(flow) and is_confident(turn.parse) and flow not in kinds


async def _add(turn: Turn, record: OwnRecord, more: str, reply: _ANSWERS) -> Reply:
    """Write it to the record where its service takes it, else to the staff; ask what it is where that is not said."""
    record_reference.spoken_of(turn, record)
    if not more:
        turn.session.topic.awaited = Awaited(RecordAction.ADD, record.kind, record.ref, "", turn.session.turn)
        return turn.say("record.add_what", title=record.title)
    corrected = _place_put_right(record, more)
    if corrected is not None:
        return await _added_and_put_right(turn, record, more, corrected, reply)
    number = phone.find_any(more)
    if number and any(part.slot == "phone" for part in record.told):
        change = Record(RecordAction.CHANGE, record.kind, record.ref, "phone", number, turn.message.text)
        return await carry_out_record(turn, change, read_back=True)
    if carries_out(turn, record.kind, RecordAction.ADD) and record.kind not in COUNT_PEOPLE:
        unsure = things_on_record.remark_asked_back(turn, record, more)
        if unsure is not None:
            return await carry_out_record(turn, unsure, read_back=True)
        told = (
            without_name(record.title, more)
            if record.kind in things_on_record.KINDS
            else _clean(record, more)
        )
        turn.session.topic.awaited = Awaited(
            RecordAction.ADD, record.kind, record.ref, _AGAIN, turn.session.turn
        )
        add = Record(
            RecordAction.ADD,
            record.kind,
            record.ref,
            IN_WORDS,
            told,
            turn.message.text,
        )
        return await carry_out_record(turn, add)
    return await side_notes.passed_on(turn, SideNote(record.title, more), reply)


def _clean(record: OwnRecord, more: str) -> str:
    """What is added without scolding and words to the bot."""
    return free_text.whole(more, asked=record.kind in _WITH_PICTURE) or more


def _place_put_right(record: OwnRecord, more: str) -> Record | None:
    """The change of the place that what is added puts right: 「还有不是17幢是18幢后面」; None for none."""
    right, _ = put_right(more)
    slot = next((part.slot for part in record.told if part.slot in _PLACES), "")
    if not slot or not right or not (place.find(right) or place.spot(right)):
        return None
    return Record(RecordAction.CHANGE, record.kind, record.ref, slot, place.in_figures(right), right)


async def _added_and_put_right(
    turn: Turn, record: OwnRecord, more: str, corrected: Record, reply: _ANSWERS
) -> Reply:
    """What is told besides is written; the place that is put right is asked back before it is changed."""
    _, rest = put_right(more)
    written = await _add(turn, record, rest, reply) if rest else None
    turn.session.topic.awaited = None
    question = await carry_out_record(turn, corrected, read_back=True)
    return joined([written, question]) or question if written else question
