"""A record's card: what the staff decide on it, their notes for each other, and its history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.common.clock import ZONE
from bot.common.errors import OrderRefused
from bot.console.console_context import actor_of
from bot.console.lists.record_lists import listed
from bot.console.page import Page
from bot.conversation.hooks import StaffDecision
from bot.storage import audit, remarks
from bot.storage.database import Database
from bot.storage.record_type import RecordType
from bot.storage.remarks import Remark

MAX_REMARK = 500
MAX_MESSAGE = 300
_STAFF = "staff:"
_ACTIONS = {
    "looked at": "看过", "printed": "打印过", "exported": "导出过", "promoted": "给了名额", "kept": "记了一笔",
    "reopened": "重新打开", "signed in": "登录", "reserved": "预订了", "hours": "记了小时",
    "agreed": "同意给电话", "refused": "没有同意", "shown": "放行", "approved": "审核通过", "ticket": "转成诉求",
    "searched by number": "按号码搜到过", "searched by last four": "按尾号搜到过", "searched by name": "按姓名或字词搜到过",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a record's history."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class RecordCard:
    """What stands beside a record."""

    remarks: list[Remark]
    history: list[HistoryEntry]


async def card_of(database: Database, record_type: RecordType, row: int) -> RecordCard:
    """The notes on a record, and its history."""
    table = record_type.table.__tablename__
    async with database.work() as work:
        notes = await remarks.of_row(work, table, row)
        changes = await audit.of_row(work, table, row)
        history = [
            HistoryEntry(
                change.at.astimezone(ZONE), actor_name(change.actor), _action(record_type, change.what)
            )
            for change in changes
        ]
    return RecordCard(notes, history)


def actor_name(actor: str) -> str:
    """An actor of the history as the staff call them; residents are not named."""
    if actor.startswith(_STAFF):
        return actor.removeprefix(_STAFF)
    return {"bot": "小塘", "cli": "命令行", "erased": "（已注销）"}.get(actor, "居民")


def _action(record_type: RecordType, what: str) -> str:
    if what.startswith("moved"):
        return "换了班"
    return _ACTIONS.get(what) or record_type.status_words.get(what) or what


class RecordCardView(Page):
    """What is decided or noted on a single record; no page of its own."""

    menu_label = "记录"
    path = "/record"
    add_to_menu = False

    @route("/{kind}/{row:row}/decide", methods=["POST"], name="card-decide")
    async def decide(self, request: Request) -> Response:
        """Carry out a staff action; the resident gets a notice."""
        record_type, row, form = _record_type(request), request.path_params["row"], await request.form()
        message = str(form.get("note", "")).strip()[:MAX_MESSAGE]
        decision = StaffDecision(row, str(form.get("status", "")), message)
        if record_type is None or decision.status not in record_type.staff_list.decisions:
            return self.redirect(request, "没有这样的处理", "error", "/")
        path = _detail_path(record_type, row)
        try:
            await self.context.staff_actions.decide(record_type.key, decision, actor_of(request))
        except OrderRefused as refused:
            return self.redirect(request, f"没办成：{refused}", "error", path)
        return self.redirect(request, "办好了，居民会收到通知。", path=path)

    @route("/{kind}/{row:row}/note", methods=["POST"], name="card-note")
    async def note(self, request: Request) -> Response:
        """Add a note for colleagues."""
        record_type, row = _record_type(request), request.path_params["row"]
        text = str((await request.form()).get("text", "")).strip()[:MAX_REMARK]
        if record_type is None:
            return self.redirect(request, "没有内容", "error", "/")
        path = _detail_path(record_type, row)
        if not text:
            return self.redirect(request, "没有内容", "error", path)
        table, actor, now = record_type.table.__tablename__, actor_of(request), self.context.clock()
        async with self.context.database.work() as work:
            session = await work.read()
            record: Any = await session.get(record_type.table, row)
            if record is None:
                return self.redirect(request, "没有这一条", "error", f"/{record_type.key}/list")
            await remarks.add(work, table, row, getattr(record, "user", ""), text, actor, now)
            await work.commit()
        return self.redirect(request, "记下了。", path=path)


def _record_type(request: Request) -> RecordType | None:
    return listed(request.path_params["kind"])


def _detail_path(record_type: RecordType, row: int) -> str:
    return f"/{record_type.key}/detail?pk={row}"
