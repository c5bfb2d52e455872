"""Many emergencies from one address: the first wait for nothing, none is refused, and other addresses are not held up."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from bot.common.message import Channel, Message, Reply
from bot.conversation.carry_out.router import Router
from bot.conversation.crisis_notes import CrisisNotes
from bot.conversation.emergency_responder import EmergencyResponder
from bot.conversation.engine import Engine, Limits
from bot.conversation.feedback_collector import FeedbackCollector
from bot.conversation.turn import Turn
from bot.services import SERVICES
from tests.stage import Stage


@dataclass
class SlowHook:
    """A hook that ends when it may."""

    free: asyncio.Event = field(default_factory=asyncio.Event)
    running: int = 0

    async def __call__(self, turn: Turn) -> None:
        self.running += 1
        await self.free.wait()
        self.running -= 1


def responder(stage: Stage, hook: SlowHook, longest_wait: float) -> EmergencyResponder:
    router = Router(SERVICES, FeedbackCollector())
    notes = CrisisNotes(stage.sessions, lambda: stage.now)
    return EmergencyResponder(router, [hook], stage.database, lambda: stage.now, notes, longest_wait)


def cry(stage: Stage, responder: EmergencyResponder, source: str, number: int) -> "asyncio.Task[Reply]":
    message = Message(f"m{number}", f"web:{number}", Channel.WEB, text="我家着火了", source=source)
    parse = stage.snapshot.understanding.parse(message.text)
    return asyncio.create_task(responder.reply(message, parse, stage.snapshot))


async def test_a_crowd_of_one_address_waits_in_its_order_and_holds_up_nobody_else(stage: Stage) -> None:
    hook = SlowHook()
    emergencies = responder(stage, hook, longest_wait=timedelta(hours=1).total_seconds())
    crowd = [cry(stage, emergencies, "192.0.2.1", number) for number in range(10)]
    first = await asyncio.gather(*crowd[:3])
    neighbour = await cry(stage, emergencies, "192.0.2.2", 99)
    assert all("119" in reply.text for reply in (*first, neighbour))
    assert not any(task.done() for task in crowd[3:])
    hook.free.set()
    assert all("119" in reply.text for reply in await asyncio.gather(*crowd))
    await emergencies.close()
    assert hook.running == 0


async def test_none_is_refused_while_the_records_hang(stage: Stage) -> None:
    hook = SlowHook()
    emergencies = responder(stage, hook, longest_wait=0.01)
    crowd = [cry(stage, emergencies, "192.0.2.1", number) for number in range(10)]
    assert all("119" in reply.text for reply in await asyncio.gather(*crowd))
    hook.free.set()
    await emergencies.close()


async def test_over_the_limit_of_its_address_only_an_emergency_is_answered(stage: Stage) -> None:
    engine = Engine(
        SERVICES, stage.snapshot, stage.sessions, stage.database, lambda: stage.now, limits=Limits()
    )

    async def said(text: str) -> tuple[bool, str]:
        result = await engine.turn(
            Message(text, "web:u", Channel.WEB, text=text, source="192.0.2.1", over_limit=True)
        )
        return result.taken, result.replies[0].text

    assert not (await said("有什么课"))[0]
    taken, text = await said("我家着火了")
    assert taken
    assert "119" in text
    await engine.close()
    assert not await stage.redis.keys("*:session")
