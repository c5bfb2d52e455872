"""The content in forms: one entry at a time, seen as the bot would answer, saved, undone."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.common.errors import ContentError, OrderRefused
from bot.console.context import actor_of
from bot.console.page import Page
from bot.console.pages import content_names as naming
from bot.content import entries
from bot.content.entries import WHOLE, Field
from bot.content.field_values import LIST_MARK
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.dry_run import dry_run
from bot.conversation.say.wording import Wording
from bot.services import SERVICES
from bot.storage.staff import Role
from bot.understanding.pipeline import Understanding

ASKED = {
    "courses": "{}课什么时候开班",
    "events": "{}什么时候",
    "clubs": "{}怎么参加",
    "venues": "{}在哪里",
    "jobs": "{}的工作有吗",
}


@dataclass(frozen=True, slots=True)
class Edited:
    """An entry as a form brings it. given: path → what was typed; asks: what to ask the bot to see its answer."""

    name: str
    section: str
    index: int
    mark: str
    given: Mapping[str, str]
    asks: str = ""


class EntryView(Page):
    """For editors; no page of its own in the menu."""

    menu_label = "内容"
    path = "/content/form"
    least = Role.EDITOR
    add_to_menu = False

    @route("", name="content-form")
    async def index(self, request: Request) -> Response:
        """One entry of a file as a form; index -1 for a new one. Without a section: the file's entries."""
        asked = request.query_params
        name, section = asked.get("file", ""), asked.get("section", "")
        try:
            text, mark = await asyncio.to_thread(self.parts.editor.read, name)
            if not section:
                return await self._listed(request, name, text, mark)
            index = await self._place(text, section, asked.get("index", ""))
            shown = await asyncio.to_thread(entries.fields, text, section, index)
        except (OrderRefused, ContentError) as refused:
            return self.back(request, str(refused), "error", "/content")
        return self._shown(request, Edited(name, section, index, mark, {}), shown)

    @route("/save", methods=["POST"], name="content-entry")
    async def save(self, request: Request) -> Response:
        """Save, add, remove or try an entry; what is unsound comes back with what was typed."""
        form = await request.form(max_part_size=1 << 20)
        name, section = str(form.get("file", "")), str(form.get("section", ""))
        edited = Edited(
            name, section, 0, str(form.get("mark", "")), _given(form), str(form.get("asks", ""))[:200]
        )
        editor = self.parts.editor
        try:
            text, _ = await asyncio.to_thread(editor.read, name)
            edited = replace(edited, index=await self._place(text, section, str(form.get("index", ""))))
            if form.get("remove"):
                fresh = await asyncio.to_thread(entries.without, text, section, edited.index)
            else:
                fresh = await asyncio.to_thread(entries.changed, text, section, edited.index, edited.given)
            if form.get("preview"):
                return await self._tried(request, edited, fresh)
            found = await asyncio.to_thread(
                editor.save, name, fresh, edited.mark, actor_of(request), self.parts.clock()
            )
        except (OrderRefused, ContentError) as refused:
            return await self._again(request, edited, [f"没存：{refused}"])
        if found:
            return await self._again(request, edited, [str(one) for one in found[:10]])
        return self.back(request, "存好了，两秒内生效。存错了可以在下面恢复。", path=_path(name))

    @route("/undo", methods=["POST"], name="content-undo")
    async def undo(self, request: Request) -> Response:
        """The file as it was before a change; that too can be undone."""
        form = await request.form()
        name, editor = str(form.get("file", "")), self.parts.editor
        try:
            text = await asyncio.to_thread(editor.version, name, str(form.get("version", "")))
            found = await asyncio.to_thread(
                editor.save, name, text, str(form.get("mark", "")), actor_of(request), self.parts.clock()
            )
        except OrderRefused as refused:
            return self.back(request, f"没恢复：{refused}", "error", "/content")
        if found:
            return self.back(request, f"没恢复：{found[0]}", "error", _path(name))
        return self.back(request, "恢复好了，两秒内生效。", path=_path(name))

    async def _place(self, text: str, section: str, said: str) -> int:
        if section == WHOLE:
            return 0
        listed = (await asyncio.to_thread(entries.sections, text)).get(section, ())
        if said == "-1" and listed:
            return -1
        if said.isdecimal() and int(said) < len(listed):
            return int(said)
        raise OrderRefused("没有这一条")

    async def _listed(self, request: Request, name: str, text: str, mark: str) -> Response:
        listed = await asyncio.to_thread(entries.sections, text)
        if name.startswith("knowledge/"):
            listed[WHOLE] = [entries.Entry(0, "改说明和正文")]
        versions = (await asyncio.to_thread(self.parts.editor.versions, name))[:5]
        heading = naming.file_name(name, self.parts.content())
        given = {"name": name, "heading": heading, "sections": listed, "mark": mark, "versions": versions}
        return self.shown(request, "entries.html", called=naming.SECTIONS, **given)

    async def _tried(self, request: Request, edited: Edited, fresh: str) -> Response:
        """What the bot would answer if this were saved."""
        found, content = await asyncio.to_thread(self.parts.editor.tried, edited.name, fresh)
        if found or content is None:
            return await self._again(request, edited, [str(one) for one in found[:10]])
        old = self.parts.understanding()
        understanding = await asyncio.to_thread(lambda: Understanding(content, previous=old))
        snapshot = ContentSnapshot(content, understanding, Wording(content.replies))
        asks = edited.asks.strip() or self._ask(edited)
        replies = await dry_run(SERVICES, snapshot, self.parts.database, asks, self.parts.clock())
        shown = await self._fields(edited)
        return self._shown(request, replace(edited, asks=asks), shown, replies=replies)

    async def _fields(self, edited: Edited) -> list[Field]:
        text, _ = await asyncio.to_thread(self.parts.editor.read, edited.name)
        shown = await asyncio.to_thread(entries.fields, text, edited.section, edited.index)
        return [_filled(one, edited.given) for one in shown]

    async def _again(self, request: Request, edited: Edited, wrong: list[str]) -> Response:
        """The form once more, with what was typed and what is wrong with it."""
        try:
            shown = await self._fields(edited)
        except (OrderRefused, ContentError, LookupError) as refused:
            return self.back(request, str(refused), "error", "/content")
        return self._shown(request, edited, shown, wrong=wrong)

    def _ask(self, edited: Edited) -> str:
        given = edited.given
        first = (given.get("ask") or given.get("phrases") or given.get("questions") or "").replace(
            LIST_MARK, "\n"
        )
        said = given.get("name") or given.get("title") or given.get("text") or ""
        return (
            first.split("\n")[0]
            if first and "(" not in first
            else ASKED.get(edited.section, "{}").format(said)[:50]
        )

    def _shown(self, request: Request, edited: Edited, shown: list[Field], **more: object) -> Response:
        content = self.parts.content()

        def choices(path: str) -> Mapping[str, str]:
            return naming.choices(edited.section, path.rsplit(".", 1)[-1], content)

        return self.shown(
            request, "entry.html", edited=edited, fields=shown, choices=choices, headings=naming.HEADINGS,
            called=naming.SECTIONS.get(edited.section, edited.section), heading=naming.file_name(edited.name, content),
            **{"wrong": [], "replies": [], **more},
        )  # fmt: skip


def _given(form: FormData) -> dict[str, str]:
    """Path → what was typed; several of a name (days of the week) as one list."""
    names = dict.fromkeys(name for name in form if name.startswith("f_"))
    return {name[2:]: LIST_MARK.join(str(one) for one in form.getlist(name) if one) for name in names}


def _filled(field: Field, given: Mapping[str, str]) -> Field:
    rows = tuple(tuple(_filled(one, given) for one in row) for row in field.rows)
    return replace(field, value=given.get(field.name, field.value), rows=rows)


def _path(name: str) -> str:
    return f"/content/form?file={quote(name)}"
