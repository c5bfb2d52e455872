"""A resident's own requests for courses: shown, withdrawn."""

from collections.abc import Sequence

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.records.record_fields import told_of
from bot.conversation.turn import OwnRecord, Turn
from bot.services.course_request import records as course_requests
from bot.services.course_request.form import SPEC
from bot.services.course_request.records import CourseRequest
from bot.services.course_request.service import MINE, WITHDRAW, service


@service.on_postback(MINE)
async def show_own(turn: Turn) -> Reply:
    """Show what the resident would like to learn, and how many others would."""
    own = await course_requests.of_user(turn.work, turn.message.user)
    if not own:
        browse = turn.content.intents["training.browse"]
        return turn.say("request.mine_none", choices=(Choice(browse.title, Wish(browse.label)),))
    lines = [turn.words.say("request.mine"), *[await _line(turn, request) for request in own]]
    return Reply("\n".join(lines), tuple(withdraw_link(turn, request) for request in own))


@service.tells_own_records
async def own_records(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's requests for 「我的」."""
    own = await course_requests.of_user(turn.work, turn.message.user)
    return tuple(
        [
            OwnRecord(
                await _line(turn, request),
                withdraw_link(turn, request),
                kind="request",
                ref=str(request.id),
                title=title(turn, request),
                status=await status(turn, request),
                told=told_of(turn, SPEC, values_of(request)),
            )
            for request in own
        ]
    )


@service.on_postback(WITHDRAW)
async def withdraw(turn: Turn) -> Reply:
    """Withdraw the request that is meant; ask which one, when it could be several."""
    own = await course_requests.of_user(turn.work, turn.message.user)
    number = turn.slot("request")
    meant = _meant(own, number, turn.slot("subject"))
    if not own or (number and not meant):
        return turn.say("request.gone", choices=offers(turn, "training.request", "training.browse"))
    if len(meant or own) > 1:
        links = tuple(withdraw_link(turn, request) for request in meant or own)
        return turn.say("request.withdraw_which", choices=links)
    request = (meant or own)[0]
    withdrawn = await course_requests.withdraw(turn.work, turn.message.user, request.id, turn.now)
    if withdrawn is None:
        return turn.say("request.gone", choices=offers(turn, "training.request", "training.browse"))
    return turn.say("request.withdrawn", subject=withdrawn.subject)


def _meant(own: Sequence[CourseRequest], number: str, subject: str) -> list[CourseRequest]:
    """The requests of this number, or for this subject."""
    return [
        request for request in own if str(request.id) == number or (subject and subject in request.subject)
    ]


async def _line(turn: Turn, request: CourseRequest) -> str:
    count = await course_requests.wanted(turn.work, request.fold)
    return turn.words.say("request.line", subject=request.subject, count=count, who=request.for_whom)


def values_of(request: CourseRequest) -> dict[str, str]:
    """What stands in the request, by the slots of its form that can be changed."""
    return {name: str(getattr(request, name) or "") for name in service.changeable("request")}


def title(turn: Turn, request: CourseRequest) -> str:
    """How the request is called: the subject, and for whom."""
    return turn.words.say("request.title", subject=request.subject, who=request.for_whom)


async def status(turn: Turn, request: CourseRequest) -> str:
    """How many people would like the course."""
    return turn.words.say("request.status", count=await course_requests.wanted(turn.work, request.fold))


def withdraw_link(turn: Turn, request: CourseRequest) -> Choice:
    """The choice that withdraws the request."""
    label = turn.words.say("request.withdraw_link", subject=request.subject)
    return Choice(label, Wish(WITHDRAW, (("request", str(request.id)),)))
