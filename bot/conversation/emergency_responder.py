"""Emergencies are answered at once: without a lock, a session or a commit."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from weakref import WeakValueDictionary

import structlog

from bot.common.clock import Clock
from bot.common.errors import RecordsAway
from bot.common.message import Message, Reply
from bot.conversation.carry_out.router import Router
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.crisis_notes import CrisisNotes, card_of
from bot.conversation.crisis_state import Crisis
from bot.conversation.hooks import EmergencyHook
from bot.conversation.session import Session
from bot.conversation.turn import Turn
from bot.storage.database import Database
from bot.storage.unit_of_work import UnitOfWork
from bot.understanding.parse import Parse

log = structlog.get_logger()

_LAST_SECONDS = 5  # as long as a statement waits for the records
# Emergencies of one address (of WeChat: of one resident) at once, their hooks included. Further ones wait in their order,
# but never longer than this: sixty sockets of one address kept everybody else waiting for 4 s.
AT_ONCE = 3
LONGEST_WAIT_SECONDS = 0.3


class EmergencyResponder:
    """Answers an emergency; the services' hooks run afterwards, in the background.

    notes: where it is noted that a danger is on.
    longest_wait: seconds that an emergency waits at most while its address has too many others under way.
    """

    def __init__(
        self,
        router: Router,
        hooks: Sequence[EmergencyHook],
        database: Database,
        clock: Clock,
        notes: CrisisNotes,
        longest_wait: float = LONGEST_WAIT_SECONDS,
    ) -> None:
        self._router = router
        self._hooks = tuple(hooks)
        self._database = database
        self._clock = clock
        self.notes = notes
        self._longest_wait = longest_wait
        self._running: set[asyncio.Task[None]] = set()
        self._places: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def reply(self, message: Message, parse: Parse, snapshot: ContentSnapshot) -> Reply:
        """What to do now. The first emergencies of an address wait for nothing, and none is refused."""
        place = self._places.setdefault(message.source or message.user, asyncio.Semaphore(AT_ONCE))
        has_place = await _acquired(place, self._longest_wait)
        try:
            async with self._database.work() as work:
                turn = self._turn(message, parse, snapshot, work, Session(user=message.user))
                reply = await self._router.emergency_reply(turn)
        except BaseException:
            if has_place:
                place.release()
            raise
        asked_about = self.notes.words_asked_about(message.user)
        if not message.over_limit:  # what floods us must not fill the session store
            await self.notes.note(message, parse)
        task = asyncio.create_task(self._run_hooks(message, parse, snapshot, asked_about))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        if has_place:
            task.add_done_callback(lambda _: place.release())
        return reply

    async def close(self) -> None:
        """Wait for the hooks that are still running, but not for ever."""
        if self._running:
            await asyncio.wait(self._running, timeout=_LAST_SECONDS)
        await self.notes.close()

    async def _run_hooks(
        self, message: Message, parse: Parse, snapshot: ContentSnapshot, asked_about: str
    ) -> None:
        try:
            session = await self.notes.session_of(message.user)
            async with self._database.work() as work:
                turn = self._turn(message, parse, snapshot, work, session)
                if asked_about:
                    turn.session.crisis = Crisis(card_of(parse), asked=True, words=asked_about)
                for hook in self._hooks:
                    await hook(turn)
                await work.commit()
        except RecordsAway as error:
            log.warning("emergency_not_told", user=message.user, error=str(error))
        except Exception:
            log.exception("emergency_not_told", user=message.user)

    def _turn(
        self, message: Message, parse: Parse, snapshot: ContentSnapshot, work: UnitOfWork, session: Session
    ) -> Turn:
        return self._router.turn(message, parse, snapshot, session, work, self._clock())


async def _acquired(place: asyncio.Semaphore, seconds: float) -> bool:
    """Whether a place was free in time; without one the emergency is answered all the same."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await place.acquire()
    return False
