"""CAP 1.2, the format of national warning feeds (OASIS, docs.oasis-open.org/emergency/cap/v1.2): a file → a warning.

Nothing is rephrased: the text is the issuer's, and so is the level, which is read from the headline
(「台风橙色预警」, the form that 气象灾害预警信号发布与传播办法 prescribes) and never derived from `severity`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.common.errors import OrderRefused
from bot.services.disaster.warning_records import NewWarning

MAX_BYTES = 512 * 1024
_NS = "{urn:oasis:names:tc:emergency:cap:1.2}"
_LEVEL = re.compile(r"(蓝|黄|橙|红)色")
_MESSAGE_TYPES = ("Alert", "Update", "Cancel")


@dataclass(frozen=True, slots=True)
class CapMessage:
    """A CAP message. references: identifiers of those that it updates or cancels."""

    warning: NewWarning
    references: tuple[str, ...]
    areas: tuple[str, ...]


def parse_cap(raw: bytes, event: str = "") -> CapMessage:
    """Parse a CAP file. event: the first identifier of its chain of updates, where that is known.

    OrderRefused says in a line why the message cannot be relayed.
    """
    alert = _alert(raw)
    message_type = _message_type(alert)
    info = _chinese_info(alert.findall(f"{_NS}info"))
    references = _references(alert)
    if message_type != "Alert" and not references:
        raise OrderRefused(f"这份 {message_type} 没有写它更新的是哪一份（references）")
    identifier, sent_at = _text(alert, "identifier"), _time(_text(alert, "sent"))
    headline, areas = _text(info, "headline"), _areas(info)
    level = _LEVEL.search(headline)
    description = _text(info, "description", "") or headline
    effective = _text(info, "effective", "")
    warning = NewWarning(
        event=event or (references[0] if references else identifier),
        sender=_text(alert, "sender"),
        identifier=identifier,
        sent_at=sent_at,
        kind=message_type,
        hazard=_text(info, "event"),
        level=level[1] if level else "",
        area="、".join(areas),
        text=f"{headline}。{description}" if headline not in description else description,
        issuer=_text(info, "senderName", "") or _text(alert, "sender"),
        issued_at=_time(effective) if effective else sent_at,
        expires=_time(_text(info, "expires")),
        raw=raw.decode("utf-8", "replace"),
    )
    return CapMessage(warning, references, areas)


def _alert(raw: bytes) -> Element:
    if len(raw) > MAX_BYTES:
        raise OrderRefused("文件太大了（超过 512 KiB）")
    try:
        alert: Element = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise OrderRefused("这不是 CAP 1.2 预警文件：XML 写得不完整") from None
    if alert.tag != f"{_NS}alert":
        raise OrderRefused("这不是 CAP 1.2 预警文件：开头不是 <alert>")
    return alert


def _message_type(alert: Element) -> str:
    status, message_type = _text(alert, "status"), _text(alert, "msgType")
    if status != "Actual":
        raise OrderRefused(f"这份不是正式预警（status 是 {status}，只转发 Actual；测试和演练不转）")
    if message_type not in _MESSAGE_TYPES:
        raise OrderRefused(f"msgType 是 {message_type}，只转发 {'、'.join(_MESSAGE_TYPES)}")
    return message_type


def _references(alert: Element) -> tuple[str, ...]:
    """The identifiers among `sender,identifier,sent` triples."""
    triples = (triple.split(",") for triple in _text(alert, "references", "").split())
    return tuple(parts[1] for parts in triples if len(parts) == 3)


def _chinese_info(infos: Sequence[Element]) -> Element:
    if not infos:
        raise OrderRefused("预警里没有 <info>")
    chinese = [info for info in infos if _text(info, "language", "en-US").lower().startswith("zh")]
    return (chinese or list(infos))[0]


def _areas(info: Element) -> tuple[str, ...]:
    descriptions = [_text(area, "areaDesc") for area in info.findall(f"{_NS}area")]
    names = (name.strip() for text in descriptions for name in re.split(r"[,，、;；\s]+", text))
    return tuple(name for name in names if name)


def _text(node: Element, name: str, default: str | None = None) -> str:
    text = (node.findtext(f"{_NS}{name}") or "").strip()
    if text:
        return text
    if default is None:
        raise OrderRefused(f"预警里没有 <{name}>")
    return default


def _time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise OrderRefused(f"{text} 不是 CAP 的时间写法") from None
    if moment.tzinfo is None:
        raise OrderRefused(f"{text} 没有写时区")
    return moment
