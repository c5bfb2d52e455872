"""What requester, helper and candidate want with a request: how it stands, corrections, done, rated, given back."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings.named_records import overlap
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.readings.record_choices import ask_sure, is_sure, said_only
from bot.conversation.carry_out.records.record_commands import ref_number
from bot.conversation.carry_out.records.record_fields import FormOnRecord, added, changed, label, new_value
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import Turn
from bot.services.talents import completion, help_request, helper_answers, requester_consent
from bot.services.talents import helper_search_records as asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents import request_views as views
from bot.services.talents.content import TALENTS
from bot.services.talents.help_request import SPEC
from bot.services.talents.helper_search import ask_next_or_tell
from bot.services.talents.request_records import Request
from bot.services.talents.service import service
from bot.services.talents.slot_readers import masked, need_in
from bot.services.talents.statuses import LIVE, RequestStatus
from bot.storage import notices

LONGEST = 300  # characters of a need with what was added


@service.on_record("talent_request", RecordAction.STATUS)
async def tell(turn: Turn, command: Record) -> Reply:
    """The request as this resident may see it."""
    return await views.show(_about(turn, command))


@service.on_record("talent_request", RecordAction.WITHDRAW)
async def withdraw(turn: Turn, command: Record) -> Reply:
    """The requester withdraws it, the helper gives it back, both after a confirmation; a candidate declines."""
    request = await _mine(turn, command)
    if request is not None and request.user == turn.message.user:
        return await help_request.withdraw(_about(turn, command))
    if request is None or not _is_helper(turn, request):
        return await helper_answers.decline(_about(turn, command))
    if is_sure(turn):
        return await helper_answers.release(_about(turn, command))
    need = masked(request.need)
    return ask_sure(turn, turn.words.say("talent.release_sure", number=request.id, need=need), command)


@service.on_record("talent_request", RecordAction.CHANGE)
async def change(turn: Turn, command: Record) -> Reply:
    """The requester corrects it; a helper who has taken it is told. Another kind of need is another request."""
    request = await _mine(turn, command)
    if request is None or request.user != turn.message.user:
        return turn.say("talent.not_your_request", number=ref_number(command.ref))
    values = {name: str(getattr(request, name)) for name in (*service.changeable("talent_request"), "bank")}
    fixed = {"bank": "talent.need_fixed"}
    on_record = FormOnRecord(SPEC, request.need, values, service.changeable("talent_request"), fixed)
    value = new_value(turn, on_record, command)
    if isinstance(value, Reply):
        return value
    if command.slot == "need" and _is_another(turn, request, value):
        return turn.say(
            "talent.need_fixed", title=request.need, choices=(views.link(turn, "talent.withdraw", request),)
        )
    return await _corrected(turn, request, on_record, command.slot, value)


@service.on_record("talent_request", RecordAction.ADD)
async def add(turn: Turn, command: Record) -> Reply:
    """More about what is to be done, for whoever comes."""
    request = await _mine(turn, command)
    if request is None or request.user != turn.message.user:
        return turn.say("talent.not_your_request", number=ref_number(command.ref))
    on_record = FormOnRecord(SPEC, request.need, {"need": request.need}, service.changeable("talent_request"))
    need = turn.words.say("record.with_more", words=request.need, more=command.value)
    return await _corrected(turn, request, on_record, "need", need[:LONGEST], is_added=True)


async def _corrected(
    turn: Turn, request: Request, on_record: FormOnRecord, slot: str, value: str, *, is_added: bool = False
) -> Reply:
    """Write it down; a helper who has taken the request is told."""
    corrected = await talent_requests.correct(turn.work, request.id, request.user, slot, value, turn.now)
    if corrected is None:
        return turn.say("talent.case_over", number=request.id)
    reply = added(turn, request.need, value) if is_added else changed(turn, on_record, slot, value)
    if corrected.helper is None or not corrected.agreed:
        return reply
    words = {"number": request.id, "need": masked(corrected.need), "what": label(turn, SPEC, slot)}
    text = turn.words.say("talent.changed_for_helper", value=value, **words)
    await notices.add(turn.work, corrected.helper.user, text, turn.now)
    told = turn.words.say("talent.helper_told", helper=corrected.helper.name)
    return Reply(f"{reply.text}{told}")


@service.on_record("talent_request", RecordAction.DONE)
async def done(turn: Turn, command: Record) -> Reply:
    """Requester or helper says that it is done."""
    return await completion.done(_about(turn, command))


@service.on_record("talent_request", RecordAction.NOT_DONE, over=True)
async def not_done(turn: Turn, command: Record) -> Reply:
    """It is not done: another helper is looked for, if the requester wants one."""
    request = await _mine(turn, command)
    if request is None:
        return await _after_the_end(turn, command)
    by_requester = request.user == turn.message.user
    if not by_requester or request.helper is None or not request.agreed:
        return turn.say("talent.not_done_yet", number=request.id, status=views.status(turn, request))
    if not is_sure(turn):
        question = turn.words.say("talent.another_sure", number=request.id, helper=request.helper.name)
        return ask_sure(turn, question, command)
    helper = request.helper.user
    if await asks.release(turn.work, request.id, helper, turn.now):
        text = turn.words.say("talent.not_needed", number=request.id, need=masked(request.need))
        await notices.add(turn.work, helper, text, turn.now)
        await ask_next_or_tell(turn, request.id, turn.message.user)
    return turn.say("talent.another", number=request.id)


@service.on_record("talent_request", RecordAction.RATE, over=True)
async def rate(turn: Turn, command: Record) -> Reply:
    """The requester rates the help: the request of this number, or the one that was done last."""
    number = ref_number(command.ref)
    if not number:
        last = await talent_requests.last_done(turn.work, turn.message.user)
        number = last.id if last else 0
    stars = str(ref_number(command.value) or "")
    return await completion.rate(said_only(turn, request=str(number), stars=stars))


@service.on_record("talent_request", RecordAction.ACCEPT)
async def accept(turn: Turn, command: Record) -> Reply:
    """A candidate takes it; the requester agrees to the helper."""
    if await _is_requester(turn, command):
        return await requester_consent.agree(_about(turn, command))
    return await helper_answers.accept(_about(turn, command))


@service.on_record("talent_request", RecordAction.DECLINE)
async def decline(turn: Turn, command: Record) -> Reply:
    """A candidate declines it; the requester does not want the helper."""
    if await _is_requester(turn, command):
        return await requester_consent.refuse(_about(turn, command))
    return await helper_answers.decline(_about(turn, command))


async def _after_the_end(turn: Turn, command: Record) -> Reply:
    """It counts as done and stays so: asking once more is a new request."""
    last = await talent_requests.last_done(turn.work, turn.message.user)
    if last is None or ref_number(command.ref) not in (0, last.id):
        return turn.say("talent.done_none", choices=offers(turn, "talent.request"))
    again = Choice(turn.words.say("talent.ask_again", need=last.need), Wish("talent.request"))
    return turn.say("talent.done_again", need=last.need, choices=(again,))


async def _is_requester(turn: Turn, command: Record) -> bool:
    request = await _mine(turn, command)
    return request is not None and request.user == turn.message.user


async def _mine(turn: Turn, command: Record) -> Request | None:
    """The live request of this number, if the resident made it, has taken it, or is asked to."""
    request = await talent_requests.find(turn.work, ref_number(command.ref))
    if request is None or request.status not in LIVE:
        return None
    user = turn.message.user
    if user == request.user or _is_helper(turn, request):
        return request
    asked = request.status is not RequestStatus.ACCEPTED and await asks.was_asked(turn.work, request.id, user)
    return request if asked else None


def _is_helper(turn: Turn, request: Request) -> bool:
    return request.helper is not None and request.helper.user == turn.message.user


def _is_another(turn: Turn, request: Request, need: str) -> bool:
    """Is the need of another kind? In fewer words of the same it may be of none that is known: 「龙头漏水」 for 「修水龙头」."""
    kind = _kind(turn, need)
    return kind != request.kind and bool(kind or not overlap(request.need, need))


def _kind(turn: Turn, need: str) -> str:
    match = need_in(turn.content.part(TALENTS), need)
    return match.kind.id if match else ""


def _about(turn: Turn, command: Record) -> Turn:
    return said_only(turn, request=str(ref_number(command.ref)))
