"""Builds requests as WeChat sends them and reads replies as WeChat does, independently of the code under test."""

import base64
import hashlib
import json
import os
import secrets
import time
from dataclasses import dataclass
from xml.etree import ElementTree

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

Request = tuple[dict[str, str], bytes]


@dataclass(frozen=True)
class Account:
    """What the console knows of an official account."""

    token: str = "demo-token"
    app_id: str = "wx0000000000000000"
    aes_key: str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


ACCOUNT = Account()


def text_packet(text: str, openid: str = "oResident", message_id: int | None = None) -> str:
    """A resident's text message; every call is another message unless it is given an id."""
    number = message_id or secrets.randbelow(2**63)
    body = text.replace("]]>", "]]]]><![CDATA[>")
    return (
        f"<xml><ToUserName><![CDATA[gh_office]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>"
        f"<CreateTime>{int(time.time())}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{body}]]></Content><MsgId>{number}</MsgId></xml>"
    )


def event_packet(event: str, key: str = "", openid: str = "oResident", at: int | None = None) -> str:
    """An event: subscribe, CLICK, SCAN …"""
    return (
        f"<xml><ToUserName><![CDATA[gh_office]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>"
        f"<CreateTime>{at or int(time.time())}</CreateTime><MsgType><![CDATA[event]]></MsgType>"
        f"<Event><![CDATA[{event}]]></Event><EventKey><![CDATA[{key}]]></EventKey></xml>"
    )


def sign(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def query(account: Account = ACCOUNT, at: int | None = None) -> dict[str, str]:
    """What every request carries in its address; `at`: seconds since 1970, now when not given."""
    timestamp, nonce = str(int(time.time()) if at is None else at), str(secrets.randbelow(10**9))
    return {"signature": sign(account.token, timestamp, nonce), "timestamp": timestamp, "nonce": nonce}


def plain_request(packet: str | bytes, account: Account = ACCOUNT, at: int | None = None) -> Request:
    """The packet in plain mode."""
    return query(account, at), packet.encode() if isinstance(packet, str) else packet


def sealed_request(
    packet: str | bytes, account: Account = ACCOUNT, at: int | None = None, *, compatible: bool = False
) -> Request:
    """The packet in safe mode, or in compatible mode: both in one body."""
    inside = packet.encode() if isinstance(packet, str) else packet
    request = request_with(sealed := seal(inside, account), account, at, as_json=inside.startswith(b"{"))
    if not compatible:
        return request
    both = inside.replace(b"</xml>", f"<Encrypt><![CDATA[{sealed}]]></Encrypt></xml>".encode())
    return request[0], both


def sealed_echo(
    echo: str | bytes, account: Account = ACCOUNT, at: int | None = None, **changed: str
) -> dict[str, str]:
    """The query of an address check whose echostr is sealed; `changed` goes in before it is signed."""
    asked = query(account, at) | {"echostr": seal(echo.encode() if isinstance(echo, str) else echo, account)}
    asked |= {"encrypt_type": "aes"} | changed
    asked["msg_signature"] = sign(account.token, asked["timestamp"], asked["nonce"], asked["echostr"])
    return asked


def request_with(
    sealed: str, account: Account = ACCOUNT, at: int | None = None, *, as_json: bool = False
) -> Request:
    """A rightly signed request with this as its sealed part, whatever it is."""
    asked = query(account, at)
    asked["encrypt_type"] = "aes"
    asked["msg_signature"] = sign(account.token, asked["timestamp"], asked["nonce"], sealed)
    if as_json:
        return asked, json.dumps({"ToUserName": "gh_office", "Encrypt": sealed}).encode()
    xml = f"<xml><ToUserName><![CDATA[gh_office]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    return asked, xml.encode()


def open_reply(body: bytes, account: Account = ACCOUNT) -> dict[str, str]:
    """The fields of a reply, its seal checked and opened when it has one; {} for `success`."""
    if body in (b"success", b""):
        return {}
    reply = _fields(body)
    if "Encrypt" not in reply:
        return reply
    signature = sign(account.token, reply["TimeStamp"], reply["Nonce"], reply["Encrypt"])
    assert signature == reply["MsgSignature"]
    return _fields(unseal(reply["Encrypt"], account))


def seal(message: bytes, account: Account = ACCOUNT) -> str:
    content = os.urandom(16) + len(message).to_bytes(4, "big") + message + account.app_id.encode()
    count = 32 - len(content) % 32
    return seal_raw(content + bytes([count]) * count, account)


def seal_raw(content: bytes, account: Account = ACCOUNT) -> str:
    """Encrypted as it stands: the padding is the caller's."""
    encryptor = _cipher(account).encryptor()
    return base64.b64encode(encryptor.update(content) + encryptor.finalize()).decode()


def unseal(sealed: str, account: Account = ACCOUNT) -> bytes:
    decryptor = _cipher(account).decryptor()
    content = decryptor.update(base64.b64decode(sealed)) + decryptor.finalize()
    content = content[16 : -content[-1]]
    length = int.from_bytes(content[:4], "big")
    assert content[4 + length :] == account.app_id.encode()
    return content[4 : 4 + length]


def _cipher(account: Account) -> Cipher[modes.CBC]:
    key = base64.b64decode(account.aes_key + "=")
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


def _fields(body: bytes) -> dict[str, str]:
    if body.startswith(b"{"):
        return {name: str(value) for name, value in json.loads(body).items()}
    return {child.tag: child.text or "" for child in ElementTree.fromstring(body)}
