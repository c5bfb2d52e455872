"""Firms' orders: the same one once, from step to step, sealed."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.common.errors import OrderRefused
from bot.content.snapshot import Content
from bot.services import exported
from bot.services.employer import records as orders
from bot.services.employer.records import FirmOrder, NewOrder
from bot.services.jobs.records import hiring
from bot.storage.database import Database
from bot.storage.shared_statuses import OrderStatus
from tests.unit.services.enrolment.sample_enrolments import NOW

_ORDER = NewOrder("web:0", "hire", "宏达服装厂", "李国强", "13800001111", "缝纫工", 10, "下个月")


def order(number: int = 0, **changed: object) -> NewOrder:
    return replace(_ORDER, **({"user": f"web:{number}"} | changed))  # type: ignore[arg-type]


async def placed(database: Database, what: NewOrder) -> tuple[FirmOrder, bool]:
    async with database.work() as work:
        done = await orders.place(work, what, NOW)
        await work.commit()
        return done


async def decided(database: Database, order_id: int, status: OrderStatus, answer: str = "") -> bool:
    async with database.work() as work:
        try:
            await orders.decide(work, order_id, status, answer, "staff:x", NOW)
        except OrderRefused:
            return False
        await work.commit()
        return True


async def withdrawn(database: Database, order_id: int, user: str) -> bool:
    async with database.work() as work:
        withdrawn = await orders.withdraw(work, user, order_id, NOW)
        await work.commit()
        return withdrawn is not None


async def test_what_was_ordered_is_kept_and_sealed(database: Database) -> None:
    kept, fresh = await placed(database, order())
    assert fresh
    assert (kept.firm, kept.name, kept.phone, kept.need) == ("宏达服装厂", "李国强", "13800001111", "缝纫工")
    assert (kept.quantity, kept.due, kept.status, kept.note) == (10, "下个月", OrderStatus.OPEN, "")
    async with database.work() as work:
        stored = (await (await work.read()).execute(text("SELECT * FROM orders"))).one()
    assert not any(word in str(stored) for word in ("宏达", "李国强", "13800001111", "缝纫工", "下个月"))


async def test_the_same_order_fifty_times_at_once_is_one(database: Database) -> None:
    got = await asyncio.gather(*(placed(database, order()) for _ in range(50)))
    assert sum(fresh for _, fresh in got) == 1
    assert len({placed_order.id for placed_order, _ in got}) == 1


@pytest.mark.parametrize(
    "other", [{"need": "裁剪工"}, {"firm": "永兴服装厂"}, {"kind": "train"}, {"user": "web:9"}]
)
async def test_another_order_is_another(database: Database, other: dict[str, object]) -> None:
    await placed(database, order())
    assert (await placed(database, order(**other)))[1]  # type: ignore[arg-type]


async def test_others_cannot_withdraw_it(database: Database) -> None:
    placed_order, _ = await placed(database, order(1))
    assert not await withdrawn(database, placed_order.id, "web:2")
    assert await withdrawn(database, placed_order.id, "web:1")
    assert not await withdrawn(database, placed_order.id, "web:1")


async def test_hands_are_wanted_while_accepted(database: Database, content: Content) -> None:
    first, second = [(await placed(database, order(number)))[0] for number in (1, 2)]
    training, _ = await placed(database, order(3, kind="train"))
    for placed_order in (first, second, training):
        assert await decided(database, placed_order.id, OrderStatus.ACCEPTED, "下周来谈")
    async with database.work() as work:
        assert [placed_order.id for placed_order in await hiring(work)] == [second.id, first.id]
    assert await decided(database, second.id, OrderStatus.DONE)
    async with database.work() as work:
        assert [(placed_order.id, placed_order.note) for placed_order in await hiring(work)] == [
            (first.id, "下周来谈")
        ]
        rows = list(await exported(work, "orders", content))
    assert [(row["status"], row["firm"], row["note"]) for row in rows][:2] == [
        ("accepted", "宏达服装厂", "下周来谈"), ("done", "宏达服装厂", "下周来谈"),
    ]  # fmt: skip


async def test_decided_and_withdrawn_at_once_end_in_one_state(database: Database) -> None:
    placed_order, _ = await placed(database, order(1))
    got = await asyncio.gather(
        decided(database, placed_order.id, OrderStatus.DONE),
        decided(database, placed_order.id, OrderStatus.DECLINED),
        withdrawn(database, placed_order.id, "web:1"),
    )
    assert sum(got) == 1
