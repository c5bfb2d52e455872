"""A community's records written straight into the tables, as many as asked for: for looking at the console under load."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from bot.broadcast import audiences, campaigns, delivery_ledger
from bot.broadcast.campaign_kinds import CampaignKind
from bot.broadcast.campaigns import NewCampaign
from bot.services.enrolment.tables import EnrolmentRecord
from bot.services.handoff.tables import HandoffMessageRecord, HandoffRecord
from bot.services.listings.tables import ListingRecord
from bot.services.volunteers.tables import VolunteerRecord
from bot.storage import usage
from bot.storage.database import Database
from bot.storage.seats import SeatStatus
from bot.storage.tables.tickets import TicketRecord
from tests.system.push_crowd import subscribe

AT_ONCE = 2000
SURNAMES = "陈王张李周徐刘吴朱胡林黄赵孙马"
GIVEN = ("秀英", "建国", "桂花", "志明", "小芳", "阿根", "玉兰", "国庆", "丽君", "文斌")
COURSES = (
    ("housekeeping", "周六上午班"),
    ("housekeeping", "周三晚上班"),
    ("cleaning", "周二上午班"),
    ("greening", "周四上午班"),
)
TROUBLES = ("3幢楼下的路灯不亮了", "电梯又坏了", "垃圾房没人清理", "水管漏水", "小区门口乱停车")


def name_of(number: int) -> str:
    return SURNAMES[number % len(SURNAMES)] + GIVEN[number // 7 % len(GIVEN)]


def phone_of(number: int) -> str:
    return f"138{number:08d}"


async def enrol(database: Database, people: int, now: datetime) -> None:
    """So many enrolments over three months; one in nine waits, one in eleven is cancelled."""
    for first in range(0, people, AT_ONCE):
        rows: list[dict[str, Any]] = []
        for number in range(first, min(first + AT_ONCE, people)):
            course, title = COURSES[number % 7 % len(COURSES)]
            state = SeatStatus.WAITLISTED if number % 9 == 8 else SeatStatus.CONFIRMED
            at = now - timedelta(minutes=(people - number) * 90 * 24 * 60 / people)
            rows.append(
                {
                    "user": f"wechat:o{number}", "course": course, "session": f"{course}-1", "session_title": title,
                    "name": name_of(number), "phone": phone_of(number), "person": f"p{number}",
                    "for_whom": "本人" if number % 3 else "家人", "age": 20 + number % 60,
                    "status": (SeatStatus.CANCELLED if number % 11 == 10 else state).value,
                    "ticket": number, "created_at": at, "updated_at": at,
                }
            )  # fmt: skip
        await _insert(database, EnrolmentRecord, rows)


async def furnish(database: Database, now: datetime) -> None:
    """Some of everything else: tickets, listings, volunteers, two conversations, a campaign, a month of figures."""
    times = {"created_at": now - timedelta(hours=3), "updated_at": now}
    await _insert(database, TicketRecord, [
        {"user": f"web:t{n}", "kind": "report", "status": ("received", "in_progress", "resolved")[n % 3],
         "detail": TROUBLES[n % 5], "place": f"{n % 12 + 1}幢", "picture": "", "phone": "", "answer": "",
         "anonymous": n % 5 == 0, "reopened": 0, "fold": f"f{n}", "shown_until": None, **times}
        for n in range(40)
    ])  # fmt: skip
    await _insert(database, ListingRecord, [
        {"user": f"web:l{n}", "kind": "offer", "status": "available", "item": ("电饭煲", "儿童自行车", "旧书")[n % 3],
         "quantity": "1", "terms": ("give", "swap")[n % 2], "name": name_of(n), "phone": phone_of(n),
         "holder": "", "holder_name": "", "holder_phone": "", "reserved_until": None, "reminded": None, **times}
        for n in range(30)
    ])  # fmt: skip
    await _insert(database, VolunteerRecord, [
        {"user": f"web:v{n}", "status": "active", "name": name_of(n), "phone": phone_of(n), "person": f"p{n}",
         "team": ("巡逻队", "助老队", "环保队")[n % 3], "skills": "开车", "free": "周末", "hours": n * 2, **times}
        for n in range(30)
    ])  # fmt: skip
    await _insert(database, HandoffRecord, [
        {"user": f"web:h{n}", "status": "waiting", "owner": "", "phone": "", "free": "", **times} for n in range(2)
    ])  # fmt: skip
    await _insert(database, HandoffMessageRecord, [
        {"user": f"web:h{n}", "handoff": n + 1, "sender": "resident", "status": "resident", "text": said, **times}
        for n, said in ((0, "转人工"), (0, "我妈的电费单子看不懂，能帮忙看看吗"), (1, "想问问高龄补贴怎么申请"))
    ])  # fmt: skip
    await subscribe(database, 300)
    await _say(database, now)


async def _say(database: Database, now: datetime) -> None:
    async with database.work() as work:
        for back in range(24):
            day = (now - timedelta(days=back)).date()
            spoken = 90 + back * 37 % 80
            numbers = {
                "answered": spoken, "asked": spoken // 12, "missed": spoken // 30, "handoff": spoken // 40,
                usage.MILLISECONDS: spoken * 14,
            }  # fmt: skip
            await usage.add(work, day, numbers, [f"web:u{n}" for n in range(spoken // 3)])
        for number in range(4):
            at = now - timedelta(days=7 * number)
            new = NewCampaign(
                f"notice:{number}", CampaignKind.NOTICE, "周六上午8点停水，请先接水", {"notice": "周六上午8点停水，请先接水"}, at, "staff:王芳",
                expires=now + timedelta(days=3),
            )  # fmt: skip
            campaign = await campaigns.start(work, new, at)
            assert campaign is not None
            await delivery_ledger.plan(work, campaign.id, audiences.everybody(), "notice", at)
        await work.commit()


async def _insert(database: Database, table: Any, rows: list[dict[str, Any]]) -> None:
    async with database.work() as work:
        session = await work.write()
        await session.execute(insert(table), rows)
        await work.commit()
