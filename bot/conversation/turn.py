"""A turn of the conversation: a resident's message with everything that is needed to answer it."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, TypeVar

from bot.common.message import Choice, Message, Reply
from bot.common.postback import Postback, Wish, intent_of
from bot.common.service_rules import STRICT, ServiceRules
from bot.content.governed import Dated
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import Venue, find_venue
from bot.content.snapshot import Content
from bot.conversation import without_understanding
from bot.conversation.beside import AskedBeside
from bot.conversation.commands import Command, Record, RecordAction
from bot.conversation.forms.form_summary import FormSummary
from bot.conversation.interpret.interpreter import Interpreter
from bot.conversation.say.wording import Wording
from bot.conversation.session import FormState, Session
from bot.storage.maintenance.erasure import StoredRecord, records_of
from bot.storage.ownership import has_rows
from bot.storage.record_type import RecordType
from bot.storage.unit_of_work import UnitOfWork
from bot.understanding.danger_models.follow_ups import FollowUp
from bot.understanding.parse import Parse, SlotValue
from bot.understanding.passages.answer_finder import FoundAnswer
from bot.understanding.passages.faq import NEAR, closest_question
from bot.understanding.passages.passage_index import Found, PassageIndex
from bot.understanding.passages.service_answer_finder import FoundServiceAnswer
from bot.understanding.text.reading_budget import UNLIMITED, ReadingBudget

D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is on record. slot: of the form, or what was arranged (`hours`, `venue`, `bring`); value: "" for none."""

    slot: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A record of a resident in one line, with the choice by which it is changed or withdrawn.

    kind: the form by which it came; ref: its number; title: how it is called in words; status: as it is said to the
    resident; also: other names of the thing; phone: the number under which it stands; told: what stands there, for its owner
    alone. A record without a ref cannot be spoken of.
    """

    line: str
    change: Choice | None = None
    kind: str = ""
    ref: str = ""
    title: str = ""
    status: str = ""
    phone: str = ""
    told: tuple[Told, ...] = ()
    also: tuple[str, ...] = ()


OwnRecords = Callable[["Turn"], Awaitable[tuple[OwnRecord, ...]]]
"""Lists what a service has on record for the resident."""
PhoneRecords = Callable[["Turn", str], Awaitable[tuple[OwnRecord, ...]]]
"""Lists what a service has on record under a phone that the resident has confirmed, whichever account entered it."""
PhoneConfirmed = Callable[["Turn", str], Awaitable[Reply]]
"""Carries out what waited for this phone to be confirmed."""
ErasureHook = Callable[["Turn"], Awaitable[None]]
"""Gives up what the resident takes from others, before everything on record is erased."""
RecordHandler = Callable[["Turn", Record], Awaitable[Reply]]
"""Does with a record of the resident what the command says. It checks that the record is theirs: a ref is only a number."""


@dataclass(frozen=True, slots=True)
class RecordFunction:
    """What a service does with its records of a kind.

    sure: the reply that asks first, with title and status; "" for none. over: also for what is over, and not listed.
    """

    carry_out: RecordHandler
    sure: str = ""
    over: bool = False


class RecordKeeper(Protocol):
    """What a turn needs of a service: the kinds of record that it keeps, what acts on a resident's own, its answers."""

    @property
    def records(self) -> Sequence[RecordType]: ...
    @property
    def handlers(self) -> Mapping[str, Callable[["Turn"], Awaitable[Reply]]]: ...
    @property
    def own_records(self) -> Sequence[OwnRecords]: ...
    @property
    def erasure_hooks(self) -> Sequence[ErasureHook]: ...
    @property
    def phone_records(self) -> Sequence[PhoneRecords]: ...
    @property
    def phone_confirmations(self) -> Mapping[str, PhoneConfirmed]: ...
    @property
    def record_functions(self) -> Mapping[tuple[str, RecordAction], RecordFunction]: ...
    def form_summary(self, turn: "Turn", state: FormState) -> FormSummary | None: ...


@dataclass(frozen=True, slots=True)
class SideNote:
    """What the staff should know besides. about: the enrolment or the like that it belongs to, in words."""

    about: str
    note: str


@dataclass(slots=True)
class TurnOutcome:
    """Collects what happens in a turn beside its replies.

    Each attempt at a turn has its own, shared by the turns that are derived from it.
    erased: the resident was, and what channels keep of them has to go. outdated: what an answer rested on and is not in force.
    form_ended: a form was carried out or dropped: what waits behind it comes next. not_meant: one that was denied;
    stopped: what one was for that a word of leaving ended. waits: it was put off until a question was answered.
    asked_of_danger: whether somebody is in danger is answered. danger_put_aside: one was on, and something else is answered.
    said_first: what is said above the wish behind it. recalled: the form that a danger had interrupted was taken up again.
    settled: an option or a yes or no was taken as the answer to what stood open. comforted: a feeling got half a sentence.
    people_changed: others are put down with the form's own person than the last summary showed.
    wish_behind: what is wanted besides, by who tells that a danger is past. asked_back: the message was not understood.
    remark: to be passed on to the staff with what was carried out. meant: what texts of this turn mean in a state, read
    once for all its readers; meant_openly: the same of the message, by the signs of a state without a form. own: the
    resident's records, read once. beside: what is asked beside a form.
    """

    erased: bool = False
    form_ended: bool = False
    asked_of_danger: bool = False
    danger_put_aside: bool = False
    settled: bool = False
    recalled: bool = False
    comforted: bool = False
    people_changed: bool = False
    asked_back: bool = False
    wish_behind: str = ""
    not_meant: str = ""
    stopped: str = ""
    waits: bool = False
    said_first: str = ""
    remark: SideNote | None = None
    meant: dict[tuple[object, ...], tuple[Command, ...]] = field(default_factory=dict)
    meant_openly: tuple[tuple[object, ...], tuple[Command, ...]] | None = None
    own: tuple[OwnRecord, ...] | None = None
    outdated: list[Dated] = field(default_factory=list)
    beside: AskedBeside = field(default_factory=AskedBeside)


@dataclass(frozen=True, slots=True)
class Turn:
    """The message, what was understood, and everything that an answer may use.

    A turn is never changed: whoever hears something else in the message passes on another turn
    (`dataclasses.replace`). What happens is noted in `outcome`. Two things it refers to are changed in place:
    the session (its topic, form and choices), and `work`, the turn's unit of work: what is written there is
    committed before the reply leaves, or not at all.

    clauses: the parts of the message, when it has several, each understood by itself. services: all of them.
    postback: what the choice that was taken, or the exact words, mean; None for any other message.
    exact: the postback comes from exact words, which mean the same in every state. budget: the time that is left to
    read the message. rules: what the operator decides for the services.
    interpreter: reads a message against the state of the conversation; None without labelled turns.
    hear: what a part of the message means by itself. passages: what the staff wrote that answers by itself;
    nearest_passages: of that what is most like a message. named_in: the things that a text of the content names, by slot.
    follow_up: what the message is once a danger is on. danger_answers: what is written for the danger with this card.
    service_answer: what is written to a question about this form, or about what it has filed.
    """

    message: Message
    parse: Parse
    session: Session
    content: Content
    words: Wording
    work: UnitOfWork
    now: datetime
    clauses: tuple[Parse, ...] = ()
    services: Sequence[RecordKeeper] = ()
    postback: Postback | None = None
    exact: bool = False
    outcome: TurnOutcome = field(default_factory=TurnOutcome)
    budget: ReadingBudget = UNLIMITED
    rules: ServiceRules = STRICT
    interpreter: Interpreter | None = None
    hear: Callable[[str], Parse] = without_understanding.parse
    named_in: Callable[[str], Mapping[str, str]] = without_understanding.named_in
    passages: PassageIndex | None = None
    nearest_passages: Callable[[str], Sequence[Found]] = without_understanding.nearest_passages
    follow_up: Callable[[str], FollowUp] = without_understanding.follow_up
    danger_answers: Callable[[str, str], Sequence[FoundAnswer]] = without_understanding.danger_answers
    service_answer: Callable[[str, str], FoundServiceAnswer | None] = without_understanding.service_answer

    def say(self, key: str, /, *, choices: tuple[Choice, ...] = (), **fields: object) -> Reply:
        """The reply that the content holds under `key`, its fields filled in."""
        return Reply(self.words.say(key, **fields), choices)

    def known_answer(self, near: float = NEAR) -> str:
        """The content's answer to the known question that comes nearest; "" if none is near enough."""
        known = closest_question(self.parse.normal, self.content.part(QUESTIONS).of(self.parse.intent), near)
        if known is None:
            return ""
        self.rely_on(known)
        return known.answer

    def rely_on(self, part: Dated) -> bool:
        """Note that the answer rests on this part of the content; is it in force today? If not, it is withheld."""
        current = part.holds(self.now.date())
        if not current:
            self.outcome.outdated.append(part)
        return current

    def venue(self, key: str) -> Venue | None:
        """The venue with this id or name, in force or the answer is withheld; None when it is not known."""
        venue = find_venue(self.content, key)
        if venue is not None:
            self.rely_on(venue)
        return venue

    def in_force(self, parts: Iterable[D]) -> tuple[D, ...]:
        """Those of a list that are in force today; when it has none but outdated ones, the answer is withheld."""
        listed = tuple(parts)
        current = tuple([part for part in listed if part.holds(self.now.date())])
        self.outcome.outdated.extend(() if current else listed)
        return current

    @property
    def chosen_intent(self) -> str:
        """The intent that a choice or exact words stand for beyond doubt; "" for none."""
        return intent_of(self.postback)

    @property
    def confirmed(self) -> bool | None:
        """The answer to 「要…吗？」; None when it has not been asked."""
        return self.postback.confirmed if isinstance(self.postback, Wish) else None

    def form_summary(self, state: FormState | None) -> FormSummary | None:
        """What a form in this state holds, in words; None for no form, or one that no service knows any more."""
        if state is None:
            return None
        summaries = (service.form_summary(self, state) for service in self.services)
        return next((summary for summary in summaries if summary), None)

    async def own_records(self) -> tuple[OwnRecord, ...]:
        """All that is on record for this resident, from every service."""
        if self.outcome.own is not None and not self.work.wrote:
            return self.outcome.own
        services = self.services if await has_rows(self.work, self.message.user) else ()
        hooks = [hook for service in services for hook in service.own_records]
        own = tuple([record for hook in hooks for record in await hook(self)])
        self.outcome.own = None if self.work.wrote else own
        return own

    async def numbered_records(self) -> list[OwnRecord]:
        """Those of this resident's records that can be spoken of by a number."""
        return [record for record in await self.own_records() if record.ref]

    async def stored_records(self) -> list[StoredRecord]:
        """Every record of this resident in the services' tables, with those that are withdrawn or over."""
        tables = {kind.table.__tablename__ for service in self.services for kind in service.records}
        return [row for row in await records_of(self.work, self.message.user) if row.table in tables]

    async def phone_records(self, phone: str) -> tuple[OwnRecord, ...]:
        """All that stands under this phone, from every service. Only for a phone that this resident has confirmed."""
        hooks = [hook for service in self.services for hook in service.phone_records]
        return tuple([record for hook in hooks for record in await hook(self, phone)])

    async def phone_confirmed(self, purpose: str, phone: str) -> Reply | None:
        """Carry out what waited for the phone to be confirmed; None when no service knows the purpose any more."""
        for service in self.services:
            carry_out = service.phone_confirmations.get(purpose)
            if carry_out is not None:
                return await carry_out(self, phone)
        return None

    async def run_erasure_hooks(self) -> None:
        """Give up what the resident takes from others, who are told: a seat, a thing that is kept for them."""
        for service in self.services:
            for give_up in service.erasure_hooks:
                await give_up(self)

    async def no_such_record(self, key: str, *more: Choice) -> Reply:
        """The reply that there is no record of the kind, with what else is on record for this resident."""
        others = await self.own_records()
        changes = tuple(record.change for record in others if record.change)
        return Reply("\n".join([self.words.say(key), *(record.line for record in others)]), (*changes, *more))

    def menu(self) -> tuple[Choice, ...]:
        """The main menu, as the staff ordered it."""
        intents = self.content.intents
        return tuple(
            Choice(intents[label].title, Wish(label)) for label in self.content.menu if label in intents
        )

    def slot(self, name: str) -> str:
        """What the resident said for a slot, as text; empty if nothing."""
        return str(self.parse.slots.get(name, ""))

    def with_slots(self, slots: Mapping[str, SlotValue]) -> "Turn":
        """The turn as if the message had said these slots too."""
        return (
            replace(self, parse=replace(self.parse, slots={**self.parse.slots, **slots})) if slots else self
        )
