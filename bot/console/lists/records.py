"""The records' lists: searched, filtered, decided on, printed, exported."""

import html
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates
from starlette_admin import RequestAction, StringField, action
from starlette_admin.actions import ActionSelection
from starlette_admin.contrib.sqla import ModelView
from starlette_admin.exceptions import ActionFailed
from starlette_admin.fields import BaseField, BooleanField, IntegerField
from starlette_admin.filters import FilterRegistry
from starlette_admin.flash import flash
from typing_extensions import override

from bot.common.errors import OrderRefused
from bot.console.context import ConsoleContext, actor_of
from bot.console.lists import search as finding
from bot.console.lists.card import Card, card_of
from bot.console.lists.export import Sheet
from bot.console.lists.fields import Filters, SealedField, Spoken, When, spoken
from bot.console.lists.kinds import PERSONAL, sealed_columns
from bot.content.shared.courses import COURSES
from bot.content.shared.events import EVENTS
from bot.content.shared.hazards import TIPS
from bot.conversation.hooks import StaffDecision
from bot.services.talents.content import TALENTS
from bot.storage import audit as changes
from bot.storage.record_type import RecordType

_FORM = """<form><label class="form-label">改成</label><select class="form-select" name="status">{options}</select>
<label class="form-label mt-3">给居民的话（可不填）</label>
<textarea class="form-control" name="note" rows="3" maxlength="300"></textarea></form>"""
_NOT_FILTERED = frozenset({"weekday"})  # a number in the table


class RecordView(ModelView):
    """A kind of record. Nothing is edited in place: what the staff decide goes through the skill's desk."""

    page_size = 25
    page_size_options = (25, 50, 100)
    column_visibility = True
    importers = ()
    fields_default_sort = (("id", True),)
    actions = ("decide", "print", "export")
    row_actions = ("view",)
    list_template = "records.html"
    detail_template = "card.html"

    def __init__(self, kind: RecordType, parts: ConsoleContext, templates: Jinja2Templates) -> None:
        self.kind = kind
        self._templates = templates
        self._parts = parts
        self.fields = [_field(name, label, kind, parts) for name, label in kind.staff_list.columns.items()]
        self.exporters = [Sheet("xlsx"), Sheet("csv")]
        self.searchable_fields = [field.name for field in self.fields if _filtered(field, kind)]
        super().__init__(
            kind.table,
            icon=kind.staff_list.icon,
            display_name=kind.staff_list.title,
            menu_label=kind.staff_list.title,
            key=kind.key,
        )

    def can_create(self, request: Request) -> bool:
        return False

    def can_edit(self, request: Request) -> bool:
        return False

    def can_delete(self, request: Request) -> bool:
        return False

    async def is_action_allowed(self, request: Request, name: str) -> bool:
        return name in self.actions and (name != "decide" or bool(self.kind.staff_list.decisions))

    async def is_row_action_allowed(self, request: Request, name: str) -> bool:
        return name in self.row_actions

    def get_filter_registry(self) -> FilterRegistry:
        return Filters()

    @override
    async def build_full_text_search_query(self, request: Request, term: str, model: Any) -> Any:
        """Looked for once, though the page asks twice (for the rows, and how many there are)."""
        term = term.strip()[:50]
        if getattr(request.state, "found", (None,))[0] != term:
            clauses = finding.text_fits(self.kind, term)
            for field in self.fields:
                if isinstance(field, Spoken) and field.name not in _NOT_FILTERED:
                    clauses.append(finding.words_fit(self.kind, field.name, field.words(request), term))
            clauses.append(await finding.sealed_fits(self._parts.database, self.kind, term))
            request.state.found = (term, finding.any_of(clauses))
        return request.state.found[1]

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
                await self._parts.staff_actions.decide(
                    self.kind.key, StaffDecision(int(pk), *order), actor_of(request)
                )
                done += 1
            except OrderRefused as reason:
                refused.append(f"{pk}号：{reason}")
        if refused:
            raise ActionFailed(f"办好{done}条，没办成{len(refused)}条。" + "；".join(refused[:5]))
        flash(request, f"办好了{done}条，居民会收到通知。", "success")

    @action(name="print", text="打印名单", icon_class="fa-solid fa-print", custom_response=True)
    async def print(self, request: Request, selection: ActionSelection) -> Response:
        """A plain page of the chosen rows for paper, with names and phones and room to sign; noted."""
        request.state.action = RequestAction.EXPORT
        rows = [await self.serialize(row, request) for row in await selection.rows()]
        await self._looked(request, [int(pk) for pk in await selection.pks()], "printed")
        staff_list = self.kind.staff_list
        shown = {name: label for name, label in staff_list.columns.items() if name not in staff_list.hidden}
        given = {"title": staff_list.title, "rows": rows, "shown": shown, "now": self._parts.clock()}
        return self._templates.TemplateResponse(request=request, name="print.html", context=given)

    def decision_form(self) -> str:
        """The choice of states that the desk knows."""
        options = "".join(
            f'<option value="{html.escape(status)}">{html.escape(label)}</option>'
            for status, label in self.kind.staff_list.decisions.items()
        )
        return _FORM.format(options=options)

    async def find_by_pk(self, request: Request, pk: Any) -> Any:
        """A look at a single record shows personal data: noted."""
        found = await super().find_by_pk(request, pk) if str(pk).isdecimal() and len(str(pk)) < 10 else None
        if found is not None and request.state.action == RequestAction.DETAIL:
            await self._looked(request, [int(pk)], "looked at")
            request.state.card = await card_of(self._parts.database, self.kind, found.id)
        return found

    def card(self, request: Request) -> Card:
        """What stands beside the record that is being looked at."""
        one = request.state.card
        assert isinstance(one, Card)
        return one

    @override
    async def _export_resolve_items(
        self, request: Request, selection: ActionSelection, scope: str, *more: Any
    ) -> Any:
        """All that is filtered instead of the page that happens to be shown, which nobody who exports means."""
        every = ActionSelection(self, request, None, more[0].filters, more[0].q)
        if scope == "page":
            selection, scope = every, "selected"
        return await super()._export_resolve_items(request, selection, scope, *more)

    async def before_export(self, request: Request, ctx: Any) -> None:
        """An export holds personal data: noted."""
        await self._looked(request, [0], "exported")

    async def _looked(self, request: Request, rows: list[int], what: str) -> None:
        async with self._parts.database.work() as work:
            session = await work.write()
            await changes.note(
                session, self.kind.table.__tablename__, rows, actor_of(request), what, self._parts.clock()
            )
            await work.commit()


def _filtered(field: BaseField, kind: RecordType) -> bool:
    """Is the column one that the filters offer?"""
    spoken_or_when = isinstance(field, Spoken | When) and field.name not in _NOT_FILTERED
    return spoken_or_when or (field.name in kind.staff_list.search and not isinstance(field, SealedField))


def _field(name: str, label: str, kind: RecordType, parts: ConsoleContext) -> BaseField:
    made: BaseField
    staff_list = kind.staff_list
    if name in sealed_columns(kind):
        made = SealedField(name, label, personal=name in PERSONAL)
    elif name == "status":
        made = spoken(name, label, lambda: kind.status_words)
    elif name in staff_list.words or name in _NAMES:
        made = spoken(
            name, label, lambda: staff_list.words.get(name) or _NAMES[name](parts), _GONE.get(name, "")
        )
    elif name.endswith(("_at", "_until")):
        made = When(name, label)
    elif name in staff_list.numbers:
        made = IntegerField(name, label)
    elif name == "anonymous":
        made = BooleanField(name, label)
    else:
        made = StringField(name, label)
    made.exclude_from_list = name in staff_list.hidden
    return made


def _courses(parts: ConsoleContext) -> Mapping[str, str]:
    return {one.id: one.name for one in parts.content().part(COURSES)}


def _events(parts: ConsoleContext) -> Mapping[str, str]:
    """By name: that is what a sign-up holds, and what a periodic job keeps up with the content."""
    return {event.name: event.name for event in parts.content().part(EVENTS)}


def _banks(parts: ConsoleContext) -> Mapping[str, str]:
    return {one.id: one.name for one in parts.content().part(TALENTS).banks}


def _hazards(parts: ConsoleContext) -> Mapping[str, str]:
    return {hazard.value: tips.name for hazard, tips in parts.content().part(TIPS).items()}


_NAMES = {"course": _courses, "event": _events, "bank": _banks, "hazards": _hazards}
_GONE = {"event": "（活动表里没有了，候补不会自动转正）"}
"""What a list adds to a value that the content has no more."""
