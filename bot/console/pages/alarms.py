"""Residents in danger: the list of those that nobody has dealt with, and what every page asks to ring at once."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette_admin import route

from bot.common.clock import ZONE
from bot.common.errors import OrderRefused, RecordsAway
from bot.console.console_context import ConsoleContext, actor_of, staff_of
from bot.console.page import Page
from bot.console.security.sign_in import UNATTENDED
from bot.content.snapshot import Content
from bot.conversation.hooks import StaffDecision
from bot.services.disaster import records as alarms
from bot.services.disaster.content import card_name
from bot.services.disaster.records import Alarm
from bot.services.disaster.statuses import AlarmStatus
from bot.storage import audit

MAX_NOTE = 600


@dataclass(frozen=True, slots=True)
class AlarmEntry:
    """An alarm as the page shows it. lines: what was said, in order; since: when it began."""

    id: int
    name: str
    place: str
    lines: tuple[str, ...]
    owner: str
    done: str
    since: str


class AlarmsView(Page):
    """What was said in danger is opened here at once, and the first view of each alarm in a session is audited."""

    menu_label = "有人遇险"
    icon = "fa fa-bell"
    path = "/danger"

    def __init__(self, context: ConsoleContext) -> None:
        super().__init__(context)
        self._audited_views: set[tuple[str, int]] = set()

    @route("", name="danger")
    async def index(self, request: Request) -> Response:
        """The alarms that are not handled, with what was said and where."""
        async with self.context.database.work() as work:
            waiting = await alarms.waiting(work, self.context.clock())
        await self._audit_views(request, [alarm.id for alarm in waiting])
        content = self.context.content()
        return self.render(request, "alarms.html", alarms=[_entry(alarm, content) for alarm in waiting])

    @route(UNATTENDED, name="danger-waiting")
    async def waiting(self, request: Request) -> Response:
        """How many alarms nobody has looked at, and the newest of them: every page of the console asks for it."""
        try:
            async with self.context.database.work() as work:
                waiting = await alarms.waiting(work, self.context.clock())
        except RecordsAway:
            waiting = []
        raised = [alarm.id for alarm in waiting if alarm.status is AlarmStatus.RAISED]
        return JSONResponse({"count": len(raised), "newest": max(raised, default=0)})

    @route("/{row:row}/seen", methods=["POST"], name="danger-seen")
    async def seen(self, request: Request) -> Response:
        """Somebody is on it."""
        return await self._decide(request, AlarmStatus.SEEN, "")

    @route("/{row:row}/handled", methods=["POST"], name="danger-handled")
    async def handled(self, request: Request) -> Response:
        """It is dealt with; what was done is noted."""
        done = str((await request.form()).get("done", "")).strip()[:MAX_NOTE]
        if not done:
            return self.redirect(request, "请写上做了什么", "error")
        return await self._decide(request, AlarmStatus.HANDLED, done)

    async def _decide(self, request: Request, status: AlarmStatus, done: str) -> Response:
        decision = StaffDecision(request.path_params["row"], status, done)
        try:
            await self.context.staff_actions.decide("alarms", decision, actor_of(request))
        except OrderRefused as refused:
            return self.redirect(request, str(refused), "error")
        return self.redirect(request, "记下了")

    async def _audit_views(self, request: Request, ids: list[int]) -> None:
        fresh = [
            alarm_id for alarm_id in ids if (staff_of(request).stamp, alarm_id) not in self._audited_views
        ]
        if not fresh:
            return
        self._audited_views.update((staff_of(request).stamp, alarm_id) for alarm_id in fresh)
        async with self.context.database.work() as work:
            session = await work.write()
            await audit.note(session, "alarms", fresh, actor_of(request), "looked at", self.context.clock())
            await work.commit()


def _entry(alarm: Alarm, content: Content) -> AlarmEntry:
    return AlarmEntry(
        id=alarm.id,
        name=card_name(content, alarm.danger),
        place=alarm.place,
        lines=tuple(alarm.said.splitlines()),
        owner=alarm.owner.removeprefix("staff:"),
        done=alarm.done,
        since=f"{alarm.created_at.astimezone(ZONE):%-m月%-d日 %H:%M}",
    )
