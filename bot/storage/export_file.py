"""A table of records as a file: JSON, CSV or an Excel workbook."""

import csv
import io
import json

from bot.common.errors import ConfigError
from bot.storage.export_table import Cell, Table

FORMATS = ("json", "csv", "xlsx")

# What begins a formula in a spreadsheet, and characters that can hide one (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


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


def _csv(table: Table) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([_escape_formula(cell) for cell in row] for row in table.rows)
    # With a byte order mark, spreadsheets read the file as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _xlsx(table: Table) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(table.columns)
    for row in table.rows:
        sheet.append([_without_control_characters(_escape_formula(cell)) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _escape_formula(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _without_control_characters(cell: Cell) -> Cell:
    """Residents can type control characters, which a workbook cannot hold."""
    return "".join(char for char in cell if char >= " " or char in "\t\n") if isinstance(cell, str) else cell
