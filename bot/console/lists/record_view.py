"""The list of a kind of record: searched, filtered, decided on, printed, exported.

Overrides `_export_resolve_items` of starlette-admin 1.0, which has no public way to choose what is exported:
tests/unit/console/test_starlette_admin_contract.py fails when it changes.
"""

import html
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates
from starlette_admin import RequestAction, action
from starlette_admin.actions import ActionSelection
from starlette_admin.contrib.sqla import ModelView
from starlette_admin.exceptions import ActionFailed
from starlette_admin.filters import FilterRegistry
from starlette_admin.flash import flash
from typing_extensions import override

from bot.common.errors import OrderRefused
from bot.console.console_context import ConsoleContext, actor_of
from bot.console.lists import record_search
from bot.console.lists.day_filters import ListFilters
from bot.console.lists.list_columns import columns_of, has_filter, has_order, searched_by_word
from bot.console.lists.record_card import MAX_MESSAGE, RecordCard, card_of
from bot.console.lists.sealed_term import sealed_term
from bot.console.lists.spreadsheet_export import SpreadsheetExporter
from bot.console.row_numbers import LARGEST, is_row_number, row_numbers
from bot.conversation.hooks import StaffDecision
from bot.storage import audit
from bot.storage.record_type import RecordType

MAX_TERM = 50
SHOWN_REFUSALS = 5
MAX_AUDITED = 20  # found records, the newest, whose history tells of a search
_FORM = """<form><label class="form-label">改成</label><select class="form-select" name="status">{options}</select>
<label class="form-label mt-3">给居民的话（可不填）</label>
<textarea class="form-control" name="note" rows="3" maxlength="300"></textarea></form>"""


class RecordView(ModelView):
    """The list and the cards of a kind of record. Nothing is edited in place: the staff decide by staff actions."""

    page_size = 25
    page_size_options = (25, 50, 100)
    column_visibility = True
    importers = ()
    fields_default_sort = (("id", True),)
    actions = ("decide", "print", "export")
    row_actions = ("view",)
    list_template = "records.html"
    detail_template = "card.html"

    def __init__(self, record_type: RecordType, context: ConsoleContext, templates: Jinja2Templates) -> None:
        self.record_type = record_type
        self.staff_list = record_type.staff_list
        self._templates = templates
        self._context = context
        self.fields = columns_of(record_type, context)
        self.exporters = [SpreadsheetExporter("xlsx"), SpreadsheetExporter("csv")]
        self.searchable_fields = [field.name for field in self.fields if has_filter(field, record_type)]
        self.sortable_fields = [field.name for field in self.fields if has_order(field)]
        super().__init__(
            record_type.table,
            icon=self.staff_list.icon,
            display_name=self.staff_list.title,
            menu_label=self.staff_list.title,
            key=record_type.key,
        )

    def can_create(self, request: Request) -> bool:
        return False

    def can_edit(self, request: Request) -> bool:
        return False

    def can_delete(self, request: Request) -> bool:
        return False

    async def is_action_allowed(self, request: Request, name: str) -> bool:
        return name in self.actions and (name != "decide" or bool(self.staff_list.decisions))

    async def is_row_action_allowed(self, request: Request, name: str) -> bool:
        return name in self.row_actions

    def get_filter_registry(self) -> FilterRegistry:
        return ListFilters()

    @override
    async def build_full_text_search_query(self, request: Request, term: str, model: Any) -> Any:
        """The condition of a search; worked out once a request, though the page asks twice (rows and their number)."""
        term = term.strip()[:MAX_TERM]
        if getattr(request.state, "search", (None,))[0] != term:
            request.state.search = (term, await self._search(request, term))
        return request.state.search[1]

    async def _search(self, request: Request, term: str) -> Any:
        by_word = [
            record_search.matches_word(self.record_type, field.name, field.words(request), term)
            for field in searched_by_word(self.fields)
        ]
        by_text = record_search.matches_text(self.record_type, term)
        found = await self._search_sealed(request, term)
        sealed = record_search.has_number(self.record_type, found)
        return record_search.any_of([by_text, *by_word, sealed])

    async def _search_sealed(self, request: Request, term: str) -> list[int]:
        """The records that have it in a sealed column: audited on each of them, or on none of them when there are none."""
        wanted = sealed_term(term)
        if wanted is None:
            return []
        found = await record_search.find_sealed(self._context.database, self.record_type, wanted)
        await self._audit(request, found[:MAX_AUDITED] or [0], wanted.by)
        return found

    @action(
        name="decide", text="处理", confirmation="选好的这些，要怎么办？居民会收到通知。",
        submit_btn_text="就这样", icon_class="fa-solid fa-check",
        form=lambda request, view: view.decision_form(),
    )  # fmt: skip
    async def decide(self, request: Request, selection: ActionSelection) -> None:
        """Carry out the staff action on each chosen record. ActionFailed names those that were refused."""
        form = await request.form()
        status, message = str(form.get("status", "")), str(form.get("note", ""))[:MAX_MESSAGE]
        done, refusals = 0, []
        for pk in row_numbers(await selection.pks()):
            decision = StaffDecision(pk, status, message)
            try:
                await self._context.staff_actions.decide(self.record_type.key, decision, actor_of(request))
                done += 1
            except OrderRefused as refused:
                refusals.append(f"{pk}号：{refused}")
        if refusals:
            summary = f"办好{done}条，没办成{len(refusals)}条。"
            raise ActionFailed(summary + "；".join(refusals[:SHOWN_REFUSALS]))
        flash(request, f"办好了{done}条，居民会收到通知。", "success")

    @action(name="print", text="打印名单", icon_class="fa-solid fa-print", custom_response=True)
    async def print(self, request: Request, selection: ActionSelection) -> Response:
        """A plain page of the chosen rows for paper, with names, phones and room to sign; audited."""
        request.state.action = RequestAction.EXPORT
        rows = [await self.serialize(row, request) for row in await selection.rows()]
        await self._audit(request, row_numbers(await selection.pks()), "printed")
        hidden = self.staff_list.hidden
        columns = {name: label for name, label in self.staff_list.columns.items() if name not in hidden}
        values = {
            "title": self.staff_list.title, "rows": rows, "columns": columns, "now": self._context.clock(),
        }  # fmt: skip
        return self._templates.TemplateResponse(request=request, name="print.html", context=values)

    def decision_form(self) -> str:
        """The form in which a clerk chooses a decision."""
        options = "".join(
            f'<option value="{html.escape(status)}">{html.escape(label)}</option>'
            for status, label in self.staff_list.decisions.items()
        )
        return _FORM.format(options=options)

    async def find_by_pk(self, request: Request, pk: Any) -> Any:
        """The record. A card shows personal data, so that its opening is audited."""
        record = await super().find_by_pk(request, pk) if is_row_number(pk) else None
        if record is not None and request.state.action == RequestAction.DETAIL:
            await self._audit(request, [int(pk)], "looked at")
            request.state.card = await card_of(self._context.database, self.record_type, record.id)
        return record

    async def find_by_pks(self, request: Request, pks: list[Any]) -> Sequence[Any]:
        """The records; what is no number finds none."""
        return await super().find_by_pks(request, row_numbers(pks))

    async def find_all(self, request: Request, skip: int = 0, *args: Any, **more: Any) -> Sequence[Any]:
        """A page of the list. `page=` may be any number, and a database counts no further than 64 bits."""
        return await super().find_all(request, min(skip, LARGEST), *args, **more)

    def card(self, request: Request) -> RecordCard:
        """What stands beside the record that is shown."""
        card = request.state.card
        assert isinstance(card, RecordCard)
        return card

    @override
    async def _export_resolve_items(
        self, request: Request, selection: ActionSelection, scope: str, *more: Any
    ) -> Any:
        """Everything that the filters leave, instead of the page that is shown, which nobody who exports means."""
        everything = ActionSelection(self, request, None, more[0].filters, more[0].q)
        if scope == "page":
            selection, scope = everything, "selected"
        return await super()._export_resolve_items(request, selection, scope, *more)

    async def before_export(self, request: Request, ctx: Any) -> None:
        """An export holds personal data, so that it is audited."""
        await self._audit(request, [0], "exported")

    async def _audit(self, request: Request, rows: list[int], what: str) -> None:
        table = self.record_type.table.__tablename__
        async with self._context.database.work() as work:
            session = await work.write()
            await audit.note(session, table, rows, actor_of(request), what, self._context.clock())
            await work.commit()
