"""The content's files in the console: changed, checked with file and line, undone."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.common.errors import OrderRefused
from bot.console.context import actor_of
from bot.console.page import Page
from bot.console.pages import content_names as naming
from bot.content.source import Problem
from bot.storage.staff import Role

ORDER = ("社区的事", "小塘说的话", "居民的说法")


class ContentView(Page):
    """For editors. What is saved is live within two seconds in every process that watches the folder."""

    menu_label = "内容"
    icon = "fa fa-pen-to-square"
    path = "/content"
    least = Role.EDITOR

    @route("", name="content")
    async def index(self, request: Request) -> Response:
        """All files by room."""
        files = await asyncio.to_thread(self.parts.editor.files)
        content, rooms = self.parts.content(), dict[str, list[tuple[str, str]]]()
        for name in files:
            room = next(said for start, said in naming.ROOMS.items() if name.startswith(start))
            rooms.setdefault(room, []).append((name, naming.file_name(name, content)))
        return self.shown(
            request, "content.html", rooms={what: rooms[what] for what in ORDER if what in rooms}
        )

    @route("/edit", name="content-edit")
    async def edit(self, request: Request) -> Response:
        """One file, or a version of it that was kept."""
        name, version = request.query_params.get("file", ""), request.query_params.get("version", "")
        try:
            text, mark = await asyncio.to_thread(self.parts.editor.read, name)
            if version:
                text = await asyncio.to_thread(self.parts.editor.version, name, version)
        except OrderRefused as refused:
            return self.back(request, str(refused), "error")
        return self._page(request, name, text, mark, [])

    @route("/save", methods=["POST"], name="content-save")
    async def save(self, request: Request) -> Response:
        """Save if it is sound; else the same page with what is wrong, and nothing lost of what was typed."""
        form = await request.form(max_part_size=4 << 20)
        name, text, before = (str(form.get(key, "")) for key in ("file", "text", "mark"))
        desk, now = self.parts.editor, self.parts.clock()
        try:
            if form.get("check"):
                found = await asyncio.to_thread(desk.problems, name, text)
                return self._page(
                    request, name, text, before, found, "检查过了，没有问题。" if not found else ""
                )
            found = await asyncio.to_thread(desk.save, name, text, before, actor_of(request), now)
        except OrderRefused as refused:
            return self._page(request, name, text, before, [], f"没存：{refused}")
        if found:
            return self._page(request, name, text, before, found, "没存：先改好下面这些")
        return self.back(request, "存好了，两秒内生效。")

    def _page(
        self, request: Request, name: str, text: str, mark: str, problems: list[Problem], said: str = ""
    ) -> Response:
        versions = self.parts.editor.versions(name)
        return self.shown(
            request,
            "edit_file.html",
            name=name,
            text=text,
            mark=mark,
            problems=problems,
            said=said,
            versions=versions,
        )
