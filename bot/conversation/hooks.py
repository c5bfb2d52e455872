"""The functions that a service registers: their types, and what they are given."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.common.message import Reply
from bot.content.snapshot import Content
from bot.conversation.forms.spec import FormSpec
from bot.conversation.say.wording import Wording
from bot.conversation.session import FormState
from bot.conversation.turn import RecordKeeper, Turn
from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.unit_of_work import UnitOfWork
from bot.understanding.parse import SlotValue


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a job outside a conversation gets: content, words, and a unit of work that is committed after it.

    actor: who does it, for the audit: "bot" or a staff member's name. retention: how long records are kept.
    """

    content: Content
    words: Wording
    work: UnitOfWork
    now: datetime
    actor: str = "bot"
    services: Sequence[RecordKeeper] = ()
    retention: RetentionPeriods = field(default_factory=RetentionPeriods)

    def with_note(self, text: str, note: str) -> str:
        """What the resident is told, with the staff's own words below it."""
        return f"{text}\n{self.words.say('staff.note', note=note)}" if note else text


@dataclass(frozen=True, slots=True)
class StaffDecision:
    """What the staff decide on a record: its new status, and a note that the resident is told."""

    row: int
    status: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormOpening:
    """What a service makes of the message that would open its form.

    reply: said instead of opening it: the wish was a question, or nothing that the form is for.
    slots: what only the content can tell from the message; the form hears it as if it had been said.
    known: values of the form that follow from what is on record: 「跟我同一个班」.
    """

    reply: Reply | None = None
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Turn], Awaitable[Reply]]
"""Answers an intent."""
FormHandler = Callable[[Turn, FormState], Awaitable[Reply]]
"""Carries out a form that was confirmed."""
Middleware = Callable[[Turn], Awaitable[list[Reply] | None]]
"""Sees a message before anything else does; replies (also none) end the turn, None lets it go on."""
EmergencyHook = Callable[[Turn], Awaitable[None]]
"""Runs after an emergency was answered, in a transaction of its own; its turn's session holds only what was asked about."""
CrisisHandler = Callable[[Turn], Awaitable[Reply | None]]
"""Answers while a danger is on, or was asked about; None lets the message go on to what it means otherwise."""
GoesOn = Callable[[Turn], Awaitable[Reply | None]]
"""Answers a message that only goes on with what its service told lately; None lets it mean what it means otherwise."""
DangerQuestion = Callable[[Turn, Reply], Awaitable[Reply]]
"""Puts a question before the reply to a message that may tell of a danger."""
Foreword = Callable[[Turn], Awaitable[str]]
"""The text above the answer to certain intents, whichever service gives the answer; "" for nothing."""
PeriodicJob = Callable[[JobContext], Awaitable[None]]
"""Runs every minute, in a transaction of its own; running it twice must do no more than running it once."""
StaffAction = Callable[[JobContext, StaffDecision], Awaitable[str]]
"""Carries out a staff decision and tells the resident; returns a line for the staff. Raises OrderRefused."""
FullOptions = Callable[[Turn], Awaitable[frozenset[str]]]
"""The option values that have no place left (a class that is full)."""
BeforeForm = Callable[[Turn], Awaitable[FormOpening]]
"""Looks at the message before the form opens."""

OnTheWay = Callable[[Turn, FormState], Reply | None]
"""What a form can tell already, above its next question and with its choices in place of the question's; None: nothing."""

Hears = Callable[[Turn, FormState], Reply | None]
"""What a form makes of a message before it is read as an answer: said instead of the next question; None lets it be read."""


async def none_full(turn: Turn) -> frozenset[str]:
    """The default: no option can be full."""
    return frozenset()


async def always_opens(turn: Turn) -> FormOpening:
    """The default: the form opens, whatever the message says."""
    return FormOpening()


def nothing_yet(turn: Turn, state: FormState) -> Reply | None:
    """The default: nothing is told before the form is done."""
    return None


@dataclass(frozen=True, slots=True)
class ServiceForm:
    """A form of a service: its slots, what is called when it is confirmed, what is full, what comes before and on the way.

    hears: hears a message first, while the form is open and when it opens.
    """

    spec: FormSpec
    done: FormHandler
    full: FullOptions = none_full
    before: BeforeForm = always_opens
    on_the_way: OnTheWay = nothing_yet
    hears: Hears = nothing_yet
