"""Asks whether somebody is in danger where a message leaves it open, and hears the answer."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.common.errors import RecordsAway
from bot.common.message import Reply
from bot.common.postback import intent_of
from bot.common.text import any_of
from bot.content.shared.emergency_cards import DANGER_NEXT
from bot.conversation.carry_out.answers import written
from bot.conversation.carry_out.readings.parts import commands_of
from bot.conversation.command_kinds import has
from bot.conversation.commands import InDanger
from bot.conversation.crisis_notes import card_of, ends
from bot.conversation.crisis_state import MOST_WORDS, Crisis
from bot.conversation.interpret.clauses.denied import refuses_person
from bot.conversation.turn import Turn
from bot.services.disaster import asked_of_despair, denied_harm, protests, said_yes_or_no
from bot.services.disaster.alarm_raising import raise_for
from bot.services.disaster.in_danger import (
    after_card,
    denied_despair,
    fitting_answers,
    kept_words,
    loneliness,
    long_ago,
    speaker,
)
from bot.services.disaster.in_danger.cards import advice_of, card_reply
from bot.services.disaster.in_danger.message_kind import is_for_another
from bot.services.disaster.service import service
from bot.understanding.danger_models.emergency_parse import EMERGENCY
from bot.understanding.danger_signs.danger import GENERAL, SUICIDE, WITHIN
from bot.understanding.parse import Parse
from bot.understanding.questions.own_record_questions import asks_of_own
from bot.understanding.ranking import is_confident, is_ours
from bot.understanding.slots import crisis_facts

A_LIST = 3  # choices; an answer with one of them says something by itself
SHORT = 8  # characters: a longer message says more than yes or no
HEART, TOPICS = "heart", "disaster.tips"
_LISTENED = "listened"
_DENIES = re.compile(r"(?:不|勿|弗)是")

CLEARLY_LIKE = 0.54  # likeness to a written answer that counts after gentle words
ABOUT_IT = 0.5  # likeness to a written answer of the danger from which a message is about it
DOUBTED_TURNS = 4  # in which what is told again counts together with what was asked about
LONGEST = 4  # turns that are listened to before something else is heard again


@service.danger_question
async def with_question(turn: Turn, reply: Reply) -> Reply:
    """The reply, below the line that asks; whoever took a choice was understood, and nobody is asked twice running."""
    if turn.outcome.danger_put_aside:
        return _below(turn.words.say("danger.still"), reply)
    crisis = turn.session.crisis
    if turn.outcome.wish_behind:
        is_asked = crisis is not None and crisis.asked
        return (
            _asking(turn, crisis.card, reply)
            if crisis and is_asked
            else _below(turn.outcome.said_first, reply)
        )
    card = turn.parse.possible
    asked = turn.outcome.asked_of_danger or crisis is not None
    if not card or turn.postback is not None or asked:
        return reply
    if _is_no_danger(turn, card):
        return reply
    turn.session.crisis = Crisis(card, asked=True, words=turn.message.text[:MOST_WORDS])
    return _asking(turn, card, reply)


def _is_no_danger(turn: Turn, card: str) -> bool:
    """Is first aid asked for, all harm denied, something wanted in sad words, or told how a danger ended?"""
    if written.first_aid(turn) is not None or protests.denies_all(turn) or _is_of_the_last(turn, card):
        return True
    if denied_harm.names_only_waste(turn) or long_ago.is_of_then(turn.message.text):
        return True
    return asked_of_despair.is_wish(turn) if card == SUICIDE else ends(turn.follow_up(turn.message.text))


def _is_of_the_last(turn: Turn, card: str) -> bool:
    """Is it of the danger that has just passed, and nothing told that is new: 「赶紧处理 别再有小孩吃了」?"""
    past = turn.session.just_over
    if past is None or card not in (past.card, GENERAL, *WITHIN.get(past.card, ())):
        return False
    anew = any_of(turn.content.part(DANGER_NEXT).mentions.anew)
    text = turn.message.text.replace("还在家", "在家")  # who is left at home is in no danger
    return not (anew.search(text) or crisis_facts.tells_of_worse(text))


def _asking(turn: Turn, card: str, reply: Reply) -> Reply:
    """The line that asks, and the reply below it, but for one that asks the same, or that found no answer for the open form."""
    advice = advice_of(turn, card)
    key = "danger.ask_later" if advice.before_call else "danger.ask"
    key = "danger.ask_heart" if card == HEART and denied_harm.told_with_grief(turn, card) else key
    line = turn.words.say(key, call=advice.call, before=advice.before_call)
    form = turn.session.form
    if form is not None and (form.attempts or not reply.text):
        return Reply(f"{line}\n{turn.words.say('danger.form_waits')}")
    return Reply(line) if _says_nothing(turn, reply) else _below(line, reply)


def _says_nothing(turn: Turn, reply: Reply) -> bool:
    """Does the reply help nobody who may be in danger: a list of dangers, another question alone, the danger itself?"""
    intents = [intent_of(choice.postback) for choice in reply.choices]
    only_topics = len(intents) >= A_LIST and set(intents) == {TOPICS}
    only_asks_back = turn.outcome.asked_back and not reply.choices
    asks_too = turn.session.form is None and reply.text.endswith("？") and "\n" not in reply.text
    return only_topics or only_asks_back or asks_too or EMERGENCY in intents


def _below(line: str, reply: Reply) -> Reply:
    return replace(reply, text=f"{line}\n\n{reply.text}") if line else reply


@service.in_crisis
async def told_twice(turn: Turn) -> Reply | None:
    """The card for who tells a few turns after the question of the same danger again, or of what both messages tell."""
    session, doubted = turn.session, turn.session.doubted
    if session.crisis is not None or doubted is None or turn.parse.possible in ("", SUICIDE):
        return None
    if (
        session.turn + 1 - doubted.over_turn > DOUBTED_TURNS
        or turn.postback is not None
        or asked_of_despair.is_clear(turn)
    ):
        return None
    both = turn.hear(f"{doubted.words} {turn.message.text}")
    card = card_of(both) if both.emergency else doubted.card
    same = both.emergency or turn.parse.possible == doubted.card != GENERAL
    return await _carded(turn, card) if same else None


async def _carded(turn: Turn, card: str) -> Reply:
    asked = turn.session.crisis or turn.session.doubted
    crisis = Crisis(card, words=asked.words if asked is not None else "")
    speaker.note(turn, crisis)
    turn.session.in_danger(crisis)
    turn.session.doubted = None
    with suppress(RecordsAway):
        await raise_for(turn, card, before=asked.words if asked is not None else "")
    return card_reply(turn, card, crisis.stands)


@service.in_crisis
async def told_afterwards(turn: Turn) -> Reply | None:
    """The answer to who tells how a danger ended that is not known any more, or was another day's; a wish beside it counts."""
    if turn.session.crisis is not None or turn.parse.possible in ("", SUICIDE) or turn.postback is not None:
        return None
    ours = is_confident(turn.parse) and not turn.parse.intent.startswith(asked_of_despair.NOT_OURS)
    if ours or turn.session.form is not None:
        return None
    follow = turn.follow_up(turn.message.text)
    return after_card.ended(turn, follow.kind) if ends(follow) else None


def _sounds_of_despair(turn: Turn) -> bool:
    """Is it sad by its words once more, after words that may have been of despair, and no wish?"""
    heard = turn.parse.possible in (SUICIDE, GENERAL) or turn.follow_up(turn.message.text).despair
    return heard and not asked_of_despair.is_wish(turn)


async def answered(turn: Turn, crisis: Crisis) -> Reply | None:
    """What the answer to the question leads to: the card, relief, or whatever else the message means."""
    denial = denied_despair.read(turn) if crisis.card == SUICIDE else None
    if denial is not None:
        return denied_despair.ended(turn, denial)
    if await denied_harm.heard(turn, crisis):
        return None
    turn.outcome.asked_of_danger = True
    ended, reply = await protests.ended_question(turn, crisis)
    if ended:
        return reply
    said = said_yes_or_no.read(turn)
    told = await _told_of_despair(turn, crisis) if crisis.card == SUICIDE and said is None else None
    if told is not None:
        return told
    if crisis.told[-1:] == [asked_of_despair.GENTLY] and not asked_of_despair.thinks_of_it(turn, crisis):
        return asked_of_despair.still_sad(turn, crisis) or _after_gentle_words(turn, crisis)
    card = _card_told(turn, crisis, said)
    return await _carded(turn, card) if card else await _without_danger(turn, crisis, said)


def _card_told(turn: Turn, crisis: Crisis, said: bool | None) -> str:
    """The card of the danger that a yes, or what else is told, says is there; "" where there is none."""
    if said is None:
        thinks = asked_of_despair.thinks_of_it(turn, crisis)
        return SUICIDE if thinks else _told_directly(turn, crisis) or _told(turn, crisis)
    return crisis.card if said else ""


async def _without_danger(turn: Turn, crisis: Crisis, said: bool | None) -> Reply | None:
    """Who may be in despair is listened to, unless something is wanted; else it is left, and the message heard without it."""
    wanted = said is not False and (is_ours(turn.parse) or asks_of_own(turn.message.text))
    if crisis.card == SUICIDE and _is_about_it(turn, crisis) and not wanted:
        return _listen(turn, crisis, said_no=said is False)
    turn.session.crisis = None
    if said is None:
        crisis.over_turn, turn.session.doubted = turn.session.turn + 1, crisis
    if said is not False:
        return None
    told = kept_words.told_beside_denial(turn.message.text)
    if told:
        turn.outcome.wish_behind = told
        return None
    return await kept_words.no_danger(turn, crisis) if len(turn.parse.normal) <= SHORT else None


async def _told_of_despair(turn: Turn, crisis: Crisis) -> Reply | None:
    """The written answer to who tells of pills at hand, a note, a place: from here despair is no question any more."""
    speaks = asked_of_despair.speaks_of(turn, crisis)
    if not (turn.parse.possible or speaks) or not _is_about_it(turn, crisis):
        return None
    near = fitting_answers.not_ending(turn, fitting_answers.nearest(turn, crisis))
    if not speaks:  # 「没人陪，就一只猫」 answers what was asked, and is no despair
        near = [found for found in near if not loneliness.is_told_by(found.part)]
    answer, likeness = fitting_answers.found(turn, crisis, near)
    bar = CLEARLY_LIKE if crisis.told[-1:] == [asked_of_despair.GENTLY] else fitting_answers.ALIKE
    if answer is None or likeness < bar:
        return None
    if not speaks and loneliness.is_all_that_is_told(turn, crisis):
        return None
    shown = turn.session.shown_card(SUICIDE, turn.message.text)
    speaker.note(turn, shown)
    with suppress(RecordsAway):
        await raise_for(turn, SUICIDE, before=crisis.words)
    return after_card.given(turn, shown, answer, urgent=True)


def _after_gentle_words(turn: Turn, crisis: Crisis) -> Reply | None:
    """Asks directly where the next words speak of it again; what else they mean is answered, and it is kept in mind."""
    if loneliness.would_follow(turn) or refuses_person(turn.message.text):
        return asked_of_despair.asked_directly(turn)
    if _sounds_of_despair(turn) and (
        asked_of_despair.speaks_of_death(turn) or not loneliness.is_all_that_is_told(turn, crisis)
    ):
        return asked_of_despair.asked_directly(turn)
    another = turn.parse.possible not in ("", SUICIDE)  # which has to be asked about
    turn.outcome.asked_of_danger = not another
    goes_on = _is_about_it(turn, crisis) and not another
    told = [*crisis.told, asked_of_despair.GENTLY]
    turn.session.crisis = Crisis(SUICIDE, asked=True, told=told, words=crisis.words) if goes_on else None
    return None


def _told_directly(turn: Turn, crisis: Crisis) -> str:
    """The card of despair where somebody who was asked about death goes on telling of it; "" for anything else."""
    if not crisis.asks_of_death:
        return ""
    return SUICIDE if _sounds_of_despair(turn) and turn.parse.possible != GENERAL else ""


def _told(turn: Turn, crisis: Crisis) -> str:
    """The card of the danger of which somebody goes on telling after the question, "" where they don't.

    Nobody is asked a second time, and both messages together tell more than either: 「手粘在上面了」, 「他身子在抖」.
    """
    text = turn.message.text
    if crisis.card == SUICIDE or turn.postback is not None or said_yes_or_no.begins_with_no(text):
        return ""
    if not turn.parse.possible and not protests.tells_harm(turn, text):
        return ""  # what goes on about anything else is no yes
    own, both = turn.parse.possible, turn.hear(f"{crisis.words} {text}")
    if not own and not _goes_on(turn, crisis, both):
        tells = has(commands_of(turn), InDanger)
        return crisis.card if tells else ""
    if own not in ("", GENERAL) and _DENIES.search(text):  # 「不是火，是煤气味」
        return own
    joined = card_of(both) if both.emergency else both.possible
    return _first_named(joined, crisis.card, own)


def _first_named(*cards: str) -> str:
    """The first card that names a danger; the general one where none does."""
    return next((card for card in cards if card not in ("", GENERAL)), GENERAL)


def _goes_on(turn: Turn, crisis: Crisis, both: Parse) -> bool:
    """Is it still about what was asked of, and neither an answer to the open form nor something of ours?

    both: what the two messages tell together. Of their words they may share such as 「后生」, or it is in nearly the words of
    what is written about the danger.
    """
    if asked_of_despair.is_clear(turn) or is_for_another(turn):
        return False
    shared = _long(turn.parse.segments) & _long(turn.hear(crisis.words).segments)
    likest = max((near.likeness for near in fitting_answers.nearest(turn, crisis)), default=0.0)
    return both.emergency or bool(shared) or likest >= ABOUT_IT


def _long(words: Sequence[str]) -> set[str]:
    return {word for word in words if len(word) > 1}


def _is_about_it(turn: Turn, crisis: Crisis) -> bool:
    return not asked_of_despair.is_clear(turn) and turn.postback is None and len(crisis.told) < LONGEST


def _listen(turn: Turn, crisis: Crisis, *, said_no: bool) -> Reply:
    if said_no:
        return asked_of_despair.said_no(turn, crisis)
    number = len(crisis.told) % 2 + 1
    told = [*crisis.told, _LISTENED]
    turn.session.crisis = Crisis(SUICIDE, asked=True, told=told, words=crisis.words)
    return turn.say(f"despair.listen_{number}")
