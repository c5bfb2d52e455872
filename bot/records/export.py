"""Records as tables for the staff: JSON, CSV or a workbook."""

import csv
import io
import json
from collections.abc import Awaitable, Callable

from bot.errors import ConfigError
from bot.records import (
    course_requests,
    enrolments,
    handoffs,
    listings,
    orders,
    signups,
    subscriptions,
    talent_requests,
    talents,
    tickets,
    volunteers,
)
from bot.records.database import UnitOfWork
from bot.records.enrolments import Enrolment
from bot.records.table import COLUMNS, Cell, Table, spoken_time

KINDS = (
    "enrolments", "listings", "volunteers", "talents", "talent_requests", "tickets", "subscriptions",
    "events", "handoffs", "requests", "orders",
)  # fmt: skip
FORMATS = ("json", "csv", "xlsx")

_ENROLMENTS = (
    *COLUMNS, "course", "name", "phone", "session", "for_whom", "session_title", "age", "place", "course_id",
)  # fmt: skip
# Kinds whose records make their table themselves.
_TABLES: dict[str, Callable[[UnitOfWork], Awaitable[Table]]] = {
    "tickets": tickets.table,
    "listings": listings.table,
    "subscriptions": subscriptions.table,
    "volunteers": volunteers.table,
    "events": signups.table,
    "handoffs": handoffs.table,
    "requests": course_requests.table,
    "orders": orders.table,
    "talents": talents.table,
    "talent_requests": talent_requests.table,
}
# What a spreadsheet takes for a formula, and what hides one from the eye (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


async def rows(work: UnitOfWork, kind: str, course_name: Callable[[str], str]) -> Table:
    """The records of a kind, opened; course_name: a course's id → the name that people read.

    ConfigError for a kind that is not in KINDS.
    """
    if kind not in KINDS:
        raise ConfigError(f"there is no {kind} to export; known: {', '.join(KINDS)}")
    if kind in _TABLES:
        return await _TABLES[kind](work)
    if kind != "enrolments":
        return Table(COLUMNS)
    found = await enrolments.everyone(work)
    return Table(_ENROLMENTS, tuple(_enrolment(one, course_name) for one in found))


def write(table: Table, output: str) -> bytes:
    """The table as a file of this format (json, csv, xlsx; UTF-8). ConfigError for any other."""
    match output:
        case "json":
            return json.dumps(list(table), ensure_ascii=False, indent=2).encode() + b"\n"
        case "csv":
            return _csv(table)
        case "xlsx":
            return _xlsx(table)
    raise ConfigError(f"there is no format {output}; known: {', '.join(FORMATS)}")


def _enrolment(one: Enrolment, course_name: Callable[[str], str]) -> tuple[Cell, ...]:
    return (
        one.id, one.user, one.status.value, spoken_time(one.created_at),
        course_name(one.course), one.name, one.phone, one.session, one.for_whom,
        one.session_title, one.age, one.place, one.course,
    )  # fmt: skip


def _csv(table: Table) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    # With the mark, spreadsheets read the file as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _xlsx(table: Table) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(table.columns)
    for row in table.rows:
        sheet.append([_printable(_harmless(cell)) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _printable(cell: Cell) -> Cell:
    """Without the control characters that a workbook cannot hold (a resident can type them)."""
    return "".join(sign for sign in cell if sign >= " " or sign in "\t\n") if isinstance(cell, str) else cell
