"""Conversations with a person: the queue, the thread, answers; live by server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette_admin import route

from bot.common.clock import ZONE
from bot.common.errors import OrderRefused, RecordsAway
from bot.console.context import ConsoleContext, actor_of, staff_of
from bot.console.page import Page
from bot.conversation.hooks import StaffDecision
from bot.services.handoff import records as handoffs
from bot.services.handoff.records import Handoff, Line
from bot.services.handoff.statuses import HandoffStatus
from bot.storage import audit as changes
from bot.storage import staff

LOOK = 1.0  # seconds between two looks at the records
STREAM = 120  # looks before the browser connects anew
CANNED = (
    "您好，我是社区工作人员，请问有什么可以帮您？",
    "收到，我马上帮您查一下，请稍等。",
    "麻烦您说一下姓名和住在几幢，方便我们上门。",
    "已经帮您登记好了，有消息马上告诉您。",
    "不客气，有事随时找我们。",
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A hand-off in the queue: as the list shows it."""

    id: int
    status: str
    owner: str
    since: str
    last: str


class InboxView(Page):
    """Several clerks may have it open: who answers first has the conversation, the others are told."""

    menu_label = "对话"
    icon = "fa fa-comments"
    path = "/inbox"

    def __init__(self, parts: ConsoleContext) -> None:
        super().__init__(parts)
        self._looks: set[tuple[str, int]] = set()

    @route("", name="inbox")
    async def index(self, request: Request) -> Response:
        """The queue and, beside it, a thread."""
        async with self.parts.database.work() as work:
            others = [one.name for one in await staff.all_of(work)]
        return self.shown(request, "inbox.html", canned=CANNED, queue=await self._queue(), others=others)

    @route("/{row:int}/thread", name="inbox-thread")
    async def thread(self, request: Request) -> Response:
        """The thread's lines."""
        row = request.path_params["row"]
        async with self.parts.database.work() as work:
            one, lines = await handoffs.find(work, row), await handoffs.thread(work, row)
        if one is None:
            return JSONResponse({"said": "没有这位居民的对话"}, 404)
        await self._looked(request, row)
        return JSONResponse([_line(line) for line in lines] + _call(one))

    @route("/{row:int}/say", methods=["POST"], name="inbox-say")
    async def say(self, request: Request) -> Response:
        """Answer as a person; whoever answers first has it."""
        text = str((await request.form()).get("text", "")).strip()[:600]
        return await self._order(request, "say", text) if text else JSONResponse({"said": "没有内容"}, 422)

    @route("/{row:int}/assign", methods=["POST"], name="inbox-assign")
    async def assign(self, request: Request) -> Response:
        """Give it to a colleague."""
        name = str((await request.form()).get("name", ""))
        async with self.parts.database.work() as work:
            known = {one.name for one in await staff.all_of(work)}
        if name not in known:
            return JSONResponse({"said": "没有这位同事"}, 422)
        return await self._order(request, "assign", f"staff:{name}")

    @route("/{row:int}/close", methods=["POST"], name="inbox-close")
    async def close(self, request: Request) -> Response:
        """Back to the bot."""
        return await self._order(request, HandoffStatus.CLOSED, "")

    @route("/events", name="inbox-events")
    async def events(self, request: Request) -> Response:
        """The queue whenever it changes."""
        return StreamingResponse(
            self._changes(),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    async def _looked(self, request: Request, row: int) -> None:
        """A thread is what a resident said, and their phone: the first look of each session is noted."""
        look = (staff_of(request).stamp, row)
        if look in self._looks:
            return
        self._looks.add(look)
        async with self.parts.database.work() as work:
            session = await work.write()
            await changes.note(session, "handoffs", [row], actor_of(request), "looked at", self.parts.clock())
            await work.commit()

    async def _order(self, request: Request, status: str, note: str) -> Response:
        order = StaffDecision(request.path_params["row"], status, note)
        try:
            await self.parts.staff_actions.decide("handoffs", order, actor_of(request))
        except OrderRefused:
            return JSONResponse({"said": "这位居民已经有别的同事在接，或者已经结束了。"}, 409)
        return HTMLResponse("", 204)

    async def _queue(self) -> list[Waiting]:
        async with self.parts.database.work() as work:
            going = await handoffs.queue(work)
            return [_waiting(one, await handoffs.thread(work, one.id)) for one in going]

    async def _changes(self) -> AsyncIterator[str]:
        before = ""
        for _ in range(STREAM):
            try:
                now = json.dumps([_shown(one) for one in await self._queue()], ensure_ascii=False)
            except RecordsAway:
                now = before
            yield f"data: {now}\n\n" if now != before else ": still here\n\n"
            before = now
            await asyncio.sleep(LOOK)


def _waiting(one: Handoff, lines: list[Line]) -> Waiting:
    last = lines[-1].text if lines else ""
    return Waiting(
        one.id,
        one.status,
        one.owner.removeprefix("staff:"),
        f"{one.created_at.astimezone(ZONE):%-m月%-d日 %H:%M}",
        last[:40],
    )


def _shown(one: Waiting) -> dict[str, object]:
    return {"id": one.id, "status": one.status, "owner": one.owner, "since": one.since, "last": one.last}


def _call(one: Handoff) -> list[dict[str, str]]:
    """Who is to be called: on which number, when."""
    if one.status is not HandoffStatus.CALLBACK:
        return []
    said = f"电话 {one.phone}，{one.free or '什么时候都行'}" if one.phone else "没有留电话，请在这里回话"
    return [{"who": "请回电话", "text": said, "at": f"{one.created_at.astimezone(ZONE):%H:%M}"}]


def _line(line: Line) -> dict[str, str]:
    return {
        "who": line.sender.removeprefix("staff:"),
        "text": line.text,
        "at": f"{line.created_at.astimezone(ZONE):%H:%M}",
    }
