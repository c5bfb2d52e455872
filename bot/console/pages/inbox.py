"""Conversations with a person: the queue, the thread, answers; live by server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette_admin import route

from bot.common.clock import ZONE
from bot.common.errors import OrderRefused, RecordsAway
from bot.console.console_context import ConsoleContext, actor_of, staff_of
from bot.console.page import Page
from bot.conversation.hooks import StaffDecision
from bot.services.handoff import records as handoffs
from bot.services.handoff.records import Handoff, ThreadMessage
from bot.services.handoff.statuses import HandoffStatus
from bot.storage import audit, staff_accounts

POLL_SECONDS = 1.0  # between two looks at the records
POLLS = 120  # before the browser connects anew
MAX_MESSAGE = 600
SHOWN_OF_LAST = 40  # characters
_STAFF = "staff:"
CANNED = (
    "您好，我是社区工作人员，请问有什么可以帮您？",
    "收到，我马上帮您查一下，请稍等。",
    "麻烦您说一下姓名和住在几幢，方便我们上门。",
    "已经帮您登记好了，有消息马上告诉您。",
    "不客气，有事随时找我们。",
)


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A conversation in the queue. since: when it began; last: how its last message begins."""

    id: int
    status: str
    owner: str
    since: str
    last: str


class InboxView(Page):
    """Several clerks may have it open: the first who answers has the conversation, and the others are refused."""

    menu_label = "对话"
    icon = "fa fa-comments"
    path = "/inbox"

    def __init__(self, context: ConsoleContext) -> None:
        super().__init__(context)
        self._audited_views: set[tuple[str, int]] = set()

    @route("", name="inbox")
    async def index(self, request: Request) -> Response:
        """The queue and, beside it, a thread."""
        return self.render(
            request, "inbox.html", canned=CANNED, queue=await self._queue(), colleagues=await self._names()
        )

    @route("/{row:row}/thread", name="inbox-thread")
    async def thread(self, request: Request) -> Response:
        """The thread's messages."""
        handoff_id = request.path_params["row"]
        async with self.context.database.work() as work:
            handoff = await handoffs.find(work, handoff_id)
            messages = await handoffs.thread(work, handoff_id)
        if handoff is None:
            return _refusal("没有这位居民的对话", 404)
        await self._audit_view(request, handoff_id)
        return JSONResponse([*map(_message, messages), *_call_request(handoff)])

    @route("/{row:row}/say", methods=["POST"], name="inbox-say")
    async def say(self, request: Request) -> Response:
        """Answer as a person; the first who answers has the conversation."""
        text = str((await request.form()).get("text", "")).strip()[:MAX_MESSAGE]
        return await self._decide(request, "say", text) if text else _refusal("没有内容", 422)

    @route("/{row:row}/assign", methods=["POST"], name="inbox-assign")
    async def assign(self, request: Request) -> Response:
        """Hand the conversation to a colleague."""
        name = str((await request.form()).get("name", ""))
        if name not in await self._names():
            return _refusal("没有这位同事", 422)
        return await self._decide(request, "assign", f"{_STAFF}{name}")

    @route("/{row:row}/close", methods=["POST"], name="inbox-close")
    async def close(self, request: Request) -> Response:
        """Give the conversation back to the bot."""
        return await self._decide(request, HandoffStatus.CLOSED, "")

    @route("/events", name="inbox-events")
    async def events(self, request: Request) -> Response:
        """The queue whenever it changes."""
        return StreamingResponse(
            self._changes(),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    async def _names(self) -> list[str]:
        async with self.context.database.work() as work:
            return [account.name for account in await staff_accounts.active_accounts(work)]

    async def _audit_view(self, request: Request, handoff_id: int) -> None:
        """A thread holds what a resident said, and their phone: each session's first view of it is audited."""
        view = (staff_of(request).stamp, handoff_id)
        if view in self._audited_views:
            return
        self._audited_views.add(view)
        actor, now = actor_of(request), self.context.clock()
        async with self.context.database.work() as work:
            session = await work.write()
            await audit.note(session, "handoffs", [handoff_id], actor, "looked at", now)
            await work.commit()

    async def _decide(self, request: Request, status: str, note: str) -> Response:
        decision = StaffDecision(request.path_params["row"], status, note)
        try:
            await self.context.staff_actions.decide("handoffs", decision, actor_of(request))
        except OrderRefused:
            return _refusal("这位居民已经有别的同事在接，或者已经结束了。", 409)
        return HTMLResponse("", 204)

    async def _queue(self) -> list[QueueEntry]:
        async with self.context.database.work() as work:
            return [
                _queue_entry(handoff, await handoffs.thread(work, handoff.id))
                for handoff in await handoffs.queue(work)
            ]

    async def _changes(self) -> AsyncIterator[str]:
        before = ""
        for _ in range(POLLS):
            try:
                queue = json.dumps([asdict(entry) for entry in await self._queue()], ensure_ascii=False)
            except RecordsAway:
                queue = before
            yield f"data: {queue}\n\n" if queue != before else ": still here\n\n"
            before = queue
            await asyncio.sleep(POLL_SECONDS)


def _queue_entry(handoff: Handoff, messages: list[ThreadMessage]) -> QueueEntry:
    return QueueEntry(
        id=handoff.id,
        status=handoff.status,
        owner=handoff.owner.removeprefix(_STAFF),
        since=f"{handoff.created_at.astimezone(ZONE):%-m月%-d日 %H:%M}",
        last=messages[-1].text[:SHOWN_OF_LAST] if messages else "",
    )


def _call_request(handoff: Handoff) -> list[dict[str, str]]:
    """A last line for somebody who is to be called: on which number, and when."""
    if handoff.status is not HandoffStatus.CALLBACK:
        return []
    number = f"电话 {handoff.phone}，{handoff.free or '什么时候都行'}"
    text = number if handoff.phone else "没有留电话，请在这里回话"
    return [{"who": "请回电话", "text": text, "at": f"{handoff.created_at.astimezone(ZONE):%H:%M}"}]


def _message(message: ThreadMessage) -> dict[str, str]:
    return {
        "who": message.sender.removeprefix(_STAFF),
        "text": message.text,
        "at": f"{message.created_at.astimezone(ZONE):%H:%M}",
    }


def _refusal(reason: str, status: int) -> Response:
    """An answer that the page shows to the clerk."""
    return JSONResponse({"message": reason}, status)
