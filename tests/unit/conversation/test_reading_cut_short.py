"""A message on which the processor's time is spent: it is answered, counted and logged, and nobody else waits for it."""

import itertools

import pytest
from structlog.testing import capture_logs

from bot.common.metrics import Metrics
from bot.conversation.engine import Engine, Limits
from bot.services import SERVICES
from bot.understanding.text.reading_budget import UNLIMITED, ReadingBudget
from tests.stage import Stage


def slow_from(look: int) -> ReadingBudget:
    """The processor's time jumps by a second at this look at it."""
    looks = itertools.count()
    return ReadingBudget(cpu=lambda: float(next(looks) >= look))


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def slow(stage: Stage, metrics: Metrics) -> Stage:
    """Every message takes too long to understand, but for those whose meaning is remembered: none with a number is."""
    stage.engine = Engine(
        SERVICES,
        stage.snapshot,
        stage.sessions,
        stage.database,
        lambda: stage.now,
        metrics,
        limits=Limits(budget=lambda: slow_from(1)),
    )
    stage.engines.append(stage.engine)
    return stage


def counted(metrics: Metrics) -> float:
    return metrics.registry.get_sample_value("bot_reading_cut_short_total") or 0.0


async def test_it_is_answered_counted_and_logged(slow: Stage, metrics: Metrics) -> None:
    with capture_logs() as lines:
        turned = await slow.say("图书馆3楼几点开门")
    assert "图书馆" in turned.replies[0].text
    assert counted(metrics) == 1
    [line] = [line for line in lines if line["event"] == "reading_cut_short"]
    assert (line["log_level"], line["characters"]) == ("warning", 9)


async def test_an_emergency_is_answered(slow: Stage, metrics: Metrics) -> None:
    turned = await slow.say("我家5楼着火了")
    assert turned.replies[0].urgent
    assert "119" in turned.replies[0].text
    assert counted(metrics) == 1


async def test_a_form_asks_again_and_goes_on(stage: Stage, slow: Stage, metrics: Metrics) -> None:
    limits = Limits(budget=lambda: UNLIMITED)
    quick = Engine(
        SERVICES, slow.snapshot, slow.sessions, slow.database, lambda: slow.now, metrics, limits=limits
    )
    held, slow.engine = slow.engine, quick
    for text in ("我想报电工", "周六的"):
        await slow.say(text)
    slow.engine = held
    await slow.say("钮大钧")
    form = (await slow.session()).form
    assert form is not None
    assert (form.asking, "name" in form.slots) == ("name", False)
    slow.engine = quick
    await slow.say("钮大钧")
    form = (await slow.session()).form
    assert form is not None
    assert form.slots["name"] == "钮大钧"
    assert counted(metrics) == 1
    await quick.close()


async def test_an_ordinary_message_is_not_counted(stage: Stage, metrics: Metrics) -> None:
    stage.engine = Engine(
        SERVICES,
        stage.snapshot,
        stage.sessions,
        stage.database,
        lambda: stage.now,
        metrics,
        limits=Limits(budget=lambda: ReadingBudget(cpu=lambda: 0.0)),
    )
    stage.engines.append(stage.engine)
    await stage.say("我想报电工，我叫钮大钧")
    assert counted(metrics) == 0
