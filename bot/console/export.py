"""Lists as files: Excel opens them without garbling Chinese, and nothing that a resident typed becomes a formula."""

from typing import Any

from starlette_admin.export import BaseExporter
from starlette_admin.fields import BaseField

from bot.records import export
from bot.records.table import Table


class Sheet(BaseExporter):
    """xlsx or csv, written as `bot export` writes them (starlette-admin's csv has no BOM, and lets formulas through)."""

    def __init__(self, output: str) -> None:
        super().__init__()
        self.extension = output
        self.name = output
        self.content_type = {
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "csv": "text/csv; charset=utf-8",
        }[output]

    async def generate(self, fields: list[BaseField], rows: list[dict[str, Any]]) -> bytes:
        """The file."""
        columns = tuple(str(field.label) for field in fields)
        cells = tuple(tuple(_cell(row.get(field.name)) for field in fields) for row in rows)
        return export.write(Table(columns, cells), self.extension)


def _cell(value: Any) -> str | int | None:
    return value if isinstance(value, int | None) else str(value)
