"""Work outside conversations: the context that it gets, and what the staff decide on a record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.common.clock import Clock
from bot.common.errors import OrderRefused
from bot.content.snapshot import Content
from bot.conversation.hooks import JobContext, StaffDecision
from bot.conversation.say.wording import Wording
from bot.conversation.service import Service
from bot.storage.database import Database
from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.unit_of_work import UnitOfWork


class ContentInForce(Protocol):
    """The content that is in force, and its words."""

    @property
    def content(self) -> Content: ...
    @property
    def words(self) -> Wording: ...


@dataclass(frozen=True, slots=True)
class StaffActions:
    """Carries out what the staff decide, each in a transaction of its own."""

    services: Sequence[Service]
    database: Database
    in_force: Callable[[], ContentInForce]
    clock: Clock
    kept: RetentionPeriods = field(default_factory=RetentionPeriods)

    async def decide(self, kind: str, decision: StaffDecision, actor: str) -> str:
        """Carry out what the staff decide; the line that tells them. OrderRefused says why not."""
        act = next(
            (service.staff_actions[kind] for service in self.services if kind in service.staff_actions), None
        )
        if act is None:
            known = sorted(name for service in self.services for name in service.staff_actions)
            raise OrderRefused(f"nothing can be decided on {kind}; known: {', '.join(known)}")
        async with self.database.work() as work:
            line = await act(self.context(work, actor), decision)
            await work.commit()
        return line

    def context(self, work: UnitOfWork, actor: str = "bot") -> JobContext:
        """What a job gets that works in this unit of work for this actor."""
        now = self.in_force()
        return JobContext(now.content, now.words, work, self.clock(), actor, tuple(self.services), self.kept)
