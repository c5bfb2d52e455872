"""The quick reader of packets agrees with the XML parser on all that it accepts, and leaves the rest to it."""

import random

from bot.common.errors import Refused
from bot.integrations.wechat import packets
from tests.soak.mutate import bytes_like
from tests.unit.integrations.test_wechat_codec_hostile import HOSTILE, WHOLE

CASES = (
    b"<xml><A><![CDATA[]]></A></xml>",
    b"<xml><A><![CDATA[]]]></A></xml>",
    b"<xml><A><![CDATA[a]]b]>c]]]></A></xml>",
    b"<xml><A><![CDATA[a]]></A><B>1</B></xml>\n",
    b"<xml><A><![CDATA[a\r\nb]]></A></xml>",
    b"<xml><A><![CDATA[a\x01b]]></A></xml>",
    b"<xml><A>&amp;</A></xml>",
    b"<xml><A>1</B></xml>",
    b"<xml><A>1</A><A>2</A></xml>",
    b"<xml><A>1</A></xml><xml></xml>",
    b"<xml> <A>1</A> \n <B></B> </xml> ",
    "<xml><A><![CDATA[😀中文]]></A></xml>".encode(),
    "<xml><A><![CDATA[\ufffe]]></A></xml>".encode(),
)


def parsed(body: bytes) -> packets.Fields | None:
    try:
        fields = packets.parse_xml(body)
    except Refused:
        return None
    return {name: packets.clean(value) for name, value in fields.items()}


def test_both_ways_agree() -> None:
    chance = random.Random(7)
    bodies = [*CASES, *WHOLE, *HOSTILE.values(), *(bytes_like(WHOLE, chance) for _ in range(30_000))]
    taken = 0
    for body in bodies:
        simple = packets.read_simple(body)
        if simple is not None:
            taken += 1
            assert simple == parsed(body), body
    assert taken > 100


def test_blanks_round_a_section_are_none_of_the_field() -> None:
    whole = b"<xml>\n <A> <![CDATA[ a b ]]>\n </A><B> 12 </B><C>\t<![CDATA[x]]><![CDATA[y]]> </C><D>a <![CDATA[b]]></D></xml>"
    assert packets.parse_xml(whole) == {"A": " a b ", "B": "12", "C": "xy", "D": "a b"}
    assert packets.parse_xml(b"<xml><A> <![CDATA[ ]]> </A><B> </B></xml>") == {"A": " ", "B": ""}


def test_wechats_own_messages_go_the_short_way() -> None:
    text = next(body for body in WHOLE if b"[text]" in body and body.startswith(b"<xml>"))
    assert packets.read_simple(text) == parsed(text)
