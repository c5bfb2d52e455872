"""A record's card: what the staff decide on it, their notes for each other, and who did what to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.common.clock import ZONE
from bot.common.errors import OrderRefused
from bot.console.context import actor_of
from bot.console.lists.kinds import KINDS
from bot.console.page import Page
from bot.conversation.hooks import StaffDecision
from bot.storage import audit as changes
from bot.storage import remarks
from bot.storage.database import Database
from bot.storage.record_type import RecordType
from bot.storage.remarks import Remark

LONGEST = 500
_STAFF = "staff:"
_DONE = {
    "looked at": "看过", "printed": "打印过", "exported": "导出过", "promoted": "给了名额", "kept": "记了一笔",
    "reopened": "重新打开", "signed in": "登录", "reserved": "预订了", "hours": "记了小时",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Card:
    """What stands beside a record."""

    remarks: list[Remark]
    steps: list[Step]


async def card_of(database: Database, kind: RecordType, row: int) -> Card:
    """The notes on a record, and its history."""
    table = kind.table.__tablename__
    async with database.work() as work:
        noted = await remarks.of_row(work, table, row)
        done = await changes.of_row(work, table, row)
        steps = [Step(one.at.astimezone(ZONE), who(one.actor), _said(kind, one.what)) for one in done]
    return Card(noted, steps)


def who(actor: str) -> str:
    """An actor of the history as the staff call them: residents are not named."""
    if actor.startswith(_STAFF):
        return actor.removeprefix(_STAFF)
    return {"bot": "小塘", "cli": "命令行", "erased": "（已注销）"}.get(actor, "居民")


def _said(kind: RecordType, what: str) -> str:
    return _DONE.get(what) or kind.status_words.get(what) or ("换了班" if what.startswith("moved") else what)


class CardView(Page):
    """What is decided or noted on a single record; no page of its own."""

    menu_label = "记录"
    path = "/record"
    add_to_menu = False

    @route("/{kind}/{row:int}/decide", methods=["POST"], name="card-decide")
    async def decide(self, request: Request) -> Response:
        """Through the skill's desk; the resident is told."""
        kind, row, form = _kind(request), request.path_params["row"], await request.form()
        order = StaffDecision(row, str(form.get("status", "")), str(form.get("note", "")).strip()[:300])
        if kind is None or order.status not in kind.staff_list.decisions:
            return self.back(request, "没有这样的处理", "error", "/")
        try:
            await self.parts.staff_actions.decide(kind.key, order, actor_of(request))
        except OrderRefused as refused:
            return self.back(request, f"没办成：{refused}", "error", _path(kind, row))
        return self.back(request, "办好了，居民会收到通知。", path=_path(kind, row))

    @route("/{kind}/{row:int}/note", methods=["POST"], name="card-note")
    async def note(self, request: Request) -> Response:
        """For colleagues alone."""
        kind, row = _kind(request), request.path_params["row"]
        text = str((await request.form()).get("text", "")).strip()[:LONGEST]
        if kind is None or not text:
            return self.back(request, "没有内容", "error", _path(kind, row) if kind else "/")
        async with self.parts.database.work() as work:
            session = await work.read()
            found: Any = await session.get(kind.table, row)
            if found is None:
                return self.back(request, "没有这一条", "error", f"/{kind.key}/list")
            await remarks.add(
                work,
                kind.table.__tablename__,
                row,
                getattr(found, "user", ""),
                text,
                actor_of(request),
                self.parts.clock(),
            )
            await work.commit()
        return self.back(request, "记下了。", path=_path(kind, row))


def _kind(request: Request) -> RecordType | None:
    return next((kind for kind in KINDS if kind.key == request.path_params["kind"]), None)


def _path(kind: RecordType, row: int) -> str:
    return f"/{kind.key}/detail?pk={row}"
