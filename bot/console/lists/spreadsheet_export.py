"""Lists as spreadsheet files: Excel opens them without garbling Chinese, and nothing that a resident typed is a formula."""

import asyncio
import re
from typing import Any

from starlette.responses import Response
from starlette_admin.export import BaseExporter, ExportContext
from starlette_admin.fields import BaseField
from typing_extensions import override

from bot.storage import export_file
from bot.storage.export_table import Table


class SpreadsheetExporter(BaseExporter):
    """xlsx or csv, written as `bot export` writes them (starlette-admin's csv has no BOM, and lets formulas through)."""

    def __init__(self, output: str) -> None:
        super().__init__()
        self.extension = output
        self.name = output
        self.content_type = {
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "csv": "text/csv; charset=utf-8",
        }[output]

    @override
    async def build_response(self, ctx: ExportContext) -> Response:
        """Under an ASCII file name: starlette-admin puts any other into a header that cannot hold it."""
        ctx.filename = re.sub(r"[^A-Za-z0-9._-]", "", ctx.filename) or "export"
        return await super().build_response(ctx)

    async def generate(self, fields: list[BaseField], rows: list[dict[str, Any]]) -> bytes:
        """The file."""
        columns = tuple(str(field.label) for field in fields)
        cells = tuple(tuple(_cell(row.get(field.name)) for field in fields) for row in rows)
        return await asyncio.to_thread(export_file.write, Table(columns, cells), self.extension)


def _cell(value: Any) -> str | int | None:
    return value if isinstance(value, int | None) else str(value)
