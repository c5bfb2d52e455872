"""How a request stands, for the one who made it and for those who are asked; and what each can do about it."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.turn import OwnRecord, Turn
from bot.services.talents import helper_search_records as talent_asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents import skill_offer
from bot.services.talents.request_records import Request
from bot.services.talents.service import service
from bot.services.talents.slot_readers import masked
from bot.services.talents.statuses import LIVE, RequestStatus


@service.exact_words(
    r"(?:我要|我想)?(?:撤回|取消|撤掉|撤下)(?:我的)?(?:登记的?)?(?:手艺|本事|特长)(?:登记)?", "talent.mine"
)
@service.exact_words(r"我的(?:求助|接单|单子|手艺|本事|人才银行)", "talent.mine")
async def mine(turn: Turn) -> Reply:
    """All that goes on between this resident and the talent bank."""
    things = (*await owned(turn), *await skill_offer.owned(turn))
    if not things:
        intents = turn.content.intents
        links = (Choice(intents[label].title, Wish(label)) for label in ("talent.request", "talent.offer"))
        return turn.say("talent.mine_none", choices=tuple(links))
    lines = "\n".join([turn.words.say("talent.mine"), *(one.line for one in things)])
    return Reply(lines, tuple(one.change for one in things if one.change))


@service.tells_own_records
async def owned(turn: Turn) -> tuple[OwnRecord, ...]:
    """What the resident asked for, is asked for, and promised to do."""
    user, say = turn.message.user, turn.words.say
    made = [
        OwnRecord(say("talent.line", number=one.id, need=one.need, status=status(turn, one)), _see(turn, one))
        for one in await talent_requests.of_user(turn.work, user)
    ]
    asked = [
        OwnRecord(
            say("talent.line_asked", number=one.id, need=masked(one.need), time=masked(one.time)),
            _see(turn, one),
        )
        for one in await talent_asks.waiting_for(turn.work, user)
    ]
    promised = [
        OwnRecord(say("talent.line_job", number=one.id, need=one.need, name=one.name), _see(turn, one))
        for one in await talent_requests.of_helper(turn.work, user)
    ]
    return (*made, *asked, *promised)


@service.on_postback("talent.case")
async def case(turn: Turn) -> Reply:
    """One request, as the resident may see it: their own, one they promised, or one they are asked for."""
    number, user = number_said(turn), turn.message.user
    one = await talent_requests.find(turn.work, number)
    if one is not None and one.status in LIVE:
        if one.user == user:
            return made(turn, one)
        if one.helper is not None and one.helper.user == user:
            return job(turn, one)
        if one.helper is None and await talent_asks.was_asked(turn.work, one.id, user):
            return asked(turn, one)
    return turn.say("talent.case_over", number=number, choices=turn.menu())


def made(turn: Turn, one: Request) -> Reply:
    """The request for the one who made it."""
    withdraw = link(turn, "talent.withdraw", one)
    if one.helper is None:
        text = turn.words.say("talent.case", number=one.id, need=one.need, status=status(turn, one))
        done = (link(turn, "talent.done", one),) if one.status is RequestStatus.ACCEPTED else ()
        return Reply(text, (*done, withdraw))
    helper = {"helper": one.helper.name, "phone": one.helper.phone}
    choices = (link(turn, "talent.done", one), withdraw)
    return turn.say(
        "talent.case_helper", number=one.id, need=one.need, time=one.time, choices=choices, **helper
    )


def asked(turn: Turn, one: Request) -> Reply:
    """The request for one who may take it: nobody's name, phone or house."""
    said = {"need": masked(one.need), "time": masked(one.time), "bank": one.bank}
    choices = (link(turn, "talent.accept", one), link(turn, "talent.decline", one))
    return turn.say("talent.asked", number=one.id, choices=choices, **said)


def job(turn: Turn, one: Request) -> Reply:
    """The request for the one who took it."""
    choices = (link(turn, "talent.done", one), link(turn, "talent.release", one))
    said = {"need": one.need, "name": one.name, "phone": one.phone, "address": one.address, "time": one.time}
    return turn.say("talent.job", number=one.id, choices=choices, **said)


def number_said(turn: Turn) -> int:
    """The request's number; 0, which none has, when there is none."""
    number = turn.slot("request")
    return int(number) if number.isdecimal() else 0


def status(turn: Turn, one: Request) -> str:
    """How it stands, in words. Accepted without a helper of the bank: the staff found somebody."""
    if one.helper is not None:
        return turn.words.say("talent.status_helper", helper=one.helper.name)
    return turn.words.say(f"talent.status_{one.status.value}")


def link(turn: Turn, intent: str, one: Request) -> Choice:
    """The choice that does this to the request; its words are under `<intent>_link`."""
    label = turn.words.say(f"{intent}_link", number=one.id)
    return Choice(label, Wish(intent, (("request", str(one.id)),)))


def _see(turn: Turn, one: Request) -> Choice:
    label = turn.words.say("talent.see_link", number=one.id)
    return Choice(label, Wish("talent.case", (("request", str(one.id)),)))
