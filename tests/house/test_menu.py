"""The whole menu is shown to greet, to help and to start afresh, not under every sentence."""

from pathlib import Path

BOT = Path(__file__).parent.parent.parent / "bot"
SHOWS_MENU = {
    "services/smalltalk/service.py",
    "conversation/carry_out/answers/media.py",
    "conversation/carry_out/router.py",
}


def test_the_menu_stands_only_where_somebody_begins() -> None:
    files = [file for file in BOT.rglob("*.py") if "turn.menu()" in file.read_text(encoding="utf-8")]
    assert {str(file.relative_to(BOT)) for file in files} <= SHOWS_MENU
