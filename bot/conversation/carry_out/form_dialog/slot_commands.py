"""Carries out a command about the slots of the open form: a value, an option ruled out, a dispute, a skip, a yes or no."""

from dataclasses import replace

from bot.conversation.carry_out.form_words.plain_corrections import is_fine, plain_correction
from bot.conversation.carry_out.open_form.acknowledged import left_out, note
from bot.conversation.carry_out.open_form.classes_offered import not_offered
from bot.conversation.carry_out.open_form.form_progress import FormProgress, agreed_or_not
from bot.conversation.carry_out.open_form.merged_values import (
    as_detail,
    beside_known,
    of_its_slot,
    put_right,
)
from bot.conversation.carry_out.open_form.named_people import without_own_name
from bot.conversation.carry_out.open_form.next_person import for_next_person, no_longer_waits
from bot.conversation.carry_out.open_form.open_form import OpenForm, needed
from bot.conversation.commands import Dispute, Exclude, No, SetSlot, Skip, Yes
from bot.conversation.forms import commanded
from bot.conversation.forms.engine import FormStep, StepKind
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.values import times
from bot.conversation.interpret.values.values import OF_TIMES
from bot.conversation.session import FormState
from bot.understanding.slots import person

_NEVER_NAMES = frozenset({"time", "free", "when", "bank", "session", "team"})
"""Slots in which a person's name is none of theirs."""


def fill(
    progress: FormProgress, command: SetSlot | Exclude | Dispute | Skip | Yes | No, *, quiet: bool
) -> None:
    """Do to the form's slots what the command says. quiet: a value that was not asked for is taken without a word."""
    match put_right(progress, command) if isinstance(command, Dispute | Exclude) else command:
        case SetSlot() as value:
            _set(progress, value, quiet=quiet)
        case Exclude() as left_out:
            _exclude(progress, left_out, quiet=quiet)
        case Dispute(slot):
            name = form_slot(slot)
            taken(progress, commanded.dispute(progress.opened.spec, progress.state, name))
        case Skip(slot):
            _skip(progress, form_slot(slot))
        case _:
            agreed_or_not(progress, yes=isinstance(command, Yes))


def taken(progress: FormProgress, step: FormStep) -> None:
    """Go on with what the step made of the form, and say what it changed."""
    if step.kind is StepKind.INVALID:
        progress.fault = step
    elif step.kind is not StepKind.NO_ANSWER:
        progress.said += progress.opened.prompter.changed(step)
        progress.state = step.state
    progress.heard = True


def _set(progress: FormProgress, command: SetSlot, *, quiet: bool) -> None:
    opened, command = progress.opened, as_detail(progress, of_its_slot(progress, command))
    if command.person > 1:
        progress.said += for_next_person(opened, progress.state, form_slot(command.slot), command.value)
        progress.heard = True
        return
    name = _slot_of(progress, command)
    value = beside_known(progress, name, command)
    cut = value != command.value or times.leaves_out(command.words)
    words = "" if cut else command.words
    step = commanded.set_value(
        opened.spec, progress.state, name, value, words, opened.turn.hear, opened.world
    )
    if step.kind is StepKind.FILLED:
        _go_on_with(progress, step, name, quiet=quiet)
        if name == "name":
            no_longer_waits(opened, value)
    elif not _heard_otherwise(progress, name, value) and step.kind is StepKind.INVALID:
        progress.fault, progress.heard = step, True


def _slot_of(progress: FormProgress, command: SetSlot) -> str:
    """The slot that the value is for: `name` where it fits no other and the name is still to be asked for."""
    name = form_slot(command.slot)
    fits_no_other = name in progress.filled or name in _NEVER_NAMES
    is_name = fits_no_other and _is_the_name(progress.opened, progress.state, command.value)
    return "name" if is_name else name


def _is_the_name(opened: OpenForm, state: FormState, value: str) -> bool:
    """Is what was taken for a slot that is filled already rather the name, which is still to be asked for?"""
    asks_name = opened.spec.slot("name") is not None and "name" not in state.slots
    return asks_name and person.plausible_name(value) and not times.meant(value)


def _go_on_with(progress: FormProgress, step: FormStep, name: str, *, quiet: bool) -> None:
    """Go on with the form in which the slot was filled."""
    if not quiet:
        note(progress, step, name)
    for_another = name == "for_whom"
    after = without_own_name(progress.opened, progress.state, step.state) if for_another else step.state
    progress.state, progress.heard = after, True
    progress.filled.add(name)


def _heard_otherwise(progress: FormProgress, name: str, value: str) -> bool:
    """Take a value that the slot does not hold as a plain correction, or say that no class is then; False for neither."""
    opened = progress.opened
    if (mended := plain_correction(opened, progress.state)) is not None:
        taken(progress, mended)
        return True
    told = not_offered(opened, progress.state, name, value)
    if told:
        progress.said.append(told)
        progress.heard = True
    return bool(told)


def _exclude(progress: FormProgress, command: Exclude, *, quiet: bool) -> None:
    opened, name = progress.opened, form_slot(command.slot)
    if name == "skills" and is_fine(command.value, opened.turn.message.text):
        _set(progress, SetSlot(name, command.value, words=command.value), quiet=quiet)
        return
    if _stands_anyway(progress, name, command.value):
        progress.heard = True
        return
    step = commanded.exclude(opened.spec, progress.state, name, command.value, opened.turn.hear, opened.world)
    if step.kind is StepKind.NO_ANSWER:
        return
    meant = times.meant(command.words)
    as_it_was = step.kind is StepKind.EDIT or step.state.slots == progress.state.slots
    if as_it_was and meant and meant not in command.value:
        _set(progress, SetSlot(name, meant, words=meant), quiet=quiet)
        return
    if step.kind is StepKind.EDIT:
        progress.said.append(left_out(progress, name, command.value))
    progress.said += opened.prompter.changed(step)
    progress.state, progress.heard = step.state, True


def _stands_anyway(progress: FormProgress, name: str, left_out: str) -> bool:
    """「早上才没空」 of who said afternoons: does the known time stand, with what is left out neither one of it nor a part?"""
    known = progress.state.slots.get(name, "") if name in OF_TIMES else ""
    parts = known.split("、") if known and times.find_all(left_out) else []
    return bool(parts) and not any(left_out in part or times.lies_within(left_out, part) for part in parts)


def _skip(progress: FormProgress, name: str) -> None:
    opened = progress.opened
    step = commanded.skip(opened.spec, progress.state, name or progress.state.asking, opened.world)
    progress.heard = True
    if step.kind is StepKind.SKIPPED:
        progress.state = step.state
        return
    progress.state = replace(progress.state, attempts=progress.state.attempts + 1)
    if name in opened.words.slots:
        progress.said.append(needed(opened, name))
