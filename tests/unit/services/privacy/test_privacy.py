"""Nothing of an erased resident remains: no row, no name, no phone, in no table and in no session."""

from sqlalchemy import select

from bot.common.errors import ConfigError
from bot.common.message import Kind
from bot.content.shared.courses import COURSES
from bot.storage.models import Base
from tests.stage import CODE, Stage

NAME, PHONE = "钱多多", "13812349876"
ME = "terminal:me"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"


async def fill_in(stage: Stage) -> None:
    said = (
        "报名插花", NAME, PHONE, "对",
        "家里多出来一辆婴儿车送人", f"{NAME} {PHONE}", "对",
        "我想加入环保队", "跳过", "跳过", f"{NAME} {PHONE}", "对",
        "6幢门口路灯坏了", "不匿名",
        f"防灾提醒发短信给我{PHONE}", "对", CODE,
    )  # fmt: skip
    for text in said:
        await stage.say(text)


async def rows_of_mine(stage: Stage) -> list[str]:
    async with stage.database.work() as work:
        session = await work.read()
        found = []
        for table in Base.metadata.sorted_tables:
            for row in await session.execute(select(table)):
                text = " ".join(map(str, row))
                if ME in text:
                    found.append(table.name)
        return found


async def test_nothing_of_an_erased_resident_remains(stage: Stage) -> None:
    await fill_in(stage)
    assert {"enrolments", "listings", "volunteers", "tickets", "subscriptions"} <= set(
        await rows_of_mine(stage)
    )
    await stage.say("删除我的信息")
    turned = await stage.say("1")
    assert "删好了" in turned.replies[0].text
    # Its own turn alone, so that a retry is answered alike; it goes with the others after a week.
    assert await rows_of_mine(stage) == ["turns"]
    session = await stage.session()
    assert NAME not in str(session)
    assert PHONE not in str(session)
    stage.wait(days=8)
    stage.now = stage.now.replace(minute=0)
    await stage.periodic_jobs()
    assert await rows_of_mine(stage) == []


async def test_the_seat_goes_to_the_one_who_waits(stage: Stage) -> None:
    course = next(course for course in stage.snapshot.content.part(COURSES) if course.name == "插花")
    for number in range(course.classes[0].seats):
        for text in ("报名插花", f"{SURNAMES[number]}小明", f"139{number:08d}", "对"):
            await stage.say(text, f"other{number}")
    for text in ("报名插花", "孙多多", "13700000001", "对"):
        last = await stage.say(text, "waiting")
    assert "候补" in last.replies[0].text
    await stage.say("删除我的信息", "other0")
    await stage.say("1", "other0")
    assert await stage.notices() == 1
    said = (await stage.say("我的", "waiting")).replies
    assert any("已报上" in reply.text for reply in said)


async def test_there_is_a_record_that_it_happened_without_a_name(stage: Stage) -> None:
    await fill_in(stage)
    await stage.say("删除我的信息")
    await stage.say("1")
    async with stage.database.work() as work:
        session = await work.read()
        changes = Base.metadata.tables["changes"]
        what = [
            row.what for row in await session.execute(select(changes).where(changes.c.table == "residents"))
        ]
    assert len(what) == 1
    assert what[0].startswith("erased ")
    assert ME not in what[0]


EVERY_SERVICE = (
    "我会修电器", "周末", NAME, PHONE, "对",
    f"我家电饭煲坏了谁会修 {NAME} {PHONE}", "5幢302", "周六下午", "对",
    "我们物业缺保洁员二十个", "下个月", "平安物业公司", NAME, PHONE, "对",
    "我想学吉他你们能不能开个班", "52", "跳过",
    "转人工", f"我是{NAME}，电话{PHONE}", "回到小塘",
)  # fmt: skip


async def everything_kept(stage: Stage) -> dict[str, str]:
    """All that is at rest, opened: each table's rows, each key of Redis."""
    cipher, kept = stage.database.cipher, {}

    def opened(value: bytes) -> str:
        try:
            return cipher.open(value).decode()
        except (ConfigError, ValueError):
            return value.decode(errors="replace")

    async with stage.database.work() as work:
        session = await work.read()
        for table in Base.metadata.sorted_tables:
            rows = (await session.execute(select(table))).all()
            kept[table.name] = "\n".join(" ".join(map(str, row)) for row in rows)
    async for key in stage.redis.scan_iter("*"):
        kind = await stage.redis.type(key)
        values = [await stage.redis.get(key)] if kind == b"string" else [await stage.redis.dump(key)]
        kept[key.decode()] = "\n".join(map(opened, values))
    return kept


async def test_no_table_and_no_key_holds_an_erased_residents_name_or_phone(stage: Stage) -> None:
    await fill_in(stage)
    for text in EVERY_SERVICE:
        await stage.say(text)
    before = await everything_kept(stage)
    filled = {name for name, text in before.items() if NAME in text or PHONE in text or ME in text}
    assert filled >= {
        "enrolments", "listings", "volunteers", "tickets", "subscriptions", "talents", "talent_requests", "orders",
        "course_requests", "handoffs", "handoff_messages", "turns",
    }  # fmt: skip
    assert any(name.endswith(":session") and ME in text for name, text in before.items())  # it can be opened
    await stage.say("删除我的信息")
    assert "删好了" in (await stage.say("1")).replies[0].text
    stage.wait(days=8)
    stage.now = stage.now.replace(minute=0)
    await stage.periodic_jobs()
    after = await everything_kept(stage)
    assert {name: text for name, text in after.items() if NAME in text or PHONE in text} == {}
    assert {name for name, text in after.items() if ME in text and not name.endswith(":session")} == set()


async def test_who_left_wechat_is_erased_without_a_question(stage: Stage) -> None:
    await fill_in(stage)
    await stage.say("我想加入环保队")
    assert await rows_of_mine(stage)
    turned = await stage.say("", kind=Kind.ACCOUNT_CLOSED)
    assert turned.replies == ()
    assert await rows_of_mine(stage) == ["turns"]
    session = await stage.session("me")
    assert (session.form, session.draft) == (None, None)
