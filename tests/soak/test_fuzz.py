"""Millions of mutated inputs (`make soak`: FUZZ, FUZZ_TURNS): each gets an answer or a refusal."""

import asyncio
import base64
import os
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import AsyncIterator, Iterator, MutableMapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import func, select

from bot.common.errors import Refused
from bot.common.message import Address, Channel, Kind, Message, Reply
from bot.common.metrics import Metrics
from bot.conversation.engine import Engine
from bot.conversation.session_store.store import SessionStore
from bot.integrations.wechat.codec import Codec
from bot.services import SERVICES
from bot.storage.models import Base
from bot.understanding.pipeline import Understanding
from tests.figures import tell
from tests.soak.corpus import ANSWERS, OPENERS, PACKETS, sentences
from tests.soak.mutate import bytes_like, fields_like, text_like
from tests.stage import Stage
from tests.system import packets
from tests.system.packets import ACCOUNT, Request
from tests.unit.integrations.test_wechat_codec import NOW, codec

BODIES = int(os.environ.get("FUZZ", "2000"))
TURNS = int(os.environ.get("FUZZ_TURNS", "200"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
RESIDENTS, AT_ONCE = 300, 8
UNSURE = 0.02  # of the turns go to the engine that asks the embedding, 20 ms each
SAID = sentences()
LIMIT = 2000


@pytest.mark.timeout(120 + BODIES // 200)
def test_whatever_is_posted_is_read_or_refused() -> None:
    chance, plain, safe = random.Random(SEED), codec(), codec(safe=True)
    came: Counter[str] = Counter()
    for number in range(BODIES):
        request, sealed = _posted(chance)
        try:
            came[_answered(safe if sealed else plain, request)] += 1
        except Exception as error:
            raise AssertionError(f"seed {SEED}, input {number}: {request!r}") from error
    tell(f"{BODIES:,} bodies: {dict(came)}")
    assert came["read"] > BODIES / 20
    assert came["refused 403"] > BODIES / 20
    assert came["refused 400"] > BODIES / 20
    assert set(came) <= {"read", "refused 400", "refused 403", "refused 413"}


def _posted(chance: random.Random) -> tuple[Request, bool]:
    """Half of them rightly signed around a changed packet, in plain or safe mode; the others wrong outside too."""
    inside = bytes_like(PACKETS, chance) if chance.random() < 0.4 else fields_like(PACKETS, SAID, chance)
    match chance.randrange(8):
        case 0 | 1:
            return packets.plain_request(inside, at=NOW), False
        case 2 | 3:
            return packets.sealed_request(inside, at=NOW), True
        case 4:
            return packets.request_with(_spoilt(packets.seal(inside), chance), at=NOW), True
        case 5:
            query, body = packets.sealed_request(inside, at=NOW, compatible=True)
            return (query, bytes_like([body], chance)), True
        case 6:
            query, body = packets.sealed_request(inside, at=NOW + chance.choice((0, 599, 601, 10**9)))
            name = chance.choice(sorted(query))
            return (query | {name: text_like([query[name]], chance)}, body), True
        case _:
            query, body = packets.plain_request(inside, at=NOW)
            del query[chance.choice(sorted(query))]
            return (query, body), chance.random() < 0.5


def _spoilt(sealed: str, chance: random.Random) -> str:
    """A ciphertext that is changed and signed all the same."""
    raw = bytearray(base64.b64decode(sealed))
    for _ in range(chance.randint(1, 3)):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return base64.b64encode(
        raw[: chance.choice((len(raw), len(raw) - 16, chance.randrange(len(raw))))]
    ).decode()


def _answered(codec: Codec, request: Request) -> str:
    """What became of it; a reply that repeats the text must be one that WeChat can read."""
    try:
        incoming = codec.read(*request)
    except Refused as refused:
        return f"refused {refused.status}"
    message = incoming.message
    message.text.encode()
    assert "\x00" not in message.id + message.text
    said = packets.open_reply(codec.write(incoming, message.text), ACCOUNT)
    assert said.get("MsgType", "text") == "text"
    assert said.get("ToUserName", incoming.openid) == incoming.openid
    return "read"


@dataclass
class Talk:
    """A crowd that talks nonsense to the engines, the second of which asks the embedding too."""

    stage: Stage
    engines: tuple[Engine, Engine]
    chance: random.Random
    errors: list[str]
    wrong: list[str] = field(default_factory=list)
    replies: int = 0
    waited: int = 0  # told that the records do not answer: on a machine that stands still for five seconds
    heard: dict[str, Reply] = field(default_factory=dict)

    async def talk(self, numbers: Iterator[int]) -> None:
        """As one resident after the other, some messages each."""
        chance, left, user = self.chance, 0, ""
        for number in numbers:
            if not left:
                left = chance.randint(1, 24)
                user = f"{chance.choice((Channel.WECHAT, Channel.WEB))}:fuzz{chance.randrange(RESIDENTS)}"
            left -= 1
            await self.message(number, user)
            if number % 200 == 199:
                self.stage.wait(minutes=chance.choice((1, 1, 20, 300)))
            if number % 5000 == 4999:
                await self.stage.periodic_jobs()

    async def message(self, number: int, user: str) -> None:
        chance, channel = self.chance, Address.parse(user).channel
        kind = chance.choice(tuple(Kind)) if chance.random() < 0.05 else Kind.TEXT
        text = self._text(self.heard.get(user))
        limit = LIMIT if channel is Channel.WECHAT else 0
        picture = "https://mmbiz.qpic.cn/x" if kind is Kind.IMAGE else ""
        message = Message(f"{user}:{number}", user, channel, kind, text, limit, picture)
        turned = await self.engines[chance.random() < UNSURE].turn(message)
        self.replies += len(turned.replies)
        if turned.replies:
            self.heard[user] = turned.replies[-1]
        sorry = self.stage.snapshot.words.say("sorry.error")
        self.waited += any(
            reply.text == self.stage.snapshot.words.say("sorry.records") for reply in turned.replies
        )
        for reply in turned.replies:
            too_long = limit and len(reply.text.encode()) > limit
            if too_long or not reply.text.strip() or reply.text == sorry:
                self.wrong.append(f"input {number}, {kind} {text!r} → {reply.text[:200]!r}")

    def _text(self, heard: Reply | None) -> str:
        """A third answers what was asked, a quarter takes what was offered; the rest is anything."""
        chance, how = self.chance, self.chance.random()
        if heard and heard.choices and how < 0.25:
            return chance.choice([*(choice.label for choice in heard.choices), str(chance.randint(0, 9))])
        fitting = [answer for asked, answer in ANSWERS if heard and asked in heard.text]
        if fitting and how < 0.6:
            return chance.choice(fitting) if chance.random() < 0.8 else text_like(fitting, chance)
        return text_like(OPENERS if chance.random() < 0.4 else SAID, chance)


@pytest.fixture
async def talk(stage: Stage, request: pytest.FixtureRequest) -> AsyncIterator[Talk]:
    errors: list[str] = []

    def keep_errors(_: object, level: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if level in ("error", "critical", "exception"):
            errors.append(f"{event}\n{''.join(traceback.format_exception(sys.exception()))}")
        raise structlog.DropEvent

    structlog.configure(processors=[keep_errors])
    assert request.config.cache is not None
    cache = Path(request.config.cache.mkdir("understanding"))
    plain = replace(stage.snapshot, understanding=Understanding(stage.snapshot.content, cache_dir=cache))
    sessions = SessionStore(stage.redis, stage.database.cipher, lambda: stage.now)
    engines = [
        Engine(SERVICES, snapshot, sessions, stage.database, lambda: stage.now, Metrics())
        for snapshot in (plain, stage.snapshot)
    ]
    yield Talk(stage, (engines[0], engines[1]), random.Random(SEED), errors)
    for engine in engines:
        await engine.close()
    structlog.reset_defaults()


@pytest.mark.timeout(120 + TURNS // 20)
async def test_whatever_is_said_gets_an_answer(talk: Talk) -> None:
    began, numbers = time.monotonic(), iter(range(TURNS))

    await asyncio.gather(*(talk.talk(numbers) for _ in range(AT_ONCE)))
    tell(
        f"{TURNS:,} turns, {talk.replies:,} replies, {talk.waited} asked to come back, in {time.monotonic() - began:,.0f} s"
    )
    async with talk.stage.database.work() as work:
        session = await work.read()
        rows = {
            table.name: await session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
    tell(str({name: count for name, count in rows.items() if count}))
    assert not talk.wrong + talk.errors, "\n".join((talk.wrong + talk.errors)[:20])
