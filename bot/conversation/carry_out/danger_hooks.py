"""What services say while a danger is on, and where there may be one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.common.message import Reply
from bot.conversation.carry_out.form_runner import FormRunner
from bot.conversation.hooks import CrisisHandler, DangerQuestion
from bot.conversation.service import Service
from bot.conversation.turn import Turn


@dataclass(frozen=True, slots=True)
class DangerHooks:
    """handlers: answer while a danger is on; questions: ask about one that there may be."""

    handlers: tuple[CrisisHandler, ...]
    questions: tuple[DangerQuestion, ...]

    @classmethod
    def of(cls, services: Sequence[Service]) -> "DangerHooks":
        """The functions that these services registered."""
        return cls(
            tuple(hook for service in services for hook in service.crisis_handlers),
            tuple(hook for service in services for hook in service.danger_questions),
        )

    async def reply(self, turn: Turn, forms: FormRunner) -> Reply | None:
        """The answer while a danger is on, or may be: it comes before forms, choices and wishes."""
        for handler in self.handlers:
            reply = await handler(turn)
            if reply is not None:
                return reply if turn.session.crisis is not None else await forms.asked_again(turn, reply)
        return None

    def wish_behind(self, turn: Turn) -> Turn:
        """The turn as if it said no more than what is wanted, where a danger is told to be past before."""
        wanted = turn.outcome.wish_behind
        if not wanted:
            return turn
        return replace(turn, message=turn.message.saying(wanted), parse=turn.hear(wanted), clauses=())

    async def asked(self, turn: Turn, reply: Reply) -> Reply:
        """The reply to what a message means otherwise, with the line that asks where there may be a danger."""
        for question in self.questions:
            reply = await question(turn, reply)
        return reply
