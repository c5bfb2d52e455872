"""What a resident can mean: the typed vocabulary of commands that interpreting a message gives.

The vocabulary and its JSON form are a contract with tools outside the repository (`python -m bot interpret`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType


def _no_slots() -> Mapping[str, str]:
    return MappingProxyType({})


class RecordAction(StrEnum):
    """What a resident wants with something that is on record."""

    STATUS = "status"
    CHANGE = "change"
    WITHDRAW = "withdraw"
    PAUSE = "pause"
    RESUME = "resume"
    ADD = "add"
    DONE = "done"
    NOT_DONE = "not_done"
    RATE = "rate"
    ACCEPT = "accept"
    DECLINE = "decline"


class SocialKind(StrEnum):
    """What is said to the bot as one says it to a person."""

    GREET = "greet"
    THANKS = "thanks"
    BYE = "bye"
    PRAISE = "praise"
    JOKE = "joke"
    INSULT = "insult"
    SORRY = "sorry"
    LONELY = "lonely"
    SAD = "sad"
    AFRAID = "afraid"
    RELIEVED = "relieved"
    CHAT = "chat"


class Manner(StrEnum):
    """How something is to be said once more."""

    AGAIN = "again"
    SLOWER = "slower"
    BIGGER = "bigger"


@dataclass(frozen=True, slots=True)
class SetSlot:
    """A value for a slot of the open form, asked for or not, new or corrected.

    person: the how-many-th person or thing that the value is for; words: the part of the message that says it.
    """

    slot: str
    value: str
    person: int = 1
    words: str = ""


@dataclass(frozen=True, slots=True)
class Exclude:
    """Everything for the slot but this value."""

    slot: str
    value: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Something that is written down is wrong, and the right value is not said; slot: "" if not said which."""

    slot: str = ""


@dataclass(frozen=True, slots=True)
class Yes:
    """Yes, to a question, a summary, or whether something is really to be done."""


@dataclass(frozen=True, slots=True)
class No:
    """No, to such a question."""


@dataclass(frozen=True, slots=True)
class Choose:
    """One of the options shown; index: from 1."""

    index: int


@dataclass(frozen=True, slots=True)
class Start:
    """A wish that is a form; words: the part of the message that says it."""

    flow: str
    slots: Mapping[str, str] = field(default_factory=_no_slots)
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question: an intent of `intents/`, or one about the talk itself (`meta.why`, `meta.word`, `meta.bot`, `meta.said`)."""

    intent: str
    slots: Mapping[str, str] = field(default_factory=_no_slots)
    words: str = ""


IN_WORDS = "note"
"""The slot of what is added to a record in the resident's own words: no other thing, and no more people."""


@dataclass(frozen=True, slots=True)
class Record:
    """Something with what is on record; ref: "" if it was not said which; slot, value: what is to be changed or added.

    ref may name several records, with 「、」 between them; also: further slots that change with it, each with its value.
    """

    action: RecordAction
    kind: str
    ref: str = ""
    slot: str = ""
    value: str = ""
    words: str = ""
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Skip:
    """The resident will not say it, or has none."""

    slot: str


@dataclass(frozen=True, slots=True)
class Stop:
    """The open form is dropped."""


@dataclass(frozen=True, slots=True)
class Later:
    """The open form is put off."""


@dataclass(frozen=True, slots=True)
class Resume:
    """The form that waits is taken up again."""


@dataclass(frozen=True, slots=True)
class Restart:
    """Everything from the beginning."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The last reply once more."""

    how: Manner = Manner.AGAIN


@dataclass(frozen=True, slots=True)
class More:
    """More of the list, or of the answer that was cut."""


@dataclass(frozen=True, slots=True)
class WantsPerson:
    """A human is wanted."""


@dataclass(frozen=True, slots=True)
class Social:
    """Said to the bot as to a person."""

    kind: SocialKind
    words: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """Wait, let me think, half a sentence."""


@dataclass(frozen=True, slots=True)
class Complain:
    """About the bot: not what was asked, asked already, not understood."""


@dataclass(frozen=True, slots=True)
class InDanger:
    """A danger now; kind: a hazard, or crime, violence, suicide, missing, scam, medical, trapped."""

    kind: str


@dataclass(frozen=True, slots=True)
class Safe:
    """The danger is over, or help is there."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """None of ours, noise, nothing to be done."""


Command = (
    SetSlot | Exclude | Dispute | Yes | No | Choose | Start | Ask | Record | Skip | Stop | Later | Resume
    | Restart | Repeat | More | WantsPerson | Social | Hold | Complain | InDanger | Safe | Nothing
)  # fmt: skip

_DO: Mapping[type[Command], str] = {
    SetSlot: "set", Exclude: "exclude", Dispute: "dispute", Yes: "yes", No: "no", Choose: "choose", Start: "start",
    Ask: "ask", Record: "record", Skip: "skip", Stop: "stop", Later: "later", Resume: "resume", Restart: "restart",
    Repeat: "repeat", More: "more", WantsPerson: "person", Social: "social", Hold: "hold", Complain: "complain",
    InDanger: "danger", Safe: "safe", Nothing: "none",
}  # fmt: skip
_ALWAYS = frozenset({"slot", "value", "kind", "slots", "index", "how", "action", "flow", "intent"})


def as_json(command: Command) -> dict[str, object]:
    """The command in its JSON form: `do`, and its fields."""
    told: dict[str, object] = {"do": _DO[type(command)]}
    for part in fields(command):
        value = getattr(command, part.name)
        if part.name == "words" or (isinstance(command, Record) and not value):
            continue
        if part.name == "person":
            told |= {"for": value} if value > 1 else {}
        elif part.name == "slots":
            told["slots"] = dict(value)
        elif value != "" or part.name in _ALWAYS:
            told[part.name] = value
    return told
