"""「我会修电器」: put a skill, or several, into the bank that it belongs to; and take it out again."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.forms.common_slots import NAME, PHONE
from bot.conversation.forms.readers import read_option
from bot.conversation.forms.spec import FormSpec, SlotSpec, Values, World
from bot.conversation.hooks import FormOpening
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.services.talents import helper_search_records as talent_asks
from bot.services.talents import talent_records as talents
from bot.services.talents.content import TALENTS, SkillMatch
from bot.services.talents.helper_search import told_on
from bot.services.talents.service import service
from bot.services.talents.slot_readers import (
    SKILL_HEARD,
    able_to,
    bank_options,
    read_skill,
    skills_in,
    time_slot,
)
from bot.services.talents.talent_records import NewTalent, Talent
from bot.understanding.faq import NEAR, VERY_NEAR


def _banks(values: Values, world: World) -> tuple[Choice, ...]:
    if "skill" not in values:
        return ()
    found = skills_in(world.content.part(TALENTS), values["skill"])
    return bank_options(tuple(one.bank.name for one in found), world.content.part(TALENTS))


def _shown(value: str, values: Values, world: World) -> str:
    found = skills_in(world.content.part(TALENTS), value)
    return "、".join(one.skill for one in found) or value


SPEC = FormSpec(
    name="talent_offer",
    intent="talent.offer",
    slots=(
        SlotSpec("skill", read_skill, shown=_shown, any_words=True),
        SlotSpec("bank", read_option, options=_banks, after=("skill",)),
        time_slot("when", "talent.when_options"),
        NAME,
        PHONE,
    ),
)


async def _before(turn: Turn) -> FormOpening:
    """A known question is answered; else the skills that the message speaks of are taken from it."""
    known = turn.known_answer(NEAR if turn.session.form else VERY_NEAR)
    if known:
        intents = turn.content.intents
        links = tuple(Choice(intents[label].title, Wish(label)) for label in _BOTH)
        return FormOpening(Reply(known, links))
    found = skills_in(turn.content.part(TALENTS), turn.parse.text)
    named = str(turn.parse.named.get("skill", ""))
    able = able_to(turn.parse.text)
    clear = not any(word in able for word in turn.content.part(TALENTS).vague)
    heard = "、".join(one.skill for one in found) or named or (able if clear else "")
    return FormOpening(slots={SKILL_HEARD: heard} if heard else {})


_BOTH = ("talent.offer", "talent.request")


@service.form(SPEC, before=_before, slots=("skill", "name", "phone", "date"))
async def lend(turn: Turn, state: FormState) -> Reply:
    """A row for each kind of skill; what this person lends already is not doubled."""
    found = skills_in(turn.content.part(TALENTS), state.slots["skill"])
    made = [await talents.lend(turn.work, one, turn.now) for one in _new(turn, state, found)]
    fresh = [talent for talent, is_new in made if is_new]
    more = Choice(turn.words.say("talent.lend_more"), Wish("talent.offer"))
    if not fresh:
        there = "、".join(talent.skill for talent, _ in made)
        links = tuple(_stop_link(turn, talent) for talent, _ in made if talent.user == turn.message.user)
        return turn.say("talent.lent_already", name=made[0][0].name, skills=there, choices=(more, *links))
    lines = "\n".join(
        turn.words.say("talent.lent_line", skill=talent.skill, bank=talent.bank) for talent in fresh
    )
    return turn.say("talent.lent", name=fresh[0].name, lines=lines, choices=(more,))


def _new(turn: Turn, state: FormState, found: tuple[SkillMatch, ...]) -> list[NewTalent]:
    slots = state.slots
    one = NewTalent(
        user=turn.message.user,
        name=slots["name"],
        phone=slots["phone"],
        skill=slots["skill"],
        bank=slots["bank"],
        kind="",
        spare=slots["when"],
    )
    return [replace(one, skill=each.skill, bank=each.bank.name, kind=each.kind.id) for each in found] or [one]


@service.on_postback("talent.stop")
async def stop(turn: Turn) -> Reply:
    """Take a skill out of the bank: are you sure, then done. Who is asked with it just now need not answer."""
    own = await talents.of_user(turn.work, turn.message.user)
    one = next((talent for talent in own if str(talent.id) == turn.slot("talent")), None)
    if turn.confirmed is False:
        return turn.say("talent.stop_kept", choices=turn.menu())
    if one is None:
        return turn.say("talent.stop_none", choices=turn.menu())
    if turn.confirmed is None:
        act = (("talent", str(one.id)),)
        choices = (
            Choice(turn.words.say("talent.stop_yes"), Wish("talent.stop", act, confirmed=True)),
            Choice(turn.words.say("talent.stop_no"), Wish("talent.stop", act, confirmed=False)),
        )
        return turn.say("talent.stop_sure", skill=one.skill, choices=choices)
    for request in await talent_asks.asked_with(turn.work, one.id):
        alone = await talent_asks.decline(turn.work, request, one.user, turn.now)
        if alone:
            await told_on(turn, request, one.user)
    await talents.stop(turn.work, one.user, one.id, turn.now)
    return turn.say("talent.stopped", skill=one.skill, choices=turn.menu())


@service.tells_own_records
async def owned(turn: Turn) -> tuple[OwnRecord, ...]:
    """The skills that the resident lends, for 「我的」."""
    own = await talents.of_user(turn.work, turn.message.user)
    return tuple(
        OwnRecord(
            turn.words.say("talent.own_skill", skill=one.skill, bank=one.bank, name=one.name),
            _stop_link(turn, one),
        )
        for one in own
    )


def _stop_link(turn: Turn, one: Talent) -> Choice:
    label = turn.words.say("talent.stop_link", skill=one.skill)
    return Choice(label, Wish("talent.stop", (("talent", str(one.id)),)))
