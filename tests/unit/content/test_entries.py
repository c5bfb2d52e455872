"""Content as forms: one field changes one line, everything else stays to the byte."""

import difflib

import pytest

from bot.common.errors import ContentError
from bot.content import entries
from tests.stage import ROOT

FILES = sorted(
    str(file.relative_to(ROOT)) for room in ("intents", "knowledge") for file in (ROOT / room).rglob("*.yaml")
)
COURSES = (ROOT / "knowledge/courses.yaml").read_text(encoding="utf-8")


def differing(text: str, other: str) -> list[str]:
    return [line for line in difflib.unified_diff(text.splitlines(), other.splitlines(), n=0, lineterm="") if line[:3] not in ("---", "+++", "@@ ")
            and not line.startswith("@@")]  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_a_form_that_is_saved_unchanged_changes_nothing(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    for section, listed in entries.sections(text).items():
        for entry in listed[len(listed) // 2 :][:1]:
            given = {field.name: field.value for field in entries.fields(text, section, entry.index)}
            again = entries.changed(text, section, entry.index, given)
            assert differing(text, again) == [] or file == "intents/emergency.yaml", (section, entry)


def test_one_field_changes_one_line() -> None:
    given = {field.name: field.value for field in entries.fields(COURSES, "courses", 0)}
    again = entries.changed(COURSES, "courses", 0, given | {"fee": "免费"})
    assert differing(COURSES, again) == ["-    fee: 免费（样例）", "+    fee: 免费"]


def test_words_numbers_and_parts_keep_their_kinds() -> None:
    kinds = {field.name: field.kind for field in entries.fields(COURSES, "courses", 0)}
    assert (kinds["aliases"], kinds["name"], kinds["classes"]) == ("words", "line", "rows")
    given = {field.name: field.value for field in entries.fields(COURSES, "courses", 0)}
    again = entries.changed(COURSES, "courses", 0, given | {"aliases": "家政，保姆、钟点工"})
    assert entries.fields(again, "courses", 0)[2].value == "家政、保姆、钟点工"
    with pytest.raises(ContentError, match="写得不对"):
        entries.changed(COURSES, "courses", 0, {"min_age": "[18"})


def test_an_entry_is_added_and_taken_out_again() -> None:
    fresh = {field.name: field.value for field in entries.fields(COURSES, "courses", -1)}
    assert fresh["name"] == ""
    more = entries.changed(COURSES, "courses", -1, fresh | {"id": "baskets", "name": "编竹篮"})
    last = entries.sections(more)["courses"][-1]
    assert last.title == "编竹篮"
    assert entries.without(more, "courses", last.index) == COURSES
    with pytest.raises(ContentError):
        entries.without(COURSES, "courses", 999)


def rows_of(text: str) -> list[dict[str, str]]:
    [classes] = [field for field in entries.fields(text, "courses", 0) if field.name == "classes"]
    return [{field.name.split(".", 2)[2]: field.value for field in row} for row in classes.rows]


def test_a_class_is_changed_added_and_taken_out_in_fields() -> None:
    assert rows_of(COURSES)[-1]["title"] == ""
    seats = entries.changed(COURSES, "courses", 0, {"classes.0.seats": "25"})
    assert differing(COURSES, seats) == ["-        seats: 20", "+        seats: 25"]
    new = {
        "title": "周五早班",
        "weekdays": "5、6",
        "time": "09:00-10:00",
        "weeks": "8",
        "starts.date": "2026-12-05",
        "seats": "9",
    }
    more = entries.changed(COURSES, "courses", 0, {f"classes.2.{name}": said for name, said in new.items()})
    assert rows_of(more)[2] == new | {"id": "classes-1", "starts.anchor": "", "starts.every_weeks": ""}
    assert "weekdays: [5, 6]" in more or "weekdays:\n          - 5\n          - 6\n" in more
    assert entries.changed(more, "courses", 0, {"classes.2.removed": "1"}) == COURSES


def test_what_other_entries_have_is_offered_too() -> None:
    names = [field.name for field in entries.fields(COURSES, "courses", 0)]
    assert "min_age" in names
    older = entries.changed(COURSES, "courses", 0, {"min_age": "18"})
    assert differing(COURSES, older) == ["+    min_age: 18"]


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("knowledge/")])
def test_what_a_file_says_beside_its_lists_is_a_form_too(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    given = {field.name: field.value for field in entries.fields(text, entries.WHOLE, 0)}
    assert differing(text, entries.changed(text, entries.WHOLE, 0, given)) == []
    assert "owner" in given


def test_a_reply_is_one_text() -> None:
    text = (ROOT / "intents/replies/training.yaml").read_text(encoding="utf-8")
    listed = entries.sections(text)["replies"]
    row = next(entry for entry in listed if entry.title == "enrol.kept")
    again = entries.changed(text, "replies", row.index, {"text": "好的，给您留着。"})
    assert differing(text, again) == [
        "-  enrol.kept: 好的，报名给您留着。",
        "+  enrol.kept: 好的，给您留着。",
    ]
