"""A remark for the teacher is told from the rest of the message, whichever stands first."""

import pytest

from bot.conversation.interpret.values.notes import split


@pytest.mark.parametrize(
    ("text", "rest", "note"),
    [
        ("对 头一堂我来不了你帮我跟老师讲一声啊", "对", "头一堂我来不了"),
        ("她腿脚不好，麻烦转告老师一下，谢谢", "", "她腿脚不好"),
        ("晚到十分钟 跟师傅打个招呼哦", "", "晚到十分钟"),
        ("就周五那个，我怀着孩子呢，你给带课的老师说一声哈", "就周五那个", "我怀着孩子呢"),
        ("备注她耳朵有点背", "", "她耳朵有点背"),
    ],
)
def test_what_is_to_be_passed_on(text: str, rest: str, note: str) -> None:
    assert split(text) == (rest, note)


@pytest.mark.parametrize(
    "text", ["你跟老师说了没有", "帮我跟师傅说一声", "老师什么时候跟人家说一声", "报好了吗 跟老师说一声"]
)
def test_what_is_no_remark(text: str) -> None:
    assert split(text) == (text, "")
