"""Asks who may be in despair: gently at first, directly where death is spoken of, nothing where somebody is only missed."""

import re

from bot.common.message import Reply
from bot.content.shared.venues import VENUES
from bot.conversation.carry_out.readings import listening
from bot.conversation.commands import SocialKind
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.denied import refuses_person
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import kept_words, loneliness, long_ago, quiet_leave
from bot.understanding.danger_models.emergency_parse import EMERGENCY
from bot.understanding.danger_signs.danger import SUICIDE
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.questions.own_record_questions import asks_of_own
from bot.understanding.ranking import CERTAIN, is_ours
from bot.understanding.text.clauses import bare_clauses

GENTLY = "gently"
_ASKED = "asked_of_death"  # among what was told: the question about death was asked before
_SAID_NO = (
    "said_no"  # among what was told: no to the question about death, by who is listened to all the same
)
NOT_OURS = ("dialog.", EMERGENCY, OUT_OF_SCOPE)
_GIVES_AWAY = "exchange."


def despair(turn: Turn) -> Reply | None:
    """Words that may mean that life is too much: a warm sentence and a question; None for any other message."""
    if turn.postback is not None or long_ago.is_of_then(turn.message.text):
        return None
    if loneliness.would_follow(turn):
        return asked_directly(turn)
    hinted = _hinted(turn)
    if hinted is not None:
        return hinted
    if turn.parse.possible != SUICIDE:
        return _asked_gently(turn) if loneliness.only_grieves(turn) else None
    if speaks_of_death(turn) or _tells_it_in_part(turn):
        return asked_directly(turn)
    if loneliness.only_longs(turn):
        _keep_in_mind(turn)
        return None
    return None if is_wish(turn) else _asked_gently(turn)


def _hinted(turn: Turn) -> Reply | None:
    """The question to who takes leave without a word of it, direct where the hints are many; None for anybody else."""
    if turn.session.form is not None or is_clear(turn):
        return None
    if quiet_leave.is_told(turn.message.text):
        return asked_directly(turn)
    return (
        _asked_gently(turn)
        if quiet_leave.may_be_told(turn.message.text) and not is_ours(turn.parse)
        else None
    )


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
    """Are they thinking of death? Who wants nobody to come is not told once more who could."""
    turn.session.in_danger(Crisis(SUICIDE, asked=True, words=kept_words.so_far(turn)))
    return turn.say("despair.first_alone" if refuses_person(turn.message.text) else "despair.first")


def said_no(turn: Turn, crisis: Crisis) -> Reply:
    """Relief for who says no; who wants nobody to come for all that, or had hinted at it before, is listened to."""
    text = turn.message.text
    if not (refuses_person(text) or quiet_leave.is_told(crisis.words)):
        turn.session.out_of_danger()
        return turn.say("despair.no")
    told = [*crisis.told, _SAID_NO, GENTLY]
    turn.session.crisis = Crisis(SUICIDE, asked=True, told=told, words=crisis.words)
    return turn.say("despair.no_and_alone" if refuses_person(text) else "despair.no_and_listening")


_STILL_SAD = re.compile(
    r"难受|难过|伤心|没人(?:说话|讲话|管|要|在乎|懂)|心里(?:苦|闷|堵|空)|撑不|熬不|睡不着|想哭|一直哭|好累|太累|不想(?:动|吃|说)"
)
_BETTER = re.compile(
    r"好(?:些|多|点|一?点)|不(?:难受|难过|伤心|苦)|没(?:有)?(?:难受|难过|那么)|舒服|轻松|放心"
)


def still_sad(turn: Turn, crisis: Crisis) -> Reply | None:
    """「我就是难受 没人说话」 of who has said no, or was past it: they are listened to again; None for anything else."""
    text = turn.message.text
    said_no = _SAID_NO in crisis.told or crisis.over_turn
    if crisis.card != SUICIDE or not said_no or turn.session.form is not None:
        return None
    if _BETTER.search(text) or not _STILL_SAD.search(text) or speaks_of_death(turn):
        return None
    turn.session.in_danger(Crisis(SUICIDE, asked=True, told=[_ASKED, GENTLY], words=text))
    return turn.say("despair.still_sad")


_THINKS = re.compile(
    r"(?:^|[，,。\s嗯哎唉是有对])(?:也|都|真|确实|其实|就|是)*(?:想过|有想过|有过)(?!了?(?:办法|去|来|报|学|找|问|要|把|给|吃|买|种))"
    r"|(?:天天|一直|经常|常常|老是?|总是?|今天|今朝|今夜|今晚|现在|更|特别|尤其|越来越)(?:都|也|就|在)?想(?:的|了|啊|呀|得|$|[，,。\s])"
)


def speaks_of(turn: Turn, crisis: Crisis) -> bool:
    """Is their own death spoken of, or a yes said to the question of it?"""
    return thinks_of_it(turn, crisis) or (bool(turn.parse.possible) and speaks_of_death(turn))


def thinks_of_it(turn: Turn, crisis: Crisis) -> bool:
    """「想过的 今天更想」 of who was asked about death: do they say yes, now or a few messages later?"""
    asked = crisis.asks_of_death or _ASKED in crisis.told or _SAID_NO in crisis.told
    return crisis.card == SUICIDE and asked and _THINKS.search(turn.message.text) is not None


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
