"""What would be answered, without anybody having asked: nothing is kept, counted or told."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.common.message import Channel, Message, Reply
from bot.conversation.carry_out.dispatcher import Conversation
from bot.conversation.engine import ContentSnapshot
from bot.conversation.feedback import FeedbackCollector
from bot.conversation.service import Service
from bot.conversation.session import Session
from bot.conversation.turn import Turn
from bot.storage.database import Database

_NOBODY = "rehearsal:nobody"


async def rehearse(
    services: Sequence[Service], snapshot: ContentSnapshot, database: Database, text: str, now: datetime
) -> list[Reply]:
    """The replies to a first message of a resident who is not known; what would be written is not committed."""
    conversation = Conversation(services, FeedbackCollector())
    parse = await asyncio.to_thread(snapshot.understanding.parse_with_semantics, text)
    message = Message(id="rehearsal", user=_NOBODY, channel=Channel.WEB, text=text)
    async with database.work() as work:
        turn = Turn(
            message=message,
            parse=parse,
            session=Session(user=_NOBODY),
            content=snapshot.content,
            words=snapshot.words,
            work=work,
            now=now,
            clauses=snapshot.understanding.parse_clauses(text),
            services=conversation.services,
        )
        if parse.emergency:
            return [await conversation.handlers["disaster.emergency"](turn)]
        return await conversation.spoken(turn, away=False)
