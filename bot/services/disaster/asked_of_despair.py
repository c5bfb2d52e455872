"""Asks who may be in despair: gently at first, directly where death is spoken of, nothing where somebody is only missed."""

import re

from bot.common.message import Reply
from bot.content.shared.venues import VENUES
from bot.conversation.carry_out.readings import listening
from bot.conversation.commands import SocialKind
from bot.conversation.crisis_state import Crisis
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import kept_words, loneliness
from bot.understanding.danger_models.emergency_parse import EMERGENCY
from bot.understanding.danger_signs.danger import SUICIDE
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.questions.own_record_questions import asks_of_own
from bot.understanding.ranking import CERTAIN
from bot.understanding.text.clauses import bare_clauses

GENTLY = "gently"
NOT_OURS = ("dialog.", EMERGENCY, OUT_OF_SCOPE)
_GIVES_AWAY = "exchange."


def despair(turn: Turn) -> Reply | None:
    """Words that may mean that life is too much: a warm sentence and a question; None for any other message."""
    if turn.postback is not None:
        return None
    if loneliness.would_follow(turn):
        return asked_directly(turn)
    if turn.parse.possible != SUICIDE:
        return _asked_gently(turn) if loneliness.only_grieves(turn) else None
    if speaks_of_death(turn) or _tells_it_in_part(turn):
        return asked_directly(turn)
    if loneliness.only_longs(turn):
        _keep_in_mind(turn)
        return None
    return None if is_wish(turn) else _asked_gently(turn)


def is_wish(turn: Turn) -> bool:
    """「我的东西还挂着没有」 asks after what is listed; a clear wish is no despair where no word of death stands in it.

    To give things away is one that despair begins with.
    """
    wish = is_clear(turn) and not turn.parse.intent.startswith(_GIVES_AWAY)
    needed = any(venue.is_needed(turn.message.text) for venue in turn.content.part(VENUES))
    wish = wish or needed  # 「孙子放学没人管」 is of the child
    return (wish or asks_of_own(turn.message.text)) and not speaks_of_death(turn)


_AT_AN_EDGE = re.compile(r"(?:河|江|水|海|湖|塘|水库|池塘)边|楼顶|天台|窗台|桥(?:上|边|栏)|栏杆")
"""Where somebody who may be in despair must not sit alone."""


def speaks_of_death(turn: Turn) -> bool:
    """Is there a word of one's own death, or a place where one is near it?"""
    if _AT_AN_EDGE.search(turn.message.text):
        return True
    signs = [sign for sign in turn.content.alarms.signs if sign.of == SUICIDE]
    return any(all(word in turn.parse.normal for word in say.split()) for sign in signs for say in sign.say)


def _tells_it_in_part(turn: Turn) -> bool:
    """「没啥爱好 活着没劲 药我都备好了」: does one clause tell of despair that is certain by itself?"""
    clauses = bare_clauses(turn.message.text)
    return len(clauses) > 1 and any(turn.hear(clause).danger == SUICIDE for clause in clauses)


def asked_directly(turn: Turn) -> Reply:
    turn.session.in_danger(Crisis(SUICIDE, asked=True, words=kept_words.so_far(turn)))
    return turn.say("despair.first")


def _asked_gently(turn: Turn) -> Reply:
    """Who tells of grief or of being alone is not asked about death at once."""
    turn.session.in_danger(Crisis(SUICIDE, asked=True, told=[GENTLY], words=kept_words.so_far(turn)))
    listening.note(turn, SocialKind.SAD)  # whatever is told next belongs to it
    return turn.say("despair.gentle")


def _keep_in_mind(turn: Turn) -> None:
    """Who misses somebody is listened to, and asked nothing; what they tell next is heard as after gentle words."""
    turn.session.in_danger(Crisis(SUICIDE, asked=True, told=[GENTLY], words=kept_words.so_far(turn)))
    listening.note(turn, SocialKind.SAD)


def is_clear(turn: Turn) -> bool:
    """Is it beyond doubt something of ours?"""
    at_an_edge = turn.parse.possible == SUICIDE and _AT_AN_EDGE.search(turn.message.text)
    return turn.parse.confidence >= CERTAIN and not turn.parse.intent.startswith(NOT_OURS) and not at_an_edge
