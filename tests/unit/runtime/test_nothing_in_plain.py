"""A hundred conversations, and then every file is searched for what residents said: before and after they are erased."""

import asyncio
import json
import zipfile
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog
from redis.asyncio import Redis
from sqlalchemy import String, select, text, type_coerce

from bot.channels.web.history import History, HistoryLine
from bot.common import logs
from bot.content.snapshot import Content
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.say.wording import Wording
from bot.runtime.erased_traces import ErasedTraces
from bot.services.course_request.tables import CourseRequestRecord
from bot.services.handoff.tables import HandoffRecord
from bot.services.listings.tables import ListingRecord
from bot.services.talents.tables import TalentRequestRecord
from bot.services.volunteers.tables import VolunteerRecord
from bot.storage import deleted_text
from bot.storage.database import Database
from bot.storage.maintenance import archive
from bot.storage.maintenance import erasure as privacy
from bot.storage.models import Base
from bot.storage.tables.reviews import ReviewRecord
from bot.storage.tables.tickets import TicketRecord
from bot.understanding.pipeline import Understanding
from tests.databases import fresh_sqlite, opened
from tests.stage import Stage
from tests.valkeys import ValkeyServer

RESIDENTS = 100
BEGINS = 64  # bytes of a sealed value that tell it from every other
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "桂香秀珍淑芬玉兰凤英"
WAIT = 20.0


@dataclass(frozen=True)
class Person:
    """A resident of the test, whose name, phone and address nobody else has."""

    number: int

    @property
    def user(self) -> str:
        return f"r{self.number:03d}"

    @property
    def name(self) -> str:
        return f"{SURNAMES[self.number % 10]}{GIVEN[self.number // 10]}{GIVEN[(self.number * 3 + 1) % 10]}"

    @property
    def phone(self) -> str:
        return f"1377{self.number * 99_991 % 10_000_000:07d}"

    @property
    def address(self) -> str:
        return f"{self.number + 300}幢{self.number + 5500}室"  # no 110 and no 120 in it

    @property
    def told(self) -> tuple[str, str, str]:
        return self.name, self.phone, self.address

    @property
    def says(self) -> tuple[str, ...]:
        """What is said in the conversation; each service that takes free words has its share."""
        who, name, phone, home = f"{self.name} {self.phone}", self.name, self.phone, self.address
        conversations: tuple[tuple[str, ...], ...] = (
            ("报名插花", name, phone, "对"),
            ("我有东西要送人", f"旧樟木箱，在{home}，找{name}", who, "对"),
            ("我想加入环保队", f"会理发，{home}", f"周末打{phone}", who, "对"),
            (f"我要反映{home}门口路灯坏了，我是{name}，电话{phone}", home, "匿名"),
            ("找人工", "1", phone, f"下午，{home}找{name}"),
            ("我想请人帮忙修水管", home, "明天上午", who, "对"),
            (f"我想学{name}糕你们能不能开个班", "52", "跳过"),
            (f"防灾提醒发短信给我{phone}", "对"),
            (f"我叫{name}，电话{phone}，住{home}，你们几点上班", f"{name}那个咕噜咕噜的，{home}，{phone}"),
            (f"{home}门口路灯坏了，我是{name}", "不匿名", f"我叫{name}，{phone}，住{home}"),
        )
        return conversations[self.number % 10]


@pytest.fixture
async def kept(content: Content, understanding: Understanding, tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage whose Valkey keeps an append-only file, as the embedded one does, and that starts after hours."""
    (tmp_path / "valkey").mkdir()
    snapshot = ContentSnapshot(content, understanding, Wording(content.replies))
    with ValkeyServer(tmp_path / "valkey", keep=True) as server:
        async with opened(fresh_sqlite(tmp_path)) as database, Redis.from_url(server.url) as redis:
            stage = Stage(snapshot, database, redis)
            stage.wait(hours=12)
            yield stage
            await stage.end()


@pytest.fixture
def log_lines(capsys: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    """Logs as `serve` writes them, down to the last detail."""
    before = structlog.get_config()
    logs.configure("debug", as_json=True)
    yield capsys
    structlog.configure(**before)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, and what is in its archives."""
    contents = {}
    for file in (file for file in folder.rglob("*") if file.is_file()):
        contents[file.name] = file.read_bytes()
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as packed:
                contents |= {f"{file.name}/{name}": packed.read(name) for name in packed.namelist()}
    return contents


def found(contents: dict[str, bytes], needles: Iterable[bytes]) -> set[tuple[str, bytes]]:
    wanted = list(needles)
    return {(name, needle) for name, content in contents.items() for needle in wanted if needle in content}


def plain(people: Iterable[Person]) -> list[bytes]:
    """What the people told, as UTF-8 and as JSON escapes it."""
    told = [word for person in people for word in person.told]
    return [word.encode() for word in told] + [json.dumps(word)[1:-1].encode() for word in told]


async def sealed_in_database(database: Database) -> dict[bytes, str]:
    """How every sealed value begins, and its table."""
    marks = (database.cipher.seal_text("x")[:5].encode(), database.cipher.seal(b"x")[:4])
    values: dict[bytes, str] = {}
    async with database.work() as work:
        session = await work.read()
        for table in Base.metadata.sorted_tables:
            stored = (type_coerce(column, String) for column in table.c)
            for row in await session.execute(select(*stored)):
                raw = [value if isinstance(value, bytes) else str(value).encode() for value in row]
                values |= {value[:BEGINS]: table.name for value in raw if value.startswith(marks)}
    return values


async def sealed_in_valkey(redis: Redis) -> set[bytes]:
    """How every session and every line of a history begins."""
    values: set[bytes] = set()
    for key in await redis.keys("*"):
        match await redis.type(key):
            case b"string":
                values.add((await redis.get(key))[:BEGINS])
            case b"list":
                values |= {line[:BEGINS] for line in await redis.lrange(key, 0, -1)}  # type: ignore[misc]
    return {value for value in values if len(value) == BEGINS}


async def converse(stage: Stage, people: list[Person]) -> None:
    history = History(stage.redis, stage.database.cipher)
    for person in people:
        for line in person.says:
            result = await stage.say(line, person.user)
            said = [
                HistoryLine("me", line, stage.now),
                *(HistoryLine("bot", r.text, stage.now) for r in result.replies),
            ]
            await history.append(f"terminal:{person.user}", said)
    await stage.evidence()


async def all_told(database: Database, people: list[Person]) -> str:
    """All that the records hold of these people, opened."""
    async with database.work() as work:
        return str([await privacy.records_of(work, f"terminal:{person.user}") for person in people])


async def empty_columns(database: Database) -> list[str]:
    """Which columns of residents' own words the conversations have left empty."""
    async with database.work() as work:
        session = await work.read()
        return [
            str(column)
            for column in (
                CourseRequestRecord.subject, HandoffRecord.free, ListingRecord.item, ReviewRecord.text,
                TalentRequestRecord.address, TicketRecord.way_back, VolunteerRecord.skills, VolunteerRecord.free,
            )
            if not any(await session.scalars(select(column)))
        ]  # fmt: skip


async def test_nothing_that_was_told_stands_in_any_file(
    kept: Stage, log_lines: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    people = [Person(number) for number in range(RESIDENTS)]
    await converse(kept, people)
    told = await all_told(kept.database, people)
    in_records = [
        sum(word in told for word in words) for words in zip(*(p.told for p in people), strict=True)
    ]
    assert min(in_records) >= RESIDENTS // 2, in_records  # else there would be nothing to find
    assert await empty_columns(kept.database) == []

    await archive.write(kept.database, tmp_path / "no", tmp_path / "no", tmp_path / "backup.zip", kept.now)
    contents = files(tmp_path) | {"log": log_lines.readouterr().err.encode()}
    assert {"bot1.db-wal", "backup.zip/records/listings.jsonl"} <= {
        name if not name.endswith("-wal") else "bot1.db-wal" for name in contents
    }
    assert any(name.endswith(".aof") for name in contents)
    assert found(contents, plain(people)) == set()
    (tmp_path / "backup.zip").unlink()

    sealed, in_valkey = await sealed_in_database(kept.database), await sealed_in_valkey(kept.redis)
    assert len(sealed) > RESIDENTS
    assert len(in_valkey) > RESIDENTS
    assert found(files(tmp_path), in_valkey)
    traces, history = ErasedTraces(kept.database, kept.redis), History(kept.redis, kept.database.cipher)
    kept.engine.erasure_listeners += [history.forget, traces.erased]
    for person in people:
        await kept.say("删除我的信息", person.user)
        assert "删好了" in (await kept.say("1", person.user)).replies[0].text
    sealed |= await sealed_in_database(kept.database)
    await remove(traces, kept.redis)
    left = await sealed_in_database(kept.database)
    # The turns that erased, for a retry; what was not understood, masked and without its resident.
    assert set(left.values()) <= {"turns", "reviews"}
    contents = files(tmp_path) | {"log": log_lines.readouterr().err.encode()}
    assert found(contents, [*(sealed.keys() - left.keys()), *in_valkey, *plain(people)]) == set()


async def remove(traces: ErasedTraces, redis: Redis) -> None:
    """A round, and the end of the rewrite that it asked for."""
    await traces.remove()
    async with asyncio.timeout(WAIT):
        while True:
            state = await redis.info("persistence")
            if not (state["aof_rewrite_in_progress"] or state["aof_rewrite_scheduled"]):
                return
            await asyncio.sleep(0.02)


async def test_a_reader_of_an_older_state_puts_the_journal_off(sqlite_url: str) -> None:
    async with opened(sqlite_url) as database:
        async with database.work() as reader:
            await (await reader.read()).execute(text("SELECT * FROM visits"))
            async with database.work() as work:
                await (await work.write()).execute(text("INSERT INTO classes VALUES ('a', 1)"))
                await work.commit()
            assert not await deleted_text.truncate_journal(database.engine)
        assert await deleted_text.truncate_journal(database.engine)
        journal = Path(f"{database.engine.url.database}-wal")
        assert journal.stat().st_size == 0
