"""Requests that are not WeChat's are refused; no other error than Refused is raised."""

import base64
import contextlib
import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import Refused
from bot.integrations.wechat.codec import Codec, Incoming
from tests.system import packets
from tests.system.packets import ACCOUNT, Account, Request
from tests.unit.integrations.test_wechat_codec import NOW, PACKETS, as_json, codec, packet

TEXT = packet("text.xml")
WHOLE = [file.read_bytes() for file in sorted(PACKETS.glob("*.xml"))]
WHOLE += [as_json(body) for body in WHOLE]

HOSTILE = {
    "nothing": b"",
    "spaces": b"  \n",
    "not UTF-8": b"<xml>\xff</xml>",
    "another encoding": '<?xml version="1.0" encoding="utf-16"?><xml/>'.encode("utf-16"),
    "cut off": TEXT[:-20],
    "two roots": TEXT + TEXT,
    "another root": TEXT.replace(b"<xml>", b"<html>").replace(b"</xml>", b"</html>"),
    "no fields": b"<xml></xml>",
    "a field twice": TEXT.replace(b"</xml>", b"<FromUserName>other</FromUserName></xml>"),
    "an entity": b'<!DOCTYPE x [<!ENTITY e "fromUser">]>' + TEXT.replace(b"<![CDATA[fromUser]]>", b"&e;"),
    "a bomb": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + TEXT.replace(b"test", b"&b;"),
    "a file": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + TEXT,
    "a document type": b"<!DOCTYPE xml>" + TEXT,
    "deep": TEXT.replace(b"</xml>", b"<a>" * 5000 + b"</a>" * 5000 + b"</xml>"),
    "an undefined entity": TEXT.replace(b"<![CDATA[fromUser]]>", b"&e;"),
    "no sender": TEXT.replace(b"fromUser", b""),
    "a sender with a colon": TEXT.replace(b"fromUser", b"a:b"),
    "a sender with lines": TEXT.replace(b"fromUser", b"a\nb"),
    "no id": TEXT.replace(b"MsgId>", b"Id>"),
    "an id of other digits": TEXT.replace(b"1234567890123456", "１２３".encode()),
    "an event without a time": packet("click.xml").replace(b"1234567890", b""),
    "JSON cut off": as_json(TEXT)[:-5],
    "JSON of another kind": b"[]",
    "JSON with a name twice": as_json(TEXT).replace(b"{", b'{"FromUserName": "other", ', 1),
    "JSON nested for ever": b'{"a":' * 5000,
    "JSON nested deep": as_json(TEXT).replace(b"{", b'{"a": ' + b"[" * 20 + b"]" * 20 + b", ", 1),
    "JSON not a number": as_json(TEXT).replace(b"{", b'{"a": NaN, ', 1),
    "JSON with a huge number": as_json(TEXT).replace(b"{", b'{"a": ' + b"9" * 9000 + b", ", 1),
    "JSON not UTF-8": b'{"a": "\xff"}',
}


@pytest.mark.parametrize("safe", [False, True])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_body_is_a_bad_request(name: str, safe: bool) -> None:
    make = packets.sealed_request if safe else packets.plain_request
    assert refused(make(HOSTILE[name], at=NOW), safe=safe) == 400


def test_a_body_that_is_too_long_is_not_even_read() -> None:
    body = TEXT.replace(b"this is a test", b"a" * 64 * 1024)
    assert refused(packets.plain_request(body, at=NOW)) == 413
    assert refused(packets.plain_request(body[: 64 * 1024], at=NOW)) == 400


@pytest.mark.parametrize("safe", [False, True])
@pytest.mark.parametrize("off", [-601, 601])
def test_a_stale_request_is_refused(off: int, safe: bool) -> None:
    make = packets.sealed_request if safe else packets.plain_request
    assert refused(make(TEXT, at=NOW + off), safe=safe) == 403
    almost = off - 1 if off > 0 else off + 1
    read(make(TEXT, at=NOW + almost), safe=safe)


@pytest.mark.parametrize("safe", [False, True])
@pytest.mark.parametrize("name", ["signature", "msg_signature", "timestamp", "nonce"])
@pytest.mark.parametrize("value", ["", "0" * 40, "é", "１", "\ud800", None])
def test_a_wrong_query_is_refused(name: str, value: str | None, safe: bool) -> None:
    query, body = (packets.sealed_request if safe else packets.plain_request)(TEXT, at=NOW)
    counts = name not in {"signature", "msg_signature"} or (name == "msg_signature") is safe
    changed = {key: text for key, text in query.items() if key != name} | (
        {name: value} if value is not None else {}
    )
    if counts:
        assert refused((changed, body), safe=safe) == 403
    else:
        read((changed, body), safe=safe)


@pytest.mark.parametrize(
    "timestamp", ["", "x", "-5", " 1714112445", "1e9", "１７１４１１２４４５", "9" * 5000]
)
def test_a_signed_time_that_is_none_is_refused(timestamp: str) -> None:
    query = {"timestamp": timestamp, "nonce": "1", "signature": packets.sign(ACCOUNT.token, timestamp, "1")}
    assert refused((query, TEXT)) == 403


def test_the_encoding_that_a_packet_claims_is_not_believed() -> None:
    for claimed in (b"utf-8", b"gbk", b"utf-16", b"none-such"):
        body = b'<?xml version="1.0" encoding="%s"?>' % claimed + packet("link.xml")
        assert read(packets.plain_request(body, at=NOW)).message.text == "公众平台官网链接"


def test_only_what_was_sealed_is_believed_when_there_is_a_key() -> None:
    with pytest.raises(Refused, match="safe mode") as refusal:
        read(packets.plain_request(TEXT, at=NOW), safe=True)
    assert refusal.value.status == 403
    query, body = packets.plain_request(TEXT, at=NOW)
    assert refused((query | {"msg_signature": query["signature"]}, body), safe=True) == 403
    query, body = packets.sealed_request(TEXT, at=NOW, compatible=True)
    outside = body.replace(b"fromUser", b"somebody").replace(b"this is a test", b"something else")
    assert read((query, outside), safe=True).message.text == "this is a test"
    assert read((query, outside), safe=True).openid == "fromUser"


def test_compatible_mode_without_a_key_is_plain_mode() -> None:
    incoming = read(packets.sealed_request(TEXT, at=NOW, compatible=True))
    assert (incoming.message.text, incoming.sealed) == ("this is a test", False)
    assert refused(packets.sealed_request(TEXT, at=NOW)) == 400


def test_a_message_for_another_account_is_refused() -> None:
    for app_id in ("wx1111111111111111", "", ACCOUNT.app_id + "0", "x" + ACCOUNT.app_id):
        other = Account(app_id=app_id)
        assert refused(packets.sealed_request(TEXT, other, at=NOW), safe=True) == 403


def test_a_wrong_padding_is_refused() -> None:
    content = b"r" * 16 + len(TEXT).to_bytes(4, "big") + TEXT + ACCOUNT.app_id.encode()
    count = 32 - len(content) % 32
    assert count > 1
    right = bytes([count]) * count
    wrong = [
        bytes([count + 32]) * (count + 32),
        b"\x00" * (count - 1) + right[:1],
        right[:-1] + b"\x00",
        b"\xff" * count,
    ]
    read(packets.request_with(packets.seal_raw(content + right), at=NOW), safe=True)
    for padding in wrong:
        assert refused(packets.request_with(packets.seal_raw(content + padding), at=NOW), safe=True) == 403


@pytest.mark.parametrize("length", [0, 1, 2**31, 2**32 - 1])
def test_a_wrong_length_is_refused(length: int) -> None:
    content = b"r" * 16 + length.to_bytes(4, "big") + TEXT + ACCOUNT.app_id.encode()
    content += bytes([32 - len(content) % 32]) * (32 - len(content) % 32)
    assert refused(packets.request_with(packets.seal_raw(content), at=NOW), safe=True) == 403


@pytest.mark.parametrize(
    "sealed", ["", "!", "A", "AAAA", "é", packets.seal(TEXT)[:-4], packets.seal(TEXT) + "\n="]
)
def test_what_was_never_sealed_is_refused(sealed: str) -> None:
    assert refused(packets.request_with(sealed, at=NOW), safe=True) == 403


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda end: b"<xml>" + end))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    for safe in (False, True):
        survive(packets.plain_request(body, at=NOW), safe=safe)
    survive(packets.sealed_request(body, at=NOW), safe=True)


@given(st.sampled_from(WHOLE), st.data())
def test_any_changed_packet_is_read_or_refused(whole: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    put = data.draw(
        st.binary(max_size=8) | st.sampled_from([b"<", b"]]>", b"&lt;", b"\\ud800", b'"', b"{}", b"</xml>"])
    )
    changed = whole[:start] + put + whole[end:]
    survive(packets.plain_request(changed, at=NOW))
    survive(packets.sealed_request(changed, at=NOW), safe=True)


@given(st.integers(0, 400), st.integers(1, 255))
def test_any_changed_ciphertext_is_refused_or_garbled(place: int, flip: int) -> None:
    """A sealed message has no checksum: under a valid signature a block may read as something else."""
    data = bytearray(base64.b64decode(packets.seal(TEXT)))
    data[place % len(data)] ^= flip
    survive(packets.request_with(base64.b64encode(bytes(data)).decode(), at=NOW), safe=True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=4), inside, max_size=3),
    max_leaves=10,
)


@given(
    st.dictionaries(
        st.sampled_from(["FromUserName", "ToUserName", "MsgType", "MsgId", "Event", "EventKey"]), JSON
    )
)
def test_any_json_is_read_or_refused(fields: dict[str, object]) -> None:
    body = json.dumps(
        {"ToUserName": "a", "FromUserName": "b", "MsgType": "text", "MsgId": 1, **fields}
    ).encode()
    survive(packets.plain_request(body, at=NOW))


@given(st.dictionaries(st.sampled_from(["signature", "timestamp", "nonce", "echostr"]), st.text()))
def test_any_query_is_refused(query: dict[str, str]) -> None:
    assert refused((query, TEXT)) == 403
    with pytest.raises(Refused):
        codec().echo(query)


@pytest.mark.parametrize(
    "query",
    [
        packets.sealed_echo("1", at=NOW) | {"msg_signature": "0" * 40},
        packets.sealed_echo("1", at=NOW) | {"msg_signature": ""},
        packets.sealed_echo("1", at=NOW) | {"echostr": packets.seal(b"2")},
        packets.sealed_echo("1", at=NOW, echostr="1"),
        packets.sealed_echo("1", at=NOW, echostr=""),
        packets.sealed_echo("1", at=NOW - 601),
        packets.sealed_echo(b"\xff", at=NOW),
        packets.sealed_echo("1", Account(app_id="wx1"), at=NOW),
        packets.sealed_echo("1", Account(token="other"), at=NOW),
        packets.query(at=NOW) | {"echostr": "1", "encrypt_type": "aes"},
    ],
)
def test_a_sealed_echo_that_is_not_for_us_is_refused(query: dict[str, str]) -> None:
    for reader in (codec(safe=True), codec()):
        with pytest.raises(Refused) as refusal:
            reader.echo(query)
        assert refusal.value.status == 403


@pytest.mark.parametrize("safe", [False, True])
@pytest.mark.parametrize("wrong", ["0" * 40, "a", "signature"])
def test_a_signature_is_compared_in_constant_time(
    monkeypatch: pytest.MonkeyPatch, wrong: str, safe: bool
) -> None:
    """A clock could tell a digit at a time from `==`; a test cannot measure that, but sees what compares."""
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, right: bytes) -> bool:
        compared.append((given, right))
        return False

    monkeypatch.setattr("bot.integrations.wechat.crypto.hmac.compare_digest", compare)
    query, body = (packets.sealed_request if safe else packets.plain_request)(TEXT, at=NOW)
    name = "msg_signature" if safe else "signature"
    assert refused((query | ({name: wrong} if wrong != "signature" else {}), body), safe=safe) == 403
    [(given, right)] = compared
    assert given.decode() == (wrong if wrong != "signature" else query[name])
    assert right.decode() == query[name]


def test_half_an_emoji_and_a_null_do_not_reach_the_store() -> None:
    body = as_json(TEXT).replace(b"this is a test", b"\\ud83d\\u0000\\u000b ok")
    assert read(packets.plain_request(body, at=NOW)).message.text == " ok"


def read(request: Request, *, safe: bool = False) -> Incoming:
    query: Mapping[str, str] = request[0]
    reader: Codec = codec(safe=safe)
    return reader.read(query, request[1])


def refused(request: Request, *, safe: bool = False) -> int:
    with pytest.raises(Refused) as error:
        read(request, safe=safe)
    return error.value.status


def survive(request: Request, *, safe: bool = False) -> None:
    with contextlib.suppress(Refused):
        message = read(request, safe=safe).message
        message.text.encode()
        assert message.id.startswith("wechat:")
        assert "\x00" not in message.id + message.text
