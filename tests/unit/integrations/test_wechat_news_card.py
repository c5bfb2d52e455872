"""A list is sent to WeChat as a news card: well-formed whatever it holds, encrypted like any reply, or as text."""

from xml.etree import ElementTree

import pytest

from bot.channels.wechat.channel import answer_of
from bot.common.message import Choice, Reply
from bot.integrations.wechat.news_card import NewsCard
from tests.system import packets
from tests.unit.integrations.test_wechat_codec import as_json, codec, packet, received

LIST = Reply("技能课有这些：", (Choice("家政"), Choice("电工")), look="courses")
CARD = NewsCard("技能\x00课：\n1. 家政 ]]> & <b>\x0b", "https://x.cn/p.png", "https://x.cn/look/courses")


@pytest.mark.parametrize("mode", ["plain", "safe"])
def test_a_card_as_wechat_wants_it(mode: str) -> None:
    incoming = received(packet("text.xml"), mode)
    written = codec(safe=mode == "safe").write(incoming, CARD)
    if mode == "safe":
        written = packets.unseal(ElementTree.fromstring(written).findtext("Encrypt", ""))
    reply = ElementTree.fromstring(written)
    assert (reply.findtext("MsgType"), reply.findtext("ArticleCount")) == ("news", "1")
    [article] = reply.findall("Articles/item")
    assert {field.tag: field.text for field in article} == {
        "Title": "技能课：",
        "Description": "1. 家政 ]]> & <b>",
        "PicUrl": "https://x.cn/p.png",
        "Url": "https://x.cn/look/courses",
    }


def test_an_account_that_speaks_json_gets_the_text() -> None:
    written = codec().write(received(as_json(packet("text.xml")), "plain"), CARD).decode()
    assert '"MsgType": "text"' in written
    assert "家政" in written


def test_only_a_list_alone_and_only_with_an_address() -> None:
    card = answer_of("https://x.cn/")([LIST])
    assert isinstance(card, NewsCard)
    assert card.link == "https://x.cn/look/courses"
    assert card.picture == "https://x.cn/static/look-courses.png"
    assert "1. 家政\n2. 电工" in card.text
    assert answer_of("")([LIST]) == card.text
    assert isinstance(answer_of("https://x.cn")([Reply("请先离开", urgent=True), LIST]), str)
    assert isinstance(answer_of("https://x.cn")([Reply("好的")]), str)
