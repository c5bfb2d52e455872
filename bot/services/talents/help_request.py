"""「我家电饭煲坏了」: ask the talent bank for a hand, for oneself or for somebody else; and withdraw it."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.forms.common_slots import FOR_WHOM, NAME, PHONE, SELF
from bot.conversation.forms.readers import read_option
from bot.conversation.forms.spec import Fault, FormSpec, SlotSpec, Values, World
from bot.conversation.hooks import FormOpening
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.talents import helper_search as finding
from bot.services.talents import helper_search_records as talent_asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents import request_views as case
from bot.services.talents.content import TALENTS
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
from bot.understanding.faq import NEAR, VERY_NEAR
from bot.understanding.normalize import simplified


def _banks(values: Values, world: World) -> tuple[Choice, ...]:
    if "need" not in values:
        return ()
    found = need_in(world.content.part(TALENTS), values["need"])
    return bank_options((found.bank.name,) if found else (), world.content.part(TALENTS))


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
        SlotSpec("bank", read_option, options=_banks, after=("need",)),
        FOR_WHOM,
        SlotSpec("address", read_address, personal=True, any_words=True),
        time_slot("time", "talent.time_options"),
        NAME,
        PHONE,
    ),
)


async def _before(turn: Turn) -> FormOpening:
    """What is dangerous must not wait; a known question, or how a request stands, is answered at once."""
    talents = turn.content.part(TALENTS)
    said = simplified(turn.parse.text)
    person = Choice(turn.content.intents["dialog.human"].title, Wish("dialog.human"))
    if talents.dangerous(said):
        return FormOpening(replace(turn.say("talent.danger", choices=(person,)), urgent=True))
    need = scrubbed(said_of(turn.parse))
    wanted = need_in(talents, need)
    if talents.asks_progress(said):
        own = await talent_requests.of_user(turn.work, turn.message.user)
        if own and (wanted is None or wanted.kind.id in {one.kind for one in own}):
            return FormOpening(await case.mine(turn))
    # What stands in the form's way is a question, so a question less near will do.
    known = turn.known_answer(NEAR if turn.session.form else VERY_NEAR)
    if known:
        intents = turn.content.intents
        request = Choice(intents["talent.request"].title, Wish("talent.request"))
        return FormOpening(Reply(known, (request, person)))
    return FormOpening(slots={NEED_HEARD: need} if wanted is not None else {})


@service.form(SPEC, before=_before, slots=("item", "skill", "name", "phone", "team"))
async def ask(turn: Turn, state: FormState) -> Reply:
    """Write the request down and ask the first people; the resident hears how many, or that nobody fits."""
    slots = state.slots
    found = need_in(turn.content.part(TALENTS), slots["need"])
    new = NewRequest(
        user=turn.message.user,
        need=slots["need"],
        name=slots["name"],
        phone=slots["phone"],
        address=slots["address"],
        time=slots["time"],
        for_whom=slots.get("for_whom", SELF),
        bank=slots["bank"],
        kind=found.kind.id if found else "",
    )
    try:
        placed = await talent_requests.place(turn.work, new, turn.now)
    except AlreadyRequested as already:
        there = already.existing
        reply = case.made(turn, there)
        said = {"number": there.id, "need": there.need, "status": case.status(turn, there)}
        return turn.say("talent.already", choices=reply.choices, **said)
    asked = (await finding.asked_on(turn, placed.id, turn.message.user)).asked
    withdraw = (case.link(turn, "talent.withdraw", placed),)
    if not asked:
        return turn.say("talent.no_helper", number=placed.id, need=placed.need, choices=withdraw)
    return turn.say("talent.asking", number=placed.id, count=len(asked), need=placed.need, choices=withdraw)


@service.exact_words(
    r"(?:我要|我想)?(?:撤回|取消|撤掉|撤销)(?:我的|这个|那个)?(?:求助|帮忙)", "talent.withdraw"
)
@service.exact_words(r"撤单\s*(?P<request>\d{1,9})?", "talent.withdraw")
async def withdraw(turn: Turn) -> Reply:
    """The requester wants it no more: are you sure, then whoever was asked or coming is told."""
    own = await talent_requests.of_user(turn.work, turn.message.user)
    number = turn.slot("request")
    named = [one for one in own if str(one.id) == number] if number else own
    if not named:
        return turn.say("talent.withdraw_none", choices=turn.menu())
    if len(named) > 1:
        reply = await case.mine(turn)
        return Reply(reply.text, tuple(case.link(turn, "talent.withdraw", one) for one in named))
    one = named[0]
    if turn.confirmed is False:
        return turn.say("talent.withdraw_kept", number=one.id, choices=turn.menu())
    if turn.confirmed is None:
        act = (("request", str(one.id)),)
        choices = tuple(
            Choice(turn.words.say(key), Wish("talent.withdraw", act, confirmed=answer))
            for key, answer in (("talent.withdraw_yes", True), ("talent.withdraw_no", False))
        )
        return turn.say("talent.withdraw_sure", number=one.id, need=one.need, choices=choices)
    before = await talent_requests.withdraw(turn.work, one.id, turn.message.user, turn.now)
    if before is not None:
        waiting = await talent_asks.close(turn.work, one.id, turn.now)
        helper = (before.helper.user,) if before.helper else ()
        text = turn.words.say("talent.not_needed", number=one.id, need=masked(one.need))
        for each in (*helper, *waiting):
            await notices.add(turn.work, each, text, turn.now)
    return turn.say("talent.withdrawn", number=one.id, choices=turn.menu())
