"""What a resident wants with a course that they asked for: how it stands, corrections, withdrawn."""

from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.readings.record_choices import said_only
from bot.conversation.carry_out.records.record_commands import ref_number
from bot.conversation.carry_out.records.record_fields import FormOnRecord, changed, new_value, tell_status
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import Turn
from bot.services.course_request import own_requests
from bot.services.course_request import records as course_requests
from bot.services.course_request.form import SPEC
from bot.services.course_request.own_requests import status, title, values_of, withdraw_link
from bot.services.course_request.records import CourseRequest
from bot.services.course_request.requesting import subject_key
from bot.services.course_request.service import service


@service.on_record("request", RecordAction.STATUS)
async def tell(turn: Turn, command: Record) -> Reply:
    """How many others would like it, and that they are told when it opens."""
    request = await _own(turn, command)
    if request is None:
        return _gone(turn)
    choices = (withdraw_link(turn, request),)
    what_next = turn.words.say("request.next")
    return tell_status(turn, title(turn, request), await status(turn, request), what_next, choices)


@service.on_record("request", RecordAction.CHANGE)
async def change(turn: Turn, command: Record) -> Reply:
    """A correction of what they would like to learn, and of who would come."""
    request = await _own(turn, command)
    if request is None:
        return _gone(turn)
    values = values_of(request)
    on_record = FormOnRecord(SPEC, title(turn, request), values, service.changeable("request"))
    value = new_value(turn, on_record, command)
    if isinstance(value, Reply):
        return value
    values[command.slot] = value
    new = replace(
        request,
        subject=values["subject"],
        for_whom=values["for_whom"],
        age=int(values["age"]) if values["age"] else None,
        education=values["education"],
        interest=values["interest"],
    )
    key = subject_key(turn.content, value) if command.slot == "subject" else ""
    if await course_requests.correct(turn.work, new, key, turn.now) is None:
        return turn.say("request.same_open", title=title(turn, request))
    return changed(turn, on_record, command.slot, value)


@service.on_record("request", RecordAction.WITHDRAW, sure="request.withdraw_sure")
async def withdraw(turn: Turn, command: Record) -> Reply:
    """They would not like it any more."""
    return await own_requests.withdraw(said_only(turn, request=str(ref_number(command.ref))))


async def _own(turn: Turn, command: Record) -> CourseRequest | None:
    own = await course_requests.of_user(turn.work, turn.message.user)
    return next((request for request in own if request.id == ref_number(command.ref)), None)


def _gone(turn: Turn) -> Reply:
    return turn.say("request.gone", choices=offers(turn, "training.request", "training.browse"))
