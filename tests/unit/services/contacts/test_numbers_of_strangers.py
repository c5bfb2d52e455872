"""Nobody gets a resident's number, flat or name by inventing one of their own: the staff and both sides say yes first."""

from typing import Any

import pytest
from sqlalchemy import text

from bot.common.errors import OrderRefused
from bot.common.service_rules import STRICT
from bot.common.settings import Settings
from bot.common.text import plain
from bot.conversation.hooks import StaffDecision
from bot.services.talents.first_sight import building, without_contact
from bot.storage import audit
from bot.storage.contact_shares import is_paused, shares
from tests.stage import Stage

SECRETS = ("陈阿婆", "13900001111", "302")


@pytest.fixture
def street(stage: Stage) -> Stage:
    """The stage of an installation that others can reach: the staff approve helpers."""
    stage.rules = STRICT
    stage.restart()
    return stage


async def said(stage: Stage, user: str, *texts: str) -> str:
    """The last answer to these messages of a resident."""
    answer = ""
    for message in texts:
        answer = plain((await stage.say(message, user)).replies)
    return answer


async def offered(stage: Stage, user: str = "stranger") -> str:
    return await said(stage, user, "我会修电器，张三，13700000000，周末有空", "对")


async def asked(stage: Stage) -> str:
    return await said(stage, "granny", "我家电饭煲坏了谁会修", "5幢302，周六下午，陈阿婆，13900001111", "对")


async def test_a_strangers_yes_yields_neither_name_nor_number_nor_flat(street: Stage) -> None:
    assert "社区工作人员先看一看" in await offered(street)
    assert "没有合适的人" in await asked(street)
    await street.periodic_jobs()
    answer = await said(street, "stranger", "接单 1")
    assert "没有等您答复的单子" in answer
    await street.order("talents", StaffDecision(1, "approved"))
    await street.periodic_jobs()
    await street.notices()
    heard = await said(
        street, "stranger", "我的单子", "接单 1", "接单 1", "办好了 1", "我的", "一条条都给我看"
    )
    assert "地方：5幢" in await said(street, "stranger", "接单 1")
    assert not [secret for secret in SECRETS if secret in heard]
    await street.notices()
    assert "把您的电话和地址给张三可以吗" in await said(street, "granny", "你好")
    assert "13700000000" not in await said(street, "granny", "我的求助", "1")


async def test_approval_is_noted_and_told_and_counts_for_the_helpers_next_skill(street: Stage) -> None:
    await offered(street)
    await street.order("talents", StaffDecision(1, "approved"))
    with pytest.raises(OrderRefused):
        await street.order("talents", StaffDecision(1, "approved"))
    await street.notices()
    assert "「修电器」可以接单了" in await said(street, "stranger", "你好")
    async with street.database.work() as work:
        noted = [(entry.actor, entry.what) for entry in await audit.of_row(work, "talents", 1)]
    assert ("staff:test", "approved") in noted
    assert "有人需要，我先问您" in await said(
        street, "stranger", "我会理发，张三，13700000000，周末有空", "对"
    )
    assert "社区工作人员先看一看" in await said(
        street, "stranger", "我会理发，李四，13700000001，周末有空", "对"
    )


async def test_whom_the_staff_took_out_of_the_bank_cannot_accept_later(stage: Stage) -> None:
    await offered(stage)
    await asked(stage)
    await stage.order("talents", StaffDecision(1, "stopped"))
    assert "没有等您答复的单子" in await said(stage, "stranger", "接单 1")


async def test_every_hand_over_is_a_row_of_both_and_sealed(stage: Stage) -> None:
    await offered(stage)
    await asked(stage)
    await said(stage, "stranger", "接单 1")
    async with stage.database.work() as work:
        assert await shares.all(work) == []
    assert "13700000000" in await said(stage, "granny", "同意 1")
    async with stage.database.work() as work:
        given = [
            (share.user, share.receiver, share.phone, share.receiver_name) for share in await shares.all(work)
        ]
        session = await work.read()
        raw = str((await session.execute(text("SELECT * FROM contact_shares"))).all())
    assert given == [
        ("terminal:granny", "terminal:stranger", "13900001111", "张三"),
        ("terminal:stranger", "terminal:granny", "13700000000", "陈阿婆"),
    ]
    assert not [word for word in ("陈阿婆", "张三", "1390000", "1370000", "电饭煲") if word in raw]


async def test_whoever_is_reported_before_the_yes_gets_nothing(stage: Stage) -> None:
    await offered(stage)
    await asked(stage)
    await said(stage, "stranger", "接单 1")
    await said(stage, "granny", "同意 1", "这个人骚扰我", "1")
    await said(stage, "neighbour", "我家洗衣机坏了谁会修", "6幢101，周日，赵六，13912340000", "对")
    async with stage.database.work() as work:
        assert await is_paused(work, "terminal:stranger")
        assert not await is_paused(work, "terminal:granny")
    assert "赵六" not in await said(stage, "stranger", "接单 2")
    await stage.order("contact_shares", StaffDecision(1, "blocked", "属实"))
    async with stage.database.work() as work:
        assert await is_paused(work, "terminal:stranger")


async def test_a_reported_helper_is_dropped_when_another_agrees(stage: Stage) -> None:
    await offered(stage)
    await asked(stage)
    await said(stage, "neighbour", "我家洗衣机坏了谁会修", "6幢101，周日，赵六，13912340000", "对")
    await said(stage, "stranger", "接单 1", "接单 2")
    await said(stage, "granny", "同意 1", "这个人骚扰我", "1")
    assert "来不了了" in await said(stage, "neighbour", "同意 2")
    async with stage.database.work() as work:
        assert [share.user for share in await shares.all(work)] == ["terminal:granny", "terminal:stranger"]


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("5幢302", "5幢"),
        ("2幢1单元301", "2幢"),
        ("我妈家，8号楼602", "8号楼"),
        ("十二幢五零一", "十二幢"),
        ("邮电路12弄5号302室", "12弄"),
        ("张阿姨家", ""),
        ("302", ""),
    ],
)
def test_the_building_alone_is_seen_first(address: str, seen: str) -> None:
    assert building(address) == seen


def test_what_is_seen_first_holds_no_number_and_no_flat() -> None:
    seen = without_contact("帮我妈修灯，13900001111，5幢302")
    assert "302" not in seen
    assert "1390000" not in seen


@pytest.mark.parametrize(
    ("environment", "waits"),
    [
        ({"host": "127.0.0.1"}, False),
        ({"host": "127.0.0.1", "helper_approval": "staff"}, True),
        ({"host": "0.0.0.0", "helper_approval": "demo"}, True),
        ({"host": "127.0.0.1", "proxies": "127.0.0.1"}, True),
    ],
)
def test_only_a_demo_on_this_machine_needs_no_staff(environment: dict[str, Any], waits: bool) -> None:
    assert Settings(_env_file=None, **environment).service_rules.helpers_wait is waits


async def test_the_next_to_register_does_not_inherit_the_request_of_a_helper_who_was_erased(
    stage: Stage,
) -> None:
    """SQLite gives the number of a row that was deleted last to the next one."""
    await offered(stage)
    await asked(stage)
    await said(stage, "stranger", "接单 1")
    await said(stage, "granny", "同意 1")
    await stage.notices()
    await said(stage, "stranger", "你好", "删除我的信息", "1")
    await stage.notices()
    told = plain((await stage.say("你好", "granny")).replies)
    await offered(stage, "next")
    heard = [plain((await stage.say(text, "next")).replies) for text in ("我的单子", "1", "接单 1", "我的")]
    assert not [secret for secret in SECRETS if secret in "".join(heard)]
    assert "来不了了" in told


async def test_a_new_request_is_not_offered_to_those_who_were_asked_for_an_erased_one(stage: Stage) -> None:
    await offered(stage)
    await asked(stage)
    await said(stage, "granny", "删除我的信息", "1")
    assert await stage.notices() == 2
    assert "对方说不用了" in plain((await stage.say("你好", "stranger")).replies)
    await said(stage, "neighbour", "裤子长了要改裤脚", "6幢101，周日，赵六，13912340000", "对")
    assert "没有等您答复的单子" in await said(stage, "stranger", "接单 1")


async def test_whoever_is_paused_reads_no_number_again(stage: Stage) -> None:
    await offered(stage)
    await asked(stage)
    await said(stage, "stranger", "接单 1")
    await said(stage, "granny", "同意 1", "这个人骚扰我", "1")
    await stage.notices()
    await said(stage, "stranger", "你好")
    heard = [
        plain((await stage.say(text, "stranger")).replies) for text in ("我的单子", "1", "接单 1", "我的")
    ]
    assert not [secret for secret in ("13900001111", "302") if secret in "".join(heard)]


async def test_another_who_is_entered_as_a_helper_hears_nothing_of_it(street: Stage) -> None:
    assert "社区工作人员先看一看" in await offered(street)
    assert "社区工作人员先看一看" in await offered(street, "zhangsan")
    assert "已经登记过了" in await offered(street, "zhangsan")
