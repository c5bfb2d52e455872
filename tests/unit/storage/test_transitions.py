"""Every transition table, walked through: what it allows works, everything else is refused and writes nothing."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.common.errors import OrderRefused
from bot.services import RECORD_TYPES
from bot.storage.database import Database
from bot.storage.models import Base
from bot.storage.record_type import RecordType
from bot.storage.repository import Repository
from bot.storage.shared_statuses import (
    CAMPAIGN_TRANSITIONS,
    DELIVERY_TRANSITIONS,
    REVIEW_TRANSITIONS,
    WARNING_TRANSITIONS,
    CampaignStatus,
)
from bot.storage.tables.changes import ChangeRecord
from bot.storage.tables.deliveries import CampaignRecord, DeliveryRecord, WarningRecord
from bot.storage.tables.reviews import ReviewRecord
from bot.storage.transitions import NoSuchRecord, Party, TransitionRefused, Transitions
from tests.databases import opened
from tests.unit.services.enrolment.sample_enrolments import NOW
from tests.unit.storage.filled_rows import add_filled_row

TABLES: list[tuple[type[Base], Transitions[Any]]] = [
    *((kind.table, kind.transitions) for kind in RECORD_TYPES.values() if kind.transitions),
    (CampaignRecord, CAMPAIGN_TRANSITIONS),
    (DeliveryRecord, DELIVERY_TRANSITIONS),
    (WarningRecord, WARNING_TRANSITIONS),
    (ReviewRecord, REVIEW_TRANSITIONS),
]
PARTIES = (Party.RESIDENT, Party.STAFF, Party.SYSTEM)


@dataclass(frozen=True, slots=True)
class Row:
    """What a status is about."""

    id: int
    status: StrEnum


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Database]:
    """An empty SQLite: the conditions are the same on PostgreSQL."""
    async with opened(sqlite_url) as database:
        yield database


def _named(value: object) -> str:
    return value.__tablename__ if isinstance(value, type) and issubclass(value, Base) else ""


@pytest.mark.parametrize(("table", "transitions"), TABLES, ids=_named)
async def test_a_table_is_kept_to(
    sqlite: Database, table: type[Base], transitions: Transitions[StrEnum]
) -> None:
    rows = Repository(table, Row, transitions)
    async with sqlite.work() as work:
        for before in transitions.statuses:
            for after in transitions.statuses:
                for party in PARTIES:
                    row = await add_filled_row(work, table, status=before.value)
                    moved = await rows.move(work, [table.id == row], after, party, "somebody", NOW)  # type: ignore[attr-defined]
                    allowed = transitions.moves.get(before, {}).get(after, Party(0))
                    assert bool(moved) == (party in allowed), (before, after, party)
                    found = await rows.first(work, table.id == row)  # type: ignore[attr-defined]
                    assert found is not None
                    assert found.status == (after if party in allowed else before)
                    noted = await _changes(work, row)
                    assert noted == (1 if party in allowed else 0), (before, after, party)
                    await work.rollback()


@pytest.mark.parametrize(("table", "transitions"), TABLES, ids=_named)
def test_a_table_is_about_its_statuses_and_leaves_none_out_of_reach(
    table: type[Base], transitions: Transitions[StrEnum]
) -> None:
    reached = set(transitions.initial) | {after for moves in transitions.moves.values() for after in moves}
    assert reached == set(transitions.statuses)
    assert set(transitions.moves) <= set(transitions.statuses)


@pytest.mark.parametrize("kind", RECORD_TYPES.values(), ids=lambda kind: kind.key)
def test_a_kind_that_the_staff_see_the_status_of_has_a_table_and_words_for_all_of_it(
    kind: RecordType,
) -> None:
    transitions: Transitions[StrEnum] | None = kind.transitions
    if kind.status_words:
        assert transitions is not None
        assert set(kind.status_words) == set(transitions.statuses)


async def test_a_decision_says_why_it_is_refused(sqlite: Database) -> None:
    rows = Repository(CampaignRecord, Row, CAMPAIGN_TRANSITIONS)
    async with sqlite.work() as work:
        row = await add_filled_row(work, CampaignRecord, status=CampaignStatus.STOPPED.value)
        with pytest.raises(TransitionRefused, match=f"{row}号现在是 stopped，不能改成 running"):
            await rows.decide(work, row, CampaignStatus.RUNNING, "staff:li", NOW)
        with pytest.raises(NoSuchRecord, match="没有77号"):
            await rows.decide(work, 77, CampaignStatus.RUNNING, "staff:li", NOW)
        assert await _changes(work, row) == 0


def test_the_staff_decide_on_nothing_but_what_the_table_gives_them() -> None:
    assert CAMPAIGN_TRANSITIONS.decision("paused") is CampaignStatus.PAUSED
    for word in ("done", "nonsense"):
        with pytest.raises(OrderRefused, match=f"不能改成 {word}，可以改成 running、paused、stopped"):
            CAMPAIGN_TRANSITIONS.decision(word)


async def test_no_other_way_changes_a_status(sqlite: Database) -> None:
    rows = Repository(CampaignRecord, Row, CAMPAIGN_TRANSITIONS)
    async with sqlite.work() as work:
        with pytest.raises(ValueError, match="move"):
            await rows.change(work, [], "somebody", "changed", NOW, status="done")
        with pytest.raises(ValueError, match="no new record is done"):
            await rows.add(work, "somebody", NOW, status="done")


async def _changes(work: Any, row: int) -> int:
    session = await work.read()
    return int(await session.scalar(select(func.count()).where(ChangeRecord.row_id == row)) or 0)
