"""A dry run: what would be answered to a message; nothing is stored, counted or sent."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.common.message import Channel, Message, Reply
from bot.conversation.carry_out.router import Router
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.feedback_collector import FeedbackCollector
from bot.conversation.service import Service
from bot.conversation.session import Session
from bot.storage.database import Database

_NOBODY = "rehearsal:nobody"


async def dry_run(
    services: Sequence[Service], snapshot: ContentSnapshot, database: Database, text: str, now: datetime
) -> list[Reply]:
    """The replies to a first message of an unknown resident; what would be written is not committed."""
    router = Router(services, FeedbackCollector())
    parse = await asyncio.to_thread(snapshot.understanding.parse_with_semantics, text)
    message = Message(id="rehearsal", user=_NOBODY, channel=Channel.WEB, text=text)
    async with database.work() as work:
        turn = router.turn(message, parse, snapshot, Session(user=_NOBODY), work, now)
        if parse.emergency:
            return [await router.emergency_reply(turn)]
        return await router.replies(turn, away=False)
