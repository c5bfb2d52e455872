"""The content in forms: one entry at a time, previewed as the bot would answer, saved, undone."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.common.errors import ContentError, OrderRefused
from bot.console.console_context import actor_of
from bot.console.page import Page
from bot.console.pages import content_names
from bot.content import entries
from bot.content.entries import WHOLE, Field
from bot.content.field_values import LIST_MARK
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.dry_run import dry_run
from bot.conversation.say.wording import Wording
from bot.services import SERVICES
from bot.storage.staff_accounts import Role
from bot.understanding.pipeline import Understanding

QUESTIONS = {
    "courses": "{}课什么时候开班",
    "events": "{}什么时候",
    "clubs": "{}怎么参加",
    "venues": "{}在哪里",
    "jobs": "{}的工作有吗",
}
"""Section → what the preview asks about an entry, for which no question is typed."""
MAX_FORM_BYTES = 1 << 20
MAX_QUESTION = 200
SHOWN_PROBLEMS = 10
SHOWN_VERSIONS = 5


@dataclass(frozen=True, slots=True)
class EntryEdit:
    """An entry as a form sends it. values: path → what was typed; question: what the preview asks the bot."""

    file: str
    section: str
    index: int
    fingerprint: str
    values: Mapping[str, str]
    question: str = ""


class EntryFormView(Page):
    """For editors; no page of its own in the menu."""

    menu_label = "内容"
    path = "/content/form"
    required_role = Role.EDITOR
    add_to_menu = False

    @route("", name="content-form")
    async def index(self, request: Request) -> Response:
        """An entry of a file as a form, index -1 for a new one; without a section, the file's entries."""
        query = request.query_params
        file, section = query.get("file", ""), query.get("section", "")
        try:
            text, fingerprint = await asyncio.to_thread(self.context.editor.read, file)
            if not section:
                return await self._entries(request, file, text, fingerprint)
            index = await _index(text, section, query.get("index", ""))
            fields = await asyncio.to_thread(entries.fields, text, section, index)
        except (OrderRefused, ContentError) as refused:
            return self.redirect(request, str(refused), "error", "/content")
        return self._form(request, EntryEdit(file, section, index, fingerprint, {}), fields)

    @route("/save", methods=["POST"], name="content-entry")
    async def save(self, request: Request) -> Response:
        """Save, add, remove or preview an entry; an unsound one comes back with what was typed."""
        form = await request.form(max_part_size=MAX_FORM_BYTES)
        edit = _entry_edit(form)
        editor = self.context.editor
        try:
            text, _ = await asyncio.to_thread(editor.read, edit.file)
            edit = replace(edit, index=await _index(text, edit.section, str(form.get("index", ""))))
            if form.get("remove"):
                changed = await asyncio.to_thread(entries.without, text, edit.section, edit.index)
            else:
                changed = await asyncio.to_thread(
                    entries.changed, text, edit.section, edit.index, edit.values
                )
            if form.get("preview"):
                return await self._preview(request, edit, changed)
            problems = await asyncio.to_thread(
                editor.save, edit.file, changed, edit.fingerprint, actor_of(request), self.context.clock()
            )
        except (OrderRefused, ContentError) as refused:
            return await self._form_again(request, edit, [f"没存：{refused}"])
        if problems:
            return await self._form_again(request, edit, list(map(str, problems)))
        message = "存好了，两秒内生效。存错了可以在下面恢复。"
        return self.redirect(request, message, path=_path(edit.file))

    @route("/undo", methods=["POST"], name="content-undo")
    async def undo(self, request: Request) -> Response:
        """Restore the file as it was before a change; that too can be undone."""
        form = await request.form()
        file, version, before = (str(form.get(key, "")) for key in ("file", "version", "fingerprint"))
        editor = self.context.editor
        try:
            text = await asyncio.to_thread(editor.version, file, version)
            problems = await asyncio.to_thread(
                editor.save, file, text, before, actor_of(request), self.context.clock()
            )
        except OrderRefused as refused:
            return self.redirect(request, f"没恢复：{refused}", "error", "/content")
        if problems:
            return self.redirect(request, f"没恢复：{problems[0]}", "error", _path(file))
        return self.redirect(request, "恢复好了，两秒内生效。", path=_path(file))

    async def _entries(self, request: Request, file: str, text: str, fingerprint: str) -> Response:
        sections = await asyncio.to_thread(entries.sections, text)
        if file.startswith("knowledge/"):
            sections[WHOLE] = [entries.ContentEntry(0, "改说明和正文")]
        versions = await asyncio.to_thread(self.context.editor.versions, file)
        return self.render(
            request,
            "entries.html",
            file=file,
            heading=content_names.file_name(file, self.context.content()),
            sections=sections,
            section_names=content_names.SECTIONS,
            fingerprint=fingerprint,
            versions=versions[:SHOWN_VERSIONS],
        )

    async def _preview(self, request: Request, edit: EntryEdit, changed: str) -> Response:
        """What the bot would answer if this were saved."""
        problems, content = await asyncio.to_thread(self.context.editor.preview, edit.file, changed)
        if problems or content is None:
            return await self._form_again(request, edit, list(map(str, problems)))
        current = self.context.understanding()
        understanding = await asyncio.to_thread(lambda: Understanding(content, previous=current))
        snapshot = ContentSnapshot(content, understanding, Wording(content.replies))
        edit = replace(edit, question=edit.question.strip() or _question(edit))
        now = self.context.clock()
        replies = await dry_run(SERVICES, snapshot, self.context.database, edit.question, now)
        return self._form(request, edit, await self._typed_fields(edit), replies=replies)

    async def _form_again(self, request: Request, edit: EntryEdit, problems: list[str]) -> Response:
        """The form once more, with what was typed and what is wrong with it."""
        try:
            fields = await self._typed_fields(edit)
        except (OrderRefused, ContentError, LookupError) as refused:
            return self.redirect(request, str(refused), "error", "/content")
        return self._form(request, edit, fields, problems=problems[:SHOWN_PROBLEMS])

    async def _typed_fields(self, edit: EntryEdit) -> list[Field]:
        text, _ = await asyncio.to_thread(self.context.editor.read, edit.file)
        fields = await asyncio.to_thread(entries.fields, text, edit.section, edit.index)
        return [_typed(field, edit.values) for field in fields]

    def _form(self, request: Request, edit: EntryEdit, fields: list[Field], **values: object) -> Response:
        content = self.context.content()

        def choices(path: str) -> Mapping[str, str]:
            return content_names.choices(edit.section, path.rsplit(".", 1)[-1], content)

        shared = {
            "edit": edit, "fields": fields, "choices": choices, "headings": content_names.HEADINGS,
            "heading": content_names.file_name(edit.file, content),
            "section_name": content_names.SECTIONS.get(edit.section, edit.section),
            "problems": [], "replies": [],
        }  # fmt: skip
        return self.render(request, "entry.html", **(shared | values))


async def _index(text: str, section: str, index: str) -> int:
    """The entry's place in its section, -1 for a new one. OrderRefused: there is no such entry."""
    if section == WHOLE:
        return 0
    listed = (await asyncio.to_thread(entries.sections, text)).get(section, ())
    if index == "-1" and listed:
        return -1
    if index.isdecimal() and int(index) < len(listed):
        return int(index)
    raise OrderRefused("没有这一条")


def _entry_edit(form: FormData) -> EntryEdit:
    """The entry of the form, its place still to be checked."""
    file, section, fingerprint = (str(form.get(key, "")) for key in ("file", "section", "fingerprint"))
    return EntryEdit(
        file, section, 0, fingerprint, _values(form), str(form.get("question", ""))[:MAX_QUESTION]
    )


def _values(form: FormData) -> dict[str, str]:
    """Path → what was typed; several values of a name (days of the week) as one list."""
    names = dict.fromkeys(name for name in form if name.startswith("f_"))
    return {
        name.removeprefix("f_"): LIST_MARK.join(str(value) for value in form.getlist(name) if value)
        for name in names
    }


def _typed(field: Field, values: Mapping[str, str]) -> Field:
    """The field with what was typed into it."""
    rows = tuple(tuple(_typed(inner, values) for inner in row) for row in field.rows)
    return replace(field, value=values.get(field.name, field.value), rows=rows)


def _question(edit: EntryEdit) -> str:
    """The first question or phrase of the entry, unless it is a template; else one about its name."""
    values = edit.values
    phrases = values.get("ask") or values.get("phrases") or values.get("questions") or ""
    first = phrases.replace(LIST_MARK, "\n").split("\n")[0]
    if first and "(" not in phrases:
        return first
    name = values.get("name") or values.get("title") or values.get("text") or ""
    return QUESTIONS.get(edit.section, "{}").format(name)[:50]


def _path(file: str) -> str:
    return f"/content/form?file={quote(file)}"
