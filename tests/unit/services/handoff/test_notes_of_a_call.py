"""What is told beside number and time stands on the call."""

import pytest

from bot.services.handoff.calls import notes_told


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("13957812266 星期一上午打 我姓董", "姓董"),
        ("1 陆 13505840917 晚上六点以后", "姓陆"),
        ("下午三点 要女的打 13957812266", "要女的打"),
        ("家里 86153307 下午两点", ""),
        ("好打给我吧 13957812266 周一上午", ""),
    ],
)
def test_notes(text: str, notes: str) -> None:
    assert notes_told(text) == notes
