"""While a danger is on, every message is heard as being about it first, until it is over."""

import re
from contextlib import suppress
from dataclasses import replace

from msgspec.structs import replace as replaced

from bot.common.errors import RecordsAway
from bot.common.message import Kind, Reply
from bot.content.shared.danger_answers import DangerAnswer
from bot.conversation.carry_out.parts import commands_of
from bot.conversation.commands import (
    Ask,
    Command,
    InDanger,
    Repeat,
    Safe,
    SetSlot,
    Social,
    SocialKind,
    Start,
    Yes,
)
from bot.conversation.crisis_notes import ALIKE, SURE, card_of, ends
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster import after_card
from bot.services.disaster.after_card import Nearest
from bot.services.disaster.alarm_raising import add_to_alarm, raise_for
from bot.services.disaster.cards import card_reply
from bot.services.disaster.danger_question import answered, despair
from bot.services.disaster.service import service
from bot.understanding.danger import DESPAIR, GENERAL, OWN_HAND
from bot.understanding.dialog_state import DialogState
from bot.understanding.follow_ups import NEWS, WISH, FollowUp
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.ranking import CERTAIN, is_confident
from bot.understanding.slots import place

_SPOKEN = frozenset({Kind.TEXT, Kind.VOICE})
UNLIKELY = -0.7  # the margin below which it is certainly none of a kind
NEVER_LIKE = 9.0  # no likeness is so high
LIKE = 0.5  # likeness to a written answer that speaks against another danger
ASIDE = "aside"  # told before something else was answered
LIKELY = -0.1  # the margin from which a message is taken for a kind of follow-up
SOON = 1  # replies after the card within which a mistake is put right
_ENDINGS = ("over", "arrived")
_GENERAL = frozenset({"growing", "fear", "reached", "helpers"})  # said in any danger
_OWN = frozenset(
    {"cannot_reach", "cannot_call", "no_voice", "no_credit", "child", "operator", "mistaken", "over"}
)
"""Kinds that have an answer of their own, which is better than one that is only like the message."""
ANSWER = "answer"  # what is written for these words
_RELIEVED = re.compile(r"了|没事|安全|平安|好")
_SAFE = re.compile(r"(?<![不没])(?:安全|平安|没事|好了|在医院|出院)")
_LATER = re.compile(r"平时|以后|明天|后天|下次|今后|改天|过几天|往后")
_DENIES = re.compile(
    r"没有|没事|没人|不是|勿是|弗是|误会|听错|搞错|弄错|谁说|哪有|我说的是|我问的是|我是问|我是说"
)


@service.in_crisis
async def in_crisis(turn: Turn) -> Reply | None:
    """The answer while a danger is on, or was asked about; None for what does not concern it."""
    crisis = turn.session.crisis
    if turn.message.kind not in _SPOKEN:
        return None
    if crisis is None and not turn.parse.emergency:
        return _just_over(turn) or despair(turn)
    follow = turn.follow_up(turn.message.text)
    if crisis is None:  # its session was lost, or it is told once more how it ended
        return after_card.ended(turn, follow.kind) if ends(follow) else await _new_card(turn)
    if crisis.asked:
        return await _after_question(turn, crisis, follow)
    near = after_card.nearest(turn, crisis)
    known = _has_answer(turn, crisis, near)
    follow = _of_despair(crisis, follow)
    # 「救护车到了，谢谢你」 sounds like a danger, and is the end of one.
    if follow.other not in ("", crisis.card, GENERAL) and not known and not ends(follow):
        return await _new_card(turn, follow.other)
    if turn.parse.intent == "dialog.human" and is_confident(turn.parse) and not known:
        return None
    return await _follow_up(turn, crisis, follow, near)


def _has_answer(turn: Turn, crisis: Crisis, near: Nearest) -> bool:
    written, likeness = after_card.found(turn, crisis, near)
    return written is not None and not written.ends and likeness >= LIKE


async def _after_question(turn: Turn, crisis: Crisis, follow: FollowUp) -> Reply | None:
    """The answer where it was asked whether there is a danger: that one's card to an emergency, unless another is named."""
    if ends(follow) and follow.kind in _ENDINGS:
        turn.outcome.asked_of_danger = True
        turn.session.out_of_danger()
        if crisis.told != [ASIDE]:
            return turn.say("danger.none")
        return after_card.over(turn, crisis, after_card.nearest(turn, crisis))
    if not turn.parse.emergency:
        return await answered(turn, crisis)
    known = crisis.card if crisis.card != GENERAL else ""
    return await _new_card(turn, _of_despair(crisis, follow).other or known)


def _of_despair(crisis: Crisis, follow: FollowUp) -> FollowUp:
    """What the message is, without the mishap that it sounds like where somebody in despair tells what they do."""
    return replace(follow, other="") if crisis.card in DESPAIR and follow.other in OWN_HAND else follow


async def _new_card(turn: Turn, card: str = "") -> Reply:
    """The card of another danger than the one that is on."""
    card = card or card_of(turn.parse)
    with suppress(RecordsAway):
        await raise_for(turn, card)
    turn.session.shown_card(card, turn.message.text)
    return card_reply(turn, card)


async def _follow_up(turn: Turn, crisis: Crisis, follow: FollowUp, near: Nearest) -> Reply | None:
    crisis.note(turn.message.text)
    newly = not crisis.arrived and _tells_of_help(follow)
    crisis.arrived = crisis.arrived or newly
    await _tell_staff(turn, crisis)
    commands = _commands(turn, crisis)
    ending = follow.kind in _ENDINGS and follow.margin >= LIKELY
    written, likeness = after_card.found(turn, crisis, near, ending=ending)
    likeness = 0.0 if newly and _only_tells_of_help(turn, crisis, follow) else likeness
    kind = _kind(turn, crisis, commands, _meant(turn, crisis, follow), likeness)
    named = str(turn.parse.named.get("hazard", ""))
    if kind == "mistaken" and named not in ("", crisis.card):  # 「不是洪水，是煤气」
        return await _new_card(turn, named)
    if kind == "mistaken":
        return _mistaken(turn, commands)
    if kind == WISH:
        _put_aside(turn, crisis)
        return None
    if kind == ANSWER and written is not None and not written.ends:
        return await _written(turn, crisis, written)
    if kind in ("over", ANSWER):
        turn.session.out_of_danger()
        return after_card.over(turn, crisis, near)
    return after_card.answer(turn, crisis, kind)


async def _written(turn: Turn, crisis: Crisis, written: DangerAnswer) -> Reply:
    """The answer, with the card of the danger that it has become where that is another one."""
    text = written.text(crisis.patient)
    if written.then in ("", crisis.card):
        after_card.tell(crisis, written.says[0])
        return Reply(text, urgent=True)
    turn.session.in_danger(crisis.becomes(written.then))
    with suppress(RecordsAway):
        await raise_for(turn, written.then)
    card = card_reply(turn, written.then)
    return replace(card, text=f"{text}\n\n{card.text}")


def _just_over(turn: Turn) -> Reply | None:
    """What is still said about a danger that has just passed: a question that is written down, or how it ended once more."""
    past = turn.session.just_over
    if past is None or turn.postback is not None or turn.session.form is not None:
        return None
    past = replaced(past, arrived=True)
    written, likeness = after_card.found(turn, past, after_card.nearest(turn, past), ending=True)
    if written is not None and likeness >= LIKE and not written.then:
        return Reply(written.text(past.patient))
    follow = turn.follow_up(turn.message.text)
    return turn.say("danger.glad") if ends(follow) and follow.kind in _ENDINGS else None


def _meant(turn: Turn, crisis: Crisis, follow: FollowUp) -> FollowUp:
    """What the message is meant as; a question in anger is no sign that nothing happened, nor is a late denial.

    What is denied later on is what the bot has said since, and not the danger.
    """
    if follow.denies:
        return replace(follow, kind="mistaken", margin=max(follow.margin, SURE))
    if follow.kind != "mistaken":
        return follow
    angry = asks(turn.message.text) and not _DENIES.search(turn.message.text)
    return FollowUp() if angry or len(crisis.told) > SOON else follow


async def _tell_staff(turn: Turn, crisis: Crisis) -> None:
    """Their list shows what is said in danger; while the records are away the resident is answered all the same."""
    with suppress(RecordsAway):
        await add_to_alarm(turn, crisis.card, crisis.place)


def _commands(turn: Turn, crisis: Crisis) -> tuple[Command, ...]:
    if turn.interpreter is None:
        return ()
    return turn.interpreter.interpret(
        turn.message.text, DialogState(asked="card", topic={"danger": crisis.card})
    )


def _only_tells_of_help(turn: Turn, crisis: Crisis, follow: FollowUp) -> bool:
    """Does it ask nothing, and does the card say what to tell the helpers?"""
    asking = asks(turn.message.text)
    return follow.kind == "arrived" and not asking and after_card.tells_helpers(turn, crisis)


def _tells_of_help(follow: FollowUp) -> bool:
    bar = LIKELY if follow.kind == "arrived" else SURE
    return follow.likelihood("arrived") >= bar


def _kind(
    turn: Turn, crisis: Crisis, commands: tuple[Command, ...], follow: FollowUp, likeness: float
) -> str:
    """What the message is, by the sentences after a card and by the act model; news of the danger where neither knows.

    likeness: of the message to the wordings of the nearest written answer.
    """
    if turn.exact:
        return WISH
    kinds = {type(command) for command in commands}
    goes_on = InDanger in kinds or turn.parse.emergency
    clear = _is_clear(follow, goes_on=goes_on)
    if _is_wish_after_help(crisis, follow, likeness):
        return WISH
    if not crisis.child and likeness >= _bar(turn, follow, clear=clear):
        return ANSWER
    if clear:
        return follow.kind
    if _is_for_another(turn) or _is_clear_wish(turn, follow) or _asks_of_later(turn):
        return WISH
    return NEWS if goes_on else _of_acts(turn, crisis, commands, follow)


def _is_clear(follow: FollowUp, *, goes_on: bool) -> bool:
    """Is the message surely of its kind? A grown-up is not taken for a child, nor news of the danger for anything else."""
    bar = SURE if goes_on or follow.kind == "child" else LIKELY
    return follow.kind not in (NEWS, WISH) and follow.margin >= bar


def _is_wish_after_help(crisis: Crisis, follow: FollowUp, likeness: float) -> bool:
    return crisis.arrived and follow.kind == WISH and follow.margin >= LIKELY and likeness < ALIKE


def _bar(turn: Turn, follow: FollowUp, *, clear: bool) -> float:
    """The likeness to a written answer from which it is given. clear: the message is of this kind."""
    asking = asks(turn.message.text)
    if clear and not asking and follow.kind == "over":
        return NEVER_LIKE
    if clear and follow.kind in _OWN:
        return after_card.VERY_LIKE
    return after_card.ALIKE if not clear or asking or follow.kind in _GENERAL else ALIKE


def _of_acts(turn: Turn, crisis: Crisis, commands: tuple[Command, ...], follow: FollowUp) -> str:
    kinds = {type(command) for command in commands}
    if Safe in kinds and _RELIEVED.search(turn.message.text):
        return follow.likelier(_ENDINGS)
    asked_if_safe = crisis.told[-1:] == ["thanks"]
    if asked_if_safe and (Yes in kinds or _SAFE.search(turn.message.text)):
        return "over"
    said = {command.kind for command in commands if isinstance(command, Social)}
    if SocialKind.AFRAID in said:
        return "fear"
    if SocialKind.THANKS in said:
        return "thanks"
    return "repeat" if Repeat in kinds else NEWS


def _is_clear_wish(turn: Turn, follow: FollowUp) -> bool:
    """Is it beyond doubt something of ours that has nothing to do with a danger?"""
    parse = turn.parse
    ours = not parse.intent.startswith(("dialog.", "disaster.", OUT_OF_SCOPE))
    likely = follow.likelihood(WISH) >= UNLIKELY
    return ours and likely and parse.confidence >= CERTAIN and not (parse.emergency or parse.possible)


def _mistaken(turn: Turn, commands: tuple[Command, ...]) -> Reply | None:
    """There was none: a form that was open goes on, and what was meant instead is answered."""
    turn.session.crisis, turn.session.topic.danger = None, ""
    means_more = any(isinstance(command, Start | Ask) for command in commands)
    return None if means_more and turn.session.form is None else turn.say("danger.mistaken")


def _put_aside(turn: Turn, crisis: Crisis) -> None:
    """Something else is said beyond doubt: it is answered, below a line that leads back to the danger."""
    if crisis.arrived:
        turn.session.out_of_danger()
        return
    turn.session.crisis, turn.session.topic.danger = Crisis(crisis.card, asked=True, told=[ASIDE]), ""
    turn.outcome.danger_put_aside = True


def _asks_of_later(turn: Turn) -> bool:
    """Does it ask about ordinary days, or about another one: 「平时怎么自己查」「明天找谁来修」?"""
    return asks(turn.message.text) and bool(_LATER.search(turn.message.text)) and not turn.parse.emergency


def _is_for_another(turn: Turn) -> bool:
    """Is it a choice by its words, or the answer that the open form waits for? A place is first of all where the danger is."""
    text, form = turn.message.text, turn.session.form
    if turn.postback is not None:
        return not text.isdecimal()
    if form is None or turn.interpreter is None or place.spot(text) is not None:
        return False
    commands = commands_of(turn)
    asked = [command for command in commands if isinstance(command, SetSlot) and command.slot == form.asking]
    return bool(asked) and not any(isinstance(command, InDanger) for command in commands)
