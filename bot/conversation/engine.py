"""One turn: lock, load, understand, carry out, commit, save, speak.

Three orders matter: lock before load; commit before save before speak; and a message that comes again gets the
replies that it had the first time.
"""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

import structlog

from bot.common.clock import Clock
from bot.common.errors import RecordsAway
from bot.common.message import Message, Reply
from bot.common.metrics import Metrics
from bot.common.service_rules import STRICT, ServiceRules
from bot.conversation.carry_out.answers import in_two_parts
from bot.conversation.carry_out.answers.asked_of_service import embed_questions, may_ask
from bot.conversation.carry_out.router import Router
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.crisis_notes import CrisisNotes
from bot.conversation.emergency_responder import EmergencyResponder
from bot.conversation.feedback_collector import FeedbackCollector
from bot.conversation.interpret.clauses.spoken_parse import spoken_parse
from bot.conversation.interpret.wishes.several_matters import matters
from bot.conversation.past_mentions import beside_mention
from bot.conversation.say.delivery import fitted
from bot.conversation.semantic_parser import SemanticParser
from bot.conversation.service import Service
from bot.conversation.session import Session, dumps, loads, read_replies, write_replies
from bot.conversation.session_store.store import LockedSession, SessionStore
from bot.conversation.turn import Turn
from bot.conversation.usage_counter import UsageCounter
from bot.storage import turns
from bot.storage.commit_strategy import BatchAborted
from bot.storage.database import Database
from bot.storage.turns import AlreadyAnswered, StaleSession, TurnRow
from bot.understanding.parse import Parse
from bot.understanding.text.reading_budget import ReadingBudget

log = structlog.get_logger()

_ATTEMPTS = 3  # in a group commit, alone, and with the session that the records hold


@dataclass(frozen=True, slots=True)
class Limits:
    """at_once: turns of one process, which bounds what waits for a slow store; a_minute: messages of a resident.

    budget: the processor's time for understanding one message. rules: what the operator decides for the services.
    """

    at_once: int = 150
    a_minute: int = 1_000_000
    budget: Callable[[], ReadingBudget] = ReadingBudget
    rules: ServiceRules = STRICT


@dataclass(frozen=True, slots=True)
class TurnResult:
    """The replies to a message.

    repeated: the message had been answered before, this is the same answer. taken: False when it was not looked
    at (overload, too fast): the resident has to say it again.
    """

    replies: tuple[Reply, ...]
    repeated: bool = False
    taken: bool = True


@dataclass(frozen=True, slots=True)
class _Carried:
    """A turn that was carried out and committed: the session after it, and the replies."""

    session: Session
    replies: list[Reply]
    repeated: bool = False


ErasureListener = Callable[[str], Awaitable[None]]
"""Deletes what is kept of a resident outside the records; called with the user after the erasure is committed."""


class Engine:
    """The one entrance for every channel."""

    def __init__(
        self,
        services: Sequence[Service],
        snapshot: ContentSnapshot,
        sessions: SessionStore,
        database: Database,
        clock: Clock,
        metrics: Metrics | None = None,
        semantic_parser: SemanticParser | None = None,
        limits: Limits = Limits(),
    ) -> None:
        self.snapshot = snapshot
        self._sessions = sessions
        self._database = database
        self._clock = clock
        self._metrics = metrics or Metrics()
        self._turns = cache(self._metrics.turns.labels)
        self._semantic_parser = semantic_parser or SemanticParser(self._metrics)
        self._limits = limits
        self._running = 0
        self.feedback = FeedbackCollector()
        self.usage_counter = UsageCounter()
        self.erasure_listeners: list[ErasureListener] = [self.usage_counter.forget]
        self._router = Router(services, self.feedback, limits.rules)
        hooks = [hook for service in services for hook in service.emergency_hooks]
        self._emergencies = EmergencyResponder(
            self._router, hooks, database, clock, CrisisNotes(sessions, clock)
        )

    @property
    def running(self) -> int:
        """How many turns are running."""
        return self._running

    async def turn(self, message: Message) -> TurnResult:
        """The answer to a message; never raises."""
        began = time.perf_counter()
        self._running += 1
        try:
            result, outcome = await self._answer(message)
        finally:
            self._running -= 1
        seconds = time.perf_counter() - began
        self._metrics.turn_seconds.observe(seconds)
        self._turns(message.channel, outcome).inc()
        self.usage_counter.count(message.user, outcome, seconds)
        return result

    async def park(self, user: str, replies: Sequence[Reply]) -> bool:
        """Keep replies that could not be delivered; they are said before the next answer.

        False when they cannot be kept just now. The same reply is not kept twice.
        """
        async with self._sessions.open(user) as locked:
            parked = locked.session.parked
            locked.session.parked = [*parked, *(reply for reply in replies if reply not in parked)]
            locked.session.seen_at = locked.session.seen_at or self._clock()
            return await locked.save()

    async def close(self) -> None:
        """Let what runs in the background end, and release what the engine holds."""
        await self._emergencies.close()
        self._semantic_parser.close()

    async def _answer(self, message: Message) -> tuple[TurnResult, str]:
        """The answer and how it came about. An emergency waits for no lock, and at most a moment for the session."""
        snapshot, budget = self.snapshot, self._limits.budget()
        try:
            parse = spoken_parse(message, snapshot.understanding.parse(message.text, budget))
            crowded = self._running > self._limits.at_once
            if parse.emergency and (
                message.over_limit or crowded or not await self._is_news_of_danger(message, parse, snapshot)
            ):
                return TurnResult((await self._emergencies.reply(message, parse, snapshot),)), "emergency"
            if message.over_limit:
                return _refused(snapshot, "sorry.fast"), "too_fast"
            if crowded:
                return _refused(snapshot, "sorry.busy"), "busy"
            return await self._locked_turn(message, parse, snapshot, budget)
        except RecordsAway as error:
            log.warning("records_away", user=message.user, error=str(error))
            return TurnResult((Reply(snapshot.words.say("sorry.records")),)), "records_away"
        except Exception:
            log.exception("turn_failed", user=message.user)
            return TurnResult((Reply(snapshot.words.say("sorry.error")),)), "failed"
        finally:
            if budget.spent:
                self._metrics.cut_short.inc()
                log.warning("reading_cut_short", user=message.user, characters=len(message.text))

    async def _is_news_of_danger(self, message: Message, parse: Parse, snapshot: ContentSnapshot) -> bool:
        """Does an emergency go on, or end, whose card this resident has had: then it is read against the session."""
        notes = self._emergencies.notes
        await notes.recall(message)
        if notes.is_on(message.user):
            await self._semantic_parser.embed(snapshot.understanding.danger_answers.embed, message.text)
        if notes.goes_on(message, parse, snapshot.understanding):
            return True
        past, hear = notes.over_of(message.user), snapshot.understanding.parse
        return bool(past) and bool(beside_mention(snapshot.content, past, message.text, hear))

    async def _locked_turn(
        self, message: Message, parse: Parse, snapshot: ContentSnapshot, budget: ReadingBudget
    ) -> tuple[TurnResult, str]:
        """Lock and load, understand, carry out and commit, save and unlock, speak."""
        async with self._sessions.open(message.user) as locked:
            earlier = await self._earlier_answer(message, locked)
            if earlier is not None:
                return TurnResult(tuple(earlier), repeated=True), "answered"
            if parse.emergency and locked.away:
                return TurnResult((await self._emergencies.reply(message, parse, snapshot),)), "emergency"
            if locked.messages_this_minute > self._limits.a_minute and not parse.emergency:
                return _refused(snapshot, "sorry.fast"), "too_fast"
            # Not before the lock: a message that takes longer would be overtaken by the resident's next one.
            if not budget.spent:
                parse = await self._semantic_parser.reparse(snapshot.understanding, parse)
                for part in matters(message.text):  # which are heard by themselves
                    await self._semantic_parser.reparse(
                        snapshot.understanding, snapshot.understanding.parse(part)
                    )
                if locked.session.may_be_of_danger:
                    await self._semantic_parser.embed(
                        snapshot.understanding.danger_answers.embed, message.text
                    )
                elif may_ask(locked.session, message.text):
                    embed = snapshot.understanding.service_answers.embed
                    await self._semantic_parser.embed(partial(embed_questions, embed), message.text)
            carried = await self._carry_out(message, parse, snapshot, locked, budget)
            locked.session = carried.session
            await locked.save()
            return TurnResult(tuple(carried.replies), repeated=carried.repeated), "answered"

    async def _earlier_answer(self, message: Message, locked: LockedSession) -> list[Reply] | None:
        """The replies that this message had; the records are asked only when the session was lost."""
        replies = locked.session.answer_to(message.id)
        if replies is not None or not locked.fresh:
            return replies
        try:
            async with self._database.work() as work:
                locked.session.writes, row = await turns.write_count_and_turn(work, message.user, message.id)
        except RecordsAway:
            return None
        if row is None:
            return None
        locked.session = loads(row.session_after) or locked.session
        await locked.save()
        return read_replies(row.replies)

    async def _carry_out(
        self,
        message: Message,
        parse: Parse,
        snapshot: ContentSnapshot,
        locked: LockedSession,
        budget: ReadingBudget,
    ) -> _Carried:
        """Run the turn and commit what it wrote; a session that is behind the records is replaced, once."""
        session, groupable = locked.session, True
        for _ in range(_ATTEMPTS):
            try:
                async with self._database.work(groupable=groupable) as work:
                    hear = partial(
                        self._router.turn, snapshot=snapshot, session=session, work=work, budget=budget
                    )
                    replies = await self._attempt(
                        partial(hear, now=self._clock()), message, parse, away=locked.away
                    )
            except AlreadyAnswered as turned:
                after = loads(turned.row.session_after) or session
                return _Carried(after, read_replies(turned.row.replies), repeated=True)
            except StaleSession as stale:
                log.warning("session_behind_records", user=message.user)
                session = loads(stale.row.session_after) or Session(user=message.user)
            except BatchAborted:
                session = locked.reload()
            else:
                return _Carried(session, replies)
            groupable = False
        # Nothing of it is written: what the last attempt would have said must not be said.
        raise RecordsAway("other turns of this resident wrote in between, again and again")

    async def _attempt(
        self, hear: Callable[..., Turn], message: Message, parse: Parse, *, away: bool
    ) -> list[Reply]:
        """The replies to the message; committed, if it wrote anything. hear: the turn of a message and its parse."""
        whole = hear(message, parse)
        turn, spoken = await in_two_parts.answered(
            whole,
            lambda text: hear(message.saying(text), whole.hear(text)),
            partial(self._router.replies, away=away),
        )
        session = turn.session
        replies = fitted(session, spoken, turn.words, turn.message.limit)
        session.end_turn(turn.message.id, replies, turn.now)
        if session.crisis is None:
            self._emergencies.notes.over(turn.message.user)
        elif session.crisis.asked:
            self._emergencies.notes.asked(turn.message, session.crisis.card)
        else:
            self._emergencies.notes.stays(turn.message, session.crisis.card)
        if turn.work.wrote:
            await self._commit(turn, replies)
            if turn.outcome.erased:
                for erased in self.erasure_listeners:
                    await erased(turn.message.user)
        return replies

    async def _commit(self, turn: Turn, replies: list[Reply]) -> None:
        """Commit the turn's row with what it wrote: after any crash, replies and session are known."""
        session, message = turn.session, turn.message
        if session.writes is None:
            session.writes = await turns.write_count(turn.work, message.user)
        session.writes += 1
        row = TurnRow(message.id, message.user, session.writes, write_replies(replies), dumps(session))
        await turns.record(turn.work, row, turn.now)
        await turn.work.commit()


def _refused(snapshot: ContentSnapshot, key: str) -> TurnResult:
    return TurnResult((Reply(snapshot.words.say(key)),), taken=False)
