"""What a message plainly changes in the open form, whatever the rest of it says: another course, another channel, other kinds.

It is read before all other readers of the form, and what it says of one slot changes no other.
"""

import re
from collections.abc import Mapping, Sequence

from bot.content.shared.hazards import TIPS
from bot.conversation.carry_out.form_progress import FormProgress
from bot.conversation.carry_out.open_form import OpenForm
from bot.conversation.commands import Ask, Command, SetSlot
from bot.conversation.forms import engine
from bot.conversation.forms.engine import StepKind
from bot.conversation.interpret import corrected, numbers, put_right, times
from bot.conversation.interpret.closed_values import ALL_HAZARDS, spans_of
from bot.conversation.interpret.form_messages import asks
from bot.conversation.interpret.item_details import PRICE
from bot.conversation.interpret.things_put_right import another_name, other_thing
from bot.conversation.interpret.values import OF_TIMES
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.act_features import readable_words
from bot.understanding.slots import person
from bot.understanding.slots.numerals import figures

_CLAUSE = re.compile(r"[，,。；;！!？?\s]{1,3}")
_OF_PHONE = re.compile(r"\d{11}|电话|手机|号码|尾号|尾数|尾巴|末尾")
_OPTIONS = frozenset({"hazards", "channel", "terms"})
_PLACES = frozenset({"address", "place"})
_OF_PERSONS = frozenset({"name", "age", "address"})
SMS = "sms"
_HAZARDS, _COURSE, _CLASS, _PHONE = "hazards", "course", "session", "phone"


def values(turn: Turn, state: FormState) -> dict[str, str]:
    """The slots of the form that the message plainly changes, with their new values; {} for none."""
    text, slots = turn.message.text, state.slots
    named = turn.interpreter.mentions(text) if turn.interpreter is not None else []
    found = put_right.changes(text, slots, named)
    if slots.get(_HAZARDS):
        offered = [hazard.value for hazard in turn.content.part(TIPS)]
        kinds = put_right.hazards_changed(text, slots[_HAZARDS], offered)
        known = [code for code in kinds if code in offered or code == ALL_HAZARDS]
        if known and (",".join(known) != slots[_HAZARDS] or put_right.leaves_others_out(text)):
            found[_HAZARDS] = ",".join(known)
    found |= other_thing(text, slots)
    name = another_name(text, slots.get("name", ""), asked=state.asking == "name")
    name = name or (person.called(text) if found and "我叫" in text else "")
    if name and name != slots.get("name"):
        found["name"] = name
    number = corrected.mended_phone(text, slots.get(_PHONE, "")) if found and _OF_PHONE.search(text) else ""
    if number and slots.get(_PHONE, number) != number:
        found[_PHONE] = number
    return found


def rest_of(turn: Turn, state: FormState, new: Mapping[str, str]) -> str:
    """The clauses of the message that name nothing of what it changes."""
    clauses = [clause for clause in _CLAUSE.split(turn.message.text) if clause]
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
    asked = [command for command in commands if isinstance(command, Ask)] if asks(text) else []
    price = numbers.price(readable_words(text)) if new.get("terms") == "sell" else None
    priced = [] if price is None else [SetSlot(PRICE, str(price), words=text)]
    return [*values_told, *priced, *asked]


def changed(opened: OpenForm, state: FormState) -> FormProgress | None:
    """The form with what the message plainly changes in it, read back; None where it changes nothing so plainly."""
    told = {
        name: _by_its_name(opened, state, name, value) for name, value in values(opened.turn, state).items()
    }
    if not told or _agrees_first(opened.turn, state):
        return None
    session, held = opened.turn.session, state.slots.get(_PHONE, "")
    told |= (
        {_PHONE: session.known[_PHONE]}
        if told.get("channel") == SMS and _PHONE in session.known and not held
        else {}
    )
    step = engine.filled(opened.spec, state, told, opened.world)
    if step.kind is not StepKind.FILLED:
        return None
    session.known |= {_PHONE: held} if held and _PHONE not in step.state.slots else {}
    step = _in_class(opened, step) if _COURSE in told else step
    same = [
        line
        for name, value in told.items()
        if not step.changed and state.slots.get(name) == value
        for line in opened.prompter.unchanged(name, step.state)
    ]
    progress = FormProgress(opened, step.state, [*opened.prompter.changed(step), *same], heard=True)
    progress.filled.update(told)
    return progress


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
