"""The content's files in the console: edited as text, checked with file and line, older versions restored."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.common.errors import OrderRefused
from bot.console.console_context import actor_of
from bot.console.page import Page
from bot.console.pages import content_names
from bot.content.source import Problem
from bot.storage.staff_accounts import Role

GROUPS = ("社区的事", "小塘说的话", "居民的说法")
MAX_FORM_BYTES = 4 << 20


class ContentView(Page):
    """For editors. What is saved is live within two seconds in every process that watches the folder."""

    menu_label = "内容"
    icon = "fa fa-pen-to-square"
    path = "/content"
    required_role = Role.EDITOR

    @route("", name="content")
    async def index(self, request: Request) -> Response:
        """All files, grouped by what they are about."""
        names = await asyncio.to_thread(self.context.editor.files)
        content = self.context.content()
        groups: dict[str, list[tuple[str, str]]] = {group: [] for group in GROUPS}
        for name in names:
            groups[content_names.group_of(name)].append((name, content_names.file_name(name, content)))
        return self.render(
            request, "content.html", groups={group: files for group, files in groups.items() if files}
        )

    @route("/edit", name="content-edit")
    async def edit(self, request: Request) -> Response:
        """A file, or an older version of it."""
        name, version = request.query_params.get("file", ""), request.query_params.get("version", "")
        editor = self.context.editor
        try:
            text, fingerprint = await asyncio.to_thread(editor.read, name)
            if version:
                text = await asyncio.to_thread(editor.version, name, version)
        except OrderRefused as refused:
            return self.redirect(request, str(refused), "error")
        return self._form(request, name, text, fingerprint)

    @route("/save", methods=["POST"], name="content-save")
    async def save(self, request: Request) -> Response:
        """Save the file if it is sound; else the same page with its problems, and with what was typed."""
        form = await request.form(max_part_size=MAX_FORM_BYTES)
        name, text, before = (str(form.get(key, "")) for key in ("file", "text", "fingerprint"))
        editor, now = self.context.editor, self.context.clock()
        try:
            if form.get("check"):
                problems = await asyncio.to_thread(editor.problems, name, text)
                message = "" if problems else "检查过了，没有问题。"
                return self._form(request, name, text, before, problems, message)
            problems = await asyncio.to_thread(editor.save, name, text, before, actor_of(request), now)
        except OrderRefused as refused:
            return self._form(request, name, text, before, message=f"没存：{refused}")
        if problems:
            return self._form(request, name, text, before, problems, "没存：先改好下面这些")
        return self.redirect(request, "存好了，两秒内生效。")

    def _form(
        self,
        request: Request,
        name: str,
        text: str,
        fingerprint: str,
        problems: list[Problem] | None = None,
        message: str = "",
    ) -> Response:
        return self.render(
            request,
            "edit_file.html",
            name=name,
            text=text,
            fingerprint=fingerprint,
            problems=problems or [],
            message=message,
            versions=self.context.editor.versions(name),
        )
