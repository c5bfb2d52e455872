"""CAP files as issuers write them: levels, liftings, several infos, areas by code and outline, encodings, mark-up.

The format is OASIS CAP 1.2 (docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html). Optional there: <info>, and in
it <language>, <expires>, <senderName>, <headline>, <description>, <area>; in <area> <polygon>, <circle>, <geocode>.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.broadcast import warning_relay
from bot.broadcast.cap_messages import parse_cap
from bot.broadcast.issued_text import plain_text
from bot.broadcast.warning_areas import ServedArea
from bot.broadcast.warning_levels import level_of, lifts, without_level
from bot.common.errors import OrderRefused
from bot.services.disaster.warning_records import NewWarning
from tests.unit.broadcast.push_stage import Push
from tests.unit.broadcast.test_warning_relay import bring, confirm, refer, xml

OURS = ServedArea(("北仑区", "宁波市", "浙江省"), "330206", (29.9, 121.84))
HEAD = (
    "<identifier>A1</identifier><sender>nb@qx.example</sender><sent>2026-11-25T09:00:00+08:00</sent>"
    "<status>Actual</status><msgType>Alert</msgType><scope>Public</scope>"
)
AREA = "<area><areaDesc>北仑区</areaDesc></area>"


def cap(*infos: str, head: str = HEAD) -> bytes:
    inside = "".join(f"<info>{info}</info>" for info in infos)
    return f'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">{head}{inside}</alert>'.encode()


def warning_of(raw: bytes) -> NewWarning:
    return parse_cap(raw, OURS).warning


@pytest.mark.parametrize(
    ("headline", "level"),
    [
        ("台风橙色预警", "橙"),
        ("北仑区气象台将台风黄色预警信号升级为橙色预警信号", "橙"),
        ("台风黄色升级为橙色", "橙"),
        ("台风橙色预警降级为黄色预警", "黄"),
        ("由蓝色预警变更为黄色，再升级为红色预警", "红"),
        ("台风黄色预警升橙色", "橙"),
        ("解除台风橙色预警信号，发布台风蓝色预警信号", "蓝"),
        ("台风橙色预警信号解除，暴雨黄色预警信号继续", "黄"),
        ("台风Ⅱ级预警", "橙"),
        ("台风II级预警", "橙"),
        ("森林火险一级（红色）预警", "红"),
        ("重污染天气Ⅲ级预警", "黄"),
        ("启动防汛Ⅳ级应急响应", ""),
        ("解除台风橙色预警信号", ""),
        ("台风预警", ""),
        ("大风十一级", ""),
        ("", ""),
    ],
)
def test_the_level_that_is_in_force(headline: str, level: str) -> None:
    assert level_of(headline) == level


@pytest.mark.parametrize(
    ("headline", "lifted"),
    [
        ("解除台风橙色预警信号", True),
        ("北仑区气象台台风橙色预警信号已解除", True),
        ("取消暴雨预警", True),
        ("解除台风橙色预警，发布暴雨预警", False),
        ("台风橙色预警信号尚未解除", False),
        ("台风橙色预警", False),
    ],
)
def test_a_lifting_by_its_words(headline: str, lifted: bool) -> None:
    assert lifts(headline) is lifted


@pytest.mark.parametrize(
    ("event", "hazard"),
    [("台风橙色预警", "台风"), ("台风II级", "台风"), ("台风（Ⅱ级）预警信号", "台风"), ("台风", "台风")],
)
def test_the_level_stands_in_the_event_too(event: str, hazard: str) -> None:
    assert without_level(event) == hazard
    raw = cap(f"<language>zh-CN</language><event>{event}</event><description>请注意。</description>{AREA}")
    assert (warning_of(raw).hazard, warning_of(raw).level) == (hazard, "橙" if event != "台风" else "")


async def test_what_rises_to_orange_needs_two_people_and_is_told_again(push: Push) -> None:
    await push.subscribe(1)
    await confirm(push, await bring(push, xml(push)))
    raw = xml(push, "A2", kind="Update", references=refer("A1", push), level="黄色升级为橙")
    draft = await bring(push, raw)
    assert draft.level == "橙"
    warning, campaign = await confirm(push, draft)
    assert (warning.status, campaign) == ("confirmed", None)
    _, campaign = await confirm(push, draft, "staff:李")
    assert campaign is not None


async def test_an_alert_that_lifts_in_words_is_an_all_clear(push: Push) -> None:
    await push.subscribe(1)
    await confirm(push, await bring(push, xml(push)))
    await push.run()
    raw = xml(push, "A2", references=refer("A1", push)).replace(
        "台风黄色预警".encode(), "解除台风黄色预警信号".encode()
    )
    _, campaign = await confirm(push, await bring(push, raw))
    assert campaign is not None
    assert campaign.kind == "all_clear"
    with pytest.raises(OrderRefused, match="解除"):
        parse_cap(xml(push).replace("台风黄色预警".encode(), "解除台风黄色预警信号".encode()), OURS)


def test_the_gravest_of_the_chinese_infos_that_reach_us() -> None:
    def info(level: str, area: str, language: str = "<language>zh-CN</language>") -> str:
        return f"{language}<event>暴雨</event><headline>暴雨{level}色预警</headline><area><areaDesc>{area}</areaDesc></area>"

    english = info("red", "Beilun", "<language>en-US</language>")
    assert warning_of(cap(english, info("黄", "宁波市"), info("红", "北仑区"))).level == "红"
    assert warning_of(cap(info("红", "杭州市"), info("蓝", "北仑区"))).level == "蓝"
    assert warning_of(cap(english, info("橙", "北仑区", ""))).level == "橙"


@pytest.mark.parametrize("scope", ["Private", "Restricted"])
async def test_what_is_not_public_is_not_relayed(push: Push, scope: str) -> None:
    raw = xml(push).replace(b"<scope>Public</scope>", f"<scope>{scope}</scope>".encode())
    with pytest.raises(OrderRefused, match="公开"):
        await bring(push, raw)


async def test_a_cancel_may_come_without_info(push: Push) -> None:
    await push.subscribe(1)
    await confirm(push, await bring(push, xml(push)))
    await push.run()
    moment = push.now.isoformat()
    head = (
        HEAD.replace("2026-11-25T09:00:00+08:00", moment).replace("A1", "A9").replace(">Alert<", ">Cancel<")
    )
    bare = cap(head=f"{head}<references>{refer('A1', push)}</references>")
    _, campaign = await confirm(push, await bring(push, bare))
    assert campaign is not None
    await push.run()
    assert push.sms.texts["13900000001"][-1].startswith(
        "【解除】北仑区气象台11月25日09:30发布的台风黄色预警已经解除。"
    )
    stranger = cap(head=f"{head}<references>{refer('B7', push)}</references>".replace("A9", "A8"))
    with pytest.raises(OrderRefused, match="找不到它解除的那一份"):
        await bring(push, stranger)


def test_expires_and_headline_are_optional() -> None:
    raw = cap(
        f"<language>zh-CN</language><event>台风橙色预警</event><description>请注意防范。</description>{AREA}"
    )
    warning = warning_of(raw)
    assert warning.text == "请注意防范。"
    assert warning.expires - warning.sent_at == timedelta(hours=24)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("gbk", "GBK"), ("gb18030", "GB18030"), ("gb2312", "gb2312"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"),
     ("gb18030", "UTF-8")],
)  # fmt: skip
def test_chinese_encodings(push: Push, encoding: str, declared: str) -> None:
    text = xml(push).decode().replace("UTF-8", declared)
    warning = parse_cap(text.encode(encoding), OURS).warning
    assert (warning.level, warning.hazard) == ("黄", "台风")
    assert "台风黄色预警" in warning.raw


@pytest.mark.parametrize(
    "references",
    ["nb@qx.example, A1, 2026-11-25T09:00:00+08:00", "nb@qx.example ,A1 ,2026-11-25T09:00:00+08:00",
     "nb@qx.example，A1，2026-11-25 09:00:00+08:00", "\n nb@qx.example,A1,2026-11-25T09:00:00+08:00 \n"],
)  # fmt: skip
def test_blanks_in_references(push: Push, references: str) -> None:
    other = " nb@qx.example,A0,2026-11-25T08:00:00+08:00"
    assert parse_cap(xml(push, "A2", kind="Update", references=references + other)).references == ("A1", "A0")


@pytest.mark.parametrize(
    ("area", "is_ours"),
    [
        ("<geocode><valueName>AdCode</valueName><value>330206</value></geocode>", True),
        ("<geocode><valueName>AdCode</valueName><value>330200</value></geocode>", True),
        ("<geocode><valueName>AdCode</valueName><value>330000000000</value></geocode>", True),
        ("<geocode><valueName>AdCode</valueName><value>330211</value></geocode>", False),
        ("<geocode><valueName>AdCode</valueName><value>330206001</value></geocode>", False),
        ("<geocode><valueName>AdCode</valueName><value>000000</value></geocode>", False),
        ("<geocode><valueName>AdCode</valueName><value>３３０２０６</value></geocode>", False),
        ("<polygon>29.8,121.7 29.8,122.0 30.0,122.0 30.0,121.7 29.8,121.7</polygon>", True),
        ("<polygon>28.8,121.7 28.8,122.0 29.0,122.0 29.0,121.7 28.8,121.7</polygon>", False),
        ("<polygon>29.8,121.7 nonsense</polygon>", False),
        ("<circle>29.9,121.8 15</circle>", True),
        ("<circle>29.9,121.5 15</circle>", False),
        ("<circle>29.9,121.8 far</circle>", False),
        ("", False),
    ],
)
async def test_an_area_by_its_code_or_outline(push: Push, area: str, is_ours: bool) -> None:
    raw = cap(f"<language>zh-CN</language><event>台风</event><headline>台风黄色预警</headline>"
              f"<area><areaDesc>沿海</areaDesc>{area}</area>")  # fmt: skip
    message = parse_cap(raw, OURS)
    assert message.is_ours is is_ours
    assert message.warning.area == ("沿海、北仑区" if is_ours else "沿海")
    async with push.database.work() as work:
        if is_ours:
            await warning_relay.import_cap(work, raw, OURS, "staff:王", push.now)
            return
        with pytest.raises(OrderRefused, match="不是我们"):
            await warning_relay.import_cap(work, raw, OURS, "staff:王", push.now)


@pytest.mark.parametrize(
    ("issued", "shown"),
    [
        ("\u202e00831\u202c请拨打\u200b110", "00831请拨打110"),
        ("<p>第一段</p><p>第二段<br/>第三段</p>", "第一段\n第二段\n第三段"),
        ("&lt;b&gt;注意&lt;/b&gt;&amp;nbsp;防范", "注意&nbsp;防范"),
        ("<script>alert(1)</script>请<a href='http://x'>点这里</a><style>p{}</style>", "请点这里"),
        ("<!-- 草稿 -->风力<8级，雨量>50", "风力<8级，雨量>50"),
        ("没有写完的<a href='http://x'", "没有写完的＜a href='http://x'"),
        ("控制\x07符", "控制符"),
    ],
)
def test_residents_read_plain_text(issued: str, shown: str) -> None:
    assert plain_text(issued) == shown
    escaped = issued.replace("\x07", "").replace("&", "&amp;").replace("<", "&lt;")
    raw = cap(f"<language>zh-CN</language><event>台风</event><description>{escaped}</description>{AREA}")
    assert warning_of(raw).text == shown


async def test_what_a_person_copies_out_is_plain_text_too(push: Push) -> None:
    new = warning_of(
        cap(f"<language>zh-CN</language><event>台风</event><description>注意</description>{AREA}")
    )
    async with push.database.work() as work:
        entered = await warning_relay.enter_by_hand(
            work, replace(new, text="<b>注意</b>\u202e防范"), OURS.names, "staff:王", push.now
        )
    assert entered.text == "注意防范"
