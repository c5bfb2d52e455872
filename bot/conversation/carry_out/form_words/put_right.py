"""What a message plainly changes in the open form, whatever the rest of it says: another course, another channel, other kinds.

It is read before all other readers of the form, and what it says of one slot changes no other.
"""

import re
from collections.abc import Mapping, Sequence

from bot.content.shared.hazards import TIPS
from bot.conversation.carry_out.open_form.form_progress import FormProgress
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.command_kinds import of_kind
from bot.conversation.commands import Ask, Command, SetSlot
from bot.conversation.forms import engine
from bot.conversation.forms.engine import StepKind
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.corrections import put_right
from bot.conversation.interpret.corrections.things_put_right import another_name, other_thing
from bot.conversation.interpret.corrections.words_put_right import other_words
from bot.conversation.interpret.values import corrected, numbers, times
from bot.conversation.interpret.values.closed_values import ALL_HAZARDS, spans_of
from bot.conversation.interpret.values.item_details import PRICE
from bot.conversation.interpret.values.values import OF_TIMES
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.acts.act_features import readable_words
from bot.understanding.slots import anonymity, person, phone
from bot.understanding.slots.numerals import figures
from bot.understanding.text.clauses import bare_clauses

_ONLY_WRONG = re.compile(
    r"(?:你|您|侬|我|又|都|不对|那个|地点|地址|地方|时间|名字){0,3}(?:写|记|弄|搞|填|登|听|说|讲)?(?:错|反|岔)(?:了|啦|的|呀|啊|嘛){0,3}"
)
_OF_PHONE = re.compile(r"\d{11}|电话|手机|号码|尾号|尾数|尾巴|末尾")
_OPTIONS = frozenset({"hazards", "channel", "terms"})
_PLACES = frozenset({"address", "place"})
_OF_PERSONS = frozenset({"name", "age", "address"})
SMS, _OF_KINDS = "sms", "subscription"
_HAZARDS, _COURSE, _CLASS, _PHONE = "hazards", "course", "session", "phone"


def values(turn: Turn, state: FormState) -> dict[str, str]:
    """The slots of the form that the message plainly changes, with their new values; {} for none."""
    text, slots = turn.message.text, state.slots
    named = turn.interpreter.mentions(text) if turn.interpreter is not None else []
    found = {**put_right.changes(text, slots, named), **other_thing(text, slots), **other_words(text, slots)}
    found |= _kinds(turn, state) if found or slots.get(_HAZARDS) else {}
    own = phone.own_of(text) if _PHONE in slots else ""
    found |= {_PHONE: own} if own and own != slots[_PHONE] else {}
    told = another_name(text, slots.get("name", ""), asked=state.asking == "name")
    of_person = {"name": told} if told else _of_person(text, slots) if found else {}
    return found | {slot: value for slot, value in of_person.items() if value and value != slots.get(slot)}


def _of_person(text: str, slots: Mapping[str, str]) -> dict[str, str]:
    """The name and the number that are told beside what is changed."""
    name = person.called(text) if "我叫" in text else ""
    number = corrected.mended_phone(text, slots.get(_PHONE, "")) if _OF_PHONE.search(text) else ""
    return {"name": name, _PHONE: number}


def _kinds(turn: Turn, state: FormState) -> dict[str, str]:
    """The kinds of hazards that are wanted now; {} where nothing is said of them."""
    text, held = turn.message.text, state.slots.get(_HAZARDS, "")
    offered = [hazard.value for hazard in turn.content.part(TIPS)]
    kinds = put_right.hazards_changed(text, held, offered) if state.form == _OF_KINDS else []
    known = ",".join(code for code in kinds if code in offered or code == ALL_HAZARDS)
    same = known == held and not put_right.leaves_others_out(text)
    return {} if not known or same else {_HAZARDS: known}


def rest_of(turn: Turn, state: FormState, new: Mapping[str, str]) -> str:
    """The clauses of the message that name nothing of what it changes."""
    clauses = [clause for clause in bare_clauses(turn.message.text) if not _ONLY_WRONG.fullmatch(clause)]
    return "，".join(clause for clause in clauses if not _tells_of(turn, clause, state, new))


def _tells_of(turn: Turn, clause: str, state: FormState, new: Mapping[str, str]) -> bool:
    """Does the clause name something of the slots that are changed?"""
    mentions = turn.interpreter.mentions(clause) if turn.interpreter is not None else []
    if any(mention.slot in new for mention in mentions):
        return True
    return any(_names(clause, slot, value, state.slots.get(slot, "")) for slot, value in new.items())


def _names(clause: str, slot: str, value: str, held: str) -> bool:
    if slot in _OPTIONS:
        return bool(spans_of(slot, clause)) or (slot == _HAZARDS and value == ALL_HAZARDS)
    if slot in OF_TIMES:
        return bool(times.find_all(clause))
    if slot == "anonymous":
        return bool(anonymity.told(clause))
    if slot in _PLACES:
        return any(sign.isdecimal() for sign in figures(clause)) and not times.find_all(clause)
    pairs = {told[at : at + 2] for told in (value, held) for at in range(len(told) - 1)}
    return any(clause[at : at + 2] in pairs for at in range(len(clause) - 1))


def told_besides(
    text: str, state: FormState, commands: Sequence[Command], new: Mapping[str, str]
) -> list[Command]:
    """The values of the rest of the message that are of a person, a place or a time or are asked for; and its questions.

    Of a reason (「我家里要添孙子」) nothing else is taken.
    """
    may = {*_OF_PERSONS, *OF_TIMES, state.asking} - new.keys()
    values_told = [command for command in commands if isinstance(command, SetSlot) and command.slot in may]
    asked = of_kind(commands, Ask) if asks(text) else []
    price = numbers.price(readable_words(text)) if new.get("terms") == "sell" else None
    priced = [] if price is None else [SetSlot(PRICE, str(price), words=text)]
    return [*values_told, *priced, *asked]


def changed(opened: OpenForm, state: FormState) -> FormProgress | None:
    """The form with what the message plainly changes in it, read back; None where it changes nothing so plainly."""
    new = values(opened.turn, state)
    if not new or _agrees_first(opened.turn, state):
        return None
    told = {name: _by_its_name(opened, state, name, value) for name, value in new.items()}
    told |= _phone_again(opened.turn, state, told)
    step = engine.filled(opened.spec, state, told, opened.world)
    if step.kind is not StepKind.FILLED:
        return None
    if state.slots.get(_PHONE) and _PHONE not in step.state.slots:
        opened.turn.session.known[_PHONE] = state.slots[_PHONE]  # it counts again when SMS are wanted again
    step = _in_class(opened, step) if _COURSE in told else step
    said = [*opened.prompter.changed(step)] or _unchanged(opened, state, told)
    progress = FormProgress(opened, step.state, said, heard=True)
    progress.filled.update(told)
    return progress


def _phone_again(turn: Turn, state: FormState, told: Mapping[str, str]) -> dict[str, str]:
    """The number that was told before another channel, for who comes back to SMS."""
    known = turn.session.known.get(_PHONE, "")
    return {_PHONE: known} if told.get("channel") == SMS and known and _PHONE not in state.slots else {}


def _unchanged(opened: OpenForm, state: FormState, told: Mapping[str, str]) -> list[str]:
    """That what the message comes back to stands there already."""
    same = [name for name, value in told.items() if state.slots.get(name) == value]
    return [line for name in same for line in opened.prompter.unchanged(name, state)]


_YES_FIRST = re.compile(r"^(?:嗯|恩|哦){0,2}(?:对|是|没错)(?:的|呀|啊|嘞|格|对){0,2}[，,。！!\s]")


def _agrees_first(turn: Turn, state: FormState) -> bool:
    """「对 另外雷电也给我发」: is the summary agreed to, before more is told?"""
    return state.asking == engine.CONFIRM and _YES_FIRST.search(turn.message.text) is not None


def corrected_in_it(progress: FormProgress) -> bool:
    """Does the message that agrees change a value: 「13866668888 才对」? It is read back before anything is done."""
    before = progress.opened.turn.session.form
    if before is None or _agrees_first(progress.opened.turn, before):
        return False
    now = progress.state.slots
    return any(
        value not in now.get(name, value) for name, value in before.slots.items() if name in progress.filled
    )


def _by_its_name(opened: OpenForm, state: FormState, name: str, value: str) -> str:
    """A course by its whole name: 「西点」 is 西式面点."""
    slot = opened.spec.slot(name)
    return slot.shown(value, state.slots, opened.world) if slot is not None and name == _COURSE else value


def _in_class(opened: OpenForm, step: engine.FormStep) -> engine.FormStep:
    """The form in the class that the message names by its time: 「改报钳工周六上午那个」."""
    slot, wanted = opened.spec.slot(_CLASS), times.meant(opened.turn.message.text)
    if slot is None or not wanted or _CLASS in step.state.slots:
        return step
    options = slot.options(step.state.slots, opened.world)
    fits = [option.value for option in options if wanted in option.label and option.value]
    if len(fits) != 1:
        return step
    filled = engine.filled(opened.spec, step.state, {_CLASS: fits[0]}, opened.world)
    return engine.FormStep(filled.kind, filled.state, step.changed)
