"""WeChat's events that are no message of a resident's: what became of messages, consents, the account itself.

Pages under developers.weixin.qq.com/doc/service/guide: product/template_message/Template_Message_Interface.html
(TEMPLATESENDJOBFINISH), product/message/Batch_Sends.html (MASSSENDJOBFINISH), product/subscription_messages/push.html
(subscribe_msg_*), product/Accreditation.html (qualification_*, naming_*, annual_renew, verify_expired),
h5/authorization_change.html (user_authorization_*).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from defusedxml.ElementTree import fromstring

from bot.integrations.wechat import packets

MOST_ENTRIES = 50


class EventName(StrEnum):
    """The events, by their names in small letters."""

    TEMPLATE_SENT = "templatesendjobfinish"
    MASS_SENT = "masssendjobfinish"
    SUBSCRIBED_SENT = "subscribe_msg_sent_event"
    SUBSCRIBED_POPUP = "subscribe_msg_popup_event"
    SUBSCRIBED_CHANGE = "subscribe_msg_change_event"
    QUALIFIED = "qualification_verify_success"
    NOT_QUALIFIED = "qualification_verify_fail"
    NAMED = "naming_verify_success"
    NOT_NAMED = "naming_verify_fail"
    RENEWAL_DUE = "annual_renew"
    EXPIRED = "verify_expired"
    REVOKED = "user_authorization_revoke"
    CLOSED = "user_authorization_cancellation"


_WITH_ENTRIES = frozenset(
    {EventName.SUBSCRIBED_SENT, EventName.SUBSCRIBED_POPUP, EventName.SUBSCRIBED_CHANGE}
)


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """fields: of the packet itself; entries: the fields of each of its <List>, for subscribe_msg_* alone."""

    name: EventName
    fields: Mapping[str, str]
    entries: tuple[Mapping[str, str], ...] = ()

    @property
    def openid(self) -> str:
        """Whom it concerns; user_authorization_* come from an account of the platform's and name the person inside."""
        return person_of(self.fields)


def person_of(fields: Mapping[str, str]) -> str:
    """The person of a packet. WeChat's own example in JSON has a blank before the field's name."""
    return fields.get("OpenID") or fields.get(" OpenID") or fields.get("FromUserName", "")


def event_of(fields: packets.Fields, body: bytes) -> AccountEvent | None:
    """The event of a packet that `packets.read` has read; None for a message and for any other event."""
    name = fields.get("Event", "").lower()
    if fields.get("MsgType", "").lower() != "event" or name not in set(EventName):
        return None
    event = EventName(name)
    entries = tuple(_entries(body)) if event in _WITH_ENTRIES else ()
    return AccountEvent(event, fields, entries[:MOST_ENTRIES])


def _entries(body: bytes) -> Iterator[Mapping[str, str]]:
    """Each <List> of the packet. In JSON a single one is an object, several are an array, with a container or without."""
    if body.lstrip().startswith(b"{"):
        yield from _json_entries(json.loads(body))
        return
    for node in fromstring(body.decode(), forbid_dtd=True).iter("List"):
        yield {child.tag: packets.clean((child.text or "").strip()) for child in node}


def _json_entries(value: Any) -> Iterator[Mapping[str, str]]:
    if isinstance(value, list):
        for item in value:
            yield from _json_entries(item)
    elif isinstance(value, dict):
        if "TemplateId" in value:
            yield {
                name: packets.clean(str(text))
                for name, text in value.items()
                if not isinstance(text, dict | list)
            }
        for inner in value.values():
            yield from _json_entries(inner)
