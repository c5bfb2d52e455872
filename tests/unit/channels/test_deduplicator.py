"""One answer per message id, in time. Two deduplicators over one Valkey stand for two processes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

import pytest
import structlog
from redis.asyncio import Redis

from bot.channels.deduplicator import Deduplicator, KeptAnswers
from bot.channels.response_timer import SharedTimer
from bot.common.errors import WeChatError
from bot.common.message import Channel, Kind, Message, Reply
from bot.conversation.engine import TurnResult

COMING = "在查，马上回您"
SORRY = "没弄好，请再发一遍"
SOON = 0.02  # a budget that ends while the fake engine waits for its event
LONG = 60.0


@dataclass
class Engine:
    """Answers with the question, when let; a second turn of a message repeats the first, as the engine does."""

    free: dict[str, asyncio.Event] = field(default_factory=dict)
    turns: list[str] = field(default_factory=list)
    parked: list[tuple[str, str]] = field(default_factory=list)
    answered: dict[str, tuple[Reply, ...]] = field(default_factory=dict)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    silent: bool = False
    fails: int = 0
    keeps: bool = True

    def hold(self, message: Message) -> asyncio.Event:
        return self.free.setdefault(message.id, asyncio.Event())

    async def turn(self, message: Message) -> TurnResult:
        self.turns.append(message.id)
        self.begun.set()
        if message.id in self.free:
            await self.free[message.id].wait()
        if self.fails:
            self.fails -= 1
            raise RuntimeError
        if message.id in self.answered:
            return TurnResult(self.answered[message.id], repeated=True)
        replies = () if self.silent else (Reply(f"答：{message.text}"),)
        self.answered[message.id] = replies
        return TurnResult(replies)

    async def park(self, user: str, replies: Sequence[Reply]) -> bool:
        self.parked.extend((user, reply.text) for reply in replies)
        return self.keeps


@dataclass
class Phone:
    """Where late answers arrive."""

    got: list[tuple[str, str]] = field(default_factory=list)
    error: WeChatError | None = None
    hold: asyncio.Event | None = None

    async def send(self, openid: str, text: str) -> None:
        if self.hold:
            await self.hold.wait()
        if self.error:
            raise self.error
        self.got.append((openid, text))


def question(number: int = 1, user: str = "wechat:oABC") -> Message:
    return Message(f"m{number}", user, Channel.WECHAT, text=f"问{number}")


def _plain(replies: Sequence[Reply]) -> str:
    return "\n".join(reply.text for reply in replies)


Make = Callable[[float], Deduplicator[str]]


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
async def make(engine: Engine, phone: Phone, redis: Redis) -> AsyncIterator[Make]:
    made: list[Deduplicator[str]] = []

    def process(budget: float) -> Deduplicator[str]:
        made.append(Deduplicator(engine, phone.send, redis, SharedTimer(budget), lambda: COMING, _plain))
        return made[-1]

    yield process
    for event in engine.free.values():
        event.set()
    for deduplicator in made:
        await deduplicator.close()


@pytest.fixture
async def nowhere() -> AsyncIterator[Redis]:
    client = Redis.from_url("unix:///nonexistent/valkey.sock")
    yield client
    await client.aclose()


def _now() -> float:
    return asyncio.get_running_loop().time()


async def test_in_time(make: Make, engine: Engine, phone: Phone, redis: Redis) -> None:
    once = make(LONG)
    assert await once.answer(question(), _now()) == "答：问1"
    assert await once.answer(question(), _now()) == "答：问1"
    await once.close()
    assert engine.turns == ["m1"]
    assert phone.got == []
    assert await redis.keys("late:*") == []


async def test_nothing_to_say(make: Make, engine: Engine) -> None:
    engine.silent = True
    assert await make(LONG).answer(question(), _now()) is None


async def test_retries_join_the_running_turn(make: Make, engine: Engine) -> None:
    once, free = make(LONG), engine.hold(question())
    requests = [asyncio.create_task(once.answer(question(), _now())) for _ in range(3)]
    await engine.begun.wait()
    free.set()
    assert await asyncio.gather(*requests) == ["答：问1"] * 3
    assert engine.turns == ["m1"]


async def test_the_budget_runs_from_the_arrival(make: Make, engine: Engine) -> None:
    engine.hold(question())
    assert await make(LONG).answer(question(), _now() - LONG) == COMING


async def test_late_is_brought_once_and_a_retry_gets_the_notice(
    make: Make, engine: Engine, phone: Phone
) -> None:
    once, free = make(SOON), engine.hold(question())
    assert await once.answer(question(), _now()) == COMING
    assert await once.answer(question(), _now() + LONG) == COMING, "joined while late: no waiting"
    assert phone.got == []
    free.set()
    await once.close()
    assert await once.answer(question(), _now()) == COMING
    await once.close()
    assert phone.got == [("oABC", "答：问1")]
    assert engine.turns == ["m1"]


async def test_a_retry_that_joined_before_the_budget_ended(make: Make, engine: Engine, phone: Phone) -> None:
    once, free = make(SOON), engine.hold(question())
    retry = asyncio.create_task(once.answer(question(), _now() + LONG))
    assert await once.answer(question(), _now()) == COMING
    free.set()
    assert await retry == COMING
    await once.close()
    assert phone.got == [("oABC", "答：问1")]


async def test_two_requests_whose_budgets_end_together(make: Make, engine: Engine, phone: Phone) -> None:
    once, free, now = make(SOON), engine.hold(question()), _now()
    said = await asyncio.gather(once.answer(question(), now), once.answer(question(), now))
    assert set(said) == {COMING}
    free.set()
    await once.close()
    assert phone.got == [("oABC", "答：问1")]


async def test_two_processes_bring_it_once(make: Make, engine: Engine, phone: Phone) -> None:
    here, there, free = make(SOON), make(SOON), engine.hold(question())
    said = await asyncio.gather(here.answer(question(), _now()), there.answer(question(), _now()))
    assert set(said) == {COMING}
    free.set()
    await asyncio.gather(here.close(), there.close())
    assert engine.turns == ["m1", "m1"]
    assert phone.got == [("oABC", "答：问1")]


async def test_a_retry_in_another_process_after_the_late_answer(
    make: Make, engine: Engine, phone: Phone
) -> None:
    here, there, free = make(SOON), make(LONG), engine.hold(question())
    assert await here.answer(question(), _now()) == COMING
    free.set()
    await here.close()
    assert await there.answer(question(), _now()) == COMING
    assert await there.answer(question(), _now()) == COMING
    await there.close()
    assert phone.got == [("oABC", "答：问1")]


async def test_a_retry_in_another_process_of_what_was_in_time(
    make: Make, engine: Engine, phone: Phone
) -> None:
    assert await make(LONG).answer(question(), _now()) == "答：问1"
    there = make(LONG)
    assert await there.answer(question(), _now()) == "答：问1"
    assert await there.answer(question(), _now()) == "答：问1"
    assert await make(LONG).answer(question(), _now()) == "答：问1"
    assert phone.got == []


async def test_what_a_retry_was_told_elsewhere_is_not_brought_too(
    make: Make, engine: Engine, phone: Phone, redis: Redis
) -> None:
    """The turn ends between this process's budget and its claim; another process answers the retry."""
    here, there, free = make(SOON), make(LONG), engine.hold(question())
    claiming = redis.set
    claim_begun, claim_waits = asyncio.Event(), asyncio.Event()

    async def slow(*args: object, **options: object) -> object:
        redis.set = claiming  # type: ignore[method-assign]
        claim_begun.set()
        await claim_waits.wait()
        return await claiming(*args, **options)  # type: ignore[arg-type]

    redis.set = slow  # type: ignore[method-assign]
    assert await here.answer(question(), _now()) == COMING
    await claim_begun.wait()
    free.set()
    assert await there.answer(question(), _now()) == "答：问1"
    claim_waits.set()
    await here.close()
    assert phone.got == []


async def test_our_own_claim_is_known_when_its_answer_was_lost(
    make: Make, engine: Engine, phone: Phone, redis: Redis
) -> None:
    """The connection breaks after SET: the client sends it again, and it finds what we wrote."""
    once, free, claiming = make(SOON), engine.hold(question()), redis.set

    async def twice(*args: object, **options: object) -> object:
        await claiming(*args, **options)  # type: ignore[arg-type]
        return await claiming(*args, **options)  # type: ignore[arg-type]

    redis.set = twice  # type: ignore[method-assign]
    assert await once.answer(question(), _now()) == COMING
    free.set()
    await once.close()
    assert phone.got == [("oABC", "答：问1")]


async def test_a_closed_connection_does_not_end_the_turn(make: Make, engine: Engine) -> None:
    once, free = make(LONG), engine.hold(question())
    request = asyncio.create_task(once.answer(question(), _now()))
    await engine.begun.wait()
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    free.set()
    assert await once.answer(question(), _now()) == "答：问1"
    assert engine.turns == ["m1"]


async def test_another_question_during_a_slow_one(make: Make, engine: Engine, phone: Phone) -> None:
    once, free = make(SOON), engine.hold(question(1))
    assert await once.answer(question(1), _now()) == COMING
    assert await once.answer(question(2), _now() + LONG) == "答：问2"
    free.set()
    await once.close()
    assert phone.got == [("oABC", "答：问1")]


async def test_late_answers_come_in_the_order_of_the_questions(
    make: Make, engine: Engine, phone: Phone
) -> None:
    once, first, second = make(SOON), engine.hold(question(1)), engine.hold(question(2))
    phone.hold = asyncio.Event()
    assert await once.answer(question(1), _now()) == COMING
    assert await once.answer(question(2), _now()) == COMING
    first.set()
    second.set()
    phone.hold.set()
    await once.close()
    assert phone.got == [("oABC", "答：问1"), ("oABC", "答：问2")]


@pytest.mark.parametrize(
    "error",
    [
        WeChatError(45015),
        WeChatError(45047),
        WeChatError(-1, "no app secret"),
        WeChatError(-1, retryable=True),
    ],
    ids=["48 hours", "quota", "no secret", "network"],
)
async def test_what_cannot_be_sent_is_parked(
    make: Make, engine: Engine, phone: Phone, error: WeChatError
) -> None:
    once, free = make(SOON), engine.hold(question())
    phone.error = error
    assert await once.answer(question(), _now()) == COMING
    free.set()
    await once.close()
    assert engine.parked == [("wechat:oABC", "答：问1")]
    assert await once.answer(question(), _now()) == COMING
    await once.close()
    assert len(engine.parked) == 1


async def test_nothing_late_to_say_sends_nothing(make: Make, engine: Engine, phone: Phone) -> None:
    once, free = make(SOON), engine.hold(question())
    engine.silent = True
    assert await once.answer(question(), _now()) == COMING
    free.set()
    await once.close()
    assert (phone.got, engine.parked) == ([], [])


async def test_without_redis_it_is_brought_once_all_the_same(
    engine: Engine, phone: Phone, nowhere: Redis
) -> None:
    once, free = (
        Deduplicator(engine, phone.send, nowhere, SharedTimer(SOON), lambda: COMING, _plain),
        engine.hold(question()),
    )
    assert await once.answer(question(), _now()) == COMING
    free.set()
    await once.close()
    assert await once.answer(question(), _now()) == COMING
    assert phone.got == [("oABC", "答：问1")]


async def test_without_redis_and_with_the_run_forgotten(engine: Engine, phone: Phone, nowhere: Redis) -> None:
    once, free = (
        Deduplicator(
            engine,
            phone.send,
            nowhere,
            SharedTimer(SOON),
            lambda: COMING,
            _plain,
            kept=KeptAnswers(seconds=0),
        ),
        engine.hold(question()),
    )
    assert await once.answer(question(), _now()) == COMING
    free.set()
    await once.close()
    await once.answer(question(2), _now() + LONG)
    assert await once.answer(question(), _now() + LONG) == COMING
    await once.close()
    assert engine.turns == ["m1", "m2", "m1"]
    assert phone.got == [("oABC", "答：问1")]


async def test_finished_answers_are_bounded(engine: Engine, phone: Phone, redis: Redis) -> None:
    once = Deduplicator(
        engine, phone.send, redis, SharedTimer(LONG), lambda: COMING, _plain, kept=KeptAnswers(most=3)
    )
    for number in range(20):
        await once.answer(question(number), _now())
    engine.turns.clear()
    for number in (19, 18, 17):
        assert await once.answer(question(number), _now()) == f"答：问{number}"
    assert engine.turns == []
    assert await once.answer(question(0), _now()) == "答：问0"
    assert engine.turns == ["m0"]  # its answer was forgotten: the engine is asked once more, and repeats it


async def test_a_turn_that_failed_is_tried_again(make: Make, engine: Engine) -> None:
    engine.fails = 1
    once = make(LONG)
    with pytest.raises(RuntimeError):
        await once.answer(question(), _now())
    assert await once.answer(question(), _now()) == "答：问1"


async def test_a_turn_that_failed_is_said_to_have_failed(engine: Engine, phone: Phone, redis: Redis) -> None:
    engine.fails = 1
    once = Deduplicator(engine, phone.send, redis, SharedTimer(LONG), lambda: COMING, _plain, lambda: SORRY)
    with structlog.testing.capture_logs() as logs:
        assert await once.answer(question(), _now()) == SORRY
    assert [line["event"] for line in logs] == ["turn_raised"]
    assert await once.answer(question(), _now()) == "答：问1"
    assert phone.got == []


async def test_a_late_turn_that_failed_is_said_to_have_failed(
    engine: Engine, phone: Phone, redis: Redis
) -> None:
    """The notice promised an answer."""
    engine.fails = 1
    once = Deduplicator(engine, phone.send, redis, SharedTimer(SOON), lambda: COMING, _plain, lambda: SORRY)
    free = engine.hold(question())
    assert await once.answer(question(), _now()) == COMING
    free.set()
    with structlog.testing.capture_logs() as logs:
        await once.close()
    assert [line["event"] for line in logs] == ["turn_raised"]
    assert phone.got == [("oABC", SORRY)]


@pytest.mark.parametrize("kind", [Kind.VIEW, Kind.OTHER, Kind.UNSUBSCRIBE])
async def test_who_asked_nothing_gets_no_notice(make: Make, engine: Engine, phone: Phone, kind: Kind) -> None:
    """A menu link or a place report waits behind a slow turn; what was kept for the resident still comes."""
    event = Message("m1", "wechat:oABC", Channel.WECHAT, kind, "问1")
    once, free = make(SOON), engine.hold(event)
    assert await once.answer(event, _now()) is None
    assert await once.answer(event, _now() + LONG) is None
    free.set()
    await once.close()
    assert phone.got == [("oABC", "答：问1")]


async def test_what_can_neither_be_sent_nor_kept_is_in_the_log(
    make: Make, engine: Engine, phone: Phone
) -> None:
    once, free = make(SOON), engine.hold(question())
    phone.error, engine.keeps = WeChatError(45015), False
    assert await once.answer(question(), _now()) == COMING
    free.set()
    with structlog.testing.capture_logs() as logs:
        await once.close()
    assert [(line["event"], line["log_level"]) for line in logs] == [
        ("late_answer_parked", "info"),
        ("late_answer_lost", "error"),
    ]


async def test_a_failed_late_turn_does_not_stop_the_close(make: Make, engine: Engine, phone: Phone) -> None:
    engine.fails = 1
    once, free = make(SOON), engine.hold(question())
    assert await once.answer(question(), _now()) == COMING
    free.set()
    await once.close()
    assert phone.got == []


async def test_close_waits_for_a_turn_whose_request_is_gone(make: Make, engine: Engine, phone: Phone) -> None:
    once, free = make(SOON), engine.hold(question())
    await once.answer(question(), _now())
    closing = asyncio.create_task(once.close())
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(closing), SOON)
    free.set()
    await closing
    assert phone.got == [("oABC", "答：问1")]


async def test_close_does_not_wait_for_ever(make: Make, engine: Engine) -> None:
    once = make(SOON)
    engine.hold(question())
    await once.answer(question(), _now())
    await once.close(seconds=SOON)
