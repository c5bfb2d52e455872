"""What a form holds so far, in words, for whoever asks what was written down."""

from dataclasses import dataclass

from bot.conversation.forms.prompts import Prompter
from bot.conversation.session import FormState


@dataclass(frozen=True, slots=True)
class FormSummary:
    """A form that is not handed in.

    title: what it is for (「报名家政服务」); lines: a line (label and value) for each slot that is filled; why: why it asks
    for personal data, "" when it asks for none; personal: it holds a name, a phone or the like.
    """

    title: str
    lines: tuple[str, ...]
    why: str
    personal: bool


def form_summary(prompter: Prompter, state: FormState) -> FormSummary:
    """The summary of a form in this state."""
    slots = prompter.spec.slots
    return FormSummary(
        title=prompter.title(state),
        lines=tuple(prompter.summary(state).splitlines()),
        why=prompter.form.why,
        personal=any(slot.personal and slot.name in state.slots for slot in slots),
    )
