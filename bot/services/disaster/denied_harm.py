"""Hears that it is grief and no harm of the body: 「不是痛，是心里难过」 ends the card, and who is missed is listened to."""

import re
from contextlib import suppress

from bot.common.errors import RecordsAway
from bot.common.text import any_of
from bot.content.danger_files import OnlyAsked
from bot.conversation.carry_out.readings import listening
from bot.conversation.commands import SocialKind
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.alarm_raising import add_to_alarm, told_to_be
from bot.services.disaster.statuses import AlarmStatus
from bot.understanding.slots import crisis_facts

_HARMS = re.compile(r"[喝吞吃舔咬呛晕昏吐痛疼血烧烫冒溅割扎闻毒死摔叫]|过敏|反应|难受|不舒服")
_FEWEST = 4  # characters that say something beside the denial


async def heard(turn: Turn, crisis: Crisis) -> bool:
    """Is it denied that it is the danger, by who grieves? Then what else is said is answered below a word of it."""
    words = _words(turn, crisis.card)
    if words is None or turn.postback is not None or turn.parse.emergency:
        return False
    text, denied = turn.message.text, any_of(words.denials)
    if not denied.search(text) or not any_of(words.beside).search(f"{crisis.words} {text}"):
        return False
    parts = [denied.sub("", part) for part in crisis_facts.clauses(text)]
    rest = [part for part in parts if len(part) >= _FEWEST]
    if _tells_of_harm(turn, words, " ".join(rest)):
        return False
    with suppress(RecordsAway):
        await add_to_alarm(turn, crisis.card, crisis.place)
        await told_to_be(turn, AlarmStatus.DENIED)
    turn.session.crisis, turn.session.past_crisis, turn.session.topic.danger = None, None, ""
    turn.outcome.asked_of_danger = True
    turn.outcome.said_first = turn.words.say("danger.heartache_first")
    listening.note(turn, SocialKind.SAD)
    turn.outcome.wish_behind = _asked_in(rest, words) or text
    return True


def names_only_waste(turn: Turn) -> bool:
    """「药水瓶子呢 玻璃的」: is it asked where waste goes, and told of nobody who was harmed by it?"""
    return turn.parse.intent.startswith("recycling.") and _HARMS.search(turn.message.text) is None


def told_with_grief(turn: Turn, card: str) -> bool:
    """Does the message tell of a feeling beside what sounds like the danger?"""
    words = _words(turn, card)
    return words is not None and any_of(words.beside).search(turn.message.text) is not None


def _words(turn: Turn, card: str) -> OnlyAsked | None:
    file = turn.content.sentences_of(card)
    return file.only_asked if file is not None else None


def _tells_of_harm(turn: Turn, words: OnlyAsked, rest: str) -> bool:
    """Is harm told of beside the denial, or that the pain has only gone away for now?"""
    if any_of(words.unless).search(rest) or crisis_facts.tells_of_worse(rest):
        return True
    heard = turn.hear(rest) if rest else None
    return heard is not None and (heard.emergency or bool(heard.possible))


def _asked_in(parts: list[str], words: OnlyAsked) -> str:
    """The parts that tell no feeling, where one of them asks something; "" where none does."""
    besides = [part for part in parts if not any_of(words.beside).search(part)]
    return " ".join(besides) if any(map(asks, besides)) else ""
