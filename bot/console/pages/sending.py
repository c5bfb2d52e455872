"""Sending to many: what is ahead, campaigns with their progress, a notice looked at first, warnings by two persons."""

import uuid

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.broadcast import campaigns, deliveries
from bot.broadcast import figures as push_figures
from bot.broadcast import orders as order
from bot.broadcast import planner as plan
from bot.broadcast import warnings as warn
from bot.broadcast.fallback_order import DRILL, NOTICE
from bot.common.errors import OrderRefused
from bot.console.context import actor_of
from bot.console.page import Page
from bot.services.disaster import warning_records as warnings
from bot.storage.shared_statuses import CampaignStatus, WarningStatus
from bot.storage.staff import Role
from bot.storage.transitions import Party

WEEKS = 4
_MOVES = {
    "pause": CampaignStatus.PAUSED,
    "resume": CampaignStatus.RUNNING,
    "stop": CampaignStatus.STOPPED,
}


class SendingView(Page):
    """For managers."""

    menu_label = "群发和预警"
    icon = "fa fa-bullhorn"
    path = "/sending"
    least = Role.MANAGER

    @route("", name="sending")
    async def index(self, request: Request) -> Response:
        """Warnings first, then campaigns, then the calendar."""
        parts, now = self.parts, self.parts.clock()
        async with parts.database.work() as work:
            ahead = await plan.ahead(work, parts.content().calendar, now, WEEKS, parts.signature, parts.price)
            listed = [
                (one, await push_figures.figures(work, one.id)) for one in await campaigns.latest(work, 10)
            ]
            waiting, live = await warnings.waiting(work, now), await warnings.live(work, now)
        return self.shown(
            request,
            "sending.html",
            ahead=ahead,
            campaigns=listed,
            waiting=waiting,
            live=live,
            told=warn.told,
            no_sms=parts.sms.refusal,
        )

    @route("/campaigns/{row:int}/{move}", methods=["POST"], name="sending-move")
    async def move(self, request: Request) -> Response:
        """Pause, resume, stop."""
        row, wanted = request.path_params["row"], request.path_params["move"]
        if wanted not in _MOVES:
            return self.back(request, "没有这个操作", "error")
        status, now = _MOVES[wanted], self.parts.clock()
        async with self.parts.database.work() as work:
            moved = await campaigns.move(work, row, status, Party.STAFF, actor_of(request), now)
            if moved and status is CampaignStatus.RUNNING and moved.first:
                await campaigns.tried(work, row, now)
            if moved and status is CampaignStatus.STOPPED:
                await deliveries.drop(work, row, "stopped", now)
            await work.commit()
        return self.back(
            request, "好了" if moved else "它已经不在那个状态了", "success" if moved else "error"
        )

    @route("/look", methods=["POST"], name="sending-look")
    async def look(self, request: Request) -> Response:
        """A notice or drill as it would go out; `send` sends the very text that was looked at."""
        form = await request.form()
        kind = DRILL if form.get("kind") == DRILL else NOTICE
        buildings = tuple(str(form.get("buildings", "")).replace("，", " ").replace(",", " ").split())
        wish = order.Wish(kind, str(form.get("text", ""))[:1000], buildings)
        parts, now = self.parts, self.parts.clock()
        async with parts.database.work() as work:
            seen = await order.preview(work, wish, parts.signature, parts.price, parts.sms, now)
            unchanged = str(form.get("seen", wish.text)) == wish.text  # only what was looked at goes out
            if form.get("send") and not seen.blockers and unchanged:
                slot = f"{kind}:{form.get('once') or uuid.uuid4().hex}"
                try:
                    one, people = await order.send(work, wish, slot, actor_of(request), now)
                except OrderRefused:
                    return self.back(request, "这一条已经发过了", "error")
                await work.commit()
                return self.back(request, f"排好了：第{one.id}批，{people}人")
        once = uuid.uuid4().hex
        length = len(seen.text) + len(parts.signature) + 2
        given = {
            "wish": wish,
            "seen": seen,
            "signature": parts.signature,
            "once": once,
            "length": length,
            "now": now,
        }
        return self.shown(request, "look.html", **given)

    @route("/warnings/{row:int}", methods=["POST"], name="sending-confirm")
    async def confirm(self, request: Request) -> Response:
        """Answer for a warning; orange and red need another person too."""
        parts = self.parts
        ours = parts.content().community.warning_areas
        async with parts.database.work() as work:
            try:
                one, sent = await warn.confirm(
                    work, request.path_params["row"], ours, actor_of(request), parts.clock()
                )
            except OrderRefused as refused:
                return self.back(request, f"不行：{refused}", "error")
            await work.commit()
        if one.status == WarningStatus.CONFIRMED:
            return self.back(request, "记下了，还要另一位同事确认。")
        return self.back(
            request, f"已经发出去（第{sent.id}批）" if sent else "生效了，内容没有变严重，不再发一遍。"
        )

    @route("/warnings", methods=["POST"], name="sending-warning")
    async def bring(self, request: Request) -> Response:
        """A CAP file as a draft."""
        async with request.form(max_files=1) as form:
            file = form.get("file")
            raw = await file.read() if file is not None and not isinstance(file, str) else b""
        ours = self.parts.content().community.warning_areas
        async with self.parts.database.work() as work:
            try:
                one, _ = await warn.bring_in(work, raw, ours, actor_of(request), self.parts.clock())
            except OrderRefused as refused:
                return self.back(request, f"没收下：{refused}", "error")
            await work.commit()
        return self.back(request, f"收下了：{one.hazard}，请核对后确认。")
