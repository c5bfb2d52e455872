"""Skills: what the community does, registered as plain async functions that take one typed Turn."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.common.message import Choice, Message, Reply
from bot.content.governed import Dated
from bot.content.knowledge import Venue
from bot.content.loader import Content
from bot.conversation.exact_words import ExactWords
from bot.conversation.forms.spec import FormSpec
from bot.conversation.say.wording import Wording
from bot.conversation.session import FormState, Session
from bot.storage.database import UnitOfWork
from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.record_type import RecordType
from bot.understanding.faq import NEAR, closest
from bot.understanding.parse import Parse

D = TypeVar("D", bound=Dated)


@dataclass(slots=True)
class Turn:
    """What a handler gets: the message, what was understood, and everything that it may use.

    clauses: the parts of the message, when it has several, each understood by itself.
    skills: all of them, for `everything` and `leave`. erased: the resident was erased in this
    turn, so that what channels keep goes as well. wanted: the intents that the words, or the choice taken,
    mean beyond doubt.
    outdated: the answer would rest on what is no longer in force; the engine says that instead (see `current`).
    session may be changed (its topic, its choices); work is the turn's unit of work: what is written
    there is committed before the reply leaves, or not at all.
    """

    message: Message
    parse: Parse
    session: Session
    content: Content
    words: Wording
    work: UnitOfWork
    now: datetime
    clauses: tuple[Parse, ...] = ()
    services: tuple["Service", ...] = ()
    erased: bool = False
    wanted: frozenset[str] = frozenset()
    outdated: bool = False

    def say(self, key: str, /, *, choices: tuple[Choice, ...] = (), **fields: object) -> Reply:
        """The reply that the content holds under `key`, its fields filled in."""
        return Reply(self.words.say(key, **fields), choices)

    def known_answer(self, near: float = NEAR) -> str:
        """The content's answer to this very question, among the questions of the wish; empty if none is near."""
        known = closest(self.parse.normal, self.content.questions.get(self.parse.intent, ()), near)
        if known is None:
            return ""
        self.current(known)
        return known.answer

    def current(self, part: Dated) -> bool:
        """Is this in force today? If not, whatever the handler answers is withheld."""
        held = self.content.current(part, self.now.date())
        self.outdated = self.outdated or not held
        return held

    def place(self, key: str) -> Venue | None:
        """The venue with this id or name, in force or the answer is withheld; None when it is not known."""
        venue = self.content.venue(key)
        if venue is not None:
            self.current(venue)
        return venue

    def in_force(self, parts: Iterable[D]) -> tuple[D, ...]:
        """Those of a list that are in force today; when it has none but outdated ones, the answer is withheld."""
        listed = tuple(parts)
        kept = tuple(part for part in listed if self.content.current(part, self.now.date()))
        self.outdated = self.outdated or bool(listed and not kept)
        return kept

    def wants(self, intent: str) -> bool:
        """Do the words mean this intent and nothing else?"""
        return intent in self.wanted

    async def own_records(self) -> tuple["OwnRecord", ...]:
        """All that is on record for this resident, from every skill."""
        tellers = [tell for service in self.services for tell in service.own_records]
        return tuple([record for tell in tellers for record in await tell(self)])

    async def give_up_scarce(self) -> None:
        """Give up what the resident takes from others, who are told: a seat, a thing that is kept for them."""
        for service in self.services:
            for give_up in service.erasure_hooks:
                await give_up(self)

    async def nothing_but(self, key: str, *more: Choice) -> Reply:
        """The reply that there is nothing of the kind, with what else is on record for this resident."""
        rest = await self.own_records()
        changes = tuple(one.change for one in rest if one.change)
        return Reply("\n".join([self.words.say(key), *(one.line for one in rest)]), (*changes, *more))

    def menu(self) -> tuple[Choice, ...]:
        """The main menu, as the staff ordered it."""
        intents = self.content.intents
        return tuple(
            Choice(intents[label].title, intent=label) for label in self.content.menu if label in intents
        )

    def slot(self, name: str) -> str:
        """What the resident said for a slot, as text; empty if nothing."""
        return str(self.parse.slots.get(name, ""))


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """One thing on record for a resident: what it is in a line, and the choice by which it is changed."""

    line: str
    change: Choice | None = None


@dataclass(slots=True)
class JobContext:
    """What work outside a conversation gets: content, words, and a unit of work that is committed after it.

    actor: who does it, for the record of changes: "bot" or a staff member's name. kept: for how long things are.
    """

    content: Content
    words: Wording
    work: UnitOfWork
    now: datetime
    actor: str = "bot"
    services: tuple["Service", ...] = ()
    kept: RetentionPeriods = field(default_factory=RetentionPeriods)


@dataclass(frozen=True, slots=True)
class StaffDecision:
    """What the staff decide on a record: its new status, and a note that the resident is told."""

    row: int
    status: str
    note: str = ""


Handler = Callable[[Turn], Awaitable[Reply]]
FormHandler = Callable[[Turn, FormState], Awaitable[Reply]]
OwnRecords = Callable[[Turn], Awaitable[tuple[OwnRecord, ...]]]
ErasureHook = Callable[[Turn], Awaitable[None]]
"""Gives up what the resident takes from others, before everything on record is erased."""
Middleware = Callable[[Turn], Awaitable[list[Reply] | None]]
"""Hears a message before anybody else; replies (also none) end the turn, None lets it go on."""
EmergencyHook = Callable[[Turn], Awaitable[None]]
"""Learns of an emergency after it was answered, in a transaction of its own; knows no session."""
Foreword = Callable[[Turn], Awaitable[str]]
"""What stands above the answer to certain intents, whoever gives it; "" for nothing."""
PeriodicJob = Callable[[JobContext], Awaitable[None]]
"""Done every minute, in a transaction of its own: what has lapsed, who is to be reminded. Twice is as once."""
StaffAction = Callable[[JobContext, StaffDecision], Awaitable[str]]
"""Carries a staff order out and tells the resident; answers with a line for the staff. OrderRefused says why not."""


FullOptions = Callable[[Turn], Awaitable[frozenset[str]]]
"""Which option values have no place left (a class that is full)."""


async def _none_full(turn: Turn) -> frozenset[str]:
    return frozenset()


BeforeForm = Callable[[Turn], Awaitable[Reply | None]]
"""What is said instead of opening the form: the wish was a question, or nothing that the form is for.

It may also put into the turn's parse what only the content can tell: a slot of the form that was filled already."""


async def _straight_on(turn: Turn) -> Reply | None:
    return None


@dataclass(frozen=True, slots=True)
class ServiceForm:
    """A form of a skill: its slots, what is called when it is confirmed, what is full, what may come before it."""

    spec: FormSpec
    done: FormHandler
    full: FullOptions = _none_full
    before: BeforeForm = _straight_on


@dataclass(slots=True)
class Service:
    """One subject: handlers by intent, forms by name, exact words, and the replies that it needs from the content.

    says: reply key → the fields that its text may use; `python -m bot check` holds the content to it.
    """

    name: str
    says: Mapping[str, frozenset[str]]
    handlers: dict[str, Handler] = field(default_factory=dict)
    forms: dict[str, ServiceForm] = field(default_factory=dict)
    own_records: list[OwnRecords] = field(default_factory=list)
    erasure_hooks: list[ErasureHook] = field(default_factory=list)
    middlewares: list[Middleware] = field(default_factory=list)
    emergency_hooks: list[EmergencyHook] = field(default_factory=list)
    forewords: dict[str, Foreword] = field(default_factory=dict)
    periodic_jobs: list[PeriodicJob] = field(default_factory=list)
    staff_actions: dict[str, StaffAction] = field(default_factory=dict)
    words: list[ExactWords] = field(default_factory=list)
    records: list[RecordType] = field(default_factory=list)

    def keeps(self, kind: RecordType) -> None:
        """Declare a kind of record that this service keeps."""
        self.records.append(kind)

    def on(self, *intents: str) -> Callable[[Handler], Handler]:
        """Register the decorated function for these intents."""

        def register(handler: Handler) -> Handler:
            for intent in intents:
                self.handlers[intent] = handler
            return handler

        return register

    def exact_words(self, pattern: str, intent: str) -> Callable[[Handler], Handler]:
        """Messages that are just these words mean this intent; as a decorator, the function answers it.

        pattern: a regular expression for the whole message, figures in digits (「接单十二」 comes as 「接单12」);
        its named groups become the slots. Such a message is neither understood nor heard by an open form.
        """
        self.words.append(ExactWords(re.compile(pattern), intent))

        def register(handler: Handler) -> Handler:
            self.handlers[intent] = handler
            return handler

        return register

    def form(
        self, spec: FormSpec, *, full: FullOptions = _none_full, before: BeforeForm = _straight_on
    ) -> Callable[[FormHandler], FormHandler]:
        """Register the decorated function as what happens when the form is confirmed."""

        def register(done: FormHandler) -> FormHandler:
            self.forms[spec.name] = ServiceForm(spec, done, full, before)
            return done

        return register

    def tells_own_records(self, owner: OwnRecords) -> OwnRecords:
        """Register the decorated function as what tells all that this skill keeps of a resident."""
        self.own_records.append(owner)
        return owner

    def on_erasure(self, leaver: ErasureHook) -> ErasureHook:
        """Register the decorated function as what gives up what a resident takes from others."""
        self.erasure_hooks.append(leaver)
        return leaver

    def middleware(self, guard: Middleware) -> Middleware:
        """Register the decorated function to hear every message first."""
        self.middlewares.append(guard)
        return guard

    def on_emergency(self, emergency_hooks: EmergencyHook) -> EmergencyHook:
        """Register the decorated function to learn of emergencies."""
        self.emergency_hooks.append(emergency_hooks)
        return emergency_hooks

    def above(self, *intents: str) -> Callable[[Foreword], Foreword]:
        """Register the decorated function for what stands above the answers to these intents."""

        def register(foreword: Foreword) -> Foreword:
            self.forewords |= dict.fromkeys(intents, foreword)
            return foreword

        return register

    def periodic_job(self, periodic_job: PeriodicJob) -> PeriodicJob:
        """Register the decorated function as something to be done every minute."""
        self.periodic_jobs.append(periodic_job)
        return periodic_job

    def staff_action(self, kind: str) -> Callable[[StaffAction], StaffAction]:
        """Register the decorated function for the staff's orders on records of this kind."""

        def register(desk: StaffAction) -> StaffAction:
            self.staff_actions[kind] = desk
            return desk

        return register
