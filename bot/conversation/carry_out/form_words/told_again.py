"""The wish of the open form said again with more to it, 「还有大水也要发」, and choices that are left to the bot. Pure."""

import re
from collections.abc import Sequence

from bot.common.message import Choice
from bot.conversation.carry_out.form_words.written_besides import beside, list_held, written_besides
from bot.conversation.carry_out.open_form.form_consent import agrees_first, is_one_more
from bot.conversation.carry_out.open_form.merged_values import adds
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.readings.spoken import intent_of_command
from bot.conversation.command_kinds import has_only, of_kind
from bot.conversation.commands import (
    Ask,
    Command,
    Complain,
    Dispute,
    Exclude,
    Hold,
    No,
    Nothing,
    SetSlot,
    Skip,
    Start,
)
from bot.conversation.interpret.agreed_and_more import more_to_do
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.values import times
from bot.conversation.interpret.values.closed_values import hazards_in
from bot.conversation.interpret.values.item_details import PRICE
from bot.conversation.interpret.values.values import OF_TIMES
from bot.conversation.session import FormState
from bot.understanding.questions.additions import beside_excepted, only_excepted
from bot.understanding.slots import anonymity
from bot.understanding.slots.request_details import channel, channel_left

_CLOSED = frozenset({
    "hazards", "terms", "price", "channel", "phone", "age", "session", "address", "time", "quantity", "people",
    "weekday", "kind",
})  # fmt: skip
"""Slots whose values show by themselves what they are."""
_EDITS = re.compile(r"改|换|写|只|短|去掉|删|不要|别|错")
_OWN_WORDS = frozenset({"need", "detail", "item"})
_HAZARDS, _CHANNEL = "hazards", "channel"
_SENDS = re.compile(
    r"(?:给我|还是|就|要|用|改|不过|但是?)[^，,。]{0,3}(?:发|收|走)(?:到|在|我)?(?:微信|公众号|短信)"
)
_ABOUT_FORM = re.compile(
    r"(?:加|写|记|添|补)(?:进去|进|上去|上|一下)|不(?:止|光|只|单)|(?:勿|不|弗)是.{0,6}一[个样]"
)
_WRITE = re.compile(r"写|加上|加进|记上|记进|添上|补上|备注|注明")
_WRONG = re.compile(r"[写记登填弄搞]错")
_ENDS = re.compile(r"(?:也会|也能|也行)[的个呀啊哦]?$")
_LEADS = re.compile(r"^(?:还有|另外|对了|哦|再|加上|以及|和|跟|就是|那个)+(?:[一两][个件样把张只台床辆])?")
SHORTEST, LONGEST = 2, 24  # characters of a thing that is added
_INDIFFERENT = re.compile(
    r"随便|随侬|都行|都可以|都好|无所谓|(?:你|您|侬)(?:定|看着办|说了算|(?:帮我|替我|给我)?(?:选|挑|安排|决定))|哪[个天种]都|听(?:你|您|侬)|不(?:知道|晓得|清楚).{0,2}(?:哪|啥)"
)
_NOT_ANY = re.compile(r"没空|不行|不要|除了|其[他它]|别的|只|勿|弗|除外|但|不过")
_LEFT_TO_US = frozenset({"session", "anonymous", "channel", "weekday", "team", "time", "when"})
"""Slots of which any option will do where none is preferred; all are shown or can be changed afterwards."""
_ANY_OR_NONE = frozenset({"team", "time", "when"})  # an option of theirs says that any will do
SHORT = 14  # characters


def is_any(option: Choice) -> bool:
    """Does the option itself say that any will do: 「什么时候都行」?"""
    return _INDIFFERENT.search(option.label) is not None


def told_in_wish(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> list[Command]:
    """The commands, with a wish for the open form itself as the values that it tells."""
    written = written_besides(opened, state, commands)
    if written:
        return written
    commands = _with_excepted(opened, _with_channel_left(opened, state, commands))
    if has_only(commands, Ask, Hold, Nothing, Complain):
        commands = _also_written(opened, state) or commands
    told: list[Command] = []
    for command in [_remark(opened, state, command) for command in commands]:
        again = isinstance(command, Start) and intent_of_command(command) == opened.spec.intent
        values = _values(opened, state, command) if again and isinstance(command, Start) else []
        told += values or [command]
    return told if _EDITS.search(opened.turn.message.text) else _not_shortened(state, told)


def _not_shortened(state: FormState, told: Sequence[Command]) -> list[Command]:
    """「就是对呀，电饭煲的事」: the commands without a part of what stands there already, which is only named once more."""
    return [
        command
        for command in told
        if not (
            isinstance(command, SetSlot)
            and command.slot in _OWN_WORDS
            and command.value != state.slots.get(command.slot, "")
            and command.value in state.slots.get(command.slot, "")
        )
    ]


def _with_channel_left(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> Sequence[Command]:
    """「没有微信」, taken for a refusal alone: the other way is left; 「139…，不过给我发微信」 tells another."""
    text, known = opened.turn.message.text, state.slots.get(_CHANNEL, "")
    if opened.spec.slot(_CHANNEL) is None:
        return commands
    refuses = has_only(commands, Skip, No, Nothing, Dispute)
    left = channel_left(text) if refuses and state.asking == _CHANNEL else ""
    if left:
        return [SetSlot(_CHANNEL, left, words=text)]
    other = _other_channel(text, known, commands) if known else ""
    return [*commands, SetSlot(_CHANNEL, other, words=text)] if other else commands


def _other_channel(text: str, known: str, commands: Sequence[Command]) -> str:
    """The way that the text tells and no command does, where it is not the one that the form holds; else ""."""
    told = any(isinstance(command, SetSlot | Exclude) and command.slot == _CHANNEL for command in commands)
    if told or asks(text) or not _SENDS.search(text):
        return ""
    said = channel(text)
    return "" if said in (None, known) else said or ""


def _with_excepted(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「除了台风，下大雨的也要」, 「除了台风都不要」, taken for a refusal: all that it names is wanted."""
    text = opened.turn.message.text
    of_hazards = [
        command for command in commands if isinstance(command, SetSlot | Exclude) and command.slot == _HAZARDS
    ]
    if not of_hazards or not (beside_excepted(text) or only_excepted(text)):
        return commands
    others = [
        command for command in commands if command not in of_hazards and not isinstance(command, No | Dispute)
    ]
    return [SetSlot(_HAZARDS, ",".join(hazards_in(text)), words=text), *others]


def _values(opened: OpenForm, state: FormState, wish: Start) -> list[SetSlot]:
    if is_one_more(opened) or agrees_first(opened, state):
        return []
    course = state.slots.get("course", "")
    if course and wish.slots.get("course", "") not in ("", course):
        return []
    values = [
        SetSlot(slot, value, words=wish.words)
        for slot, value in wish.slots.items()
        if slot in (*_CLOSED, state.asking)
        and (opened.spec.slot(slot) or slot == PRICE)
        and state.slots.get(form_slot(slot)) != value
    ]
    return [*values, *_one_more_thing(state, wish)]


def _one_more_thing(state: FormState, wish: Start) -> list[SetSlot]:
    """What the wish adds to the list of things that the form holds."""
    listed = list_held(state)
    thing = _added(wish.words) if listed and adds(wish.words) else ""
    return [beside(state, listed, thing)] if thing else []


def _also_written(opened: OpenForm, state: FormState) -> list[Command]:
    """「配钥匙也会，也要写进去」, taken for a question about the form: what is to be written there besides."""
    text = opened.turn.message.text
    listed = list_held(state)
    writes = _WRITE.search(text) and not (asks(text) or _WRONG.search(text))
    thing = _added(text) if listed and writes else ""
    return [beside(state, listed, thing)] if thing else []


def _remark(opened: OpenForm, state: FormState, command: Command) -> Command:
    """「孩子五年级，写上去」, taken for the time that is told already: it belongs beside the matter."""
    if not isinstance(command, SetSlot) or command.slot not in OF_TIMES or command.slot == state.asking:
        return command
    listed = list_held(state)
    if not state.slots.get(command.slot) or not listed or times.meant(command.value.replace(" ", "")):
        return command
    text = opened.turn.message.text
    thing = _added(text) if _WRITE.search(text) and not _WRONG.search(text) else ""
    return beside(state, listed, thing) if thing else Nothing()


def with_more_to_do(state: FormState, commands: Sequence[Command], text: str) -> Sequence[Command]:
    """「对的。还有孙女的裙子也要改腰」, taken for anything else: helpers are to do that as well."""
    listed = list_held(state)
    thing = _LEADS.sub("", more_to_do(text)) if state.form == "talent_request" and listed else ""
    told = any(isinstance(command, SetSlot) and command.slot in _OWN_WORDS for command in commands)
    if not SHORTEST <= len(thing) <= LONGEST or told or thing in state.slots.get(listed, ""):
        return commands
    values = of_kind(commands, SetSlot)
    return [*values, beside(state, listed, thing)]


def _added(words: str) -> str:
    """「勿是一样，还有洗衣机也要修，加进去」: the thing that is added, without what is said of the form."""
    parts = [
        _LEADS.sub("", part) for part in re.split(r"[，,。；;！!\s]+", words) if not _ABOUT_FORM.search(part)
    ]
    thing = "，".join(_ENDS.sub("", part) for part in parts if len(part) >= SHORTEST)
    return thing if SHORTEST <= len(thing) <= LONGEST else ""


def _of_no_matter(name: str, text: str) -> bool:
    """「名字写不写无所谓 你们能修就行」: is it said of what is asked that it does not matter?"""
    return name == "anonymous" and anonymity.indifferent(text)


def _is_indifferent(name: str, text: str) -> bool:
    """Does the text say that any option will do, without excepting one?"""
    if len(text) > SHORT and not _of_no_matter(name, text):
        return False
    return _INDIFFERENT.search(text) is not None and not _NOT_ANY.search(text)


def left_to_us(opened: OpenForm, state: FormState) -> Choice | None:
    """「随便」, 「你定」: the first option that is free, where any will do; None for another answer."""
    text, slot = opened.turn.message.text, opened.spec.slot(state.asking)
    if slot is None or slot.name not in _LEFT_TO_US or not _is_indifferent(slot.name, text):
        return None
    options = [option for option in slot.options(state.slots, opened.world) if option.value]
    free = [option for option in options if option.value not in opened.world.full] or options
    any_of_them = next(filter(is_any, free), None)
    return any_of_them or (free[0] if free and slot.name not in _ANY_OR_NONE else None)


_STILL = re.compile(
    r"(?:没|没有|弗|勿|不)(?:改|换|写)(?:过来|掉|对|好|成)|还(?:是)?写(?:着|的是|了)|怎么(?:还)?(?:是|写着|写的是|写成)"
)
_STILL_THIS = re.compile(r"(?:写着|写的是|写了|写成|怎么(?:还)?是)(?P<what>[^，,。！!？?\s]{2,12})")


def _is_right(command: Command, wrong: str, state: FormState) -> bool:
    """Is it a value that neither stands there already nor is what is complained of?"""
    if not isinstance(command, SetSlot) or command.value == state.slots.get(command.slot):
        return False
    return command.value not in wrong and not (wrong and wrong in command.value)


def _slot_with(state: FormState, words: str) -> str:
    """The slot of the form in which the words stand, or a part of them; "" for none."""
    return next((slot for slot, value in state.slots.items() if words in value or value in words), "")


def still_wrong(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> Sequence[Command]:
    """「没改过来呀，还写着修电脑」: what stands there is wrong, and no new value; it is asked for, or read out."""
    text = opened.turn.message.text
    if not _STILL.search(text):
        return commands
    what = _STILL_THIS.search(text)
    wrong = what["what"] if what else ""
    held = _slot_with(state, wrong) if wrong else ""
    right = [command for command in commands if _is_right(command, wrong, state)]
    if right and not wrong:
        return commands
    return right or [Dispute(held) if held else Ask("meta.said", words=text)]
