"""What one message has made of the open form so far."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.common.message import Reply
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.commands import Command, Dispute, Exclude, SetSlot, Start
from bot.conversation.forms import engine
from bot.conversation.forms.engine import CONFIRM, FormStep, StepKind
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.corrections import matter_told_again
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.values import kinship, times
from bot.conversation.interpret.values.closed_values import TYPED
from bot.conversation.interpret.values.item_details import CONDITION, PRICE, as_said, with_detail
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.dialog_state import DialogState
from bot.understanding.slots import person, thing_details

Answer = Callable[[Turn, Command], Awaitable[Reply | None]]
"""Answers a command that is nothing to the form: a question, a record, something said as to a person. None: it cannot."""


@dataclass(slots=True)
class FormProgress:
    """What has become of the form so far. said: stands before its question.

    fault: a value that was not taken. heard: something was understood. confirmed: the form is to be carried out.
    answered: how something beside the form was answered, None for nothing.
    filled: the slots that the message has filled so far.
    summed_up: was the summary shown before the message? A yes agrees only to what was seen.
    noted: what was told unasked: its label, and what was being asked then. unchanged: what is said of a value that stood there
    already, by slot.
    """

    opened: OpenForm
    state: FormState
    said: list[str] = field(default_factory=list)
    fault: FormStep | None = None
    heard: bool = False
    confirmed: bool = False
    urgent: bool = False
    answered: Reply | None = None
    filled: set[str] = field(default_factory=set)
    noted: dict[str, str] = field(default_factory=dict)
    unchanged: dict[str, tuple[str, ...]] = field(default_factory=dict)
    summed_up: bool = field(init=False)

    def __post_init__(self) -> None:
        self.summed_up = self.state.asking in (CONFIRM, engine.CHANGE)


def asked_next(progress: FormProgress, said: list[str]) -> tuple[list[str], Reply]:
    """What was said and the form's next question, with what an answer beside it lists."""
    question = progress.opened.ask(progress.state)
    if progress.answered is None:
        return said, question
    listed, question = progress.opened.beside(progress.answered, question)
    return [listed.text if line == progress.answered.text else line for line in said], question


IN_OWN_WORDS = frozenset({"need", "detail"})
_CARRIED = frozenset({
    "session", "for_whom", "name", "phone", "team", "event", "time", "address", "when", "free", "hazards", "anonymous", "age",
})  # fmt: skip
_THINGS = frozenset({"item", "skill"})  # of several the form's own reader takes the first
_OF_THING = frozenset({"item", PRICE})
_LISTED = _THINGS | {"hazards"}
TAKEN_OVER = _CARRIED | _THINGS | {"need"}
"""What a wish says of its form is taken over from these slots of it."""


def told_at_start(wish: Start, form: FormState, known: Mapping[str, str], *, several: bool) -> list[SetSlot]:
    """What the wish says of the form that it opened, and the form has not read by itself.

    known: what the form holds only because the resident gave it before; the wish knows better.
    several: the people who come were heard all together.
    """
    return [
        SetSlot(slot, wish.words if slot in IN_OWN_WORDS else value, words=wish.words)
        for slot, value in wish.slots.items()
        if (slot == "name" or value != wish.slots.get("name"))  # a person is no thing
        and not (several and slot in ("name", "for_whom"))
        and _knows_better(slot, value, form, known)
    ]


def _knows_better(slot: str, value: str, form: FormState, known: Mapping[str, str]) -> bool:
    """Has the form nothing of its own in this slot, or less than the wish says?"""
    if slot == "for_whom" and value == kinship.SELF:
        return True  # of two people oneself comes first
    if slot in _CARRIED | IN_OWN_WORDS and form.slots.get(form_slot(slot)) in (None, known.get(slot)):
        return True
    if slot in _OF_THING and not form.slots.get("item" if slot == PRICE else slot):
        return True
    return slot in _LISTED and form.slots.get(slot, "") in value and _PARTS.search(value) is not None


_ADDS = re.compile(
    r"还有|加上|加一|再加|添|另外|也要|也行|也可以|也能|也会|也有|也修|也有空|也得空|也方便|两样|两个都|都要|都有空|不止|一起|以及"
)
_CHANGES = re.compile(r"(?<!不是)(?:改成|换成|不要|只要|取消|改为)")
_FLAW = re.compile(
    r"不灵|不好使|坏|破|缺|断|松|裂|掉漆|划|旧|毛病|不太|有点|少[了个]|没有?(?:盖|线|充电|说明)"
)
_STOPS = " ，,。！!；;"
_TELL = frozenset({"detail", "need", "item", "skill", "subject"})
_AN_AMOUNT = re.compile(r"[\d一二三四五六七八九十两]+[个件套只条张把台箱位人]")
_SWAPS = re.compile(
    r"(?:不是|弗是|勿是)(?P<old>[\u4e00-\u9fff]{2,8}?)[，,。 ]*(?:而)?是(?:那个|那|这个)?(?P<new>[\u4e00-\u9fff]{2,12})"
)
_TO_ADD = re.compile(r"(?:加一句|加上一句|写上|注明|写明|备注|说明一下|标一下)[：:，, ]?(?P<detail>.{2,20})$")
_REMARK = re.compile(r"（(?!除了)[^（）]*）$")
_PARTS = re.compile(r"[、,\s和跟]+")
_TIMES = frozenset({"free", "time", "when"})
_SEVERAL = {
    "hazards": ",",
    **dict.fromkeys(("free", "time", "when", "skill", "item", "interest", "skills", "need"), "、"),
}
"""Slots that can hold several values, and what stands between them."""


def as_detail(progress: FormProgress, command: SetSlot) -> SetSlot:
    """A price or a condition that the form has no slot for belongs beside the thing."""
    spec, item = progress.opened.spec, progress.state.slots.get("item", "")
    if command.slot not in (PRICE, CONDITION) or spec.slot(command.slot) is not None or not item:
        return command
    told = as_said(command.words, command.value) if command.slot == CONDITION else command.value
    return SetSlot("item", with_detail(item, command.slot, told), words="")


def whole_things(commands: Sequence[Command]) -> list[Command]:
    """「书桌 一米四 白色」, read as a thing and how it is: one value, of which is told once."""
    whole: list[Command] = []
    for command in commands:
        before = whole[-1] if whole else None
        if isinstance(command, SetSlot) and isinstance(before, SetSlot) and _is_of_the_thing(command, before):
            whole[-1] = replace(
                before, value=with_detail(before.value, command.slot, command.value), words=""
            )
        else:
            whole.append(command)
    return whole


def _is_of_the_thing(command: SetSlot, thing: SetSlot) -> bool:
    return command.slot in (PRICE, CONDITION) and thing.slot == "item" and command.person == thing.person


def of_its_slot(progress: FormProgress, command: SetSlot) -> SetSlot:
    """「不是扭腰器，是压腿架」 puts right what holds the wrong word, whichever slot it was taken for."""
    swap = _SWAPS.search(progress.opened.turn.message.text)
    if swap is None or _AN_AMOUNT.match(swap["new"]):
        return command
    for name, value in progress.state.slots.items():
        if swap["old"] in value and name != form_slot(command.slot) and name in _TELL:
            return SetSlot(name, value.replace(swap["old"], swap["new"]), words="")
    return command


def put_right(progress: FormProgress, command: Dispute | Exclude) -> Dispute | Exclude | SetSlot:
    """「时间写错了，只有寒假」: the time that is right stands beside what is wrong; 「匿名，不要讲我」 says which is meant."""
    if isinstance(command, Exclude):
        said = (
            TYPED[command.slot](Piece.of(command.words), DialogState()) if command.slot == "anonymous" else []
        )
        return SetSlot(command.slot, said[0], words=command.words) if said else command
    text, item = progress.opened.turn.message.text, progress.state.slots.get("item", "")
    of_thing = item and command.slot in ("", "item", PRICE, CONDITION)
    if of_thing and (detail := _TO_ADD.search(text)) is not None:
        return SetSlot("item", with_detail(item, CONDITION, detail["detail"]), words="")
    name, meant = form_slot(command.slot), times.free(text)
    known = progress.state.slots.get(name, "")
    return SetSlot(name, meant, words=meant) if name in _TIMES and meant and meant != known else command


def adds(text: str) -> bool:
    """Does the text add something to what stands there already: 「还有…也要」?"""
    return _ADDS.search(text) is not None


def beside_known(progress: FormProgress, name: str, command: SetSlot) -> str:
    """The value, with what the slot holds already where the message adds to it: 「还有礼拜三下午」「加上火灾」."""
    known, text = progress.state.slots.get(name, ""), progress.opened.turn.message.text
    changes = _CHANGES.search(text) is not None
    added = name in progress.filled or (adds(text) and not changes)
    if name in _TIMES:
        return _as_time(known, command.value, adds=added)
    if name == "item" and known and not changes and (thing := _as_thing(known, command)):
        return thing
    if name == "detail" and known:
        return matter_told_again.beside(known, command.value, text)
    return _added(name, known, command.value) if known and added else command.value


def _as_thing(known: str, command: SetSlot) -> str:
    """The known thing with what is told of it now; "" where another is told."""
    if _same_thing(command.value, known):
        return command.value
    if thing_details.bare(known) == command.value:
        return known
    if not _FLAW.search(command.words):
        return ""
    return known if command.words in known else f"{known}（{command.words.strip(_STOPS)}）"


def _same_thing(value: str, known: str) -> bool:
    """Is it the known thing with another remark beside it?"""
    head, remark, _ = value.partition("（")
    return bool(remark) and head == known.partition("（")[0] and "、" not in known


def _as_time(known: str, value: str, *, adds: bool) -> str:
    """The time in standard words, where it says no more than a time; after the one that was known, and before its remark."""
    told = times.alone(value) or value
    remark = _REMARK.search(known)
    stays = remark[0] if remark and remark[0] not in told else ""
    bare = known.removesuffix(stays) if stays else known
    return f"{times.refined(bare, told, adds=adds)}{stays}" if bare else told


def _added(name: str, known: str, value: str) -> str:
    if name not in _SEVERAL:
        return value
    more = matter_told_again.with_more(known, value) if name in IN_OWN_WORDS else ""
    new = [part for part in _PARTS.split(value) if part and part not in known]
    return more or _SEVERAL[name].join([known, *new])


NEVER_NAMES = frozenset({"time", "free", "when", "bank", "session", "team"})
"""Slots in which a person's name is none of theirs."""


def is_the_name(opened: OpenForm, state: FormState, value: str) -> bool:
    """Is what was taken for a slot that is filled already rather the name, which is still to be asked for?"""
    asks_name = opened.spec.slot("name") is not None and "name" not in state.slots
    return asks_name and person.plausible_name(value) and not times.meant(value)


def complete(opened: OpenForm, state: FormState) -> bool:
    """Is nothing left to be asked for?"""
    return not engine.pending(opened.spec, state, opened.world)


def with_values(fault: FormStep, state: FormState) -> FormState:
    """The form asking what the faulty step asks, with all that the message said besides."""
    return replace(state, asking=fault.state.asking, attempts=fault.state.attempts)


def lines(texts: Sequence[str]) -> str:
    """The texts as paragraphs."""
    return "\n\n".join(text for text in texts if text)


def says_nothing_new(progress: FormProgress, wish: Start) -> bool:
    """Does the wish, said again, tell nothing that the form does not hold?"""
    held = set(progress.state.slots.values())
    course = progress.opened.turn.parse.named.get("course", "")
    told = [value for name, value in wish.slots.items() if name not in ("course", "session")]
    return set(told) <= held and (not course or course in held)


def take_volunteered(progress: FormProgress) -> None:
    """Take what else the whole message says of slots that are still empty, where it can be nothing else."""
    opened, state = progress.opened, progress.state
    readings = engine.unasked(opened.spec, state, opened.turn.parse, opened.world)
    new = {
        name: value for name, value in readings.items() if name not in state.slots and name != state.asking
    }
    new |= {
        name: value
        for name, value in readings.items()
        if name == state.asking and name in _told_besides(opened)
    }
    if opened.spec.slot("name") is not None and "name" not in {*state.slots, *new}:
        text = opened.turn.message.text
        new |= {"name": name} if (name := person.called(text) or person.in_a_clause(text)) else {}
    step = engine.filled(opened.spec, state, new, opened.world) if new else None
    if step is not None and step.kind is StepKind.FILLED:
        progress.state = step.state


def _told_besides(opened: OpenForm) -> tuple[str, ...]:
    """What is asked for and stands beside what the message was taken for: 「周六的 我叫范云」, but not 「周六不行」."""
    text = opened.turn.message.text
    unclear = asks(text) or times.leaves_out(text) or times.only_refused(text)
    told = ("name", "phone", "anonymous", "firm")
    return told if unclear else (*told, "session")


def agreed_or_not(progress: FormProgress, *, yes: bool) -> None:
    """Yes or no, to the summary or to the question that the form asks."""
    opened, state = progress.opened, progress.state
    if yes and not progress.summed_up and state.asking in (CONFIRM, engine.CHANGE):
        progress.heard = True  # 「138…，对的」 says so of the number
        return
    if progress.confirmed or state.asking == CONFIRM:
        progress.confirmed, progress.heard = yes, True
        if not yes:
            progress.state = replace(state, asking=engine.CHANGE, attempts=0)
        return
    if state.asking == engine.CHANGE:
        progress.confirmed, progress.heard = True, True
        return
    step = engine.take_answer(opened.spec, state, opened.turn.parse, opened.world)
    if step.kind is StepKind.FILLED:
        progress.state, progress.heard = step.state, True
