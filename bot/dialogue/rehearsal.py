"""What would be answered, without anybody having asked: nothing is kept, counted or told."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.dialogue.conversation import Conversation
from bot.dialogue.engine import Brain
from bot.dialogue.evidence import Witness
from bot.dialogue.session import Session
from bot.dialogue.skill import Skill, Turn
from bot.message import Channel, Message, Reply
from bot.records.database import Database

_NOBODY = "rehearsal:nobody"


async def rehearse(
    skills: Sequence[Skill], brain: Brain, database: Database, text: str, now: datetime
) -> list[Reply]:
    """The replies to a first message of a resident who is not known; what would be written is not committed."""
    conversation = Conversation(skills, Witness())
    parse = await asyncio.to_thread(brain.understanding.consider, text)
    message = Message(id="rehearsal", user=_NOBODY, channel=Channel.WEB, text=text)
    async with database.work() as work:
        turn = Turn(
            message=message,
            parse=parse,
            session=Session(user=_NOBODY),
            content=brain.content,
            words=brain.words,
            work=work,
            now=now,
            clauses=brain.understanding.clauses(text),
            skills=conversation.skills,
        )
        if parse.emergency:
            return [await conversation.handlers["disaster.emergency"](turn)]
        return await conversation.spoken(turn, away=False)
