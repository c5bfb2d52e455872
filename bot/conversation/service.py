"""A service: one subject that the community offers, and the functions that it registers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.common.postback import Control
from bot.content.snapshot import ContentPart
from bot.conversation.commands import RecordAction
from bot.conversation.forms.form_summary import FormSummary, form_summary
from bot.conversation.forms.prompts import Prompter
from bot.conversation.forms.spec import FormSpec, World
from bot.conversation.hooks import (
    BeforeForm,
    CrisisHandler,
    DangerQuestion,
    EmergencyHook,
    Foreword,
    FormHandler,
    FullOptions,
    GoesOn,
    Handler,
    Hears,
    Middleware,
    OnTheWay,
    PeriodicJob,
    ServiceForm,
    StaffAction,
    always_opens,
    none_full,
    nothing_yet,
)
from bot.conversation.interpret.clauses.exact_words import ExactWords
from bot.conversation.session import FormState
from bot.conversation.turn import (
    ErasureHook,
    OwnRecords,
    PhoneConfirmed,
    PhoneRecords,
    RecordFunction,
    RecordHandler,
    Turn,
)
from bot.storage.record_type import RecordType


@dataclass(slots=True)
class Service:
    """One subject: what it answers, which records it keeps, what it says and what it reads.

    name: its folder. says: reply key → the fields that its text may use; `python -m bot check` holds the content to it.
    reads: the parts of the knowledge that its answers rest on: its own, declared in its `content.py`, and shared ones.
    records: the kinds of record that it keeps. staff_actions: a kind's key → what carries out the staff's decisions on it.
    labels: what residents can say to it, each with the slots that understanding reads from such a message. No other
    service answers the same.
    Handlers, forms, exact words and jobs are registered by decorators, where they are written.
    """

    name: str
    says: Mapping[str, frozenset[str]]
    reads: tuple[ContentPart[Any], ...] = ()
    records: tuple[RecordType, ...] = ()
    staff_actions: Mapping[str, StaffAction] = field(default_factory=dict)
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    handlers: dict[str, Handler] = field(default_factory=dict)
    forms: dict[str, ServiceForm] = field(default_factory=dict)
    own_records: list[OwnRecords] = field(default_factory=list)
    erasure_hooks: list[ErasureHook] = field(default_factory=list)
    phone_records: list[PhoneRecords] = field(default_factory=list)
    phone_confirmations: dict[str, PhoneConfirmed] = field(default_factory=dict)
    record_functions: dict[tuple[str, RecordAction], RecordFunction] = field(default_factory=dict)
    middlewares: list[Middleware] = field(default_factory=list)
    emergency_hooks: list[EmergencyHook] = field(default_factory=list)
    crisis_handlers: list[CrisisHandler] = field(default_factory=list)
    going_on: list[GoesOn] = field(default_factory=list)
    danger_questions: list[DangerQuestion] = field(default_factory=list)
    forewords: dict[str, Foreword] = field(default_factory=dict)
    periodic_jobs: list[PeriodicJob] = field(default_factory=list)
    words: list[ExactWords] = field(default_factory=list)

    def on(self, *labels: str, slots: tuple[str, ...] = ()) -> Callable[[Handler], Handler]:
        """Register the decorated function for what residents say: each label has its phrases in `intents/`.

        slots: what understanding reads from such a message: from the names in the knowledge, or by its readers.
        """
        self.labels |= dict.fromkeys(labels, slots)
        return self.on_postback(*labels)

    def on_postback(self, *intents: str) -> Callable[[Handler], Handler]:
        """Register the decorated function for intents that only a choice or exact words can mean."""

        def register(handler: Handler) -> Handler:
            self.handlers |= dict.fromkeys(intents, handler)
            return handler

        return register

    def exact_words(self, pattern: str, intent: str | Control) -> Callable[[Handler], Handler]:
        """Messages that are just these words mean this intent; as a decorator, the function answers it.

        pattern: a regular expression for the whole message, figures in digits (「接单十二」 comes as 「接单12」);
        its named groups become the slots. Such a message goes neither through understanding nor to an open form.
        """
        self.words.append(ExactWords(re.compile(pattern), intent))

        def register(handler: Handler) -> Handler:
            self.handlers[intent] = handler
            return handler

        return register

    def form(
        self,
        spec: FormSpec,
        *,
        full: FullOptions = none_full,
        before: BeforeForm = always_opens,
        on_the_way: OnTheWay = nothing_yet,
        hears: Hears = nothing_yet,
        slots: tuple[str, ...] = (),
        by_choice: bool = False,
    ) -> Callable[[FormHandler], FormHandler]:
        """Register the decorated function as what happens when the form is confirmed.

        by_choice: only a choice opens the form; else its intent is a label (see `on`), and has phrases in `intents/`.
        """
        if not by_choice:
            self.labels[spec.intent] = slots

        def register(done: FormHandler) -> FormHandler:
            self.forms[spec.name] = ServiceForm(spec, done, full, before, on_the_way, hears)
            return done

        return register

    def form_summary(self, turn: Turn, state: FormState) -> FormSummary | None:
        """What one of this service's forms holds in this state, in words; None when it is another service's."""
        form, words = self.forms.get(state.form), turn.content.forms.get(state.form)
        if form is None or words is None:
            return None
        world = World(turn.content, turn.now, budget=turn.budget)
        return form_summary(Prompter(form.spec, words, turn.words, world), state)

    def changeable(self, form: str) -> tuple[str, ...]:
        """The slots that a resident may change in a record that is spoken of by this form, in their order; () for none."""
        return next((tuple(kind.changeable) for kind in self.records if form in kind.forms), ())

    def tells_own_records(self, hook: OwnRecords) -> OwnRecords:
        """Register the decorated function to list what this service has on record for a resident."""
        self.own_records.append(hook)
        return hook

    def on_erasure(self, hook: ErasureHook) -> ErasureHook:
        """Register the decorated function to give up what a resident takes from others."""
        self.erasure_hooks.append(hook)
        return hook

    def tells_phone_records(self, hook: PhoneRecords) -> PhoneRecords:
        """Register the decorated function to list what this service has on record under a confirmed phone."""
        self.phone_records.append(hook)
        return hook

    def on_phone_confirmed(self, purpose: str) -> Callable[[PhoneConfirmed], PhoneConfirmed]:
        """Register the decorated function for a code that was asked for with this purpose and is right."""

        def register(carry_out: PhoneConfirmed) -> PhoneConfirmed:
            self.phone_confirmations[purpose] = carry_out
            return carry_out

        return register

    def on_record(
        self, kind: str, *actions: RecordAction, sure: str = "", over: bool = False
    ) -> Callable[[RecordHandler], RecordHandler]:
        """Register the decorated function for what a resident may want with a record of this kind.

        kind: the form by which the record came. sure, over: see `RecordFunction`.
        """

        def register(handler: RecordHandler) -> RecordHandler:
            function = RecordFunction(handler, sure, over)
            self.record_functions |= dict.fromkeys(((kind, action) for action in actions), function)
            return handler

        return register

    def middleware(self, middleware: Middleware) -> Middleware:
        """Register the decorated function to see every message first."""
        self.middlewares.append(middleware)
        return middleware

    def on_emergency(self, hook: EmergencyHook) -> EmergencyHook:
        """Register the decorated function to run after every emergency."""
        self.emergency_hooks.append(hook)
        return hook

    def in_crisis(self, handler: CrisisHandler) -> CrisisHandler:
        """Register the decorated function to answer while a danger is on."""
        self.crisis_handlers.append(handler)
        return handler

    def goes_on(self, handler: GoesOn) -> GoesOn:
        """Register the decorated function to answer, while no form is open, what goes on with something it told lately."""
        self.going_on.append(handler)
        return handler

    def danger_question(self, question: DangerQuestion) -> DangerQuestion:
        """Register the decorated function to ask about a danger that there may be."""
        self.danger_questions.append(question)
        return question

    def foreword(self, *intents: str) -> Callable[[Foreword], Foreword]:
        """Register the decorated function for the text above the answers to these intents."""

        def register(foreword: Foreword) -> Foreword:
            self.forewords |= dict.fromkeys(intents, foreword)
            return foreword

        return register

    def periodic_job(self, periodic_job: PeriodicJob) -> PeriodicJob:
        """Register the decorated function to run every minute."""
        self.periodic_jobs.append(periodic_job)
        return periodic_job
