"""A command about a record, carried out in a turn as interpreting a message would have it carried out."""

import itertools
from dataclasses import dataclass, replace

from bot.common.message import Channel, Message, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings.record_choices import RECORD
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.carry_out.router import Router
from bot.conversation.commands import Record, RecordAction
from bot.conversation.feedback_collector import FeedbackCollector
from bot.conversation.session import Session
from bot.conversation.turn import OwnRecord, Turn
from bot.services import SERVICES
from bot.storage.unit_of_work import UnitOfWork
from tests.stage import Stage

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Talk:
    """Speaks of the records of a resident on a stage."""

    stage: Stage
    user: str = "me"

    async def does(
        self, action: RecordAction, kind: str, ref: str = "", slot: str = "", value: str = "", words: str = ""
    ) -> Reply:
        """Carry out the command, and commit."""
        return await self.carry_out(Record(action, kind, ref, slot, value, words))

    async def surely(
        self, action: RecordAction, kind: str, ref: str = "", slot: str = "", value: str = ""
    ) -> Reply:
        """Carry out the command as the answer to 「要…吗？」."""
        return await self.carry_out(Record(action, kind, ref, slot, value), sure=True)

    async def carry_out(self, command: Record, *, sure: bool = False) -> Reply:
        async with self.stage.database.work() as work:
            turn = self._turn(work)
            if sure:
                turn = replace(turn, postback=Wish(RECORD, confirmed=True))
            reply = await carry_out_record(turn, command)
            await work.commit()
            return reply

    async def take(self, reply: Reply, label: str) -> Reply:
        """Take the choice with this label, through the service that answers it."""
        fitting = [choice for choice in reply.choices if label in choice.label]
        [choice] = [choice for choice in fitting if choice.label == label] or fitting
        assert isinstance(choice.postback, Wish), choice
        handler = next(
            service.handlers[choice.intent] for service in SERVICES if choice.intent in service.handlers
        )
        async with self.stage.database.work() as work:
            turn = replace(self._turn(work), postback=choice.postback)
            parse = replace(turn.parse, intent=choice.intent, slots=dict(choice.postback.slots))
            taken = await handler(replace(turn, parse=parse))
            await work.commit()
            return taken

    async def own(self, kind: str = "") -> list[OwnRecord]:
        """What is committed for the resident."""
        async with self.stage.database.work() as work:
            records = await self._turn(work).own_records()
        return [record for record in records if record.ref and kind in ("", record.kind)]

    async def say(self, *texts: str) -> str:
        """The last answer to these messages."""
        answer = ""
        for text in texts:
            result = await self.stage.say(text, self.user)
            answer = "\n".join(reply.text for reply in result.replies)
        return answer

    def _turn(self, work: UnitOfWork) -> Turn:
        engine, user = self.stage.engine, f"terminal:{self.user}"
        message = Message(f"record{next(_numbers)}", user, Channel.TERMINAL, text="")
        parse = engine.snapshot.understanding.parse("")
        router = Router(SERVICES, FeedbackCollector(), self.stage.rules)
        return router.turn(message, parse, engine.snapshot, Session(user=user), work, self.stage.now)
