"""A table of records as a file for the staff: JSON, CSV or a workbook."""

import csv
import io
import json

from bot.common.errors import ConfigError
from bot.storage.export_table import Cell, Table

FORMATS = ("json", "csv", "xlsx")

# What a spreadsheet takes for a formula, and what hides one from the eye (OWASP, "CSV injection").
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
