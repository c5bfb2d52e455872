"""A spreadsheet opens exports and runs no formula in them."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from bot.common.errors import ConfigError
from bot.content.snapshot import Content
from bot.services import EXPORTS, exported
from bot.services.enrolment import seat_allocation
from bot.storage import export_file
from bot.storage.database import Database
from bot.storage.export_table import Table
from tests.unit.services.enrolment.sample_enrolments import NOW, new


async def table(database: Database, content: Content) -> Table:
    async with database.work() as work:
        await seat_allocation.allocate(work, new(1, course="electrician"), 1, NOW)
        await seat_allocation.allocate(
            work, new(2, course="electrician", name='=HYPERLINK("x")\x07', age=None), 1, NOW
        )
        await work.commit()
        return await exported(work, "enrolments", content)


async def test_json(database: Database, content: Content) -> None:
    first, second = json.loads(export_file.write(await table(database, content), "json"))
    assert first == {
        "id": 1, "user": "web:1", "status": "confirmed", "created_at": "2026-05-06T09:00:00+08:00",
        "course": "电工", "name": "张三", "phone": "13800000001", "session": "electric-1", "for_whom": "本人",
        "session_title": "第一期", "age": 40, "place": 0, "course_id": "electrician",
    }  # fmt: skip
    assert (second["status"], second["place"], second["age"]) == ("waitlisted", 1, None)


async def test_csv(database: Database, content: Content) -> None:
    raw = export_file.write(await table(database, content), "csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
    assert first["name"] == "张三"
    assert second["name"].startswith("'=HYPERLINK")


async def test_xlsx(database: Database, content: Content) -> None:
    book = load_workbook(io.BytesIO(export_file.write(await table(database, content), "xlsx")))
    head, first, second = book.active.iter_rows(values_only=True)
    assert head[:4] == ("id", "user", "status", "created_at")
    assert first[5] == "张三"
    assert second[5] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    made = Table(("name",), ((f"{start}1+1",),))
    _, row = csv.reader(io.StringIO(export_file.write(made, "csv").decode("utf-8-sig"), newline=""))
    assert row == [f"'{start}1+1"]


async def test_kinds_without_a_table_are_empty_and_unknown_ones_refused(
    database: Database, content: Content
) -> None:
    async with database.work() as work:
        for kind in set(EXPORTS) - {"enrolments"}:
            assert json.loads(export_file.write(await exported(work, kind, content), "json")) == []
        with pytest.raises(ConfigError, match="secrets"):
            await exported(work, "secrets", content)
    with pytest.raises(ConfigError, match="pdf"):
        export_file.write(Table(("id",)), "pdf")
