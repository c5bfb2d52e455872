"""What a choice means when a resident takes it: its postback."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto


@dataclass(frozen=True, slots=True)
class Wish:
    """The resident wants this, as if they had said so plainly.

    slots: what the wish says beside its intent, by slot name.
    confirmed: the answer to 「要…吗？」, once it has been asked.
    opens_form: the form of the intent opens without a look at the words, which are the choice's own.
    replaces: the id of the record that the form is to change; 0 for a new record.
    said: the message that it answers, when it was asked back: taking the choice is as if those words had been clear.
    """

    intent: str
    slots: tuple[tuple[str, str], ...] = ()
    confirmed: bool | None = None
    opens_form: bool = False
    replaces: int = 0
    said: str = ""


class Control(StrEnum):
    """A request to the conversation itself; the value is the intent by which it is known."""

    MORE = "elder.more"  # what did not fit into the last answer
    NONE_OF_THESE = "fallback.none"  # none of the readings that were offered
    RESUME_DRAFT = "form.resume"
    DISCARD_DRAFT = "form.discard"


@dataclass(frozen=True, slots=True)
class FillSlot:
    """The value for the slot that the open form asks for."""

    value: str


@dataclass(frozen=True, slots=True)
class AskSlot:
    """The open form is to ask for this slot again."""

    slot: str


class FormAction(Enum):
    """What is to become of the open form."""

    CONFIRM = auto()
    EDIT = auto()  # something is to be changed
    STOP = auto()
    SKIP = auto()  # the slot that is asked for
    HUMAN = auto()  # a person is to help
    LATER = auto()  # it waits as a draft


FormPostback = FillSlot | AskSlot | FormAction
"""What only an open form understands."""
Postback = Wish | Control | FormPostback


def intent_of(postback: Postback | None) -> str:
    """The intent that the postback stands for; "" for none and for what only an open form understands."""
    if isinstance(postback, Wish):
        return postback.intent
    return postback.value if isinstance(postback, Control) else ""
