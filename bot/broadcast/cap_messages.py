"""CAP 1.2, the format of national warning feeds (OASIS, docs.oasis-open.org/emergency/cap/v1.2): a file → a warning.

Nothing is rephrased: the text is the issuer's, and so is the level, which is read from the headline
(「台风橙色预警」, the form that 气象灾害预警信号发布与传播办法 prescribes) or the event, and never derived from `severity`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.broadcast.issued_text import plain_text
from bot.broadcast.warning_areas import Point, ServedArea, WarningArea, covers, reaches
from bot.broadcast.warning_levels import level_of, lifted_level_of, lifts, without_level
from bot.common.errors import OrderRefused
from bot.services.disaster.warning_records import NewWarning, rank

MAX_BYTES = 512 * 1024
VALID_FOR = timedelta(hours=24)
"""How long a warning without `expires` counts: CAP 1.2 (3.2.2) leaves it to each recipient."""
_NS = "{urn:oasis:names:tc:emergency:cap:1.2}"
_MESSAGE_TYPES = ("Alert", "Update", "Cancel")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_HANZI = re.compile("[\u4e00-\u9fff]")
_NUMBER = r"-?\d{1,3}(?:\.\d{1,12})?"
_POINT = re.compile(rf"({_NUMBER}),({_NUMBER})")
_NOWHERE = ServedArea()


@dataclass(frozen=True, slots=True)
class CapMessage:
    """A CAP message. references: identifiers of those that it updates or cancels; is_ours: it reaches our area.

    is_bare: it has no <info>, as a Cancel need not, so hazard, level, area and text are the cancelled warning's.
    """

    warning: NewWarning
    references: tuple[str, ...]
    is_ours: bool
    is_bare: bool = False


def parse_cap(raw: bytes, ours: ServedArea = _NOWHERE) -> CapMessage:
    """Parse a CAP file. ours: of several <info> in Chinese, the gravest of those that reach it counts.

    The warning's event is the first identifier of its references. OrderRefused says in a line why the message cannot
    be relayed.
    """
    text = _decoded(raw)
    alert = _alert(text)
    message_type, references = _message_type(alert), _references(alert)
    info = _chosen_info(alert.findall(f"{_NS}info"), ours)
    if info is None and message_type != "Cancel":
        raise OrderRefused("预警里没有 <info>")
    headline = "" if info is None else _shown(info, "headline")
    kind = "Cancel" if lifts(headline) else message_type
    if kind != "Alert" and not references:
        raise OrderRefused(
            f"这份 {'解除' if kind != message_type else kind} 没有写它更新的是哪一份（references）"
        )
    identifier, sender = _text(alert, "identifier"), _text(alert, "sender")
    new = NewWarning(
        event=references[0] if references else identifier,
        sender=sender, identifier=identifier, sent_at=_time(_text(alert, "sent")), kind=kind,
        hazard="", level="", area="", text=_shown(alert, "note"), issuer=sender,
        issued_at=_time(_text(alert, "sent")), expires=_time(_text(alert, "sent")) + VALID_FOR, raw=text,
    )  # fmt: skip
    if info is None:
        return CapMessage(new, references, is_ours=False, is_bare=True)
    area = _area(info)
    is_ours = reaches(area, ours)
    return CapMessage(_with_info(new, info, _names(area, ours, is_ours=is_ours)), references, is_ours)


def _with_info(new: NewWarning, info: Element, areas: Sequence[str]) -> NewWarning:
    event, headline = _text(info, "event"), _shown(info, "headline")
    description = _shown(info, "description") or headline or plain_text(event)
    effective, expires = _text(info, "effective", ""), _text(info, "expires", "")
    return replace(
        new,
        hazard=without_level(plain_text(event)),
        level=lifted_level_of(headline) if new.kind == "Cancel" else _level(info),
        area="、".join(areas),
        text=f"{headline}。{description}" if headline not in description else description,
        issuer=_shown(info, "senderName") or new.sender,
        issued_at=_time(effective) if effective else new.sent_at,
        expires=_time(expires) if expires else new.expires,
    )


def _decoded(raw: bytes) -> str:
    """The file's text without its declaration. Chinese issuers write GB 18030 too, which holds GBK and GB 2312."""
    if len(raw) > MAX_BYTES:
        raise OrderRefused("文件太大了（超过 512 KiB）")
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return _DECLARATION.sub("", raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise OrderRefused("这份文件的编码不是 UTF-8，也不是 GB 18030")


def _alert(text: str) -> Element:
    try:
        alert: Element = fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise OrderRefused("这不是 CAP 1.2 预警文件：XML 写得不完整") from None
    if alert.tag != f"{_NS}alert":
        raise OrderRefused("这不是 CAP 1.2 预警文件：开头不是 <alert>")
    return alert


def _message_type(alert: Element) -> str:
    status, message_type, scope = _text(alert, "status"), _text(alert, "msgType"), _text(alert, "scope")
    if status != "Actual":
        raise OrderRefused(f"这份不是正式预警（status 是 {status}，只转发 Actual；测试和演练不转）")
    if scope != "Public":
        raise OrderRefused(f"这份不是公开的（scope 是 {scope}，只转发 Public）")
    if message_type not in _MESSAGE_TYPES:
        raise OrderRefused(f"msgType 是 {message_type}，只转发 {'、'.join(_MESSAGE_TYPES)}")
    return message_type


def _references(alert: Element) -> tuple[str, ...]:
    """The identifiers among `sender,identifier,sent` triples; some issuers put a blank after the comma."""
    joined = re.sub(r"\s*[,，]\s*", ",", " ".join(_text(alert, "references", "").split()))
    # `sent` itself may have a blank instead of its T.
    triples = (
        triple.split(",") for triple in re.sub(r"(,\d{4}-\d\d-\d\d) (?=\d\d:)", r"\1T", joined).split()
    )
    return tuple(parts[1] for parts in triples if len(parts) == 3)


def _chosen_info(infos: Sequence[Element], ours: ServedArea) -> Element | None:
    """Of those in Chinese, the one that reaches us; the gravest where several do."""
    chinese = [info for info in infos if _is_chinese(info)] or list(infos)

    def weight(info: Element) -> tuple[bool, int]:
        return reaches(_area(info), ours), rank(_level(info))

    return max(chinese, key=weight, default=None)


def _is_chinese(info: Element) -> bool:
    language = _text(info, "language", "").lower()
    if language:
        return language.startswith("zh")
    return _HANZI.search(_text(info, "headline", "") + _text(info, "event", "")) is not None


def _level(info: Element) -> str:
    return level_of(_shown(info, "headline")) or level_of(plain_text(_text(info, "event", "")))


def _area(info: Element) -> WarningArea:
    areas = info.findall(f"{_NS}area")
    outlines = [_points(text) for text in _texts(areas, "polygon")]
    return WarningArea(
        names=_listed([plain_text(text) for text in _texts(areas, "areaDesc")]),
        codes=_listed(
            _texts([geocode for area in areas for geocode in area.findall(f"{_NS}geocode")], "value")
        ),
        polygons=tuple(outline for outline in outlines if len(outline) >= 4),
        circles=tuple(circle for text in _texts(areas, "circle") for circle in _circle(text)),
    )


def _texts(nodes: Sequence[Element], name: str) -> list[str]:
    return [node.text or "" for parent in nodes for node in parent.findall(f"{_NS}{name}")]


def _listed(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for text in texts for word in re.split(r"[,，、;；\s]+", text) if word)


def _points(text: str) -> tuple[Point, ...]:
    return tuple((float(match[1]), float(match[2])) for match in _POINT.finditer(text))


def _circle(text: str) -> list[tuple[Point, float]]:
    """The circle, in a list: empty when the text is none (`29.9,121.8 15`)."""
    centre, _, radius = text.strip().partition(" ")
    points = _points(centre)
    if len(points) != 1 or not re.fullmatch(r"\d{1,5}(?:\.\d{1,6})?", radius.strip()):
        return []
    return [(points[0], float(radius))]


def _names(area: WarningArea, ours: ServedArea, *, is_ours: bool) -> tuple[str, ...]:
    """The area's names, and ours with them where a code or an outline covers us: records know areas by name alone."""
    if is_ours and not covers(area.names, ours.names):
        return (*area.names, *ours.names[:1])
    return area.names


def _shown(node: Element, name: str) -> str:
    """A field that residents read."""
    return plain_text(_text(node, name, ""))


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
