"""WeChat's own packets are understood, its signatures checked, its replies well-formed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto

from bot.common.errors import ConfigError, Refused
from bot.common.message import Channel, Kind
from bot.integrations.wechat.codec import Codec, Incoming
from bot.integrations.wechat.crypto import Sealer
from tests.system import packets
from tests.system.packets import ACCOUNT, Account

PACKETS = Path(__file__).parents[2] / "packets"
NOW = 1714112445
# The token, key and AppID of WeChat's page on encryption.
WECHATS = Account("AAAAA", "wxba5fad812f8e6fb9", "A" * 43)
MESSAGES = {
    "text": (Kind.TEXT, "this is a test"),
    "image": (Kind.IMAGE, ""),
    "voice": (Kind.VOICE, ""),
    "voice-recognition": (Kind.VOICE, "腾讯微信团队"),
    "video": (Kind.VIDEO, ""),
    "shortvideo": (Kind.VIDEO, ""),
    "location": (Kind.LOCATION, "位置信息"),
    "link": (Kind.LINK, "公众平台官网链接"),
}
EVENTS = {
    "subscribe": (Kind.SUBSCRIBE, "", "wechat:FromUser:1234567890:subscribe:"),
    "subscribe-scene": (Kind.SUBSCRIBE, "", "wechat:FromUser:1234567890:subscribe:qrscene_123123"),
    "unsubscribe": (Kind.UNSUBSCRIBE, "", "wechat:FromUser:1234567890:unsubscribe:"),
    "scan": (Kind.SCAN, "SCENE_VALUE", "wechat:FromUser:1234567890:SCAN:SCENE_VALUE"),
    "location-report": (Kind.OTHER, "", "wechat:FromUser:1234567890:LOCATION:"),
    "click": (Kind.CLICK, "EVENTKEY", "wechat:FromUser:1234567890:CLICK:EVENTKEY"),
    "view": (Kind.VIEW, "", "wechat:FromUser:1234567890:VIEW:www.qq.com"),
    "scancode-push": (Kind.OTHER, "", "wechat:oMgHVjngRipVsoxg6TuX3vz6glDg:1408090502:scancode_push:6"),
    "pic-sysphoto": (Kind.OTHER, "", "wechat:oMgHVjngRipVsoxg6TuX3vz6glDg:1408090651:pic_sysphoto:6"),
    "template-sent": (
        Kind.OTHER,
        "",
        "wechat:oia2TjuEGTNoeX76QEjQNrcURxG8:1395658920:TEMPLATESENDJOBFINISH:",
    ),
    "template-blocked": (
        Kind.OTHER,
        "",
        "wechat:oia2TjuEGTNoeX76QEjQNrcURxG8:1395658920:TEMPLATESENDJOBFINISH:",
    ),
    "mass-sent": (Kind.OTHER, "", "wechat:oV5CrjpxgaGXNHIQigzNlgLTnwic:1481013459:MASSSENDJOBFINISH:"),
    "subscribe-msg-popup": (
        Kind.OTHER,
        "",
        "wechat:otFpruAK8D-E6EfStSYonYSBZ8_4:1610969440:subscribe_msg_popup_event:",
    ),
    "subscribe-msg-change": (
        Kind.OTHER,
        "",
        "wechat:otFpruAK8D-E6EfStSYonYSBZ8_4:1610969440:subscribe_msg_change_event:",
    ),
    "subscribe-msg-sent": (
        Kind.OTHER,
        "",
        "wechat:otFpruAK8D-E6EfStSYonYSBZ8_4:1620963428:subscribe_msg_sent_event:",
    ),
    "qualification-fail": (Kind.OTHER, "", "wechat:fromUser:1442401156:qualification_verify_fail:"),
    "annual-renew": (Kind.OTHER, "", "wechat:fromUser:1442401004:annual_renew:"),
    "authorization-revoke": (
        Kind.OTHER,
        "",
        "wechat:owAqB1nqaOYYWl0Ng484G2z5NIwU:1626857200:user_authorization_revoke:",
    ),
}


def codec(account: Account = ACCOUNT, *, safe: bool = False, now: int = NOW) -> Codec:
    clock = datetime.fromtimestamp(now, UTC)
    return Codec(account.token, account.app_id, account.aes_key if safe else "", 600, lambda: clock)


def packet(name: str) -> bytes:
    return (PACKETS / name).read_bytes()


def as_json(xml: bytes) -> bytes:
    """The same fields as JSON; numbers are numbers there."""
    fields = {child.tag: child.text or "" for child in ElementTree.fromstring(xml) if not len(child)}
    numbers = {"CreateTime", "MsgId"}
    return json.dumps(
        {name: int(text) if name in numbers else text for name, text in fields.items()}, ensure_ascii=False
    ).encode()


def received(body: bytes, mode: str) -> Incoming:
    if mode == "plain":
        return codec().read(*packets.plain_request(body, at=NOW))
    request = packets.sealed_request(body, at=NOW, compatible=mode == "compatible")
    return codec(safe=True).read(*request)


MODES = [
    pytest.param(mode, form, id=f"{mode}-{name}")
    for mode in ("plain", "safe", "compatible")
    for name, form in (("xml", bytes), ("json", as_json))
    if (mode, name) != ("compatible", "json")
]


@pytest.mark.parametrize(("mode", "form"), MODES)
@pytest.mark.parametrize("name", MESSAGES)
def test_messages_of_the_documents(name: str, mode: str, form: Callable[[bytes], bytes]) -> None:
    incoming = received(form(packet(f"{name}.xml")), mode)
    message = incoming.message
    assert (message.kind, message.text) == MESSAGES[name]
    assert (message.id, message.user) == ("wechat:fromUser:1234567890123456", "wechat:fromUser")
    assert (message.channel, message.limit) == (Channel.WECHAT, 2000)
    assert (incoming.openid, incoming.account) == ("fromUser", "toUser")
    assert (incoming.sealed, incoming.as_json) == (mode != "plain", form is as_json)


@pytest.mark.parametrize(("mode", "form"), MODES)
@pytest.mark.parametrize("name", EVENTS)
def test_events_of_the_documents(name: str, mode: str, form: Callable[[bytes], bytes]) -> None:
    message = received(form(packet(f"{name}.xml")), mode).message
    assert (message.kind, message.text, message.id) == EVENTS[name]


@pytest.mark.parametrize("mode", ["plain", "safe", "compatible"])
@pytest.mark.parametrize(
    ("text", "read"),
    [("1" * 20_000, "1" * 400), (" " * 5000 + "好", " 好"), ("ﷺ" * 400, "ﷺ" * 22)],
    ids=["digits", "blanks", "growing"],
)
def test_a_costly_text_is_cut_to_what_is_read(text: str, read: str, mode: str) -> None:
    assert received(packets.text_packet(text).encode(), mode).message.text == read


def test_a_replayed_id_in_another_name_is_another_message() -> None:
    ids = {
        received(packets.text_packet("我报了什么", openid, 7).encode(), "plain").message.id
        for openid in ("oResident", "oStranger")
    }
    assert len(ids) == 2


@pytest.mark.parametrize("name", ["SCAN", "CLICK", "VIEW"])
def test_an_event_without_a_key(name: str) -> None:
    body = packets.event_packet(name, at=5).replace("<EventKey><![CDATA[]]></EventKey>", "").encode()
    for form in (bytes, as_json):
        message = received(form(body), "plain").message
        assert (message.text, message.id) == ("", f"wechat:oResident:5:{name}:")


def test_every_packet_is_tested() -> None:
    assert {file.stem for file in PACKETS.glob("*.xml")} == MESSAGES.keys() | EVENTS.keys()


def test_the_plain_request_of_the_documents() -> None:
    query = {
        "signature": "899cf89e464efb63f54ddac96b0a0a235f53aa78",
        "timestamp": "1714037059",
        "nonce": "486452656",
    }
    incoming = codec(WECHATS, now=1714037059).read(query, packet("debug-demo.json"))
    assert incoming.message.kind is Kind.OTHER
    assert incoming.openid == "o9AgO5Kd5ggOC-bXrbNODIiE3bGY"


def test_the_sealed_request_of_the_documents() -> None:
    query = {
        "timestamp": "1714112445",
        "nonce": "415670741",
        "openid": "o9AgO5Kd5ggOC-bXrbNODIiE3bGY",
        "encrypt_type": "aes",
        "msg_signature": "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3",
    }
    incoming = codec(WECHATS, safe=True).read(query, packet("debug-demo-sealed.json"))
    assert incoming.message.id == "wechat:o9AgO5Kd5ggOC-bXrbNODIiE3bGY:1714112445:debug_demo:"
    assert (incoming.sealed, incoming.as_json) == (True, True)


def test_the_sealed_reply_of_the_documents() -> None:
    sealed = json.loads(packet("debug-demo-reply.json"))["Encrypt"]
    assert Sealer(WECHATS.aes_key, WECHATS.app_id).open(sealed) == b'{"demo_resp":"good luck"}'


def test_the_echo_of_the_documents() -> None:
    query = {
        "signature": "f464b24fc39322e44b38aa78f5edd27bd1441696",
        "timestamp": "1714036504",
        "nonce": "1514711492",
        "echostr": "4375120948345356249",
    }
    assert codec(WECHATS, now=1714036504).echo(query) == "4375120948345356249"
    assert codec(WECHATS, safe=True, now=1714036504).echo(query) == "4375120948345356249"
    with pytest.raises(Refused) as refused:
        codec(now=1714036504).echo(query)
    assert refused.value.status == 403


def test_a_field_without_a_name_says_nothing() -> None:
    body = packet("image.xml")
    named = json.dumps(json.loads(as_json(body)) | {"": "报名"}).encode()
    assert received(named, "plain").message == received(as_json(body), "plain").message
    assert received(named, "plain").message.text == ""


def test_a_sealed_echo_is_opened() -> None:
    assert codec(safe=True).echo(packets.sealed_echo("4375120948345356249", at=NOW)) == "4375120948345356249"
    query = packets.sealed_echo("1", at=NOW)
    del query["encrypt_type"]
    assert codec(safe=True).echo(query) == "1"


@pytest.mark.parametrize(("mode", "form"), MODES)
def test_the_reply_comes_as_the_request_came(mode: str, form: Callable[[bytes], bytes]) -> None:
    incoming = received(form(packet("text.xml")), mode)
    body = codec(safe=mode != "plain").write(incoming, "好的")
    assert (b"Encrypt" in body) is (mode != "plain")
    assert body.startswith(b"{") is (form is as_json)
    assert packets.open_reply(body) == {
        "ToUserName": "fromUser",
        "FromUserName": "toUser",
        "CreateTime": str(NOW),
        "MsgType": "text",
        "Content": "好的",
    }


def test_wechatpy_opens_our_sealed_reply() -> None:
    incoming = received(packet("text.xml"), "safe")
    body = codec(safe=True).write(incoming, "好的")
    reply = {child.tag: child.text for child in ElementTree.fromstring(body)}
    theirs = WeChatCrypto(ACCOUNT.token, ACCOUNT.aes_key, ACCOUNT.app_id)
    opened = theirs.decrypt_message(body, reply["MsgSignature"], reply["TimeStamp"], reply["Nonce"])
    assert "好的" in opened


@given(st.text(alphabet=st.sampled_from("]>[<&!CDAT电。\n\x00\x0b\ud800\uffff🎉")) | st.text(max_size=900))
def test_a_reply_is_one_text_whatever_it_holds(text: str) -> None:
    for mode, form in (("plain", bytes), ("plain", as_json), ("safe", bytes)):
        incoming = received(form(packet("text.xml")), mode)
        reply = packets.open_reply(codec(safe=mode == "safe").write(incoming, text))
        if reply:
            assert reply.keys() == {"ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"}
            assert reply["ToUserName"] == "fromUser"
            assert len(reply["Content"].encode()) <= 2048
        else:
            assert not text.strip() or any(ord(letter) < 32 or ord(letter) > 0xD7FF for letter in text)


def test_a_forged_reply_stays_text() -> None:
    forged = "好]]></Content><MsgType><![CDATA[image]]></MsgType><Content><![CDATA["
    reply = packets.open_reply(codec().write(received(packet("text.xml"), "plain"), forged))
    assert (reply["MsgType"], reply["Content"]) == ("text", forged)


def test_a_long_reply_is_cut_and_an_empty_one_is_none() -> None:
    incoming = received(packet("text.xml"), "plain")
    reply = packets.open_reply(codec().write(incoming, "请先关电源。" * 200))
    assert len(reply["Content"].encode()) <= 2048
    assert reply["Content"].endswith("。")
    assert [codec().write(incoming, text) for text in ("", " \n", "\x00")] == [b"success"] * 3


@pytest.mark.parametrize(
    ("key", "app_id"), [("short", "wx1"), ("?" * 43, "wx1"), ("é" * 43, "wx1"), ("A" * 43, "")]
)
def test_a_key_that_cannot_work_is_named_at_the_start(key: str, app_id: str) -> None:
    with pytest.raises(ConfigError, match="WECHAT_AES_KEY"):
        Sealer(key, app_id)
