"""A request as the requester, a candidate and the helper see it, with the choices that each of them has."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.forms.common_slots import phone_shown
from bot.conversation.forms.spec import World
from bot.conversation.turn import OwnRecord, Told, Turn
from bot.services.talents import helper_search_records as asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents import skill_offer
from bot.services.talents.first_sight import first_sight
from bot.services.talents.request_records import Request
from bot.services.talents.service import service
from bot.services.talents.statuses import LIVE, RequestStatus
from bot.storage.contact_shares import is_paused


@service.exact_words(
    r"(?:我要|我想)?(?:撤回|取消|撤掉|撤下)(?:我的)?(?:登记的?)?(?:手艺|本事|特长)(?:登记)?", "talent.mine"
)
@service.exact_words(r"我的(?:求助|接单|单子|手艺|本事|人才银行)", "talent.mine")
async def show_own(turn: Turn) -> Reply:
    """Show the resident's requests, the requests that they are asked to take or have taken, and their skills."""
    records = (*await own_records(turn), *await skill_offer.own_records(turn))
    if not records:
        intents = turn.content.intents
        links = (Choice(intents[label].title, Wish(label)) for label in ("talent.request", "talent.offer"))
        return turn.say("talent.mine_none", choices=tuple(links))
    lines = "\n".join([turn.words.say("talent.mine"), *(record.line for record in records)])
    return Reply(lines, tuple(record.change for record in records if record.change))


@service.tells_own_records
async def own_records(turn: Turn) -> tuple[OwnRecord, ...]:
    """The requests that the resident made, is asked to take, or has taken."""
    user, say = turn.message.user, turn.words.say
    made = [
        OwnRecord(
            say("talent.line", number=request.id, need=request.need, status=status(turn, request)),
            _show_link(turn, request),
            kind="talent_request",
            ref=str(request.id),
            title=request.need,
            status=status(turn, request),
            phone=request.phone,
            told=_told(turn, request),
        )
        for request in await talent_requests.of_user(turn.work, user)
    ]
    asked = [
        OwnRecord(
            say("talent.line_asked", number=request.id, need=seen.need, time=seen.time),
            _show_link(turn, request),
            kind="talent_request",
            ref=str(request.id),
            title=seen.need,
            status=say("talent.status_asked_you"),
        )
        for request in await asks.waiting_for(turn.work, user)
        for seen in (first_sight(turn.words, request),)
    ]
    named = not await is_paused(turn.work, user)
    promised = [
        OwnRecord(
            _promise(turn, request, named=named),
            _show_link(turn, request),
            kind="talent_request",
            ref=str(request.id),
            title=first_sight(turn.words, request).need,
            status=say("talent.status_promised"),
        )
        for request in await talent_requests.of_helper(turn.work, user)
    ]
    return (*made, *asked, *promised)


def _told(turn: Turn, request: Request) -> tuple[Told, ...]:
    """What the requester wrote down; the form's own names for it are in `intents/`."""
    slots = turn.content.forms["talent_request"].slots
    phone = phone_shown(request.phone, {}, World(turn.content, turn.now))
    values = {name: phone if name == "phone" else str(getattr(request, name)) for name in slots}
    return tuple(Told(name, slots[name].label, value) for name, value in values.items())


def _arranged(turn: Turn, request: Request) -> list[str]:
    """When, where and for whom to ask, each in a line, as they stand now."""
    told = {part.slot: part for part in _told(turn, request)}
    parts = [told[slot] for slot in ("time", "address", "name") if told[slot].value]
    return [turn.words.say("record.whole_line", what=part.label, value=part.value) for part in parts]


@service.on_postback("talent.case")
async def show(turn: Turn) -> Reply:
    """Show a request as this resident may see it: as the requester, the helper or a candidate."""
    number, user = request_number(turn), turn.message.user
    if await is_paused(turn.work, user):
        return paused(turn)
    request = await talent_requests.find(turn.work, number)
    if request is not None and request.status in LIVE:
        if request.user == user:
            return for_requester(turn, request)
        if request.helper is not None and request.helper.user == user:
            return for_helper(turn, request, agreed=request.agreed)
        if request.helper is None and await asks.was_asked(turn.work, request.id, user):
            return for_candidate(turn, request)
    return turn.say("talent.case_over", number=number)


def for_requester(turn: Turn, request: Request) -> Reply:
    """The request as the requester sees it."""
    withdraw_link = link(turn, "talent.withdraw", request)
    if request.helper is None:
        case = turn.words.say(
            "talent.case", number=request.id, need=request.need, status=status(turn, request)
        )
        text = "\n".join([case, *_arranged(turn, request)])
        done_link = (link(turn, "talent.done", request),) if request.status is RequestStatus.ACCEPTED else ()
        return Reply(text, (*done_link, withdraw_link))
    if not request.agreed:
        fields = {"need": request.need, "helper": request.helper.name, "skill": request.helper.skill}
        links = (link(turn, "talent.agree", request), link(turn, "talent.refuse", request), withdraw_link)
        return turn.say("talent.consent", number=request.id, choices=links, **fields)
    helper = {"helper": request.helper.name, "phone": request.helper.phone}
    choices = (link(turn, "talent.done", request), withdraw_link)
    return turn.say(
        "talent.case_helper",
        number=request.id,
        need=request.need,
        time=request.time,
        choices=choices,
        **helper,
    )


def for_candidate(turn: Turn, request: Request) -> Reply:
    """The request as a candidate sees it: without name, phone and flat."""
    seen = first_sight(turn.words, request)
    fields = {"need": seen.need, "time": seen.time, "place": seen.place, "bank": request.bank}
    choices = (link(turn, "talent.accept", request), link(turn, "talent.decline", request))
    return turn.say("talent.asked", number=request.id, choices=choices, **fields)


def for_helper(turn: Turn, request: Request, *, agreed: bool) -> Reply:
    """The request as the helper sees it, once the requester has agreed, and before."""
    if not agreed:
        seen = first_sight(turn.words, request)
        fields = {"need": seen.need, "time": seen.time, "place": seen.place}
        release_link = (link(turn, "talent.release", request),)
        return turn.say("talent.job_waiting", number=request.id, choices=release_link, **fields)
    choices = (link(turn, "talent.done", request), link(turn, "talent.release", request))
    fields = {
        "need": request.need,
        "name": request.name,
        "phone": request.phone,
        "address": request.address,
        "time": request.time,
    }
    return turn.say("talent.job", number=request.id, choices=choices, **fields)


def paused(turn: Turn) -> Reply:
    """What somebody hears who was reported and gets nobody's number for now."""
    person = Choice(turn.content.intents["dialog.human"].title, Wish("dialog.human"))
    return turn.say("talent.paused", choices=(person,))


def request_number(turn: Turn) -> int:
    """The number that was said; 0, which no request has, when there is none."""
    number = turn.slot("request")
    return int(number) if number.isdecimal() else 0


def status(turn: Turn, request: Request) -> str:
    """The status in words. A request accepted without a helper of the bank: the staff found somebody."""
    if request.helper is not None:
        key = "talent.status_helper" if request.agreed else "talent.status_consent"
        return turn.words.say(key, helper=request.helper.name)
    return turn.words.say(f"talent.status_{request.status.value}")


def link(turn: Turn, intent: str, request: Request) -> Choice:
    """The choice that does this to the request; its words are under `<intent>_link`."""
    label = turn.words.say(f"{intent}_link", number=request.id)
    return Choice(label, Wish(intent, (("request", str(request.id)),)))


def _promise(turn: Turn, request: Request, *, named: bool) -> str:
    """The line of a request that the helper has taken; with the requester's name once they have agreed."""
    if request.agreed and named:
        return turn.words.say("talent.line_job", number=request.id, need=request.need, name=request.name)
    return turn.words.say(
        "talent.line_waiting", number=request.id, need=first_sight(turn.words, request).need
    )


def _show_link(turn: Turn, request: Request) -> Choice:
    label = turn.words.say("talent.see_link", number=request.id)
    return Choice(label, Wish("talent.case", (("request", str(request.id)),)))
