"""Every periodic job of the programme, as the supervisor runs it."""

from functools import partial

from bot.broadcast.sender import CampaignSender
from bot.channels.alarm_sender import AlarmSender
from bot.channels.code_sender import CodeSender
from bot.channels.outbox import Outbox
from bot.conversation.hooks import PeriodicJob
from bot.conversation.staff_actions import StaffActions
from bot.runtime.background import Job
from bot.runtime.erased_traces import ErasedTraces
from bot.runtime.feedback_writer import FeedbackWriter
from bot.runtime.reload import Reloader


def of_services(actions: StaffActions) -> list[Job]:
    """What services do every minute, each in a transaction of its own."""
    return [
        Job(
            name=f"{periodic_job.__module__}.{periodic_job.__name__}",
            run=partial(_in_a_transaction, periodic_job, actions),
            pause=60.0,
            waits="chores_wait",
            failed="chore_failed",
        )
        for service in actions.services
        for periodic_job in service.periodic_jobs
    ]


async def _in_a_transaction(periodic_job: PeriodicJob, actions: StaffActions) -> None:
    async with actions.database.work() as work:
        await periodic_job(actions.context(work))
        await work.commit()


def of_feedback(writer: FeedbackWriter) -> Job:
    """Feedback and usage to the records; a killed process loses five seconds of them."""
    return Job(
        name="feedback",
        run=writer.write,
        pause=5.0,
        waits="evidence_lost",
        failed="evidence_not_written",
        last_round=True,
    )


def of_outbox(outbox: Outbox) -> Job:
    """Notices to residents."""
    return Job(
        name="outbox",
        run=outbox.deliver_pending,
        pause=2.0,
        waits="outbox_waits",
        failed="outbox_failed",
        at_once=True,
    )


def of_codes(sender: CodeSender) -> Job:
    """Confirmation codes: somebody waits for each."""
    return Job(
        name="phone_codes",
        run=sender.send_due,
        pause=1.0,
        waits="phone_codes_wait",
        failed="phone_codes_failed",
        at_once=True,
    )


def of_alarms(sender: AlarmSender) -> Job:
    """SMS to the staff about residents in danger."""
    return Job(
        name="alarms",
        run=sender.send_due,
        pause=1.0,
        waits="alarms_wait",
        failed="alarms_failed",
        at_once=True,
    )


def of_erased_traces(traces: ErasedTraces) -> Job:
    """What files still hold of an erased resident, a few seconds after the answer."""
    return Job(
        name="erased_traces",
        run=traces.remove,
        pause=5.0,
        waits="erased_traces_wait",
        failed="erased_traces_failed",
        last_round=True,
    )


def of_sender(sender: CampaignSender) -> Job:
    """Campaigns to many: at the end, what is in flight is settled and nothing more is begun."""
    return Job(
        name="sender",
        run=sender.round,
        pause=5.0,
        waits="push_waits",
        failed="push_failed",
        at_once=True,
        until_idle=True,
        stop=sender.stopping.set,
        grace=20.0,  # the gateways give up at 15
    )


def of_reloader(reloader: Reloader) -> list[Job]:
    """Changed content within two seconds, and the model of it as soon as it is trained."""
    return [
        Job(
            name=name,
            run=run,
            pause=0.3,
            waits="reload_waits",
            failed=failed,
            grace=0.0,
        )
        for name, run, failed in (
            ("reload", reloader.take_changes, "reload_failed"),
            ("training", reloader.train, "training_failed"),
        )
    ]
