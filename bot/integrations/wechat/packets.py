"""WeChat's packets, XML or JSON as set in its console: bytes ⇄ fields.

Hostile XML is refused, and no text of a resident's can forge a node of our reply.
"""

import json
import re
from collections.abc import Mapping
from xml.parsers import expat

from bot.common.errors import Refused

Fields = dict[str, str]
Packet = Mapping[str, object]
"""What is written: text, whole numbers, and packets inside the packet."""

_DEPTH = 8  # the deepest that WeChat sends is four: SendPicsInfo, PicList, item, PicMd5Sum
# Outside XML 1.0's characters; half a surrogate pair comes in JSON only.
_LEGAL = "\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_ILLEGAL = re.compile(f"[^\r{_LEGAL}]")
# A message as WeChat writes it: one level of fields, each a CDATA section or bare letters and digits.
_BEGIN = re.compile(r"<xml>[ \n]*")
_FIELD = re.compile(
    r"<([A-Za-z]+)>(?:<!\[CDATA\[([^\]]*(?:\](?!\]>)[^\]]*)*)\]\]>|([A-Za-z0-9_.-]*))</\1>[ \n]*"
)
_END = re.compile(r"</xml>[ \n]*")
# The parser makes another line's end of \r, and refuses the others.
_UNUSUAL = re.compile(f"[^{_LEGAL}]")


def read(body: bytes) -> tuple[Fields, bool]:
    """The fields of a packet and whether it is JSON; of a field that holds others only its own text.

    Refused (400): not UTF-8, malformed, a document type or entities, a name twice, nested over 8 deep.
    """
    if (simple := read_simple(body)) is not None:
        return simple, False
    as_json = body.lstrip().startswith(b"{")
    fields = _from_json(body) if as_json else parse_xml(body)
    return {name: clean(value) for name, value in fields.items()}, as_json


def read_simple(body: bytes) -> Fields | None:
    """The fields of XML as WeChat writes a message, in half the parser's time; None leaves it to the parser."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    begin = _BEGIN.match(text)
    if begin is None or _UNUSUAL.search(text):
        return None
    fields: Fields = {}
    at = begin.end()
    while (field := _FIELD.match(text, at)) is not None:
        name, section, plain = field.groups()
        if name in fields:
            return None
        fields[name] = plain if section is None else section
        at = field.end()
    return fields if _END.fullmatch(text, at) else None


def parse_xml(body: bytes) -> Fields:
    """The fields of any XML packet, as they stand in it; the parser refuses what `read` refuses."""
    return _Reader().read(body)


def write(fields: Packet, *, as_json: bool) -> bytes:
    """A packet with these fields; their texts have to be `clean`."""
    if as_json:
        return json.dumps(fields, ensure_ascii=False).encode()
    return f"<xml>\n{_inside(fields)}\n</xml>".encode()


def _inside(fields: Packet) -> str:
    return "\n".join([f"<{name}>{_value(value)}</{name}>" for name, value in fields.items()])


def _value(value: object) -> str:
    if isinstance(value, str):
        return _cdata(value)
    return _inside(value) if isinstance(value, Mapping) else str(value)


def clean(text: str) -> str:
    """The text without characters that XML cannot hold: WeChat drops a reply that has one."""
    return _ILLEGAL.sub("", text)


def _cdata(value: str) -> str:
    # "]]>" inside a text ends the section: a resident could forge nodes of our reply.
    return f"<![CDATA[{value.replace(']]>', ']]]]><![CDATA[>')}]]>"


class _Reader:
    """Reads one packet: `<xml>` with one level of fields."""

    def __init__(self) -> None:
        self._fields: Fields = {}
        self._open: list[str] = []
        self._text: list[str] = []
        self._sections: list[str] = []
        self._in_section = False

    def read(self, body: bytes) -> Fields:
        parser = expat.ParserCreate("utf-8")  # whatever encoding the packet claims
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartCdataSectionHandler = self._start_section
        parser.EndCdataSectionHandler = self._end_section
        try:
            parser.Parse(body, True)
        except expat.ExpatError:
            raise Refused("the XML is malformed", 400) from None
        return self._fields

    def _doctype(self, *_: object) -> None:
        raise Refused("the XML has a document type", 400)

    def _start(self, name: str, _: object) -> None:
        self._open.append(name)
        if len(self._open) > _DEPTH:
            raise Refused("the XML is nested too deep", 400)
        if len(self._open) == 1 and name != "xml":
            raise Refused("the XML is not WeChat's", 400)
        if len(self._open) == 2 and name in self._fields:
            raise Refused("the XML has a field twice", 400)
        if len(self._open) == 2:
            self._text.clear()
            self._sections.clear()

    def _end(self, name: str) -> None:
        if len(self._open) == 2:
            self._fields[name] = self._value()
        self._open.pop()

    def _value(self) -> str:
        """The field's text: blanks count inside a CDATA section alone, not between it and the tags."""
        text = "".join(self._text)
        if not self._sections:
            return text.strip()
        section = "".join(self._sections)
        return section if text.strip() == section.strip() else text

    def _characters(self, text: str) -> None:
        if len(self._open) == 2:
            self._text.append(text)
            if self._in_section:
                self._sections.append(text)

    def _start_section(self) -> None:
        self._in_section = True

    def _end_section(self) -> None:
        self._in_section = False


def _from_json(body: bytes) -> Fields:
    try:
        data = json.loads(body.decode(), object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Refused("the JSON is malformed", 400) from None
    if _is_deeper(data, _DEPTH):
        raise Refused("the JSON is nested too deep", 400)
    return {name: _as_text(value) for name, value in data.items()}


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a name twice")
    return fields


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _is_deeper(value: object, depth: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inside = value.values() if isinstance(value, dict) else value
    return depth == 0 or any(_is_deeper(item, depth - 1) for item in inside)


def _as_text(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) else ""
