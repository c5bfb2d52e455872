"""The metrics page is measured when it is read, from the real records, and shows no old figure when they are away."""

import socket
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import structlog
from prometheus_client.parser import text_string_to_metric_families
from redis.asyncio import Redis

from bot.broadcast import campaigns
from bot.common.cipher import Cipher, new_key
from bot.common.clock import ZONE
from bot.common.errors import ConfigError
from bot.common.logs import configure, listening
from bot.common.metrics import Metrics
from bot.content.shared.calendar import CALENDAR
from bot.content.snapshot import Content
from bot.integrations.sms.provider import Trouble
from bot.monitoring.endpoint import serving
from bot.monitoring.gauges import Gauges
from bot.services.handoff import records as handoffs
from bot.storage import notices
from bot.storage.database import Database
from bot.storage.shared_statuses import CampaignStatus
from bot.storage.transitions import Party
from tests.stage import ROOT, Stage
from tests.system.process import free_port
from tests.unit.broadcast.push_stage import Push

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=ZONE)


def read(page: bytes) -> dict[str, float]:
    """Every sample by its name and labels, in the form that Prometheus shows."""
    return {
        sample.name + "".join(f",{key}={value}" for key, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(page.decode())
        for sample in family.samples
    }


def made(database: Database, folder: Path, redis: Redis | None = None) -> Gauges:
    return Gauges(Metrics(), database, folder, ROOT, lambda: NOW, redis)


async def test_readiness_tells_that_redis_is_nearly_full_before_it_refuses(
    database: Database, tmp_path: Path, redis: Redis
) -> None:
    gauges = made(database, tmp_path, redis)
    assert await gauges.parts() == {"database": True, "redis": True, "redis_memory": True}
    used = (await redis.info("memory"))["used_memory"]
    try:
        await redis.config_set("maxmemory", int(used * 1.05))
        parts = await gauges.parts()
        assert parts["redis"]
        assert not parts["redis_memory"]
        await redis.config_set("maxmemory", used * 2)
        assert (await gauges.parts())["redis_memory"]
    finally:
        await redis.config_set("maxmemory", 0)
    assert (await gauges.parts())["redis_memory"]


async def test_queues_are_counted_with_the_age_of_the_oldest(database: Database, tmp_path: Path) -> None:
    async with database.work() as work:
        await notices.add(work, "web:a", "空出来了", NOW - timedelta(seconds=90))
        await notices.add(work, "web:b", "空出来了", NOW - timedelta(seconds=30))
        await handoffs.ask(work, "web:a", NOW - timedelta(minutes=10))
        await work.commit()
    told = read(await made(database, tmp_path).page())
    assert told["bot_queue_length,queue=notices"] == 2
    assert told["bot_queue_oldest_seconds,queue=notices"] == 90
    assert told["bot_queue_length,queue=handoffs"] == 1
    assert told["bot_queue_oldest_seconds,queue=handoffs"] == 600
    for queue in ("callbacks", "tickets", "deliveries_due", "deliveries_in_the_air", "deliveries_unclear"):
        assert told[f"bot_queue_length,queue={queue}"] == 0
        assert told[f"bot_queue_oldest_seconds,queue={queue}"] == 0
    assert told["bot_part_ready,part=database"] == 1
    assert told["bot_clock_timestamp_seconds"] == NOW.timestamp()
    assert told["bot_data_free_bytes"] > 0
    assert told["process_resident_memory_bytes"] > 0


async def test_many_readers_count_once(database: Database, tmp_path: Path) -> None:
    gauges = made(database, tmp_path)
    assert read(await gauges.page())["bot_queue_length,queue=notices"] == 0
    async with database.work() as work:
        await notices.add(work, "web:a", "空出来了", NOW)
        await work.commit()
    gauges.fresh_seconds = 1_000_000
    assert read(await gauges.page())["bot_queue_length,queue=notices"] == 0
    gauges.fresh_seconds = 0
    assert read(await gauges.page())["bot_queue_length,queue=notices"] == 1


async def test_what_is_away_is_told_and_old_figures_are_not(sqlite_url: str, tmp_path: Path) -> None:
    away = Redis.from_url("unix:///nonexistent/valkey.sock")
    database = Database(sqlite_url, Cipher(new_key()))
    await database.migrate()
    gauges = made(database, tmp_path, away)
    gauges.fresh_seconds = 0
    there = read(await gauges.page())
    assert there["bot_part_ready,part=redis"] == 0
    assert "bot_queue_length,queue=notices" in there
    await database.close()
    gauges.database = Database("postgresql://nobody@127.0.0.1:9/none", Cipher(new_key()))
    gone = read(await gauges.page())
    assert gone["bot_part_ready,part=database"] == 0
    assert not [name for name in gone if name.startswith("bot_queue")]
    await gauges.database.close()
    await away.aclose()


async def test_the_content_and_the_model_are_told(stage: Stage, tmp_path: Path) -> None:
    gauges = made(stage.database, tmp_path, stage.redis)
    gauges.engine = stage.engine
    told = read(await gauges.page())
    assert told["bot_part_ready,part=redis"] == 1
    assert told["bot_turns_running"] == 0
    assert told["bot_content_phrases"] > 1000
    assert told["bot_model_provisional"] == 0
    [digest] = [name for name in told if name.startswith("bot_content_info")]
    assert len(digest.partition("digest=")[2]) == 12


async def test_deliveries_are_due_while_their_campaign_runs(
    database: Database, content: Content, tmp_path: Path
) -> None:
    push = Push(database, content.part(CALENDAR))
    await push.subscribe(1)
    push.sms.scripted.append(Trouble.STOP)
    await push.run()
    gauges = made(database, tmp_path)
    gauges.fresh_seconds = 0
    gauges.clock = lambda: push.now + timedelta(minutes=5)
    assert read(await gauges.page())["bot_queue_length,queue=deliveries_due"] == 0
    async with database.work() as work:
        paused = (await campaigns.latest(work))[0]
        await campaigns.change_status(work, paused.id, CampaignStatus.RUNNING, Party.STAFF, "staff", push.now)
        await work.commit()
    told = read(await gauges.page())
    assert told["bot_queue_length,queue=deliveries_due"] == 1
    assert told["bot_queue_oldest_seconds,queue=deliveries_due"] > 0


def test_loud_lines_are_counted_and_quiet_ones_are_not() -> None:
    metrics = Metrics()
    configure("info", as_json=True)
    log = structlog.get_logger()
    try:
        with listening(metrics.count_log_line):
            log.info("fine")
            log.warning("sessions_away", user="web:a")
            log.warning("wechat_refused", errcode=45015, rid="x")
            log.error("late_answer_lost")
        log.warning("sessions_away")
    finally:
        structlog.reset_defaults()
    told = read(metrics.text())
    assert told["bot_log_events_total,event=sessions_away,level=warning"] == 1
    assert told["bot_log_events_total,event=late_answer_lost,level=error"] == 1
    assert told["bot_wechat_errors_total,errcode=45015"] == 1
    assert not [name for name in told if "event=fine" in name]


async def test_the_page_of_its_own() -> None:
    async def page() -> bytes:
        return b"bot_x 1\n"

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.listen()
        with pytest.raises(ConfigError, match=f"METRICS_PORT={port}"):
            async with serving("127.0.0.1", port, page):
                raise AssertionError
    port = free_port()
    async with (
        serving("127.0.0.1", 0, page),
        serving("127.0.0.1", port, page),
        aiohttp.ClientSession() as http,
        http.get(f"http://127.0.0.1:{port}/metrics") as answer,
    ):
        assert (await answer.read(), answer.content_type) == (b"bot_x 1\n", "text/plain")
