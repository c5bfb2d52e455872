"""What a waiting form hears of messages about a danger, without a word: 「我姓温，哎呀等等！孩子把电池吞下去了」.

Only clauses that tell of no danger are read, and only slots that are still empty are filled. Who it is, their phone and their
address are taken wherever they stand; anything else only where it is said before the danger.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec import structs

from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.readings.parts import commands_in
from bot.conversation.carry_out.readings.telling_words import telling
from bot.conversation.command_kinds import has
from bot.conversation.commands import Command, Dispute, Exclude, Later, No, SetSlot, Skip, Stop
from bot.conversation.forms import commanded
from bot.conversation.forms.common_slots import SELF
from bot.conversation.forms.engine import StepKind
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.session_state import state_of
from bot.conversation.interpret.values.introduced import bare_name, introduced
from bot.conversation.interpret.values.kinship import SELF as SELF_NAMED
from bot.conversation.interpret.values.kinship import people_named
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.danger_signs.telling_part import MOST_CLAUSES, clauses
from bot.understanding.slots import phone, place

_OF_OTHERS = re.compile(r"隔壁|对门|对过|邻居|楼上|楼下|他家|她家|人家|[他她伊]的?(?:电话|手机|地址)|不是")
_CRY = re.compile(
    r"哎[呀哟呦唷]?|诶|唉哟|啊呀|阿[呀哟]|天[哪呐啊]|等等|等一?下|慢着|不好了|勿好了|坏了坏了|救命|糟了"
)
_REFUSALS = (Stop, Exclude, Dispute, Later, Skip, No)
_OF_RESIDENT = frozenset({"name", "phone", "address"})


async def hear_earlier(turn: Turn, forms: FormRunner) -> None:
    """Let the waiting form hear the messages that were answered by a card."""
    texts, turn.session.unheard = turn.session.unheard, []
    for text in texts:
        await _hear(turn, forms, text, begins=True)


async def hear(turn: Turn, forms: FormRunner, text: str) -> None:
    """Let the waiting form hear what is said while the danger is on, or with its end."""
    await _hear(turn, forms, text, begins=False)


async def _hear(turn: Turn, forms: FormRunner, text: str, *, begins: bool) -> None:
    """begins: the text brought the card, so that it tells of the danger even where no part of it does so alone."""
    state = turn.session.form or turn.session.draft
    if not text or state is None or state.form not in forms.forms or turn.interpreter is None:
        return
    before, others = _harmless(turn, text, begins=begins)
    told = [*_values(turn, state, before, every=True)] if before else []
    told += [value for part in others for value in _values(turn, state, part, every=False)]
    heard = _filled(await OpenForm.of(turn, forms.forms[state.form]), state, told) if told else state
    if turn.session.form is not None:
        turn.session.form = heard
    else:
        turn.session.draft = heard


def _harmless(turn: Turn, text: str, *, begins: bool) -> tuple[str, Sequence[str]]:
    """What is said before the danger, and the other clauses that tell of none."""
    said = clauses(_CRY.sub(r" \g<0>", text))[:MOST_CLAUSES]
    about = telling(turn, said)
    if begins and not about:
        about = range(len(said))
    first = min(about) if begins else 0
    return " ".join(said[:first]), [said[number] for number in range(len(said)) if number not in about]


def _values(turn: Turn, state: FormState, text: str, *, every: bool) -> Iterable[SetSlot]:
    """The values for the form in these words. every: of all slots but those that take anything that is said."""
    text = " ".join(clause for clause in clauses(text) if not asks(clause))
    meant = meant_in(turn, state, text) if every and text else ()
    for command in (*_of_resident(text), *meant):
        if isinstance(command, SetSlot) and (every or command.slot in _OF_RESIDENT):
            yield command


def meant_in(turn: Turn, state: FormState, text: str) -> Sequence[Command]:
    """What the text means while this form is open."""
    return commands_in(turn, text, state_of(structs.replace(turn.session, form=state)))


async def changes(turn: Turn, forms: FormRunner, state: FormState, *, goes_on: bool) -> bool:
    """Does the message tell this form anything that it doesn't hold, or refuse something of it?

    goes_on: it is said that the form is to go on; then a slot in the resident's own words is only named again.
    """
    opened = await OpenForm.of(turn, forms.forms[state.form])
    meant = meant_in(turn, state, turn.message.text)
    told = [
        command
        for command in meant
        if isinstance(command, SetSlot) and not (goes_on and _is_named_again(opened, state, command))
    ]
    refused = has(meant, *_REFUSALS)
    return refused or any(_set(opened, state, command).slots != state.slots for command in told)


def _is_named_again(opened: OpenForm, state: FormState, told: SetSlot) -> bool:
    slot = opened.spec.slot(told.slot)
    return slot is not None and slot.free and slot.name in state.slots


def _of_resident(text: str) -> Iterable[SetSlot]:
    """Who writes, their phone and where they live, as nothing else can be read; none of somebody else's."""
    if people_named(text) or _OF_OTHERS.search(text):
        return
    own = next((person.name for person in introduced(text) if person.who == SELF_NAMED), "")
    name, number, where = own or bare_name(text), phone.find(text), place.whole(text)
    if name:
        yield SetSlot("name", name, words=name)
    if number:
        yield SetSlot("phone", number, words=number)
    if where and place.has_house(where):
        yield SetSlot("address", where, words=where)


def _filled(opened: OpenForm, state: FormState, told: Sequence[SetSlot]) -> FormState:
    """The form with those of the values for which it has an empty slot; a name is the resident's, and of nobody else."""
    for value in told:
        slot = opened.spec.slot(value.slot)
        of_other = value.slot == "name" and state.slots.get("for_whom", SELF) != SELF
        if slot is None or slot.free or slot.name in state.slots or of_other:
            continue
        state = _set(opened, state, value)
    return state


def _set(opened: OpenForm, state: FormState, told: SetSlot) -> FormState:
    """The form with the value, or as it was where that is none for it."""
    step = commanded.set_value(
        opened.spec, state, told.slot, told.value, told.words, opened.turn.hear, opened.world
    )
    return step.state if step.kind is StepKind.FILLED else state
