"""Exports that a spreadsheet opens and does not run."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from bot.errors import ConfigError
from bot.records import export, placing
from bot.records.database import Database
from bot.records.export import KINDS
from bot.records.table import Table
from tests.unit.records.samples import NOW, new


async def table(database: Database) -> Table:
    async with database.work() as work:
        await placing.place(work, new(1), 1, NOW)
        await placing.place(work, new(2, name='=HYPERLINK("x")\x07', age=None), 1, NOW)
        await work.commit()
        return await export.rows(work, "enrolments", {"electric": "电工"}.__getitem__)


async def test_json(database: Database) -> None:
    first, second = json.loads(export.write(await table(database), "json"))
    assert first == {
        "id": 1, "user": "web:1", "status": "confirmed", "created_at": "2026-05-06T09:00:00+08:00",
        "course": "电工", "name": "张三", "phone": "13800000001", "session": "electric-1", "for_whom": "本人",
        "session_title": "第一期", "age": 40, "place": 0, "course_id": "electric",
    }  # fmt: skip
    assert (second["status"], second["place"], second["age"]) == ("waitlisted", 1, None)


async def test_csv(database: Database) -> None:
    raw = export.write(await table(database), "csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
    assert first["name"] == "张三"
    assert second["name"].startswith("'=HYPERLINK")


async def test_xlsx(database: Database) -> None:
    book = load_workbook(io.BytesIO(export.write(await table(database), "xlsx")))
    head, first, second = book.active.iter_rows(values_only=True)
    assert head[:4] == ("id", "user", "status", "created_at")
    assert first[5] == "张三"
    assert second[5] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    made = Table(("name",), ((f"{start}1+1",),))
    _, row = csv.reader(io.StringIO(export.write(made, "csv").decode("utf-8-sig"), newline=""))
    assert row == [f"'{start}1+1"]


async def test_kinds_without_a_table_are_empty_and_unknown_ones_refused(database: Database) -> None:
    async with database.work() as work:
        for kind in set(KINDS) - {"enrolments"}:
            assert json.loads(export.write(await export.rows(work, kind, str), "json")) == []
        with pytest.raises(ConfigError, match="secrets"):
            await export.rows(work, "secrets", str)
    with pytest.raises(ConfigError, match="pdf"):
        export.write(Table(("id",)), "pdf")
