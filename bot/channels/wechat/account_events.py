"""What is done about WeChat's events that are no message of a resident's."""

from collections.abc import Awaitable, Callable, Mapping

import structlog

from bot.broadcast.delivery_methods import DeliveryMethod
from bot.broadcast.delivery_outcomes import DeliveryOutcome, record_outcome
from bot.common.clock import Clock
from bot.common.errors import RecordsAway, Refused
from bot.common.message import Address, Channel
from bot.integrations.wechat.account_event import AccountEvent, EventName
from bot.services.subscription import records as subscriptions
from bot.storage.database import Database

log = structlog.get_logger()

_Handler = Callable[[AccountEvent], Awaitable[None]]


class AccountEvents:
    """subscribe_template: the template of our 订阅通知; "" when none is set, and events of any template count."""

    def __init__(self, database: Database, clock: Clock, subscribe_template: str) -> None:
        self._database = database
        self._clock = clock
        self._template = subscribe_template
        self._handlers: Mapping[EventName, _Handler] = {
            EventName.TEMPLATE_SENT: self._template_sent,
            EventName.MASS_SENT: self._mass_sent,
            EventName.SUBSCRIBED_SENT: self._subscribed_sent,
            EventName.SUBSCRIBED_POPUP: self._consent,
            EventName.SUBSCRIBED_CHANGE: self._consent,
            EventName.QUALIFIED: _tell_staff,
            EventName.NOT_QUALIFIED: _tell_staff,
            EventName.NAMED: _tell_staff,
            EventName.NOT_NAMED: _tell_staff,
            EventName.RENEWAL_DUE: _tell_staff,
            EventName.EXPIRED: _tell_staff,
            EventName.REVOKED: _tell_staff,
        }

    async def take(self, event: AccountEvent) -> None:
        """Do what the event asks for. Refused (503): the records are away, and WeChat is to send it again."""
        handler = self._handlers.get(event.name)
        if handler is None:
            return
        try:
            await handler(event)
        except RecordsAway:
            raise Refused("the records are away", 503) from None

    async def _template_sent(self, event: AccountEvent) -> None:
        status = event.fields.get("Status", "")
        await self._record(
            DeliveryMethod.TEMPLATE, event, event.fields, status, delivered=status == "success"
        )

    async def _subscribed_sent(self, event: AccountEvent) -> None:
        for entry in self._ours(event):
            delivered = entry.get("ErrorCode") == "0"
            error = entry.get("ErrorStatus", "")
            await self._record(DeliveryMethod.SUBSCRIBE, event, entry, error, delivered=delivered)

    async def _record(
        self,
        method: DeliveryMethod,
        event: AccountEvent,
        fields: Mapping[str, str],
        error: str,
        *,
        delivered: bool,
    ) -> None:
        user = str(Address(Channel.WECHAT, event.openid))
        outcome = DeliveryOutcome(
            method, user, fields.get("MsgID", ""), delivered, "" if delivered else error or "failed"
        )
        await self._write(outcome)

    async def _mass_sent(self, event: AccountEvent) -> None:
        """WeChat names nobody: a send that failed as a whole goes on by the next method, a part of one is for people."""
        status, number = event.fields.get("Status", ""), event.fields.get("MsgID", "")
        counts = {
            name: event.fields.get(name, "")
            for name in ("TotalCount", "FilterCount", "SentCount", "ErrorCount")
        }
        if not number:
            return
        if status != "send success":
            log.warning("mass_send_failed", status=status, **counts)
            await self._write(
                DeliveryOutcome(DeliveryMethod.MASS, "", number, delivered=False, error=status or "failed")
            )
        elif counts["SentCount"] != counts["TotalCount"]:
            log.warning("mass_send_incomplete", **counts)

    async def _write(self, outcome: DeliveryOutcome) -> None:
        async with self._database.work() as work:
            rows = await record_outcome(work, outcome, self._clock())
            await work.commit()
        log.info(
            "wechat_outcome",
            method=outcome.method,
            delivered=outcome.delivered,
            error=outcome.error,
            rows=rows,
        )

    async def _consent(self, event: AccountEvent) -> None:
        """Consent and its refusal are noted with the subscription; refused on WeChat's own page, it is withdrawn."""
        user, now = str(Address(Channel.WECHAT, event.openid)), self._clock()
        withdrawn = event.name is EventName.SUBSCRIBED_CHANGE
        async with self._database.work() as work:
            for entry in self._ours(event):
                answer = entry.get("SubscribeStatusString", "")
                if answer == "accept":
                    await subscriptions.note_consent(work, user, now, agreed=True)
                elif withdrawn:
                    await subscriptions.withdraw_wechat(work, user, now)
                else:
                    await subscriptions.note_consent(work, user, now, agreed=False)
                log.info("wechat_consent", answer=answer, withdrawn=withdrawn)
            await work.commit()

    def _ours(self, event: AccountEvent) -> list[Mapping[str, str]]:
        return [entry for entry in event.entries if self._template in ("", entry.get("TemplateId", ""))]


async def _tell_staff(event: AccountEvent) -> None:
    """A log line that the alerts watch: what to do about it stands in docs/operations.md."""
    shown = {
        name: event.fields[name]
        for name in ("ExpiredTime", "FailReason", "RevokeInfo")
        if event.fields.get(name)
    }
    log.warning("wechat_account_notice", notice=event.name.value, **shown)
