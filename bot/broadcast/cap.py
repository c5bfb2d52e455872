"""CAP 1.2, the format of national warning feeds (OASIS, docs.oasis-open.org/emergency/cap/v1.2): a file → a warning.

Nothing is composed here: the words are the issuer's, and so is the level, which is read from the headline
(「台风橙色预警」, as 气象灾害预警信号发布与传播办法 has it issued) and never derived from `severity`.
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

MOST = 512 * 1024
_NS = "{urn:oasis:names:tc:emergency:cap:1.2}"
_LEVEL = re.compile(r"(蓝|黄|橙|红)色")
_KINDS = ("Alert", "Update", "Cancel")


@dataclass(frozen=True, slots=True)
class Cap:
    """A CAP message. references: identifiers of those that it updates or cancels."""

    warning: NewWarning
    references: tuple[str, ...]
    areas: tuple[str, ...]


def read(raw: bytes, event: str = "") -> Cap:
    """The message; OrderRefused says in a line why it cannot be relayed. event: of its chain, when it is known."""
    if len(raw) > MOST:
        raise OrderRefused("文件太大了（超过 512 KiB）")
    try:
        alert = fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise OrderRefused("这不是 CAP 1.2 预警文件：XML 写得不完整") from None
    if alert.tag != f"{_NS}alert":
        raise OrderRefused("这不是 CAP 1.2 预警文件：开头不是 <alert>")
    status, kind = _text(alert, "status"), _text(alert, "msgType")
    if status != "Actual":
        raise OrderRefused(f"这份不是正式预警（status 是 {status}，只转发 Actual；测试和演练不转）")
    if kind not in _KINDS:
        raise OrderRefused(f"msgType 是 {kind}，只转发 {'、'.join(_KINDS)}")
    info = _chinese(alert.findall(f"{_NS}info"))
    references = tuple(
        part.split(",")[1] for part in _text(alert, "references", "").split() if part.count(",") == 2
    )
    if kind != "Alert" and not references:
        raise OrderRefused(f"这份 {kind} 没有写它更新的是哪一份（references）")
    identifier, sent = _text(alert, "identifier"), _time(_text(alert, "sent"))
    headline, areas = _text(info, "headline"), _areas(info)
    level = _LEVEL.search(headline)
    description = _text(info, "description", "") or headline
    warning = NewWarning(
        event=event or (references[0] if references else identifier),
        sender=_text(alert, "sender"),
        identifier=identifier,
        sent_at=sent,
        kind=kind,
        hazard=_text(info, "event"),
        level=level[1] if level else "",
        area="、".join(areas),
        text=f"{headline}。{description}" if headline not in description else description,
        issuer=_text(info, "senderName", "") or _text(alert, "sender"),
        issued_at=_time(_text(info, "effective", "")) if _text(info, "effective", "") else sent,
        expires=_time(_text(info, "expires")),
        raw=raw.decode("utf-8", "replace"),
    )
    return Cap(warning, references, areas)


def _chinese(infos: Sequence[Element]) -> Element:
    if not infos:
        raise OrderRefused("预警里没有 <info>")
    spoken = [one for one in infos if _text(one, "language", "en-US").lower().startswith("zh")]
    return (spoken or list(infos))[0]


def _areas(info: Element) -> tuple[str, ...]:
    found = [_text(area, "areaDesc") for area in info.findall(f"{_NS}area")]
    return tuple(part.strip() for area in found for part in re.split(r"[,，、;；\s]+", area) if part.strip())


def _text(node: Element, name: str, default: str | None = None) -> str:
    found = node.findtext(f"{_NS}{name}")
    if found and found.strip():
        return found.strip()
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
