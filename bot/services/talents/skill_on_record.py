"""What a resident wants with a skill that they lend: how it stands, corrections, a rest, another skill, out of the bank."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.open_form.new_record import read_back
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.readings.record_choices import said_only
from bot.conversation.carry_out.records.record_commands import ref_number
from bot.conversation.carry_out.records.record_fields import FormOnRecord, changed, new_value, tell_status
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import Turn
from bot.services.talents import helper_answers, skill_offer
from bot.services.talents import helper_search_records as asks
from bot.services.talents import talent_records as talents
from bot.services.talents.content import TALENTS
from bot.services.talents.helper_search import ask_next_or_tell
from bot.services.talents.service import service
from bot.services.talents.skill_offer import SPEC, status, title, values_of
from bot.services.talents.slot_readers import skills_in
from bot.services.talents.talent_records import Talent


@service.on_record("talent_offer", RecordAction.STATUS)
async def tell(turn: Turn, command: Record) -> Reply:
    """Whether they are asked for help with it."""
    talent = await _own(turn, command)
    if talent is None:
        return _none(turn)
    key = "paused" if talent.paused else "lent" if talent.approved else "waiting"
    what_next = turn.words.say(f"talent.offer_next_{key}")
    return tell_status(turn, title(turn, talent), status(turn, talent), what_next, ())


@service.on_record("talent_offer", RecordAction.CHANGE)
async def change(turn: Turn, command: Record) -> Reply:
    """Who can do it and when; another skill is another entry. A new person waits for the staff."""
    talent = await _own(turn, command)
    if talent is None:
        return _none(turn)
    values = values_of(talent)
    fixed = {"skill": "talent.skill_fixed", "bank": "talent.skill_fixed"}
    on_record = FormOnRecord(SPEC, title(turn, talent), values, service.changeable("talent_offer"), fixed)
    value = new_value(turn, on_record, command)
    if isinstance(value, Reply):
        return value
    values[command.slot] = value
    new = replace(talent, name=values["name"], phone=values["phone"], spare=values["when"])
    corrected = await talents.correct(turn.work, new, turn.now, waits=turn.rules.helpers_wait)
    if corrected is None:
        return turn.say("talent.lent_already", name=new.name, skills=talent.skill)
    reply = changed(turn, on_record, command.slot, value)
    if talent.approved and not corrected.approved:
        return Reply(f"{reply.text}\n{turn.words.say('talent.checked_again')}")
    return reply


@service.on_record("talent_offer", RecordAction.WITHDRAW)
async def stop(turn: Turn, command: Record) -> Reply:
    """Take it out of the bank after a confirmation."""
    return await skill_offer.stop(said_only(turn, talent=str(ref_number(command.ref))))


@service.on_record("talent_offer", RecordAction.PAUSE, RecordAction.RESUME)
async def rest(turn: Turn, command: Record) -> Reply:
    """Not to be asked for a while, or again; whoever is asked with it now need not answer."""
    talent = await _own(turn, command)
    if talent is None:
        return _none(turn)
    paused = command.action is RecordAction.PAUSE
    await talents.set_paused(turn.work, talent.user, talent.id, paused=paused, now=turn.now)
    if not paused:
        return turn.say("talent.offer_resumed", title=title(turn, talent))
    for request in await asks.asked_with(turn.work, talent.id):
        if await asks.decline(turn.work, request, talent.user, turn.now):
            await ask_next_or_tell(turn, request, talent.user)
    return turn.say("talent.offer_paused_now", title=title(turn, talent))


@service.on_record("talent_offer", RecordAction.ADD)
async def add(turn: Turn, command: Record) -> Reply:
    """Another skill of the same person, read back before it is lent."""
    talent = await _own(turn, command)
    if talent is None:
        return _none(turn)
    if not command.value:
        more = Choice(turn.words.say("talent.lend_more"), Wish("talent.offer"))
        return turn.say("talent.add_what", name=talent.name, choices=(more,))
    matches = skills_in(turn.content.part(TALENTS), command.value)
    bank = matches[0].bank.name if matches else talent.bank
    slots = {"skill": command.value, "bank": bank, "when": talent.spare}
    slots |= {"name": talent.name, "phone": talent.phone}
    return await read_back(turn, service.forms[SPEC.name], slots)


@service.on_record("talent_offer", RecordAction.ACCEPT, over=True)
async def accept(turn: Turn, command: Record) -> Reply:
    """Take the request that waits for this helper's answer; which one, where several wait."""
    return await helper_answers.accept(said_only(turn))


@service.on_record("talent_offer", RecordAction.DECLINE, over=True)
async def decline(turn: Turn, command: Record) -> Reply:
    """Decline the request that waits for this helper's answer."""
    waiting = await asks.waiting_for(turn.work, turn.message.user)
    number = str(waiting[0].id) if len(waiting) == 1 else ""
    return await helper_answers.decline(said_only(turn, request=number))


async def _own(turn: Turn, command: Record) -> Talent | None:
    own = await talents.of_user(turn.work, turn.message.user)
    return next((talent for talent in own if talent.id == ref_number(command.ref)), None)


def _none(turn: Turn) -> Reply:
    return turn.say("talent.stop_none", choices=offers(turn, "talent.offer"))
