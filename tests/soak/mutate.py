"""Mutates real inputs with a seeded random generator, a million at low cost."""

import json
import random
import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

TOKENS = (
    b"<", b">", b"]]>", b"<![CDATA[", b"&lt;", b"&#0;", b"&#xD800;", b"<!DOCTYPE a [", b"</xml>", b"<xml>", b"\x00",
    b"\xff", b"\xed\xa0\x80", b'"', b"\\ud800", b"\\u0000", b"{", b"}", b"[", b"null", b"NaN", b"1e999", b"-1", b":",
    b"9" * 30, b"a" * 3000, "一".encode() * 700, "👨‍👩‍👧".encode(), b"\n", b"\r\n", b"\xef\xbb\xbf", b"%s", b"../",
)  # fmt: skip
PIECES = (
    "", " ", "\n", "，", "。", "\x00", "\u202e", "\ufeff", "👵🏻", "🀄", "1", "０", "一二三", "13812345678", "138", "对", "不对",
    "算了", "跳过", "更多", "另外", "还有", "<b>", "{name}", "{{7*7}}", "%s", "\\", "'", '"; DROP TABLE x; --', "=1+1", "@", "#",
    "a" * 400, "好" * 300, "第二个", "明天", "2026-02-30", "25:61", "负三岁", "-5", "99999999999999999999", "٣", "é", "Ω",
)  # fmt: skip


NUMBERS = (
    "0",
    "-1",
    "1e3",
    "9" * 21,
    "18446744073709551615",
    "1234567890123456",
    "event",
    "text",
    "voice",
    "CLICK",
    "null",
)
_WHO = {
    b"FromUserName",
    b"ToUserName",
    b"MsgId",
    b"CreateTime",
    b"MsgType",
}  # without these nothing is read on
_XML = re.compile(rb"<([A-Za-z]+)>((?:<!\[CDATA\[.*?\]\]>|[^<]*))</", re.DOTALL)
_JSON = re.compile(rb'"([A-Za-z]+)": ("(?:[^"\\]|\\.)*"|[-0-9]+)')


def bytes_like(whole: Sequence[bytes], chance: random.Random) -> bytes:
    """One of these, with one to six changes."""
    made = bytearray(chance.choice(whole))
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(made))
        end = min(len(made), at + chance.choice((0, 1, 1, 2, 8, 40, 200)))
        match chance.randrange(6):
            case 0:
                made[at:end] = chance.choice(TOKENS)
            case 1:
                made[at:end] = chance.randbytes(chance.randint(0, 8))
            case 2:
                made[at:end] = made[at:end] * chance.randint(0, 3)
            case 3:
                other = chance.choice(whole)
                start = chance.randint(0, len(other))
                made[at:end] = other[start : start + chance.randint(0, 120)]
            case 4 if at < len(made):
                made[at] ^= 1 << chance.randrange(8)
            case _:
                del made[at:end]
    return bytes(made)


def fields_like(whole: Sequence[bytes], said: Sequence[str], chance: random.Random) -> bytes:
    """One of these packets, well-formed, with other values in one to three of its fields."""
    made = chance.choice(whole)
    for _ in range(chance.randint(1, 3)):
        fields = list((_JSON if made.startswith(b"{") else _XML).finditer(made))
        field = chance.choice(fields)
        if field[1] in _WHO and chance.random() < 0.8:
            continue
        value = text_like(said, chance) if chance.random() < 0.7 else chance.choice(NUMBERS)
        if made.startswith(b"{"):
            put = json.dumps(value, ensure_ascii=chance.random() < 0.5)
        else:
            put = escape(value) if chance.random() < 0.3 else f"<![CDATA[{value.replace(']]>', '')}]]>"
        made = made[: field.start(2)] + put.encode() + made[field.end(2) :]
    return made


def text_like(said: Sequence[str], chance: random.Random) -> str:
    """A sentence as somebody might mistype, mishear or forge it; now and then any characters at all."""
    if chance.random() < 0.05:
        return "".join(chr(_any_character(chance)) for _ in range(chance.randint(0, 40)))
    made = chance.choice(said)
    for _ in range(chance.choice((0, 0, 1, 1, 2, 5))):
        at = chance.randint(0, len(made))
        end = min(len(made), at + chance.choice((0, 1, 1, 3, 10)))
        match chance.randrange(5):
            case 0:
                made = made[:at] + chance.choice(PIECES) + made[end:]
            case 1:
                made = made[:at] + made[end:]
            case 2:
                made = made[:at] + made[at:end] * chance.randint(2, 4) + made[end:]
            case 3:
                made = made[:at] + chr(_any_character(chance)) + made[at:]
            case _:
                made = made + chance.choice(PIECES) + chance.choice(said)
    return made[:2000]


def _any_character(chance: random.Random) -> int:
    """Any but half a surrogate pair, which no channel lets through."""
    point = chance.choice(
        (chance.randrange(0x80), chance.randrange(0x4E00, 0x9FFF), chance.randrange(0x110000))
    )
    return 0x3F if 0xD800 <= point < 0xE000 else point
