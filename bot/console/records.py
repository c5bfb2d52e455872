"""The records' lists: searched, filtered, decided on, printed, exported."""

import html
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette_admin import RequestAction, StringField, action
from starlette_admin.actions import ActionSelection
from starlette_admin.contrib.sqla import ModelView
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import BaseField, BooleanField, IntegerField
from starlette_admin.flash import flash

from bot.console.export import Sheet
from bot.console.fields import Sealed, Spoken, When
from bot.console.kinds import Kind
from bot.console.parts import Parts, actor_of
from bot.dialogue.skill import Order
from bot.errors import OrderRefused
from bot.records import changes

_FORM = """<form><label class="form-label">改成</label><select class="form-select" name="status">{options}</select>
<label class="form-label mt-3">给居民的话（可不填）</label>
<textarea class="form-control" name="note" rows="3" maxlength="300"></textarea></form>"""


class RecordView(ModelView):
    """A kind of record. Nothing is edited in place: what the staff decide goes through the skill's desk."""

    page_size = 25
    page_size_options = (25, 50, 100)
    column_visibility = True
    importers = ()
    fields_default_sort = (("id", True),)
    actions = ("decide", "print", "export")
    row_actions = ("view",)

    def __init__(self, kind: Kind, parts: Parts) -> None:
        self._kind = kind
        self._parts = parts
        self.fields = [_field(name, label, kind, parts) for name, label in kind.fields.items()]
        self.exporters = [Sheet("xlsx"), Sheet("csv")]
        self.searchable_fields = [name for name in kind.search if name in kind.fields]
        super().__init__(
            kind.table, icon=kind.icon, display_name=kind.name, menu_label=kind.name, key=kind.key
        )

    def can_create(self, request: Request) -> bool:
        return False

    def can_edit(self, request: Request) -> bool:
        return False

    def can_delete(self, request: Request) -> bool:
        return False

    async def is_action_allowed(self, request: Request, name: str) -> bool:
        return name in self.actions and (name != "decide" or bool(self._kind.decisions))

    async def is_row_action_allowed(self, request: Request, name: str) -> bool:
        return name in self.row_actions

    @action(
        name="decide", text="处理", confirmation="选好的这些，要怎么办？居民会收到通知。",
        submit_btn_text="就这样", icon_class="fa-solid fa-check",
        form=lambda request, view: view.decision_form(),
    )  # fmt: skip
    async def decide(self, request: Request, selection: ActionSelection) -> None:
        """Each chosen record through its desk; what could not be done is told."""
        form = await request.form()
        order = str(form.get("status", "")), str(form.get("note", ""))[:300]
        done, refused = 0, []
        for pk in await selection.pks():
            try:
                await self._parts.chores.order(self._kind.key, Order(int(pk), *order), actor_of(request))
                done += 1
            except OrderRefused as reason:
                refused.append(f"{pk}：{reason}")
        if refused:
            raise ActionFailed(f"办好{done}条，没办成{len(refused)}条。" + "；".join(refused[:5]))
        flash(request, f"办好了{done}条，居民会收到通知。", "success")

    @action(name="print", text="打印", icon_class="fa-solid fa-print", custom_response=True)
    async def print(self, request: Request, selection: ActionSelection) -> Response:
        """A plain page of the chosen rows for paper, with names and phones; noted."""
        request.state.action = RequestAction.EXPORT
        rows = [await self.serialize(row, request) for row in await selection.rows()]
        await self._looked(request, [int(pk) for pk in await selection.pks()], "printed")
        head = "".join(f"<th>{html.escape(label)}</th>" for label in self._kind.fields.values())
        body = "".join(
            "<tr>"
            + "".join(f"<td>{html.escape(str(row[name] or ''))}</td>" for name in self._kind.fields)
            + "</tr>"
            for row in rows
        )
        title = html.escape(self._kind.name)
        return HTMLResponse(
            f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{title}</title>'
            '<link rel="stylesheet" href="../static/print.css">'
            f"<h1>{title}（{len(rows)}）</h1><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></html>"
        )

    def decision_form(self) -> str:
        """The choice of states that the desk knows."""
        options = "".join(
            f'<option value="{html.escape(status)}">{html.escape(label)}</option>'
            for status, label in self._kind.decisions.items()
        )
        return _FORM.format(options=options)

    async def find_by_pk(self, request: Request, pk: Any) -> Any:
        """A look at a single record shows personal data: noted."""
        found = await super().find_by_pk(request, pk)
        if found is not None and request.state.action == RequestAction.DETAIL:
            await self._looked(request, [int(pk)], "looked at")
        return found

    async def before_export(self, request: Request, ctx: Any) -> None:
        """An export holds personal data: noted."""
        await self._looked(request, [0], "exported")

    async def _looked(self, request: Request, rows: list[int], what: str) -> None:
        async with self._parts.database.work() as work:
            session = await work.write()
            await changes.note(
                session, self._kind.table.__tablename__, rows, actor_of(request), what, self._parts.clock()
            )
            await work.commit()


def _field(name: str, label: str, kind: Kind, parts: Parts) -> BaseField:
    made: BaseField
    if name in kind.sealed:
        made = Sealed(name, label, vault=parts.database.vault)
    elif name in ("status", "kind", "channel"):
        made = Spoken(name, label, words=lambda: kind.words)
    elif name == "course":
        made = Spoken(name, label, words=lambda: {one.id: one.name for one in parts.content().courses})
    elif name.endswith(("_at", "_until")):
        made = When(name, label)
    elif name in kind.numbers:
        made = IntegerField(name, label)
    elif name in ("anonymous", "reminded"):
        made = BooleanField(name, label)
    else:
        made = StringField(name, label)
    made.exclude_from_list = name in kind.hidden
    return made
