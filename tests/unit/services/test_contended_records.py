"""What exists once is given once, also when many ask at the same moment: listings, places, addresses, handoffs."""

import asyncio
from datetime import timedelta

from bot.services.events import records as signups
from bot.services.events.records import NewSignup, Signup
from bot.services.feedback import records as tickets
from bot.services.feedback.records import NewTicket
from bot.services.handoff import records as handoffs
from bot.services.listings import records as listings
from bot.services.listings.records import Listing, Person
from bot.services.subscription import records as subscriptions
from bot.services.subscription.records import NewSubscription
from bot.services.subscription.statuses import SubscriptionStatus
from bot.services.volunteers import records as volunteers
from bot.services.volunteers.records import NewVolunteer
from bot.storage.database import Database
from bot.storage.seats import SeatStatus
from bot.storage.shared_statuses import TicketStatus
from tests.unit.services.enrolment.sample_enrolments import NOW


async def test_a_thing_is_reserved_for_one(database: Database) -> None:
    async with database.work() as work:
        listing, _ = await listings.offer(
            work, Person("owner", "张三", "13800000000"), "婴儿车", "1", "give", NOW
        )
        await work.commit()

    async def reserve(number: int) -> Listing | None:
        async with database.work() as work:
            got = await listings.reserve(work, listing.id, Person(f"u{number}", "李四", "13900000000"), NOW)
            await work.commit()
            return got

    got = [held for held in await asyncio.gather(*map(reserve, range(50))) if held]
    assert len(got) == 1
    async with database.work() as work:
        assert await listings.on_offer(work) == []
        assert await listings.free_lapsed(work, NOW + timedelta(days=2)) == []
        assert [was.holder for was in await listings.free_lapsed(work, NOW + timedelta(days=4))] == [
            got[0].holder
        ]
        assert [free.id for free in await listings.on_offer(work)] == [listing.id]


def wish(number: int, people: int = 1) -> NewSignup:
    return NewSignup(
        f"u{number}", "西点示范", "demo", "2026-05-10", f"张{number}", f"138{number:08d}", people, "guest"
    )


async def signed(database: Database, new: NewSignup, seats: int | None = 10) -> Signup:
    async with database.work() as work:
        signup, _ = await signups.sign_up(work, new, seats, NOW)
        await work.commit()
        return signup


async def test_fifty_sign_up_for_ten_places(database: Database) -> None:
    got = await asyncio.gather(*(signed(database, wish(number)) for number in range(50)))
    assert sum(signup.status == SeatStatus.CONFIRMED for signup in got) == 10
    waiting = sorted(
        (signup for signup in got if signup.status == SeatStatus.WAITLISTED), key=lambda signup: signup.ticket
    )
    assert len(waiting) == 40
    first = next(signup for signup in got if signup.status == SeatStatus.CONFIRMED)
    async with database.work() as work:
        gone, promoted = await signups.cancel(work, first.user, first.id, 10, NOW)
        await work.commit()
    assert gone is not None
    assert [signup.id for signup in promoted] == [waiting[0].id]


async def test_a_family_waits_until_all_fit_and_is_not_overtaken(database: Database) -> None:
    first = await signed(database, wish(1, people=8))
    family = await signed(database, wish(2, people=4))
    single = await signed(database, wish(3, people=1))
    assert [signup.status for signup in (first, family, single)] == ["confirmed", "waitlisted", "waitlisted"]
    async with database.work() as work:
        _, promoted = await signups.cancel(work, first.user, first.id, 10, NOW)
    assert [signup.user for signup in promoted] == ["u2", "u3"]


async def test_nobody_gets_the_tip_twice_on_one_phone(database: Database) -> None:
    async def subscribe(number: int) -> None:
        async with database.work() as work:
            wanted = NewSubscription(f"u{number % 3}", "sms", "13800000000", 3, "", "同意")
            await subscriptions.hold(work, wanted, NOW)
            await subscriptions.confirm(work, wanted.user, wanted.phone, NOW)
            await work.commit()

    await asyncio.gather(*map(subscribe, range(10)), return_exceptions=True)
    async with database.work() as work:
        statuses = [subscription.status for subscription in await subscriptions.every(work)]
        assert set(statuses) <= {SubscriptionStatus.ACTIVE, SubscriptionStatus.STOPPED}
        assert statuses.count(SubscriptionStatus.ACTIVE) == 1
        assert await subscriptions.stop(work, "somebody", NOW, phone="13800000000") == 0
        assert len(await subscriptions.stop_phone(work, "13800000000", NOW, "sms")) == 1


async def test_the_same_words_twice_are_one_ticket_and_reopening_counts(database: Database) -> None:
    new = NewTicket("u", tickets.REPORT, "路灯坏了", "6幢")
    async with database.work() as work:
        ticket = await tickets.submit(work, new, NOW)
        assert (await tickets.submit(work, new, NOW)).id == ticket.id
        assert (await tickets.submit(work, new, NOW + timedelta(hours=2))).id != ticket.id
        assert await tickets.reopen(work, "u", ticket.id, NOW) is None
        await tickets.decide(work, ticket.id, TicketStatus.RESOLVED, "修好了", "staff:li", NOW)
        again = await tickets.reopen(work, "u", ticket.id, NOW)
        assert again is not None
        assert (again.status, again.reopened, again.answer) == ("received", 1, "修好了")
        assert await tickets.find(work, "another", ticket.id) is None


async def test_a_volunteer_is_in_a_team_once_and_hours_never_fall_below_none(database: Database) -> None:
    new = NewVolunteer("u", "张三", "13800000000", "爱心红", "", "")
    async with database.work() as work:
        volunteer, fresh = await volunteers.join(work, new, NOW)
        assert (fresh, (await volunteers.join(work, new, NOW))[1]) == (True, False)
        assert await volunteers.log_hours(work, volunteer.id, -1, "staff:li", NOW) is None
        logged = await volunteers.log_hours(work, volunteer.id, 3, "staff:li", NOW)
        assert logged is not None
        assert logged.hours == 3


async def test_two_clerks_do_not_both_answer(database: Database) -> None:
    async with database.work() as work:
        handoff, before = await handoffs.ask(work, "u", NOW)
        assert (before, (await handoffs.ask(work, "u", NOW))[0].id) == (0, handoff.id)
        await work.commit()

    async def take(clerk: str) -> bool:
        async with database.work() as work:
            got = await handoffs.take(work, handoff.id, clerk, NOW)
            await work.commit()
            return got is not None

    assert sum(await asyncio.gather(*(take(f"staff:{number}") for number in range(5)))) == 1
