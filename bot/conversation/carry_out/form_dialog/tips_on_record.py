"""Tips for two phones: each is read, and changed, by its number or by whose it is, 「把我那个改成什么灾害都发」."""

import re
from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.parts import joined
from bot.conversation.carry_out.records import record_answers
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.values import kinship
from bot.conversation.interpret.values.closed_values import hazards_in
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.slots import phone

_TIPS, _ALL = "subscription", "all"
_OF, _FOR = "tips of ", "tips for"
"""Keys, beside what is known of the resident, of whose a phone with tips is, and of who is to get the next."""
LONGEST = 50  # characters
_DIGITS = re.compile(r"(?<!\d)\d{3,11}(?!\d)")
_ABOUT = re.compile(
    r"短信|提示|提醒|推送|防灾|灾害|台风|暴雨|预警|订的|订阅|(?<!口)(?<!符)(?:那|这)个(?:号|手机)|(?:号码?|手机)[^，,。]{0,4}(?:收|发)"
)
_POINTS = re.compile(
    r"(?:我|阿拉|俺|他|她|伊|自己|老[公婆伴头][子儿]?)(?:自己)?(?:的)?(?:那|这)(?:个|份)|(?:我|阿拉|俺)(?:自己)?(?:的|订的)|自己(?:的|那)|尾号"
)
_READS = re.compile(
    r"(?:收|发|订|有)(?:的|到|着|过)?(?:是|都是|现在|到底|得|些|点)?(?:哪些|哪几[样种]|哪样|什么|啥)|(?:怎么|哪能|咋)(?:样)?(?:收|发|订)"
    r"|(?:收|发|订)(?:的|得)?(?:怎么|咋)样|念|看(?:看|一?下|一眼)|只(?:有|收|发|订)[^，,。]{1,4}(?:吗|伐|么|[?？])"
)
_CHANGES = re.compile(
    r"改|换成|变成|调成|(?:全|都)(?:部|都)?(?:要|收|发|订)|要(?:全|所有|都)|只(?:要|收|发)|跟(?:他|她|伊|老[公婆伴]|老头子)(?:的)?一样"
)
_EVERY = re.compile(
    r"(?:全部|所有|统统|样样|全都)|(?:什么|啥|哪样)(?:灾害?|都)|(?:全|都)(?:要|收|发)|要全|[改成要]全"
)
_ENDS = re.compile(
    r"退订|退掉|停掉|停了|(?:别|不要|不用)(?:再)?(?:发|收)?了|取消|(?:不|勿|弗)(?:要|收|发)(?:了|$)"
)
_ASKS_IF_DONE = re.compile(r"改(?:好|掉|过来|成功)?了?(?:没|吗|伐|么)")
_SAME = re.compile(r"(?:跟|和|同)(?:他|她|伊|老[公婆伴]|老头子|我)(?:的|那个)?一样")
_ADDS = re.compile(r"加上?|也要|再要|添")
_MINE = re.compile(
    r"(?:我|阿拉|俺)(?:自己|自家)?(?:的|那|这|订|号|手机|要|现在|\d)|自己(?:的|那|号)|(?:我|阿拉|俺)(?:自己|自家)"
)
_ORDERS = re.compile(r"(?:再|也|还|另外)?(?:给|帮|替)[^，,。\s]{1,6}(?:也|再)?(?:订|开)")


async def answered(turn: Turn, forms: FormRunner) -> Reply | None:
    """What a subscription on record holds, or the change of it, above the question of an open form; else None."""
    _note_whose(turn)
    if not _may_be(turn):
        return None
    text = turn.message.text
    own = [record for record in await turn.own_records() if record.kind == _TIPS and record.ref]
    named = _by_digits(own, text)
    if not own or not (named or _speaks_of_tips(turn, text)):
        return None
    meant = named or _by_whose(turn, own, text)
    told = await _told(turn, own, meant)
    return await forms.asked_again(turn, told) if told is not None else None


def _may_be(turn: Turn) -> bool:
    """Does the message ask what comes, or wish for a change, with no question open that it answers?"""
    text = turn.message.text
    if turn.postback is not None or len(text) > LONGEST or _ORDERS.search(text):
        return False
    if confirmation(turn.session.choices) is not None and turn.session.form is None:
        return False
    return any(pattern.search(text) for pattern in (_READS, _CHANGES, _ENDS))


async def _told(turn: Turn, own: Sequence[OwnRecord], meant: Sequence[OwnRecord]) -> Reply | None:
    """What came of the change, or what these subscriptions hold; None where the message wants neither."""
    text = turn.message.text
    command = _wanted(own, meant, text)
    if command is not None:
        _leave_same(turn, own)
        return await carry_out_record(turn, command)
    return _read(turn, meant or own) if _READS.search(text) and not _ENDS.search(text) else None


def _only_asks(text: str) -> bool:
    """「我那个改好了没」 asks, and changes nothing."""
    return _ASKS_IF_DONE.search(text) is not None


def _speaks_of_tips(turn: Turn, text: str) -> bool:
    """Is it about the tips: by a word for them, or as what was spoken of last?"""
    lately = record_reference.last_subject(turn).partition(" ")[0] == _TIPS
    form = turn.session.form
    spoken = lately or (form is not None and form.form == _TIPS)
    if form is not None and form.form != _TIPS:
        return False
    points = _POINTS.search(text) is not None or _SAME.search(text) is not None
    return (spoken and points) or ((points or lately) and _ABOUT.search(text) is not None)


def _read(turn: Turn, records: Sequence[OwnRecord]) -> Reply | None:
    """All that these subscriptions hold, each in lines of its own."""
    return joined([record_answers.tell_all(turn, record) for record in records])


def _wanted(own: Sequence[OwnRecord], meant: Sequence[OwnRecord], text: str) -> Record | None:
    """What the text wants with one of them: to change it, or of several to end one; None for neither."""
    if _only_asks(text):
        return None
    if not _ENDS.search(text):
        return _change(own, meant, text) if _CHANGES.search(text) else None
    if len(own) == 1 or len(meant) > 1 or asks(text):
        return None
    return Record(RecordAction.WITHDRAW, _TIPS, meant[0].ref if meant else "", words=text)


def _change(own: Sequence[OwnRecord], meant: Sequence[OwnRecord], text: str) -> Record | None:
    """The change that the text wants; without a number where it does not tell which of them; None for none."""
    value = _value(own, meant, text)
    if not value:
        return None
    action = RecordAction.ADD if _ADDS.search(text) and value != _ALL else RecordAction.CHANGE
    ref = meant[0].ref if len(meant) == 1 else own[0].ref if len(own) == 1 else ""
    return Record(action, _TIPS, ref, "hazards", value, text)


def _value(own: Sequence[OwnRecord], meant: Sequence[OwnRecord], text: str) -> str:
    """The hazards that are wanted, as the form has them; "" where the text names none."""
    if _EVERY.search(text):
        return _ALL
    named = hazards_in(_SAME.sub("", text))
    if named:
        return ",".join(named)
    others = [record for record in own if record not in meant]
    if _SAME.search(text) and len(meant) == len(others) == 1:
        held = record_reference.value_of(others[0], "hazards")
        return ",".join(hazards_in(held)) or _ALL
    return ""


def _by_digits(own: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """The subscriptions whose phone ends in figures that the text names: 「1122的改全部」."""
    told = {*_DIGITS.findall(text), *phone.find_all(text)}
    return [record for record in own if record.phone and any(map(record.phone.endswith, told))]


def _by_whose(turn: Turn, own: Sequence[OwnRecord], text: str) -> list[OwnRecord]:
    """The subscription of the one whom the text names, or the resident's own; all, or [], where that is not known."""
    if len(own) == 1:
        return list(own)
    of_others = {record.ref: _whose(turn, record) for record in own}
    people = kinship.people_named(_SAME.sub("", text))
    if people:
        theirs = [record for record in own if of_others[record.ref] in people]
        return theirs or _only([record for record in own if of_others[record.ref]])
    if _MINE.search(text):
        return _only([record for record in own if not of_others[record.ref]])
    return []


def _only(records: Sequence[OwnRecord]) -> list[OwnRecord]:
    return list(records) if len(records) == 1 else []


def _whose(turn: Turn, record: OwnRecord) -> str:
    """Whose phone it is, as was told in this talk; "" for the resident's own, and where it was not said."""
    return turn.session.known.get(f"{_OF}{record.phone}", "") if record.phone else ""


def _note_whose(turn: Turn) -> None:
    """Keep whose the phone is to which tips go: 「给我老公也订 他13900011123」, also where the number comes later."""
    text, known = turn.message.text, turn.session.known
    people, numbers = kinship.people_named(text), phone.find_all(text)
    if len(people) == 1 and _orders_for(turn):
        known[_FOR] = people[0]
    if len(numbers) == 1 and _FOR in known and (_is_open(turn) or known[_FOR] in people):
        known[f"{_OF}{numbers[0]}"] = known.pop(_FOR)


def _orders_for(turn: Turn) -> bool:
    """May the message order tips for whom it names?"""
    text = turn.message.text
    wants = "订" in text and _ORDERS.search(text) is not None
    return wants or _is_open(turn) or (("也" in text or "订" in text) and _ABOUT.search(text) is not None)


def _is_open(turn: Turn) -> bool:
    form = turn.session.form
    return form is not None and form.form == _TIPS


def _leave_same(turn: Turn, own: Sequence[OwnRecord]) -> None:
    """End an open form for tips that are on record already: who wants these changed begins no other."""
    form = turn.session.form
    if form is None or form.form != _TIPS:
        return
    number = form.slots.get("phone", "")
    if not number or any(record.phone == number for record in own):
        turn.session.form = None
        turn.outcome.form_ended = True
