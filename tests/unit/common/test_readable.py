"""What is read of a text has a most length, in whichever form a reader looks at it; ordinary texts stay as they are."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.message import KEPT_LIMIT, Channel, Message
from bot.common.readable import READ_LIMIT, readable

ANY = st.text(alphabet=st.characters(), max_size=60)
COSTLY = st.sampled_from("ﷺ﷽㎏①…\u0344\u1fb7\u0301が각ﬃ　\n\t\u2003İ1一👌")


@given(st.lists(ANY | COSTLY, max_size=30), st.integers(1, 40))
def test_no_form_of_it_is_longer_than_the_limit(parts: list[str], times: int) -> None:
    read = readable("".join(parts) * times)
    assert len(read) <= READ_LIMIT
    assert len(unicodedata.normalize("NFKC", read)) <= READ_LIMIT
    assert readable(read) == read
    assert not any(read[place : place + 2].isspace() for place in range(len(read) - 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "我想报电工",
        "１３８ ００００ ００００",
        "第一行\n第二行",
        "好的……谢谢！",
        "㎏①ﬁ",
        "a" * READ_LIMIT,
    ],
)
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert readable(text) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ﷺ" * 400, "ﷺ" * 22),
        (" " * 1999 + "好", " 好"),
        ("好 \r\n \n 的\u3000\u3000吗", "好\n的 吗"),
        ("1" * 60_000, "1" * READ_LIMIT),
        ("e" + "\u0301" * 60_000, "e" + "\u0301" * 399),
        ("我要报名" + "…" * 400, "我要报名" + "…" * 132),
    ],
)
def test_the_rest_of_a_costly_text_is_not_read(text: str, read: str) -> None:
    assert readable(text) == read


def test_no_channel_can_make_a_message_that_is_read_further() -> None:
    told = "  前面" + "很长" * 3000
    message = Message("m1", "web:a", Channel.WEB, text=told)
    assert len(message.text) == READ_LIMIT
    assert message.full_text == told.strip()[:KEPT_LIMIT]
