"""WeChat's requests ⇄ messages: verified in constant time, fresh, opened and sealed."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from wechatpy import events, messages

from bot.common.clock import Clock
from bot.common.errors import Refused
from bot.common.message import Address, Channel, Kind, Message
from bot.common.text import cut
from bot.integrations.wechat import packets
from bot.integrations.wechat.account_event import AccountEvent, EventName, event_of, person_of
from bot.integrations.wechat.crypto import Sealer, signature, signed
from bot.integrations.wechat.news_card import NewsCard

BODY_LIMIT = 64 * 1024  # WeChat's pushes are a few KiB; more is not from WeChat
TEXT_LIMIT = 2048  # bytes of a passive text, by practice: WeChat's documents name no number
REPLY_LIMIT = 2000  # what a reply is cut to: 48 bytes are left for the line that says there is more
NOTHING = b"success"  # WeChat's word for "received, no reply"

_ACCOUNT = re.compile(r"[A-Za-z0-9_@.-]{1,64}")
_NUMBER = re.compile(r"[0-9]{1,20}")
_PICTURE_LIMIT = 512  # bytes of a picture's address
_KEY_LIMIT = 128  # a menu key's most bytes; longer are only the addresses of VIEW

# wechatpy's class for a message or event → its kind, and the field that holds what the resident said.
_MEANING: dict[type[messages.BaseMessage], tuple[Kind, str]] = {
    messages.TextMessage: (Kind.TEXT, "content"),
    messages.VoiceMessage: (Kind.VOICE, "recognition"),
    messages.ImageMessage: (Kind.IMAGE, ""),
    messages.VideoMessage: (Kind.VIDEO, ""),
    messages.ShortVideoMessage: (Kind.VIDEO, ""),
    messages.LocationMessage: (Kind.LOCATION, "label"),
    messages.LinkMessage: (Kind.LINK, "title"),
    events.SubscribeEvent: (Kind.SUBSCRIBE, ""),
    events.UnsubscribeEvent: (Kind.UNSUBSCRIBE, ""),
    events.ScanEvent: (Kind.SCAN, "scene_id"),
    events.ClickEvent: (Kind.CLICK, "key"),
    events.ViewEvent: (Kind.VIEW, ""),
}


def _table(types: Mapping[str, type[messages.BaseMessage]]) -> dict[str, tuple[Kind, str]]:
    """WeChat's name of a type → its kind, and WeChat's name of the field that holds what the resident said."""
    table = {}
    for name, message_type in types.items():
        kind, field = _MEANING.get(message_type, (Kind.OTHER, ""))
        table[name] = kind, getattr(message_type, field).name if field else ""
    return table


_MESSAGES, _EVENTS = _table(messages.MESSAGE_TYPES), _table(events.EVENT_TYPES)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A resident's message, and what is needed for its reply.

    openid, account: who wrote, and to which official account. sealed, as_json: the form of the request.
    event: what WeChat itself tells, where the message is nothing that a resident said.
    """

    message: Message
    openid: str
    account: str
    sealed: bool
    as_json: bool
    event: AccountEvent | None = None


class Codec:
    """Reads and writes for one official account.

    aes_key: the EncodingAESKey of safe and compatible mode; empty for plain mode. ConfigError when it is
    not one. stale_seconds: how far a request's time may be from ours.
    The rules: developers.weixin.qq.com/doc/subscription/guide/dev/push/encryption.html.
    """

    def __init__(self, token: str, app_id: str, aes_key: str, stale_seconds: int, clock: Clock) -> None:
        self._token = token
        self._sealer = Sealer(aes_key, app_id) if aes_key else None
        self._stale_seconds = stale_seconds
        self._clock = clock

    def echo(self, query: Mapping[str, str]) -> str:
        """The text that WeChat wants back when the address is entered in its console. Refused."""
        echo = query.get("echostr", "")
        if "msg_signature" not in query and query.get("encrypt_type") != "aes":
            self._verify(query, "signature")
            return echo
        if self._sealer is None:
            raise Refused("the echo is sealed: set WECHAT_AES_KEY")
        self._verify(query, "msg_signature", echo)
        try:
            return self._sealer.open(echo).decode()
        except UnicodeDecodeError:
            raise Refused("the sealed echo is malformed") from None

    def read(self, query: Mapping[str, str], body: bytes) -> Incoming:
        """The message in a request.

        Refused: 413 over 64 KiB, 403 for what is not WeChat's or not for us, 400 for what cannot be read.
        With an AES key only sealed messages are taken: in plain mode the signature does not cover the body.
        """
        if len(body) > BODY_LIMIT:
            raise Refused("the body is too long", 413)
        if self._sealer is None:
            self._verify(query, "signature")
            inside = body
            fields, as_json = packets.read(inside)
        else:
            outside, as_json = packets.read(body)
            sealed = outside.get("Encrypt", "")
            if not sealed:
                raise Refused("not sealed: with WECHAT_AES_KEY set, WeChat's console must say safe mode")
            self._verify(query, "msg_signature", sealed)
            inside = self._sealer.open(sealed)
            fields, _ = packets.read(inside)
        incoming = _incoming(fields, sealed=self._sealer is not None, as_json=as_json)
        return replace(incoming, event=event) if (event := event_of(fields, inside)) else incoming

    def write(self, incoming: Incoming, answer: str | NewsCard) -> bytes:
        """The passive reply, sealed when the request was; `success` when there is no text.

        An account that uses JSON gets a card's text: WeChat documents cards in XML alone.
        """
        text = packets.clean(answer.text if isinstance(answer, NewsCard) else answer)
        content, _ = cut(text.strip(), TEXT_LIMIT)
        if not content:
            return NOTHING
        content_fields: packets.Packet = {"MsgType": "text", "Content": content}
        if isinstance(answer, NewsCard) and not incoming.as_json:
            content_fields = replace(answer, text=text).fields()
        now = int(self._clock().timestamp())
        reply = packets.write(
            {
                "ToUserName": incoming.openid,
                "FromUserName": incoming.account,
                "CreateTime": now,
                **content_fields,
            },
            as_json=incoming.as_json,
        )
        return self._sealed(reply, now, incoming) if incoming.sealed else reply

    def _sealed(self, reply: bytes, now: int, incoming: Incoming) -> bytes:
        if self._sealer is None:
            raise Refused("the request was sealed with a key that is gone")
        sealed, nonce = self._sealer.seal(reply), str(secrets.randbits(32))
        return packets.write(
            {
                "Encrypt": sealed,
                "MsgSignature": signature(self._token, str(now), nonce, sealed),
                "TimeStamp": now,
                "Nonce": nonce,
            },
            as_json=incoming.as_json,
        )

    def _verify(self, query: Mapping[str, str], name: str, *parts: str) -> None:
        timestamp = query.get("timestamp", "")
        right = signed(query.get(name, ""), self._token, timestamp, query.get("nonce", ""), *parts)
        if not right or not _NUMBER.fullmatch(timestamp):
            raise Refused("the signature is wrong")
        if abs(self._clock().timestamp() - int(timestamp)) > self._stale_seconds:
            raise Refused("the request is stale")


def _incoming(fields: packets.Fields, *, sealed: bool, as_json: bool) -> Incoming:
    openid, account = fields.get("FromUserName", ""), fields.get("ToUserName", "")
    if not _ACCOUNT.fullmatch(openid) or not _ACCOUNT.fullmatch(account):
        raise Refused("the message names no one", 400)
    kind, text = _meaning(fields)
    person = person_of(fields) if kind is Kind.ACCOUNT_CLOSED else openid
    if not _ACCOUNT.fullmatch(person):
        raise Refused("the message names no one", 400)
    picture = (fields.get("PicUrl") or fields.get("MediaId", "")) if kind is Kind.IMAGE else ""
    message = Message(
        f"{Channel.WECHAT}:{_identity(fields)}",
        str(Address(Channel.WECHAT, person)),
        Channel.WECHAT,
        kind,
        text,
        REPLY_LIMIT,
        picture[:_PICTURE_LIMIT],
    )
    return Incoming(message, openid, account, sealed, as_json)


def _meaning(fields: packets.Fields) -> tuple[Kind, str]:
    kind = fields.get("MsgType", "").lower()
    if kind == "event":
        name = fields.get("Event", "").lower()
        if name == EventName.CLOSED:
            return Kind.ACCOUNT_CLOSED, ""
        meaning, field = _EVENTS.get(name, (Kind.OTHER, ""))
    else:
        meaning, field = _MESSAGES.get(kind, (Kind.OTHER, ""))
    return meaning, fields.get(field, "") if field else ""


def _identity(fields: packets.Fields) -> str:
    """What stays the same when WeChat repeats a push: who and MsgId, or for an event who, when and what.

    The writer is part of it, since in plain mode the signature does not cover the body: a MsgId that is replayed in
    another resident's name must not get the answer of the first.
    WeChat's page on events (doc/service/Account_Management/Wechat_Accreditation_Event_Push.html) says who and when; a
    time in seconds alone would swallow one of two menus pressed quickly.
    """
    is_event = fields.get("MsgType", "").lower() == "event"
    number = fields.get("CreateTime" if is_event else "MsgId", "")
    if not _NUMBER.fullmatch(number):
        raise Refused("the message has no id", 400)
    if not is_event:
        return f"{fields['FromUserName']}:{number}"
    what, key = fields.get("Event", ""), fields.get("EventKey", "")
    person = person_of(fields)
    who = person if _ACCOUNT.fullmatch(person) else fields["FromUserName"]
    return f"{who}:{number}:{what[:_KEY_LIMIT]}:{key[:_KEY_LIMIT]}"
