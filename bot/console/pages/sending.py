"""Sending to many: warnings by two persons, campaigns with their progress, a message previewed first, the forecast."""

import uuid

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin import route

from bot.broadcast import (
    campaign_statistics,
    campaigns,
    delivery_ledger,
    planner,
    staff_messages,
    warning_relay,
)
from bot.broadcast.campaign_kinds import CampaignKind
from bot.broadcast.staff_messages import StaffMessage
from bot.broadcast.warning_areas import served_area
from bot.common.errors import OrderRefused
from bot.console.console_context import actor_of
from bot.console.page import Page
from bot.content.shared.calendar import CALENDAR
from bot.content.shared.community import COMMUNITY
from bot.services.disaster import warning_records as warnings
from bot.storage.shared_statuses import CampaignStatus, WarningStatus
from bot.storage.staff_accounts import Role
from bot.storage.transitions import Party

FORECAST_WEEKS = 4
SHOWN_CAMPAIGNS = 10
_STATUS_CHANGES = {
    "pause": CampaignStatus.PAUSED,
    "resume": CampaignStatus.RUNNING,
    "stop": CampaignStatus.STOPPED,
}


class SendingView(Page):
    """For managers."""

    menu_label = "群发和预警"
    icon = "fa fa-bullhorn"
    path = "/sending"
    required_role = Role.MANAGER

    @route("", name="sending")
    async def index(self, request: Request) -> Response:
        """Warnings first, then campaigns, then the forecast of weekly tips."""
        context, now = self.context, self.context.clock()
        calendar = context.content().part(CALENDAR)
        async with context.database.work() as work:
            forecast = await planner.forecast(
                work, calendar, now, FORECAST_WEEKS, context.signature, context.price
            )
            listed = [
                (campaign, await campaign_statistics.statistics_of(work, campaign.id))
                for campaign in await campaigns.latest(work, SHOWN_CAMPAIGNS)
            ]
            waiting, live = await warnings.waiting(work, now), await warnings.live(work, now)
        return self.render(
            request,
            "sending.html",
            forecast=forecast,
            campaigns=listed,
            waiting=waiting,
            live=live,
            message_text=warning_relay.message_text,
            no_sms=context.sms.refusal,
        )

    @route("/campaigns/{row:row}/{move}", methods=["POST"], name="sending-move")
    async def change_status(self, request: Request) -> Response:
        """Pause, resume or stop a campaign."""
        campaign_id, name = request.path_params["row"], request.path_params["move"]
        if name not in _STATUS_CHANGES:
            return self.redirect(request, "没有这个操作", "error")
        after, actor, now = _STATUS_CHANGES[name], actor_of(request), self.context.clock()
        async with self.context.database.work() as work:
            campaign = await campaigns.change_status(work, campaign_id, after, Party.STAFF, actor, now)
            if campaign and after is CampaignStatus.RUNNING and campaign.first:
                await campaigns.finish_canary(work, campaign_id, now)
            if campaign and after is CampaignStatus.STOPPED:
                await delivery_ledger.cancel_planned(work, campaign_id, "stopped", now)
            await work.commit()
        if campaign is None:
            return self.redirect(request, "它已经不在那个状态了", "error")
        return self.redirect(request, "好了")

    @route("/look", methods=["POST"], name="sending-look")
    async def preview(self, request: Request) -> Response:
        """A notice or drill as it would go out; `send` sends the very text that was previewed."""
        form = await request.form()
        message = _message(form)
        context, now = self.context, self.context.clock()
        async with context.database.work() as work:
            preview = await staff_messages.preview(
                work, message, context.signature, context.price, context.sms, now
            )
            unchanged = str(form.get("seen", message.text)) == message.text
            if form.get("send") and not preview.blockers and unchanged:
                slot = f"{message.kind}:{form.get('once') or uuid.uuid4().hex}"
                try:
                    campaign, people = await staff_messages.send(work, message, slot, actor_of(request), now)
                except OrderRefused:
                    return self.redirect(request, "这一条已经发过了", "error")
                await work.commit()
                return self.redirect(request, f"排好了：第{campaign.id}批，{people}人")
        return self.render(
            request,
            "preview.html",
            message=message,
            preview=preview,
            signature=context.signature,
            once=uuid.uuid4().hex,
            length=len(preview.text) + len(context.signature) + 2,
            now=now,
        )

    @route("/warnings/{row:row}", methods=["POST"], name="sending-confirm")
    async def confirm(self, request: Request) -> Response:
        """Confirm a warning; orange and red ones need a second person too."""
        context, warning_id = self.context, request.path_params["row"]
        our_areas = context.content().part(COMMUNITY).warning_areas
        async with context.database.work() as work:
            try:
                warning, campaign = await warning_relay.confirm(
                    work, warning_id, our_areas, actor_of(request), context.clock()
                )
            except OrderRefused as refused:
                return self.redirect(request, f"不行：{refused}", "error")
            await work.commit()
        if warning.status == WarningStatus.CONFIRMED:
            return self.redirect(request, "记下了，还要另一位同事确认。")
        if campaign is None:
            return self.redirect(request, "生效了，内容没有变严重，不再发一遍。")
        return self.redirect(request, f"已经发出去（第{campaign.id}批）")

    @route("/warnings", methods=["POST"], name="sending-warning")
    async def import_warning(self, request: Request) -> Response:
        """Enter a CAP file as a draft."""
        async with request.form(max_files=1) as form:
            file = form.get("file")
            raw = await file.read() if file is not None and not isinstance(file, str) else b""
        ours = served_area(self.context.content().part(COMMUNITY))
        async with self.context.database.work() as work:
            try:
                warning, _ = await warning_relay.import_cap(
                    work, raw, ours, actor_of(request), self.context.clock()
                )
            except OrderRefused as refused:
                return self.redirect(request, f"没收下：{refused}", "error")
            await work.commit()
        return self.redirect(request, f"收下了：{warning.hazard}，请核对后确认。")


def _message(form: FormData) -> StaffMessage:
    kind = CampaignKind.DRILL if form.get("kind") == CampaignKind.DRILL else CampaignKind.NOTICE
    buildings = tuple(str(form.get("buildings", "")).replace("，", " ").replace(",", " ").split())
    return StaffMessage(kind, str(form.get("text", ""))[:1000], buildings)
