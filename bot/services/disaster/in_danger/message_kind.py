"""What a message in danger is, by the sentences after a card, the act model, and what is written for it."""

import re
from collections.abc import Sequence

from bot.conversation.carry_out.readings.parts import commands_of
from bot.conversation.command_kinds import has, of_kind
from bot.conversation.commands import Command, InDanger, Repeat, Safe, SetSlot, Social, SocialKind, Yes
from bot.conversation.crisis_notes import ALIKE, SURE
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import after_card, fitting_answers, relief, wishes_after
from bot.understanding.danger_models.follow_ups import NEWS, WISH, FollowUp
from bot.understanding.danger_signs.danger import DESPAIR
from bot.understanding.ranking import CERTAIN, NOT_OURS, is_ours
from bot.understanding.slots import place

ANSWER = "answer"  # what is written for these words
ENDINGS = ("over", "arrived")
LIKELY = -0.1  # the margin from which a message is taken for a kind of follow-up
PART_OF_ANSWER = 0.3  # of a message that answers an open form: how much of it the values are
_UNLIKELY = -0.7  # the margin below which it is certainly none of a kind
_PERHAPS_WISH = -0.6  # the margin of a wish after the call, from which a service that is named is one
_GENERAL = frozenset({"growing", "fear", "reached", "helpers"})  # said in any danger
_OWN = frozenset(
    {"cannot_reach", "cannot_call", "no_voice", "no_credit", "child", "operator", "mistaken", "over"}
)
"""Kinds that have an answer of their own, which is better than one that is only like the message."""
_OF_THE_WORST = frozenset(
    {NEWS, "arrived", "reached", "next", "alone", "thanks", "fear", "child", "no_voice", "helpers"}
)
"""Kinds whose answers are no answer to who tells of relief."""
_RELIEVED = re.compile(r"了|没事|安全|平安|好")
_SAFE = re.compile(r"(?<![不没])(?:安全|平安|没事|好了|在医院|出院)")
_LATER = re.compile(r"平时|以后|明天|后天|下次|今后|改天|过几天|往后")


def kind_of(
    turn: Turn, crisis: Crisis, commands: tuple[Command, ...], follow: FollowUp, likeness: float
) -> str:
    """What the message is; relief comes before what is said in the worst moment, and news where nothing is known.

    likeness: of the message to the wordings of the nearest written answer.
    """
    if crisis.eased and (_is_wish(turn, follow, likeness) or wishes_after.is_explicit(turn, crisis)):
        return WISH
    kind = _by_words(turn, crisis, commands, follow, likeness)
    told = relief.is_told(turn, crisis, follow) and not _just_came(turn, crisis, kind)
    if crisis.card in DESPAIR and kind == "thanks" and crisis.safe:
        return relief.SAFE
    if (told and kind in _OF_THE_WORST) or (kind == relief.OVER and crisis.card in DESPAIR):
        return relief.kind_of(turn, crisis, follow)
    return kind


def _is_wish(turn: Turn, follow: FollowUp, likeness: float) -> bool:
    unanswered = likeness < fitting_answers.ALIKE and wishes_after.may_be_wish(turn, follow)
    return unanswered or wishes_after.is_wish(turn.parse, follow, likeness)


def _just_came(turn: Turn, crisis: Crisis, kind: str) -> bool:
    """Have those who help just come? They are told what the card says first."""
    return kind == "arrived" and kind not in crisis.told and after_card.tells_helpers(turn, crisis)


BESIDE_A_WISH = 0.5  # likeness from which an answer is given to what is beyond doubt a wish of ours


def _by_words(
    turn: Turn, crisis: Crisis, commands: tuple[Command, ...], follow: FollowUp, likeness: float
) -> str:
    if turn.exact:
        return WISH
    kinds = {type(command) for command in commands}
    goes_on = InDanger in kinds or turn.parse.emergency
    clear = _is_clear(follow, goes_on=goes_on)
    bar = _bar(turn, follow, clear=clear)
    clear_wish = _is_clear_wish(turn, follow)
    bar = max(bar, BESIDE_A_WISH) if clear_wish else bar
    if not crisis.child and likeness >= bar:
        return ANSWER
    if clear:
        return follow.kind
    if clear_wish or _is_of_something_else(turn, crisis, follow):
        return WISH
    return NEWS if goes_on else _of_acts(turn, crisis, commands, follow)


def _is_of_something_else(turn: Turn, crisis: Crisis, follow: FollowUp) -> bool:
    """Is it for the open form or a list, about another day, or for a service of ours after the call?"""
    return is_for_another(turn) or asks_of_later(turn) or _is_wish_after_call(turn, crisis, follow)


def _is_clear(follow: FollowUp, *, goes_on: bool) -> bool:
    """Is the message surely of its kind? A grown-up is not taken for a child, nor news of the danger for anything else."""
    bar = SURE if goes_on or follow.kind == "child" else LIKELY
    return follow.kind not in (NEWS, WISH) and follow.margin >= bar


def _bar(turn: Turn, follow: FollowUp, *, clear: bool) -> float:
    """The likeness to a written answer from which it is given. clear: the message is of this kind."""
    asking = asks(turn.message.text)
    if clear and not asking and follow.kind == "over":
        return fitting_answers.NEVER_LIKE
    if clear and follow.kind in _OWN:
        return fitting_answers.VERY_LIKE
    return fitting_answers.ALIKE if not clear or asking or follow.kind in _GENERAL else ALIKE


def _of_acts(turn: Turn, crisis: Crisis, commands: tuple[Command, ...], follow: FollowUp) -> str:
    kinds = {type(command) for command in commands}
    if Safe in kinds and _RELIEVED.search(turn.message.text) and not asks(turn.message.text):
        return follow.likelier(ENDINGS)
    if _was_asked_if_safe(crisis) and (Yes in kinds or _SAFE.search(turn.message.text)):
        return "over"
    return _felt(commands) or ("repeat" if Repeat in kinds else NEWS)


def _felt(commands: tuple[Command, ...]) -> str:
    """The kind that answers fear, or else thanks; "" where neither is told."""
    said = {command.kind for command in commands if isinstance(command, Social)}
    if SocialKind.AFRAID in said:
        return "fear"
    return "thanks" if SocialKind.THANKS in said else ""


def _was_asked_if_safe(crisis: Crisis) -> bool:
    """Was the last answer the one to thanks, which asks whether they are safe?"""
    return crisis.told[-1:] == ["thanks"]


def _is_clear_wish(turn: Turn, follow: FollowUp) -> bool:
    """Is it beyond doubt something of ours that has nothing to do with a danger?"""
    parse = turn.parse
    ours = not parse.intent.startswith(NOT_OURS)
    likely = follow.likelihood(WISH) >= _UNLIKELY
    return ours and likely and parse.confidence >= CERTAIN and not (parse.emergency or parse.possible)


def _is_wish_after_call(turn: Turn, crisis: Crisis, follow: FollowUp) -> bool:
    """Is it likely a service of ours that is wanted, by who has rung the number already?"""
    parse = turn.parse
    ours = is_ours(parse) and not (parse.emergency or parse.possible)
    return crisis.called and ours and follow.likelihood(WISH) >= _PERHAPS_WISH


def asks_of_later(turn: Turn) -> bool:
    """Does it ask about ordinary days, or about another one: 「平时怎么自己查」「明天找谁来修」?"""
    return asks(turn.message.text) and bool(_LATER.search(turn.message.text)) and not turn.parse.emergency


def is_for_another(turn: Turn) -> bool:
    """Is it a choice by its words, or the answer that the open form waits for? A place is first of all where the danger is."""
    text, form = turn.message.text, turn.session.form
    if turn.postback is not None:
        return not text.isdecimal()
    if form is None or turn.interpreter is None or place.spot(text) is not None:
        return False
    commands = commands_of(turn)
    told = of_kind(commands, SetSlot)
    answers = any(command.slot == form.asking for command in told) and _mostly(told, turn.parse.normal)
    return answers and not has(commands, InDanger)


def _mostly(told: Sequence[SetSlot], normal: str) -> bool:
    """Are the values of the form a good part of the message? 「我按了 八万块转走了」 holds no name, whatever it sounds like."""
    return sum(len(command.value) for command in told) >= PART_OF_ANSWER * len(normal)
