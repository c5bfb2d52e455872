"""What a form is made of: its slots, how each is read, checked and shown. Declared by services."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.common.message import Choice
from bot.content.snapshot import Content
from bot.conversation.forms.readers import NOTHING, Reader, Reading
from bot.understanding.parse import Parse
from bot.understanding.text.reading_budget import UNLIMITED, ReadingBudget

Values = Mapping[str, str]
"""The filled slots of a form."""


@dataclass(frozen=True, slots=True)
class World:
    """What a form may know beside its values: the content, the time, and which options have no place left.

    budget: the time that is left to read the message.
    """

    content: Content
    now: datetime
    full: frozenset[str] = frozenset()
    budget: ReadingBudget = UNLIMITED


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is not taken: the reply that says so with its fields; `instead` is offered with it."""

    key: str
    fields: Mapping[str, object]
    instead: tuple[Choice, ...] = ()


def _always(_: Values, __: World) -> bool:
    return True


def _none(_: Values, __: World) -> tuple[Choice, ...]:
    return ()


def _fine(_: str, __: Values, ___: World) -> Fault | None:
    return None


def _plain(value: str, _: Values, __: World) -> str:
    return value


@dataclass(frozen=True, slots=True)
class SlotSpec:
    """One slot of a form.

    needed: is it asked for, given the others? options: what can be chosen; a single option is taken
    unasked. check: why a value is not taken. shown: how it reads in the summary. firm: read even from a
    question in between (a phone number can be nothing else). free: anything said is a value, unless it is clearly
    a wish of its own. any_words: its reader takes whatever is answered. picture: a picture that is sent fills it.
    every: what can be chosen where the slot is asked for, if that is more than `options`.
    after: slots whose change voids this slot's value when it is no longer among the options.
    """

    name: str
    read: Reader
    needed: Callable[[Values, World], bool] = _always
    options: Callable[[Values, World], tuple[Choice, ...]] = _none
    check: Callable[[str, Values, World], Fault | None] = _fine
    shown: Callable[[str, Values, World], str] = _plain
    personal: bool = False
    skippable: bool = False
    firm: bool = False
    free: bool = False
    any_words: bool = False
    picture: bool = False
    after: tuple[str, ...] = ()
    every: Callable[[Values, World], tuple[Choice, ...]] = _none

    def offered(self, values: Values, world: World) -> tuple[Choice, ...]:
        """What can be chosen where the slot is asked for."""
        return self.every(values, world) or self.options(values, world)

    @property
    def has_check(self) -> bool:
        """Is there a reason why a value may not be taken?"""
        return self.check is not _fine


def read_slot(slot: SlotSpec, heard: Parse, values: Values, world: World, *, asked: bool) -> Reading:
    """What the message gives for the slot; nothing where the time to read it is spent."""
    if world.budget.spent:
        return NOTHING
    with world.budget.reading():
        options = slot.offered(values, world) if asked else slot.options(values, world)
        return slot.read(heard, options, asked)


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A form: its name in `intents/`, the intent that opens it, its slots in the order of asking.

    confirm: a summary is shown and has to be confirmed; else the form is done with its last answer.
    passing: it ends without a word as soon as something else is asked or wished, and is kept only for who asks to go on later.
    dropped_by: intents that mean, while it is open, that it is not wanted any more.
    kin: intents that an answer in the resident's own words is mistaken for; such a message is an answer.
    """

    name: str
    intent: str
    slots: tuple[SlotSpec, ...]
    confirm: bool = True
    passing: bool = False
    dropped_by: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()

    def slot(self, name: str) -> SlotSpec | None:
        """The slot of this name."""
        return next((slot for slot in self.slots if slot.name == name), None)
