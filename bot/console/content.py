"""The content's files in the console: changed, checked with file and line, undone."""

import asyncio
from dataclasses import replace
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.console.page import Page
from bot.console.parts import actor_of
from bot.content import entries
from bot.content.source import Problem
from bot.errors import ContentError, OrderRefused
from bot.records.staff import Role

HEADINGS = {
    "name": "名字",
    "title": "名字",
    "aliases": "别的叫法",
    "kind": "类别",
    "summary": "一句话介绍",
    "for_whom": "适合谁",
    "fee": "费用",
    "teacher": "老师",
    "certificate": "证书",
    "bring": "带什么",
    "venue": "地点",
    "classes": "班（每个班几行）",
    "jobs": "就业",
    "education": "文化程度",
    "interests": "兴趣",
    "mode": "形式",
    "text": "内容",
    "hazard": "灾害",
    "weeks": "第几周到第几周",
    "occasion": "节日",
    "source": "出处",
    "questions": "问法",
    "question": "问",
    "answer": "答",
    "phrases": "居民的说法",
    "label": "意思",
    "date": "日期",
    "time": "时间",
    "when": "什么时候",
    "seats": "名额",
    "owner": "谁负责",
    "review_by": "什么时候复核",
    "valid_until": "有效到",
    "place": "地点",
    "how": "怎么参加",
    "asks": "问法",
    "ask": "问法",
    "about": "介绍",
}
_WHAT = {"intents": "居民的说法和小塘的回答", "knowledge": "社区的事实：课程、活动、防灾知识"}


class ContentView(Page):
    """For editors. What is saved is live within two seconds in every process that watches the folder."""

    menu_label = "内容"
    icon = "fa fa-pen-to-square"
    path = "/content"
    least = Role.EDITOR

    @route("", name="content")
    async def index(self, request: Request) -> Response:
        """All files by room."""
        files = await asyncio.to_thread(self.parts.desk.files)
        rooms = [(what, [name for name in files if name.startswith(room)]) for room, what in _WHAT.items()]
        return self.shown(request, "content.html", rooms=rooms)

    @route("/edit", name="content-edit")
    async def edit(self, request: Request) -> Response:
        """One file, or a version of it that was kept."""
        name, version = request.query_params.get("file", ""), request.query_params.get("version", "")
        try:
            text, mark = await asyncio.to_thread(self.parts.desk.read, name)
            if version:
                text = await asyncio.to_thread(self.parts.desk.version, name, version)
        except OrderRefused as refused:
            return self.back(request, str(refused), "error")
        return self._page(request, name, text, mark, [])

    @route("/save", methods=["POST"], name="content-save")
    async def save(self, request: Request) -> Response:
        """Save if it is sound; else the same page with what is wrong, and nothing lost of what was typed."""
        form = await request.form(max_part_size=4 << 20)
        name, text, before = (str(form.get(key, "")) for key in ("file", "text", "mark"))
        desk, now = self.parts.desk, self.parts.clock()
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

    @route("/form", name="content-form")
    async def form(self, request: Request) -> Response:
        """One entry of a file as a form; index -1 for a new one. Without a section: the file's entries."""
        asked = request.query_params
        name, section = asked.get("file", ""), asked.get("section", "")
        try:
            text, mark = await asyncio.to_thread(self.parts.desk.read, name)
            listed = await asyncio.to_thread(entries.sections, text)
            if not section:
                return self.shown(request, "entries.html", name=name, sections=listed)
            index = _index(asked.get("index", ""), len(listed.get(section, ())))
            shown = await asyncio.to_thread(entries.fields, text, section, index)
        except (OrderRefused, ContentError) as refused:
            return self.back(request, str(refused), "error")
        return self._form(request, name, section, index, mark, shown)

    @route("/entry", methods=["POST"], name="content-entry")
    async def entry(self, request: Request) -> Response:
        """Save, add or remove an entry, if the content is sound with it."""
        form = await request.form(max_part_size=1 << 20)
        name, section, mark = (str(form.get(key, "")) for key in ("file", "section", "mark"))
        given = {key[2:]: str(value) for key, value in form.items() if key.startswith("f_")}
        desk, index = self.parts.desk, 0
        try:
            text, _ = await asyncio.to_thread(desk.read, name)
            listed = await asyncio.to_thread(entries.sections, text)
            index = _index(str(form.get("index", "")), len(listed.get(section, ())))
            if form.get("remove"):
                fresh = await asyncio.to_thread(entries.without, text, section, index)
            else:
                fresh = await asyncio.to_thread(entries.changed, text, section, index, given)
            found = await asyncio.to_thread(
                desk.save, name, fresh, mark, actor_of(request), self.parts.clock()
            )
        except (OrderRefused, ContentError) as refused:
            return await self._again(request, name, section, index, mark, given, [f"没存：{refused}"])
        if found:
            return await self._again(
                request, name, section, index, mark, given, [str(one) for one in found[:10]]
            )
        return self.back(request, "存好了，两秒内生效。", path=f"/content/form?file={quote(name)}")

    async def _again(
        self,
        request: Request,
        name: str,
        section: str,
        index: int,
        mark: str,
        given: dict[str, str],
        wrong: list[str],
    ) -> Response:
        """The form once more, with what was typed and what is wrong with it."""
        try:
            text, _ = await asyncio.to_thread(self.parts.desk.read, name)
            shown = await asyncio.to_thread(entries.fields, text, section, index)
        except (OrderRefused, ContentError, LookupError) as refused:
            return self.back(request, str(refused), "error")
        kept = [replace(one, value=given.get(one.name, one.value)) for one in shown]
        return self._form(request, name, section, index, mark, kept, wrong)

    def _form(
        self, request: Request, name: str, section: str, index: int, mark: str,
        shown: list[entries.Field], wrong: list[str] | None = None,
    ) -> Response:  # fmt: skip
        return self.shown(
            request, "entry.html", name=name, section=section, index=index, mark=mark, fields=shown, wrong=wrong or [],
            headings=HEADINGS,
        )  # fmt: skip

    def _page(
        self, request: Request, name: str, text: str, mark: str, problems: list[Problem], said: str = ""
    ) -> Response:
        versions = self.parts.desk.versions(name)
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


def _index(said: str, length: int) -> int:
    """A place in a section, or -1 for a new entry."""
    if said == "-1" and length:
        return -1
    if said.isdecimal() and int(said) < length:
        return int(said)
    raise OrderRefused("没有这一条")
