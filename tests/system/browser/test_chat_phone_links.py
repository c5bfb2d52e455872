"""Which numbers in an answer can be called from the chat page."""

import pytest
from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

FILL = """async (text) => {
  const { fill } = await import("/static/text.js");
  const node = document.createElement("p");
  fill(node, text);
  return [node.textContent, [...node.querySelectorAll("a")].map((link) => link.getAttribute("href"))];
}"""


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("马上打119！受伤打120，报警110。", ["tel:119", "tel:120", "tel:110"]),
        ("请拨120家人陪着等", ["tel:120"]),
        ("天气预警问12379，心里难受打12356", ["tel:12379", "tel:12356"]),
        ("不便说话，可发短信到12110", ["sms:12110"]),
        ("13812345678、138 1234 5678、138-1234-5678", ["tel:13812345678"] * 3),
        ("先打119 13812345678也行", ["tel:119", "tel:13812345678"]),
        ("办公室0574-86800000，或0574 8680 0000", ["tel:057486800000"] * 2),
        ("1.119 是火警\n2.水深1.120米", ["tel:119"]),
        ("离火110米，等120分钟，还有120个名额，来了110多人，编号1191，110号楼", []),
        ("2026-05-06 8:30-11:30，共1200元", []),
        ("身份证330204195001011234", []),
        ("第113812345678号", []),
    ],
)
async def test_what_can_be_called(page: Page, text: str, links: list[str]) -> None:
    assert await page.evaluate(FILL, text) == [text, links]
