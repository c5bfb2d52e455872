"""Carries out what the staff decide, and gives jobs what they work with."""

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
from bot.storage.transitions import TransitionRefused
from bot.storage.unit_of_work import UnitOfWork


class ContentInForce(Protocol):
    """The content that is in force, and its words."""

    @property
    def content(self) -> Content: ...
    @property
    def words(self) -> Wording: ...


@dataclass(frozen=True, slots=True)
class StaffActions:
    """Carries out staff decisions, each in a transaction of its own."""

    services: Sequence[Service]
    database: Database
    in_force: Callable[[], ContentInForce]
    clock: Clock
    retention: RetentionPeriods = field(default_factory=RetentionPeriods)

    async def decide(self, kind: str, decision: StaffDecision, actor: str) -> str:
        """Carry out a decision on a record of this kind; returns a line for the staff. Raises OrderRefused."""
        action = next(
            (service.staff_actions[kind] for service in self.services if kind in service.staff_actions), None
        )
        if action is None:
            known = sorted(name for service in self.services for name in service.staff_actions)
            raise OrderRefused(f"nothing can be decided on {kind}; known: {', '.join(known)}")
        async with self.database.work() as work:
            try:
                line = await action(self.context(work, actor), decision)
            except TransitionRefused as refused:
                raise self._in_words(kind, refused) from None
            await work.commit()
        return line

    def _in_words(self, kind: str, refused: TransitionRefused) -> OrderRefused:
        """The refusal with the statuses as the staff call them."""
        records = (record for service in self.services for record in service.records if record.key == kind)
        words = next((record.status_words for record in records), {})
        before, after = (words.get(status, status) for status in (refused.before, refused.after))
        return OrderRefused(f"{refused.row}号现在是「{before}」，不能改成「{after}」")

    def context(self, work: UnitOfWork, actor: str = "bot") -> JobContext:
        """What a job gets that works in this unit of work on behalf of this actor."""
        current = self.in_force()
        return JobContext(
            content=current.content,
            words=current.words,
            work=work,
            now=self.clock(),
            actor=actor,
            services=self.services,
            retention=self.retention,
        )
