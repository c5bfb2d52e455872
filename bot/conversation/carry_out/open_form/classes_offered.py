"""Which classes the open form offers, and that there is none at the time that was said."""

from collections.abc import Sequence

from bot.common.message import Choice
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.interpret.values import times
from bot.conversation.session import FormState


def not_offered(opened: OpenForm, state: FormState, name: str, value: str) -> str:
    """That there is no class at the time that was said, and which there are; "" for another slot."""
    options = classes_offered(opened, state, name)
    if not options or not times.meant(value):
        return ""
    return opened.turn.words.say("form.not_offered", value=value, options=labels(options))


def classes_offered(opened: OpenForm, state: FormState, name: str) -> tuple[Choice, ...]:
    """The classes that can be chosen, where the slot asks for one; () for another slot."""
    slot = opened.spec.slot(name)
    return slot.options(state.slots, opened.world) if slot is not None and name == "session" else ()


def labels(options: Sequence[Choice]) -> str:
    """What the options are called, in one line."""
    return "；".join(option.label for option in options)
