"""A log line holds no personal data, and no line break that a resident sent."""

import pytest

from bot.common.logs import configure, withhold


def test_personal_data_is_kept_out() -> None:
    event = {
        "event": "x",
        "user": "wechat:oABC",
        "text": "张三",
        "reason": "打 138 1234 5678",
        "name": "李四",
    }
    kept = withhold(None, "", event)
    assert kept["user"].startswith("wechat:")
    assert "oABC" not in str(kept)
    assert (kept["text"], kept["name"], kept["reason"]) == ("…", "…", "打 138****5678")


def test_an_openid_alone_is_hashed_as_a_whole() -> None:
    assert "oABC" not in str(withhold(None, "", {"event": "x", "openid": "oABC"}))


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize("forged", ["a\n2026-01-01 [error] hacked", "a\x1b[2Jb", "a\r\nb", "a\u2028b"])
def test_nobody_writes_a_line_of_ours(capsys: pytest.CaptureFixture[str], forged: str, as_json: bool) -> None:
    import structlog

    configure("info", as_json=as_json)
    structlog.get_logger().info("refused", reason=forged)
    [line] = capsys.readouterr().err.splitlines()
    assert "\x1b[2J" not in line
    structlog.reset_defaults()
