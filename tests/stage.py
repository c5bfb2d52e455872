"""A stage for conversations: the real engine on a real Valkey and a real database, with a clock that the test sets."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from redis.asyncio import Redis

from bot.channels.outbox import Outbox
from bot.common.clock import ZONE
from bot.common.message import Channel, Kind, Message
from bot.common.metrics import Metrics
from bot.common.service_rules import ServiceRules
from bot.content.snapshot import Content
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.engine import Engine, Limits, TurnResult
from bot.conversation.hooks import StaffDecision
from bot.conversation.say.wording import Wording
from bot.conversation.semantic_parser import SemanticParser
from bot.conversation.session import Session
from bot.conversation.session_store.store import SessionStore
from bot.conversation.staff_actions import StaffActions
from bot.runtime import periodic_jobs
from bot.runtime.feedback_writer import FeedbackWriter
from bot.services import SERVICES, load_content
from bot.storage.database import Database
from bot.understanding.encoder.encoder import Encoder
from bot.understanding.models.act_head import load as load_act_head
from bot.understanding.models.answer_head import PASSAGES
from bot.understanding.models.answer_head import load as load_answer_heads
from bot.understanding.models.passage_vectors import load as load_passage_vectors
from bot.understanding.models.semantic import Semantics
from bot.understanding.models.semantic import load as load_head
from bot.understanding.pipeline import Understanding
from bot.understanding.text.reading_budget import UNLIMITED
from tests.databases import fresh_sqlite, opened
from tests.models import trained_by_one

ROOT = Path(__file__).parent.parent
CODE = "135790"  # the confirmation code of every phone
DEMO = ServiceRules(helpers_wait=False, sms_codes=True, codes_spoken=True, new_code=lambda: CODE)
PATIENCE = 60.0  # seconds: what is said in a test must not hang on the machine's speed
MORNING = datetime(2026, 5, 6, 9, 0, tzinfo=ZONE)


@dataclass
class Stage:
    """Where a test plays: `say` speaks as a resident and gives the answer. fast: as FAST_PATHS; rules: those of a demo."""

    snapshot: ContentSnapshot
    database: Database
    redis: Redis
    now: datetime = MORNING
    fast: bool = True
    rules: ServiceRules = DEMO
    engine: Engine = field(init=False)
    sessions: SessionStore = field(init=False)

    def __post_init__(self) -> None:
        self._ids = itertools.count(1)
        self.engines: list[Engine] = []
        self.restart()

    def restart(self) -> None:
        """A new process, as far as the bot can tell: nothing is left in memory."""
        cipher = self.database.cipher
        self.sessions = SessionStore(
            self.redis, cipher, lambda: self.now, fast=self.fast, call_seconds=PATIENCE
        )
        semantic_parser = SemanticParser(Metrics(), deadline=PATIENCE)
        self.engine = Engine(
            SERVICES,
            self.snapshot,
            self.sessions,
            self.database,
            lambda: self.now,
            semantic_parser=semantic_parser,
            # No budget: a pause of the garbage collector must not cut a message short.
            limits=Limits(budget=lambda: UNLIMITED, rules=self.rules),
        )
        self.engines.append(self.engine)

    async def end(self) -> None:
        """Let what goes on beside the answers end, in every process that there was."""
        for engine in self.engines:
            await engine.close()

    def wait(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    async def say(
        self,
        text: str,
        user: str = "me",
        *,
        kind: Kind = Kind.TEXT,
        message_id: str = "",
        limit: int = 0,
        picture: str = "",
        source: str = "",
    ) -> TurnResult:
        """One message of a resident, and the answer."""
        self.wait(seconds=5)
        message = Message(
            message_id or f"m{next(self._ids)}",
            f"terminal:{user}",
            Channel.TERMINAL,
            kind,
            text,
            limit,
            picture,
            source=source,
        )
        return await self.engine.turn(message)

    async def session(self, user: str = "me") -> Session:
        """The resident's session as it is stored."""
        async with self.sessions.open(f"terminal:{user}") as held:
            return held.session

    async def notices(self) -> int:
        """Deliver what the outbox holds."""
        return await Outbox(self.database, self.engine, {}, lambda: self.now).deliver_pending()

    async def order(self, kind: str, order: StaffDecision) -> str:
        """What the staff decide on a record."""
        return await self._actions().decide(kind, order, "staff:test")

    async def periodic_jobs(self) -> None:
        """A round of what skills do every minute."""
        for job in periodic_jobs.of_services(self._actions()):
            await job.run()

    async def evidence(self) -> int:
        """Write down what was not understood."""
        return await FeedbackWriter(
            self.engine.feedback, self.engine.usage_counter, self.database, lambda: self.now
        ).write()

    def _actions(self) -> StaffActions:
        return StaffActions(SERVICES, self.database, lambda: self.engine.snapshot, lambda: self.now)


S = TypeVar("S", bound=Stage)


@pytest.fixture(scope="session")
def content() -> Content:
    """The repository's own content."""
    loaded = load_content(ROOT)
    assert loaded.content is not None, "\n".join(map(str, loaded.problems))
    return loaded.content


@pytest.fixture(scope="session")
def understanding(content: Content, request: pytest.FixtureRequest) -> Understanding:
    """Understanding of the repository's own content; the trained model is kept between runs, by its content."""
    assert request.config.cache is not None
    head = load_head(ROOT / "intents" / "semantic.npz")
    assert head is not None
    cache_dir = Path(request.config.cache.mkdir("understanding"))
    semantics = Semantics(
        Encoder(cache_dir, ROOT / "intents" / "encoder.npz"),
        head,
        load_act_head(ROOT / "intents" / "acts.npz"),
        load_passage_vectors(ROOT / "intents" / "passages.npz"),
        load_passage_vectors(ROOT / "intents" / "danger_answers.npz"),
        load_answer_heads(ROOT / "intents" / "service_answers.npz"),
        load_answer_heads(ROOT / "intents" / "passage_head.npz").get(PASSAGES),
    )
    with trained_by_one(cache_dir):
        return Understanding(content, cache_dir=cache_dir, semantics=semantics)


@asynccontextmanager
async def staged(
    kind: type[S], content: Content, understanding: Understanding, redis: Redis, folder: Path
) -> AsyncIterator[S]:
    """A stage of this kind on an empty Valkey and an empty SQLite."""
    snapshot = ContentSnapshot(content, understanding, Wording(content.replies))
    async with opened(fresh_sqlite(folder)) as database:
        played = kind(snapshot, database, redis)
        yield played
        await played.end()


@pytest.fixture
async def stage(
    content: Content, understanding: Understanding, redis: Redis, tmp_path: Path
) -> AsyncIterator[Stage]:
    """A plain one."""
    async with staged(Stage, content, understanding, redis, tmp_path) as played:
        yield played
