"""Nothing but what people are shown takes the whole text of a message: readers get the part that is read."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
KEEPS_THE_WHOLE = {
    "bot/common/message.py",
    "bot/services/handoff/service.py",
    # Whoever helps a resident in danger reads all that was said.
    "bot/services/disaster/alarm_raising.py",
}


def test_no_reader_takes_the_whole_text() -> None:
    users = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "bot").rglob("*.py")
        if "full_text" in file.read_text(encoding="utf-8").replace("build_full_text_search_query", "")
    }
    assert users == KEEPS_THE_WHOLE
