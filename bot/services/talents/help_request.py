"""「我家电饭煲坏了」: asking the talent bank for help, for oneself or somebody else; and withdrawing the request."""

import re
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import FillSlot, Wish
from bot.conversation.carry_out.form_dialog.weighing import tells_need
from bot.conversation.carry_out.readings.matter import matter
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.forms.common_slots import FOR_WHOM, NAME, PHONE, SELF
from bot.conversation.forms.readers import Reading, read_option
from bot.conversation.forms.spec import Fault, FormSpec, SlotSpec, Values, World
from bot.conversation.hooks import FormOpening
from bot.conversation.interpret.values import free_text
from bot.conversation.interpret.wishes import moved_people, openings
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.talents import helper_search
from bot.services.talents import helper_search_records as asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents import request_views as views
from bot.services.talents.content import TALENTS, SkillMatch
from bot.services.talents.request_records import AlreadyRequested, NewRequest
from bot.services.talents.service import service
from bot.services.talents.slot_readers import (
    NEED_HEARD,
    bank_options,
    masked,
    need_in,
    read_address,
    read_need,
    said_of,
    scrubbed,
    time_slot,
)
from bot.storage import notices
from bot.storage.contact_shares import is_paused
from bot.understanding.parse import Parse
from bot.understanding.passages.faq import NEAR, VERY_NEAR
from bot.understanding.slots import choice
from bot.understanding.text.normalize import simplified

_OF_CARE = "love"  # the bank for whoever helps old people


def _banks(values: Values, world: World) -> tuple[Choice, ...]:
    if "need" not in values:
        return ()
    talents = world.content.part(TALENTS)
    match = need_in(talents, values["need"])
    bank = match.bank if match else talents.likely_bank(simplified(values["need"]))
    bank = bank or (talents.bank(_OF_CARE) if moved_people.is_of_frail(values["need"]) else None)
    chosen = talents.bank(values.get("bank", "")) if bank else None
    if bank and chosen and chosen != bank:
        return tuple(Choice(other.name, FillSlot(other.name)) for other in (bank, chosen))
    return bank_options((bank.name,) if bank else (), talents)


def _every_bank(values: Values, world: World) -> tuple[Choice, ...]:
    """All banks: the one that the need is for need not be the one that is wanted."""
    return bank_options((), world.content.part(TALENTS)) if "need" in values else ()


_BANK = re.compile(r"(?P<name>[\u4e00-\u9fff]{2}银行)")


def _read_bank(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """One of the banks that are offered, or another one that is named: 「找快乐银行会演小品的」."""
    offered = read_option(heard, options, asked)
    at = choice.in_sentence(heard.text, [option.label for option in options]) if asked else None
    if not offered.value and at is not None:
        return Reading(options[at].value)
    named = _BANK.search(heard.text) if not offered.value and asked else None
    return Reading(named["name"]) if named else offered


def _safe(value: str, values: Values, world: World) -> Fault | None:
    if not world.content.part(TALENTS).dangerous(simplified(value)):
        return None
    person = Choice(world.content.intents["dialog.human"].title, Wish("dialog.human"))
    return Fault("talent.danger", {}, (person,))


SPEC = FormSpec(
    name="talent_request",
    intent="talent.request",
    slots=(
        SlotSpec("need", read_need, check=_safe, free=True, any_words=True),
        SlotSpec("bank", _read_bank, options=_banks, after=("need",), every=_every_bank),
        FOR_WHOM,
        SlotSpec("address", read_address, personal=True, any_words=True),
        time_slot("time", "talent.time_options"),
        NAME,
        PHONE,
    ),
)


async def _before(turn: Turn) -> FormOpening:
    """Answer at once what is dangerous, a known question, or how a request of theirs stands; else open the form."""
    talents = turn.content.part(TALENTS)
    text = simplified(turn.parse.text)
    person = Choice(turn.content.intents["dialog.human"].title, Wish("dialog.human"))
    if talents.dangerous(text):
        return FormOpening(replace(turn.say("talent.danger", choices=(person,)), urgent=True))
    told = matter(turn, said_of(turn.parse))
    need = scrubbed(free_text.whole(told) or told)
    match = need_in(talents, need)
    if talents.asks_progress(text) and await _has_asked_for(turn, match):
        return FormOpening(await views.show_own(turn))
    if await is_paused(turn.work, turn.message.user):
        return FormOpening(views.paused(turn))
    # Inside an open form, even a question that matches less closely is a question.
    answer = turn.known_answer(NEAR if turn.session.form else VERY_NEAR)
    if answer:
        intents = turn.content.intents
        request_link = Choice(intents["talent.request"].title, Wish("talent.request"))
        return FormOpening(Reply(answer, (request_link, person)))
    is_told = match is not None or tells_need(turn) or openings.calls_helper(text)
    return FormOpening(slots={NEED_HEARD: need} if is_told else {})


async def _has_asked_for(turn: Turn, match: SkillMatch | None) -> bool:
    """Has the resident a request for this kind of help; for any, where no kind is named?"""
    own = await talent_requests.of_user(turn.work, turn.message.user)
    return bool(own) and (match is None or match.kind.id in {request.kind for request in own})


@service.form(SPEC, before=_before, slots=("item", "skill", "name", "phone", "team"))
async def ask(turn: Turn, state: FormState) -> Reply:
    """Write the request down, and ask the first candidates; the reply says how many, or that nobody fits."""
    slots = state.slots
    match = need_in(turn.content.part(TALENTS), slots["need"])
    new = NewRequest(
        user=turn.message.user,
        need=slots["need"],
        name=slots["name"],
        phone=slots["phone"],
        address=slots["address"],
        time=slots["time"],
        for_whom=slots.get("for_whom", SELF),
        bank=slots["bank"],
        kind=match.kind.id if match else "",
    )
    try:
        request = await talent_requests.place(turn.work, new, turn.now)
    except AlreadyRequested as already:
        existing = already.existing
        reply = views.for_requester(turn, existing)
        fields = {"number": existing.id, "need": existing.need, "status": views.status(turn, existing)}
        return turn.say("talent.already", choices=reply.choices, **fields)
    candidates = (await helper_search.ask_next_candidates(turn, request.id, turn.message.user)).asked
    withdraw = (views.link(turn, "talent.withdraw", request),)
    if not candidates:
        return turn.say("talent.no_helper", number=request.id, need=request.need, choices=withdraw)
    return turn.say(
        "talent.asking", number=request.id, count=len(candidates), need=request.need, choices=withdraw
    )


@service.exact_words(
    r"(?:我要|我想)?(?:撤回|取消|撤掉|撤销)(?:我的|这个|那个)?(?:求助|帮忙)", "talent.withdraw"
)
@service.exact_words(r"撤单\s*(?P<request>\d{1,9})?", "talent.withdraw")
async def withdraw(turn: Turn) -> Reply:
    """Withdraw a request after a confirmation; the candidates and the helper are told."""
    own = await talent_requests.of_user(turn.work, turn.message.user)
    number = turn.slot("request")
    meant = [request for request in own if str(request.id) == number] if number else own
    if not meant:
        return turn.say("talent.withdraw_none", choices=offers(turn, "talent.request"))
    if len(meant) > 1:
        reply = await views.show_own(turn)
        return Reply(reply.text, tuple(views.link(turn, "talent.withdraw", request) for request in meant))
    request = meant[0]
    if turn.confirmed is False:
        return turn.say("talent.withdraw_kept", number=request.id)
    if turn.confirmed is None:
        this = (("request", str(request.id)),)
        choices = tuple(
            Choice(turn.words.say(key), Wish("talent.withdraw", this, confirmed=answer))
            for key, answer in (("talent.withdraw_yes", True), ("talent.withdraw_no", False))
        )
        return turn.say("talent.withdraw_sure", number=request.id, need=request.need, choices=choices)
    await give_up(turn, request.id)
    return turn.say("talent.withdrawn", number=request.id)


async def give_up(turn: Turn, number: int) -> None:
    """Withdraw the resident's request; those who were asked and the helper are told."""
    before = await talent_requests.withdraw(turn.work, number, turn.message.user, turn.now)
    if before is None:
        return
    waiting = await asks.close(turn.work, number, turn.now)
    helper = (before.helper.user,) if before.helper else ()
    text = turn.words.say("talent.not_needed", number=number, need=masked(before.need))
    for user in (*helper, *waiting):
        await notices.add(turn.work, user, text, turn.now)
