"""Floods of chat pages, while WeChat's messages are answered (`make soak`: SOAK_FLOODS seconds each).

A thousand idle sockets, and twenty addresses that send frames as fast as they are taken. The crowd shares the machine with
the server, and names its addresses as nginx does, by X-Forwarded-For.
"""

import asyncio
import itertools
import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

import aiohttp
import pytest
from uvloop import new_event_loop

from bot.common import descriptors
from bot.common.cipher import new_key
from tests.figures import tell
from tests.soak.test_flood import CARD, EMERGENCY, Crowd
from tests.system.process import BotProcess

SECONDS = int(os.environ.get("SOAK_FLOODS", "0"))
IDLE = 1000 if SECONDS else 100
ADDRESSES = 20 if SECONDS else 3
SOCKETS_OF_ADDRESS = 40  # ten more than it may have
FRAMES_A_SECOND = 4  # of a socket: twice what a page may send
ANSWER_SECONDS, EMERGENCY_SECONDS = 1.0, 0.5


async def opened(
    session: aiohttp.ClientSession, url: str, address: str, seen: Counter[str]
) -> aiohttp.ClientWebSocketResponse | None:
    """A socket of this address; None, and counted, when it is refused."""
    headers = {"Origin": url, "X-Forwarded-For": address}
    try:
        socket = await session.ws_connect(
            f"{url}/ws", headers=headers, max_msg_size=0, timeout=aiohttp.ClientWSTimeout(ws_close=0.5)
        )
    except (aiohttp.WSServerHandshakeError, aiohttp.ClientError) as refused:
        seen[f"refused {getattr(refused, 'status', type(refused).__name__)}"] += 1
        return None
    seen["opened"] += 1
    return socket


async def idle(
    session: aiohttp.ClientSession, url: str, address: str, end: float, seen: Counter[str]
) -> None:
    """Sockets that say nothing, opened anew as often as they are closed."""
    while time.monotonic() < end:
        socket = await opened(session, url, address, seen)
        if socket is None:
            await asyncio.sleep(1)
            continue
        with suppress(TimeoutError):
            await socket.receive(timeout=max(end - time.monotonic(), 0.01))
            seen["closed by the server"] += 1
        await socket.close()


async def frames(
    session: aiohttp.ClientSession, url: str, address: str, end: float, seen: Counter[str]
) -> None:
    """A socket that speaks too fast, every fifth time for help; another one when it is closed."""
    numbers = itertools.count()
    while time.monotonic() < end:
        socket = await opened(session, url, address, seen)
        if socket is None:
            await asyncio.sleep(1)
            continue
        reading = asyncio.create_task(_read(socket, seen))
        with suppress(ConnectionError, aiohttp.ClientError):
            await socket.send_json({"type": "hello", "resume": ""})
            while time.monotonic() < end and not socket.closed:
                number = next(numbers)
                text = EMERGENCY if number % 5 == 0 else f"{'长' * 1900}{number}"
                await socket.send_json({"type": "say", "id": f"m{number}", "text": text})
                seen["frames"] += 1
                await asyncio.sleep(1 / FRAMES_A_SECOND)
        await socket.close()
        await reading


async def _read(socket: aiohttp.ClientWebSocketResponse, seen: Counter[str]) -> None:
    async for frame in socket:
        kind = str(frame.json().get("type", ""))
        seen[f"heard {kind}"] += 1


async def answered_meanwhile(crowd: Crowd, end: float) -> tuple[list[float], list[float]]:
    """Seconds that WeChat's residents waited, and those who cried for help; sorted."""
    questions, cries = [], []
    for number in itertools.count():
        if time.monotonic() > end and number > 10:
            break
        began = time.monotonic()
        if number % 5:
            assert await crowd.say("台风来了怎么办")
            questions.append(time.monotonic() - began)
        else:
            assert CARD in await crowd.say(EMERGENCY)
            cries.append(time.monotonic() - began)
        await asyncio.sleep(0.05)
    return sorted(questions), sorted(cries)


@pytest.mark.timeout(300 + SECONDS * 4)
@pytest.mark.parametrize("flood", ["idle sockets", "frames"])
def test_wechat_is_answered_while_chat_pages_flood(tmp_path: Path, flood: str) -> None:
    descriptors.raise_limit()
    settings = {
        "PROXIES": "127.0.0.1",
        "DATA_KEYS": new_key(),
        "LOG_LEVEL": "error",
        "MESSAGES_A_MINUTE": "1000",
    }
    with BotProcess(tmp_path, **settings) as bot, asyncio.Runner(loop_factory=new_event_loop) as loop:
        crowd = Crowd(bot)
        try:
            loop.run(flooded(crowd, flood))
        finally:
            crowd.hang_up()


async def attack(url: str, flood: str, seconds: float) -> Counter[str]:
    """The flood; what its sockets saw."""
    seen, end = Counter[str](), time.monotonic() + seconds
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        if flood == "frames":
            sources = [f"192.0.2.{number}" for number in range(ADDRESSES) for _ in range(SOCKETS_OF_ADDRESS)]
            await asyncio.gather(*(frames(session, url, source, end, seen) for source in sources))
        else:  # a half from one address, the others from many
            sources = ["192.0.2.1" if number % 2 else f"198.51.100.{number % 200}" for number in range(IDLE)]
            await asyncio.gather(*(idle(session, url, source, end, seen) for source in sources))
    return seen


def attack_from_elsewhere(url: str, flood: str, seconds: float) -> Counter[str]:
    """The flood, in a process of its own: else what it costs the crowd would be measured as waiting."""
    descriptors.raise_limit()
    with asyncio.Runner(loop_factory=new_event_loop) as loop:
        return loop.run(attack(url, flood, seconds))


def figures(name: str, questions: list[float], cries: list[float]) -> str:
    return (
        f"{name}: {len(questions)} questions: median {questions[len(questions) // 2]:.3f} s, "
        f"p99 {questions[len(questions) * 99 // 100]:.3f} s; {len(cries)} emergencies: median {cries[len(cries) // 2]:.3f} s, "
        f"p99 {cries[len(cries) * 99 // 100]:.3f} s, longest {cries[-1]:.3f} s"
    )


async def flooded(crowd: Crowd, flood: str) -> None:
    seconds = 2.0 + SECONDS
    await crowd.say("你好")
    before = await answered_meanwhile(crowd, time.monotonic() + seconds / 4)
    tell(figures("before", *before))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        attack = asyncio.wrap_future(elsewhere.submit(attack_from_elsewhere, crowd.bot.url, flood, seconds))
        questions, cries = await answered_meanwhile(crowd, time.monotonic() + seconds)
        seen = await attack
    tell(figures(flood, questions, cries) + f"; memory {crowd.memory():.0f} MiB; {dict(seen)}")
    async with aiohttp.ClientSession() as session, session.get(f"{crowd.bot.url}/readyz") as response:
        state = await response.json()
    assert (response.status, state["redis"], state["redis_memory"]) == (200, True, True)
    assert seen["refused 429"]
    p99 = questions[len(questions) * 99 // 100], cries[len(cries) * 99 // 100]
    assert not SECONDS or (p99[0] < ANSWER_SECONDS and p99[1] < EMERGENCY_SECONDS)
