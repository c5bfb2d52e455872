"""While a danger is on, every message is heard as being about it first, until it is over."""

from contextlib import suppress
from dataclasses import dataclass, replace

from bot.common.errors import RecordsAway
from bot.common.message import Kind, Reply
from bot.content.shared.danger_answers import DangerAnswer
from bot.conversation.carry_out.readings.parts import commands_in
from bot.conversation.commands import Command
from bot.conversation.crisis_notes import SURE, card_of, ends
from bot.conversation.crisis_state import ASIDE, Crisis
from bot.conversation.turn import Turn
from bot.services.disaster import (
    asides,
    mistaken_card,
    others_farewell,
    past_danger,
    protests,
    told_stories,
    where_asked,
)
from bot.services.disaster.alarm_raising import note_end, raise_for, tell_staff, told_to_be
from bot.services.disaster.asked_of_despair import despair
from bot.services.disaster.danger_question import answered
from bot.services.disaster.in_danger import (
    after_card,
    arrest,
    asked_at_once,
    card_corrections,
    danger_facts,
    deadly_acts,
    despair_goes_on,
    fitting_answers,
    heard_as,
    help_told,
    needs,
    person_called,
    prevention,
    relief,
    second_matter,
    speaker,
    told_over,
    wishes_after,
)
from bot.services.disaster.in_danger.arrest import ArrestAnswer
from bot.services.disaster.in_danger.cards import card_reply, known_called
from bot.services.disaster.in_danger.fitting_answers import Nearest
from bot.services.disaster.in_danger.message_kind import ANSWER, ENDINGS, LIKELY, asks_of_later, kind_of
from bot.services.disaster.service import service
from bot.services.disaster.statuses import AlarmStatus
from bot.understanding.danger_models.follow_ups import NEWS, WISH, FollowUp
from bot.understanding.danger_signs.danger import GENERAL
from bot.understanding.dialog_state import DialogState
from bot.understanding.ranking import is_confident
from bot.understanding.slots import crisis_facts

_SPOKEN = frozenset({Kind.TEXT, Kind.VOICE})


@dataclass(frozen=True, slots=True)
class _Nearly:
    """The written answer that the message is most like. relieved: it tells that the worst is over."""

    written: DangerAnswer | None
    likeness: float
    relieved: bool


@service.in_crisis
async def in_crisis(turn: Turn) -> Reply | None:
    """The answer while a danger is on, or was asked about, none twice running; None for what does not concern it."""
    before = turn.session.crisis
    place = before.place if before is not None else ""
    reply, crisis = await _answer(turn), turn.session.crisis
    if reply and crisis and crisis is before and danger_facts.calms(turn, crisis):
        turn.session.out_of_danger()
    await note_end(turn, before)
    if reply is None or crisis is None or crisis.asked:
        return reply
    again = reply.text == crisis.said and reply.text != card_reply(turn, crisis.card, crisis.stands).text
    crisis.said = "" if again else reply.text
    reply = replace(reply, text=turn.words.say("danger.same", text=reply.text)) if again else reply
    return where_asked.beside(turn, crisis, reply, place)


async def _answer(turn: Turn) -> Reply | None:
    crisis = turn.session.crisis
    if turn.message.kind not in _SPOKEN:
        return None
    if crisis is None:
        return await _without_danger(turn)
    speaker.note(turn, crisis)
    arrested = arrest.heard(turn, crisis)
    if arrested:
        return await _of_arrest(turn, crisis, arrested)
    first = needs.heard(turn, crisis) or person_called.heard(turn, crisis)
    if first is None:
        return await _of_danger(turn, crisis)
    await tell_staff(turn, crisis)
    return first


async def _of_danger(turn: Turn, crisis: Crisis) -> Reply | None:
    first = await told_stories.put_right(turn, crisis)
    first = first or (await others_farewell.someone_left(turn) if crisis.asked else None)
    if first is not None:
        return first
    follow = turn.follow_up(turn.message.text)
    if crisis.asked:
        return await _after_question(turn, crisis, follow)
    handled, reply = await asides.heard(turn, crisis)
    if not handled:
        handled, reply = await protests.heard(turn, crisis)
    if handled:
        return reply
    return await _while_on(turn, crisis, follow)


async def _while_on(turn: Turn, crisis: Crisis, follow: FollowUp) -> Reply | None:
    end = told_over.told(turn, crisis)
    if end is None:
        return await _goes_on(turn, crisis, follow)
    second = await _second(turn, crisis, follow)
    await tell_staff(turn, crisis)
    if second is not None:
        return second
    later = None if end.wanted else told_over.afterwards(turn, crisis.card)
    if later is not None:
        turn.session.out_of_danger()
        return later
    if end.asks or fitting_answers.names_answer(turn, crisis):  # about the danger that is past
        crisis.arrived = crisis.safe = True
        reply = await _goes_on(turn, crisis, follow)
        if turn.session.crisis is crisis:
            turn.session.out_of_danger()
        return reply
    wishes_after.wants(turn, end.wanted)
    reply = told_over.relieved(turn, crisis, end) if not end.wanted else None
    if end.wanted:  # the talk moves on to it
        after_card.tell(crisis, told_over.SOMETHING_ELSE)
    turn.session.out_of_danger()
    return reply


async def _goes_on(turn: Turn, crisis: Crisis, follow: FollowUp) -> Reply | None:
    second = await _second(turn, crisis, follow)
    if second is not None or asides.has_wish(turn, crisis):
        return second
    instead = card_corrections.told_instead(turn, crisis)
    if instead not in ("", crisis.card) and not fitting_answers.names_answer(turn, crisis):
        return await _card_with_answer(turn, instead)
    near = fitting_answers.nearest(turn, crisis)
    follow = heard_as.of_this_danger(turn, crisis, follow)
    known = heard_as.has_answer(turn, crisis, near, beside=follow.other)
    # 「救护车到了，谢谢你」 sounds like a danger, and is the end of one.
    if follow.other not in ("", crisis.card, GENERAL) and not known and not ends(follow):
        return await _card_with_answer(turn, follow.other)
    if turn.parse.intent == "dialog.human" and is_confident(turn.parse) and not known:
        return None
    return await _follow_up(turn, crisis, follow, near)


async def _of_arrest(turn: Turn, crisis: Crisis, arrested: ArrestAnswer) -> Reply:
    """What to do where a heart or a breath has stopped, with the card that shows it unless that one is on."""
    await tell_staff(turn, crisis)
    if arrested.written is not None:
        return await _written(turn, crisis, arrested.written)
    if not arrested.card:
        return Reply(arrested.text, urgent=True)
    card = await _new_card(turn, arrested.card)
    return replace(card, text=f"{arrested.text}\n\n{card.text}")


async def _without_danger(turn: Turn) -> Reply | None:
    """The answer where none is on: one may have passed, or its session was lost, or it is told once more how it ended."""
    if not turn.parse.emergency or past_danger.is_only_mentioned(turn):
        if turn.parse.emergency:
            return None
        other = await others_farewell.someone_left(turn)
        return other or past_danger.answer(turn) or prevention.asked_ahead(turn) or despair(turn)
    follow = turn.follow_up(turn.message.text)
    told = ends(follow) or past_danger.goes_on(turn, follow)
    reply = await past_danger.harm_of_it(turn)
    return reply or (past_danger.told_again(turn, follow) if told else await _new_card(turn))


async def _second(turn: Turn, crisis: Crisis, follow: FollowUp) -> Reply | None:
    """The answer to what is told besides, a second danger or what the community should know; None for no such thing."""
    arrived = crisis.arrived
    relieved = relief.is_told(turn, crisis, follow)
    crisis.arrived = arrived or help_told.is_told(turn, crisis, follow, relieved=relieved)
    kind = second_matter.told(turn, crisis, follow)
    reply = second_matter.answer(turn, crisis, kind, fitting_answers.nearest(turn, crisis)) if kind else None
    if reply is None:
        crisis.arrived = arrived
        return None
    crisis.note(turn.message.text)
    await tell_staff(turn, crisis)
    return reply


async def _after_question(turn: Turn, crisis: Crisis, follow: FollowUp) -> Reply | None:
    """The answer where it was asked whether there is a danger: that one's card to an emergency, unless another is named."""
    past = turn.session.just_over is not None and relief.is_told(turn, crisis, follow)
    if past or (ends(follow) and follow.kind in relief.KINDS):
        turn.outcome.asked_of_danger = True
        turn.session.out_of_danger()
        if follow.kind == "arrived" and follow.margin >= SURE:
            return after_card.ended(turn, follow.kind)
        if crisis.told == [ASIDE]:
            return after_card.over(turn, crisis, fitting_answers.nearest(turn, crisis))
        kind = relief.kind_of(turn, crisis, follow)
        return turn.say("danger.none") if kind == relief.OVER else relief.answer(turn, crisis, kind)
    if not turn.parse.emergency:
        return await answered(turn, crisis)
    known = crisis.card if crisis.card != GENERAL else ""
    return await _card_with_answer(turn, heard_as.of_this_danger(turn, crisis, follow).other or known)


async def _new_card(turn: Turn, card: str = "") -> Reply:
    """The card of another danger than the one that is on."""
    card = card or card_of(turn.parse)
    with suppress(RecordsAway):
        await raise_for(turn, card)
    called = known_called(turn, card)
    crisis = turn.session.shown_card(card, turn.message.text)
    speaker.note(turn, crisis)
    return card_reply(turn, card, crisis.stands, called=called)


async def _card_with_answer(turn: Turn, card: str = "") -> Reply:
    """The card of another danger, below the answer to what is asked of it in the same breath."""
    reply = await _new_card(turn, card)
    assert turn.session.crisis is not None
    return asked_at_once.above(turn, turn.session.crisis, reply)


async def _follow_up(turn: Turn, crisis: Crisis, follow: FollowUp, near: Nearest) -> Reply | None:
    crisis.note(turn.message.text)
    relieved = relief.is_told(turn, crisis, follow)
    newly = not crisis.arrived and help_told.is_told(turn, crisis, follow, relieved=relieved)
    crisis.arrived = crisis.arrived or newly
    await tell_staff(turn, crisis)
    commands = _commands(turn, crisis)
    ending = follow.kind in ENDINGS and follow.margin >= LIKELY
    written, likeness = fitting_answers.found(turn, crisis, near, ending=ending, relieved=relieved)
    likeness = 0.0 if newly and help_told.and_nothing_else(turn, crisis, follow, written) else likeness
    meant = heard_as.meant(turn, crisis, follow, near)
    kind = kind_of(turn, crisis, commands, meant, likeness)
    if kind == NEWS and not crisis.arrived:  # what is worse is answered first, and else that help is here
        newly = crisis.arrived = crisis_facts.help_is_here(turn.message.text)
    kind = protests.unless_told_on(turn, crisis, help_told.kind_once_here(turn, kind, newly=newly))
    if despair_goes_on.goes_on(crisis, turn.message.text, kind, written):
        return after_card.answer(turn, crisis, NEWS)
    if mistaken_card.is_one(turn, crisis, kind):
        return await _denied(turn, crisis, commands)
    if kind == WISH:
        asides.put_aside(turn, crisis)
        return None
    return await _told(turn, crisis, kind, near, _Nearly(written, likeness, relieved))


async def _told(turn: Turn, crisis: Crisis, kind: str, near: Nearest, found: _Nearly) -> Reply | None:
    named = found.written if kind == ANSWER else None
    warning = deadly_acts.warned(turn, crisis, near, named, found.likeness)
    if warning is not None:
        return warning
    ending = kind == relief.OVER or (named is not None and named.ends)
    if ending and told_over.is_only_hoped(turn):
        return after_card.answer(turn, crisis, NEWS)
    if named is not None and not named.ends:
        crisis.safe = crisis.safe or (named.eased and (found.relieved or found.likeness >= heard_as.LIKE))
        return await _written(turn, crisis, named)
    return _of_kind(turn, crisis, kind, near, named)


async def _denied(turn: Turn, crisis: Crisis, commands: tuple[Command, ...]) -> Reply | None:
    with suppress(RecordsAway):
        await told_to_be(turn, AlarmStatus.DENIED)
    named = str(turn.parse.named.get("hazard", ""))
    if named not in ("", crisis.card):  # 「不是洪水，是煤气」
        return await _new_card(turn, named)
    return mistaken_card.taken_back(turn, commands)


def _of_kind(turn: Turn, crisis: Crisis, kind: str, near: Nearest, named: DangerAnswer | None) -> Reply:
    if kind in (relief.TREATED, relief.SAFE):
        return replace(relief.answer(turn, crisis, kind), urgent=True)
    if kind in (relief.OVER, ANSWER):
        turn.session.out_of_danger()
        return after_card.over(turn, crisis, near, named)
    return after_card.answer(turn, crisis, kind)


async def _written(turn: Turn, crisis: Crisis, written: DangerAnswer) -> Reply:
    """The answer, with the card of the danger that it has become where that is another one."""
    if written.then in ("", crisis.card):
        reply = after_card.given(turn, crisis, written, urgent=True)
        if crisis.eased and asks_of_later(turn):  # who thinks of the days to come is past it
            turn.session.out_of_danger()
        return reply
    text = after_card.text_of(crisis, written)
    card = await _new_card(turn, written.then)
    return replace(card, text=f"{text}\n\n{card.text}")


def _commands(turn: Turn, crisis: Crisis) -> tuple[Command, ...]:
    state = DialogState(asked="card", topic={"danger": crisis.card})
    return commands_in(turn, turn.message.text, state)
