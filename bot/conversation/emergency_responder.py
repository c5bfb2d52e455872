"""Emergencies are answered at once: without a lock, a session or a commit."""

import asyncio
from collections.abc import Sequence

import structlog

from bot.common.clock import Clock
from bot.common.errors import RecordsAway
from bot.common.message import Message, Reply
from bot.conversation.carry_out.router import Router
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.hooks import EmergencyHook
from bot.conversation.session import Session
from bot.conversation.turn import Turn
from bot.storage.database import Database
from bot.storage.unit_of_work import UnitOfWork
from bot.understanding.parse import Parse

log = structlog.get_logger()

_LAST_SECONDS = 5  # as long as a statement waits for the records


class EmergencyResponder:
    """Answers an emergency; the services' hooks run afterwards, in the background."""

    def __init__(
        self, router: Router, hooks: Sequence[EmergencyHook], database: Database, clock: Clock
    ) -> None:
        self._router = router
        self._hooks = tuple(hooks)
        self._database = database
        self._clock = clock
        self._running: set[asyncio.Task[None]] = set()

    async def reply(self, message: Message, parse: Parse, snapshot: ContentSnapshot) -> Reply:
        """What to do now."""
        async with self._database.work() as work:
            reply = await self._router.emergency_reply(self._turn(message, parse, snapshot, work))
        task = asyncio.create_task(self._run_hooks(message, parse, snapshot))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return reply

    async def close(self) -> None:
        """Wait for the hooks that are still running, but not for ever."""
        if self._running:
            await asyncio.wait(self._running, timeout=_LAST_SECONDS)

    async def _run_hooks(self, message: Message, parse: Parse, snapshot: ContentSnapshot) -> None:
        try:
            async with self._database.work() as work:
                turn = self._turn(message, parse, snapshot, work)
                for hook in self._hooks:
                    await hook(turn)
                await work.commit()
        except RecordsAway as error:
            log.warning("emergency_not_told", user=message.user, error=str(error))
        except Exception:
            log.exception("emergency_not_told", user=message.user)

    def _turn(self, message: Message, parse: Parse, snapshot: ContentSnapshot, work: UnitOfWork) -> Turn:
        session = Session(user=message.user)
        return self._router.turn(message, parse, snapshot, session, work, self._clock())
