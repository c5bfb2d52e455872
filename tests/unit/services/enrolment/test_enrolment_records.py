"""Seats and waitlists; nobody is enrolled twice."""

import asyncio

import pytest
from sqlalchemy import text

from bot.common.errors import OrderRefused
from bot.services.enrolment import merging, seat_allocation
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.records import AlreadyEnrolled, Enrolment, NewEnrolment, NoSuchEnrolment
from bot.storage.database import Database
from bot.storage.seats import SeatStatus
from bot.storage.transitions import Party
from tests.unit.services.enrolment.sample_enrolments import NOW, new


async def placed(database: Database, what: NewEnrolment, seats: int = 10) -> Enrolment:
    async with database.work() as work:
        done = await seat_allocation.allocate(work, what, seats, NOW)
        await work.commit()
        return done


async def standing(database: Database, session: str = "electric-1") -> list[tuple[str, int]]:
    async with database.work() as work:
        everyone = await enrolments.every(work)
    return [
        (enrolment.status.value, enrolment.place) for enrolment in everyone if enrolment.session == session
    ]


async def test_seats_then_the_queue(database: Database) -> None:
    first, second, third = [await placed(database, new(number), seats=1) for number in range(3)]
    assert (first.status, first.place) == (SeatStatus.CONFIRMED, 0)
    assert (second.status, second.place) == (SeatStatus.WAITLISTED, 1)
    assert (third.status, third.place) == (SeatStatus.WAITLISTED, 2)
    assert (first.name, first.phone, first.age, first.created_at) == ("张三", "13800000000", 40, NOW)
    async with database.work() as work:
        assert await enrolments.of_user(work, "web:1") == [second]
        assert await enrolments.taken(work, ["electric-1", "cook-1"]) == {"electric-1": 1, "cook-1": 0}


async def test_fifty_residents_and_ten_seats_at_once(database: Database) -> None:
    got = await asyncio.gather(*(placed(database, new(number)) for number in range(50)))
    assert sorted(enrolment.place for enrolment in got) == [0] * 10 + list(range(1, 41))
    waiting = sorted((enrolment for enrolment in got if enrolment.place), key=lambda enrolment: enrolment.id)
    assert [enrolment.place for enrolment in waiting] == list(range(1, 41))
    assert sorted(await standing(database)) == sorted(
        (enrolment.status.value, enrolment.place) for enrolment in got
    )


@pytest.mark.parametrize(
    ("name", "phone"),
    [("张三", "13800000000"), (" 张 三", "+86 138-0000-0000"), ("张三", "１３８００００００００")],
)
async def test_nobody_twice_in_a_course(database: Database, name: str, phone: str) -> None:
    first = await placed(database, new())
    async with database.work() as work:
        again = new(session="electric-2", name=name, phone=phone)
        with pytest.raises(AlreadyEnrolled) as refused:
            await seat_allocation.allocate(work, again, 10, NOW)
    assert refused.value.existing == first
    assert (await placed(database, new(course="cook", session="cook-1"))).status is SeatStatus.CONFIRMED
    assert (await placed(database, new(name="李四"))).status is SeatStatus.CONFIRMED


async def test_whom_another_account_has_enrolled_still_gets_a_place(database: Database) -> None:
    """Anybody may know her name and number: that must not keep her out."""
    taken = await placed(database, new(user="web:stranger"))
    own = await placed(database, new(user="web:herself"))
    assert (taken.status, own.status) == (SeatStatus.CONFIRMED, SeatStatus.CONFIRMED)
    async with database.work() as work:
        session = await work.read()
        twins = (await session.execute(text("SELECT id, twin FROM enrolments ORDER BY id"))).all()
        assert [tuple(row) for row in twins] == [(taken.id, None), (own.id, taken.id)]
        assert await enrolments.of_user(work, "web:herself") == [own]


async def test_twins_are_merged_into_the_earliest_place(database: Database) -> None:
    first = await placed(database, new(1, user="web:stranger", name="张三丰"), seats=1)
    waiting = await placed(database, new(2), seats=1)
    own = await placed(database, new(1, user="web:herself"), seats=1)
    assert (waiting.place, own.place) == (1, 2)
    async with database.work() as work:
        merged = await merging.merge(work, own.id, 1, "staff:li", NOW)
        await work.commit()
        assert (merged.kept.id, merged.kept.status, merged.kept.user) == (own.id, "confirmed", "web:herself")
        assert [(row.id, row.status) for row in merged.cancelled] == [(first.id, SeatStatus.CANCELLED)]
        assert merged.promoted == []
        session = await work.read()
        notes = "SELECT row_id, actor, what FROM changes WHERE actor = 'staff:li' ORDER BY id"
        assert [tuple(row) for row in await session.execute(text(notes))] == [
            (first.id, "staff:li", f"cancelled: merged into {own.id}"),
            (own.id, "staff:li", f"merged with {first.id}"),
        ]
    assert await standing(database) == [("cancelled", 0), ("waitlisted", 1), ("confirmed", 0)]
    async with database.work() as work:
        with pytest.raises(OrderRefused):
            await merging.merge(work, own.id, 1, "staff:li", NOW)
        with pytest.raises(OrderRefused):
            await merging.merge(work, first.id, 1, "staff:li", NOW)


async def test_merging_two_who_have_a_place_frees_one(database: Database) -> None:
    first, own = [await placed(database, new(1, user=user), seats=2) for user in ("web:a", "web:b")]
    waiting = await placed(database, new(3), seats=2)
    async with database.work() as work:
        merged = await merging.merge(work, own.id, 2, "staff:li", NOW)
        assert [row.id for row in merged.cancelled] == [first.id]
        assert [row.id for row in merged.promoted] == [waiting.id]


async def test_the_same_person_from_two_phones_at_once(database: Database) -> None:
    both = [new(session=f"electric-{number}") for number in (1, 2)]
    got = await asyncio.gather(*(placed(database, wanted) for wanted in both), return_exceptions=True)
    assert sorted(type(result).__name__ for result in got) == ["AlreadyEnrolled", "Enrolment"]


async def test_cancelling_moves_the_queue_up(database: Database) -> None:
    all_three = [await placed(database, new(number), seats=1) for number in range(3)]
    async with database.work() as work:
        gone, promoted = await enrolments.cancel(
            work, "web:0", all_three[0].id, 1, Party.RESIDENT, "web:0", NOW
        )
        await work.commit()
    assert gone.status is SeatStatus.CANCELLED
    assert [(enrolment.user, enrolment.status, enrolment.place) for enrolment in promoted] == [
        ("web:1", SeatStatus.CONFIRMED, 0)
    ]
    assert await standing(database) == [("cancelled", 0), ("confirmed", 0), ("waitlisted", 1)]
    assert (await placed(database, new(0), seats=1)).place == 2


async def test_cancelling_in_the_queue_promotes_nobody(database: Database) -> None:
    all_three = [await placed(database, new(number), seats=1) for number in range(3)]
    async with database.work() as work:
        _, promoted = await enrolments.cancel(work, "web:1", all_three[1].id, 1, Party.RESIDENT, "web:1", NOW)
        await work.commit()
    assert promoted == []
    assert await standing(database) == [("confirmed", 0), ("cancelled", 0), ("waitlisted", 1)]


async def test_only_ones_own_and_only_once(database: Database) -> None:
    mine = await placed(database, new(1))
    async with database.work() as work:
        with pytest.raises(NoSuchEnrolment):
            await enrolments.cancel(work, "web:2", mine.id, 10, Party.RESIDENT, "web:2", NOW)
        await enrolments.cancel(work, "web:1", mine.id, 10, Party.RESIDENT, "web:1", NOW)
        with pytest.raises(NoSuchEnrolment):
            await enrolments.cancel(work, "web:1", mine.id, 10, Party.RESIDENT, "web:1", NOW)
        await work.commit()
        assert await enrolments.of_user(work, "web:1") == []


async def test_moving_to_another_class(database: Database) -> None:
    first, _ = [await placed(database, new(number), seats=1) for number in range(2)]
    await placed(database, new(7, session="electric-2"), seats=1)
    await placed(database, new(8, session="electric-2"), seats=1)
    async with database.work() as work:
        moved, promoted = await enrolments.move(work, "web:0", first.id, "electric-2", "第二期", 1, 1, NOW)
        await work.commit()
    # Older than those who wait there, and yet behind them.
    assert (moved.session_title, moved.status, moved.place) == ("第二期", SeatStatus.WAITLISTED, 2)
    assert [enrolment.user for enrolment in promoted] == ["web:1"]
    async with database.work() as work:
        same, nobody = await enrolments.move(work, "web:0", first.id, "electric-2", "第二期", 1, 1, NOW)
    assert (same, nobody) == (moved, [])


async def test_two_that_change_places_at_once(database: Database) -> None:
    first_enrolment = await placed(database, new(1, session="electric-1"))
    two = await placed(database, new(2, session="electric-2"))

    async def move(user: str, row: int, to: str) -> None:
        async with database.work() as work:
            await enrolments.move(work, user, row, to, to, 10, 10, NOW)
            await work.commit()

    for _ in range(5):
        await asyncio.gather(
            move("web:1", first_enrolment.id, "electric-2"), move("web:2", two.id, "electric-1")
        )
        await asyncio.gather(
            move("web:1", first_enrolment.id, "electric-1"), move("web:2", two.id, "electric-2")
        )
    assert await standing(database, "electric-1") == [("confirmed", 0)]


async def test_added_seats_go_to_those_who_wait(database: Database) -> None:
    for number in range(3):
        await placed(database, new(number), seats=1)
    assert (await placed(database, new(3), seats=3)).place == 3
    async with database.work() as work:
        promoted = await enrolments.promote(work, "staff", "electric-1", 3, NOW)
        await work.commit()
    assert [enrolment.user for enrolment in promoted] == ["web:1", "web:2"]
    assert await standing(database) == [("confirmed", 0)] * 3 + [("waitlisted", 1)]


async def test_every_change_is_written_down_without_names(database: Database) -> None:
    enrolment = await placed(database, new(1), seats=1)
    await placed(database, new(2), seats=1)
    async with database.work() as work:
        await enrolments.cancel(work, "web:1", enrolment.id, 1, Party.RESIDENT, "web:1", NOW)
        await work.commit()
    async with database.work() as work:
        session = await work.read()
        notes = (await session.execute(text("SELECT actor, what FROM changes ORDER BY id"))).all()
        raw = (await session.execute(text("SELECT name, phone, person FROM enrolments"))).all()
    assert [tuple(note) for note in notes] == [
        ("web:1", "confirmed"), ("web:2", "waitlisted"), ("web:1", "cancelled"), ("web:1", "promoted"),
    ]  # fmt: skip
    assert "张三" not in str(raw)
    assert "13800000" not in str(raw)
