"""One turn: lock, load, understand, choose who speaks, commit, save, speak.

The three orders that matter: lock → load; commit → save → speak; a retry repeats the replies of the first.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import structlog

from bot.common.clock import Clock
from bot.common.errors import RecordsAway
from bot.common.message import Choice, Message, Reply
from bot.common.metrics import Metrics
from bot.common.postback import Control
from bot.content.snapshot import Content
from bot.conversation.carry_out import dispatcher as conversation
from bot.conversation.carry_out.dispatcher import Conversation
from bot.conversation.feedback import FeedbackCollector
from bot.conversation.say.large_print import for_elders
from bot.conversation.say.pages import paged
from bot.conversation.say.wording import Wording
from bot.conversation.second_opinion import SecondOpinion
from bot.conversation.service import Service
from bot.conversation.session import Session, dumps, loads, read_replies, write_replies
from bot.conversation.session_store.store import LockedSession, SessionStore
from bot.conversation.turn import Turn
from bot.conversation.usage_counter import UsageCounter
from bot.storage import turns
from bot.storage.commit_strategy import BatchAborted
from bot.storage.database import Database
from bot.storage.turns import AlreadyTurned, StaleSession, TurnRow
from bot.storage.unit_of_work import UnitOfWork
from bot.understanding.parse import Parse
from bot.understanding.pipeline import Understanding

log = structlog.get_logger()

_ATTEMPTS = 3  # with others, alone, and with the session put right
_LAST_SECONDS = 5  # as long as a statement waits for the records

SAYS: dict[str, frozenset[str]] = {
    **conversation.SAYS,
    "page.more": frozenset(),
    "elder.more": frozenset(),
    "sorry.error": frozenset(),
    "sorry.records": frozenset(),
    "sorry.busy": frozenset(),
    "sorry.fast": frozenset(),
}


@dataclass(frozen=True, slots=True)
class ContentSnapshot:
    """What the staff own, ready for use; swapped in whole when files change."""

    content: Content
    understanding: Understanding
    words: Wording


@dataclass(frozen=True, slots=True)
class Limits:
    """at_once: turns of one process, which bounds what waits for a slow store; a_minute: messages of a resident."""

    at_once: int = 150
    a_minute: int = 1_000_000


@dataclass(frozen=True, slots=True)
class TurnResult:
    """The replies to a message.

    repeated: the message had been answered before, this is the same answer. taken: False when it was not looked
    at (overload, too fast): the resident has to say it again.
    """

    replies: tuple[Reply, ...]
    repeated: bool = False
    taken: bool = True


Forgetter = Callable[[str], Awaitable[None]]
"""Lets go of what a channel keeps of a resident."""


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
        opinion: SecondOpinion | None = None,
        limits: Limits = Limits(),
    ) -> None:
        self.snapshot = snapshot
        self._sessions = sessions
        self._database = database
        self._clock = clock
        self._metrics = metrics or Metrics()
        self._turns = cache(self._metrics.turns.labels)
        self._opinion = opinion or SecondOpinion(self._metrics)
        self._limits = limits
        self._going = 0
        self.feedback = FeedbackCollector()
        self.usage_counter = UsageCounter()
        self.forgetters: list[Forgetter] = [self.usage_counter.forget]
        self._conversation = Conversation(services, self.feedback)
        self._alarmed = tuple(
            emergency_hooks for service in services for emergency_hooks in service.emergency_hooks
        )
        self._telling: set[asyncio.Task[None]] = set()

    @property
    def going(self) -> int:
        """How many turns are going on."""
        return self._going

    async def turn(self, message: Message) -> TurnResult:
        """The answer to a message; never raises."""
        began = time.perf_counter()
        self._going += 1
        try:
            turned, outcome = await self._judged(message)
        finally:
            self._going -= 1
        seconds = time.perf_counter() - began
        self._metrics.turn_seconds.observe(seconds)
        self._turns(message.channel, outcome).inc()
        self.usage_counter.heard(message.user, outcome, seconds)
        return turned

    async def _judged(self, message: Message) -> tuple[TurnResult, str]:
        """The answer and how it came about. An emergency waits for nothing: no lock, no session."""
        snapshot = self.snapshot
        try:
            parse = snapshot.understanding.parse(message.text)
            if parse.emergency:
                return await self._emergency(message, parse, snapshot), "emergency"
            if self._going > self._limits.at_once:
                return self._turned_away(snapshot, "sorry.busy"), "busy"
            return await self._locked(message, parse, snapshot)
        except RecordsAway as error:
            log.warning("records_away", user=message.user, error=str(error))
            return TurnResult((Reply(snapshot.words.say("sorry.records")),)), "records_away"
        except Exception:
            log.exception("turn_failed", user=message.user)
            return TurnResult((Reply(snapshot.words.say("sorry.error")),)), "failed"

    def _turned_away(self, snapshot: ContentSnapshot, key: str) -> TurnResult:
        return TurnResult((Reply(snapshot.words.say(key)),), taken=False)

    async def close(self) -> None:
        """Let what was begun beside the answers end, and let go of what the engine holds."""
        if self._telling:
            await asyncio.wait(self._telling, timeout=_LAST_SECONDS)
        self._opinion.close()

    async def park(self, user: str, replies: Sequence[Reply]) -> bool:
        """Keep replies that could not be delivered; they are said before the next answer.

        False when they cannot be kept just now. The same reply is not kept twice.
        """
        async with self._sessions.open(user) as held:
            kept = held.session.parked
            held.session.parked = [*kept, *(reply for reply in replies if reply not in kept)]
            held.session.seen_at = held.session.seen_at or self._clock()
            return await held.save()

    async def _emergency(self, message: Message, parse: Parse, snapshot: ContentSnapshot) -> TurnResult:
        async with self._database.work() as work:
            turn = self._turn(message, parse, snapshot, Session(user=message.user), work)
            reply = await self._conversation.handlers["disaster.emergency"](turn)
        telling = asyncio.create_task(self._tell(message, parse, snapshot))
        self._telling.add(telling)
        telling.add_done_callback(self._telling.discard)
        return TurnResult((reply,))

    async def _tell(self, message: Message, parse: Parse, snapshot: ContentSnapshot) -> None:
        """Whom the emergency concerns learns of it; the answer has not waited for that."""
        try:
            async with self._database.work() as work:
                turn = self._turn(message, parse, snapshot, Session(user=message.user), work)
                for emergency_hooks in self._alarmed:
                    await emergency_hooks(turn)
                await work.commit()
        except RecordsAway as error:
            log.warning("emergency_not_told", user=message.user, error=str(error))
        except Exception:
            log.exception("emergency_not_told", user=message.user)

    async def _locked(
        self, message: Message, parse: Parse, snapshot: ContentSnapshot
    ) -> tuple[TurnResult, str]:
        async with self._sessions.open(message.user) as held:
            known = await self._known(message, held)
            if known is not None:
                return TurnResult(tuple(known), repeated=True), "answered"
            if held.said > self._limits.a_minute:
                return self._turned_away(snapshot, "sorry.fast"), "too_fast"
            # Not before the lock: an unsure message would be overtaken by the sure one after it.
            parse = await self._opinion.on(snapshot.understanding, parse)
            session, replies, repeated = await self._attempt(message, parse, snapshot, held)
            held.session = session
            await held.save()
            return TurnResult(tuple(replies), repeated=repeated), "answered"

    async def _known(self, message: Message, held: LockedSession) -> list[Reply] | None:
        """The replies that this message had; the records are asked only when the session was lost."""
        known = held.session.answer_to(message.id)
        if known is not None or not held.fresh:
            return known
        try:
            async with self._database.work() as work:
                held.session.writes, row = await turns.standing(work, message.user, message.id)
        except RecordsAway:
            return None
        if row is None:
            return None
        held.session = loads(row.session_after) or held.session
        await held.save()
        return read_replies(row.replies)

    async def _attempt(
        self, message: Message, parse: Parse, snapshot: ContentSnapshot, held: LockedSession
    ) -> tuple[Session, list[Reply], bool]:
        """Run the turn and commit what it wrote; a session that is behind the records is put right, once."""
        session, groupable = held.session, True
        for _ in range(_ATTEMPTS):
            try:
                async with self._database.work(groupable=groupable) as work:
                    turn = self._turn(message, parse, snapshot, session, work)
                    replies = await self._answered(turn, away=held.away)
            except AlreadyTurned as seen:
                return loads(seen.row.session_after) or session, read_replies(seen.row.replies), True
            except StaleSession as stale:
                log.warning("session_behind_records", user=message.user)
                session = loads(stale.row.session_after) or Session(user=message.user)
            except BatchAborted:
                session = held.loaded()
            else:
                return turn.session, replies, False
            groupable = False
        # Nothing of it is written: what the last attempt would have said must not be said.
        raise RecordsAway("other turns of this resident wrote in between, again and again")

    async def _answered(self, turn: Turn, *, away: bool) -> list[Reply]:
        """What is said to the message; committed, if it wrote anything."""
        replies = self._finished(turn, await self._conversation.spoken(turn, away=away))
        if turn.work.wrote:
            await self._commit(turn, replies)
            if turn.outcome.erased:
                await self._forget(turn.message.user)
        return replies

    async def _forget(self, user: str) -> None:
        for forget in self.forgetters:
            await forget(user)

    async def _commit(self, turn: Turn, replies: list[Reply]) -> None:
        """The turn's row goes into the transaction of what it wrote: replies and session are known after any crash."""
        session, message = turn.session, turn.message
        if session.writes is None:
            session.writes = await turns.count(turn.work, message.user)
        session.writes += 1
        row = TurnRow(message.id, message.user, session.writes, write_replies(replies), dumps(session))
        await turns.remember(turn.work, row, turn.now)
        await turn.work.commit()

    def _finished(self, turn: Turn, replies: list[Reply]) -> list[Reply]:
        """What is really said: parked replies first, cut to the channel's size; and remembered for a retry."""
        session = turn.session
        said = [*session.parked, *replies]
        session.parked = []
        if session.elder:
            more = Choice(turn.words.say("elder.more"), Control.MORE)
            said = for_elders(session, said, more)
            session.choices = list(said[-1].choices) if said else []
        said = paged(session, said, turn.message.limit, turn.words.say("page.more"))
        session.turn += 1
        session.seen_at = turn.now
        session.remember(turn.message.id, said)
        return said

    def _turn(
        self, message: Message, parse: Parse, snapshot: ContentSnapshot, session: Session, work: UnitOfWork
    ) -> Turn:
        text = message.text.strip()
        return Turn(
            message=message if text == message.text else replace(message, text=text),
            parse=parse,
            session=session,
            content=snapshot.content,
            words=snapshot.words,
            work=work,
            now=self._clock(),
            clauses=snapshot.understanding.parse_clauses(message.text),
            services=self._conversation.services,
        )
