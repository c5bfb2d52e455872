"""Tells grief and an empty flat from despair: who answers 「没人 老伴走了五年了」 is asked nobody about death."""

import re

from bot.conversation.carry_out.readings import listening
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.understanding.danger_signs.mourning import Mourning
from bot.understanding.ranking import NOT_OURS, is_confident
from bot.understanding.slots.crisis_facts import clauses

_LONELY = re.compile(
    r"^(?:家里|屋里|现在|身边|就|也|都){0,3}(?:没有?人|没得人|呒没人|(?:我|剩我){0,2}一个人)(?:在|陪|的|呀|啊|住|过){0,2}$"
    r"|(?:走|去世|过世|没|不在)了?[一二两三四五六七八九十几多好\d]{1,4}来?年"
    r"|^(?:儿子|女儿|囡囡?|孩子|小孩|小人|他们)[^，,。\s]{0,4}(?:在|去了?)[^，,。\s]{1,6}$"
)
_MILD = re.compile(r"(?:没|呒没|呒|勿|冇)(?:有|啥|什么)?(?:意思|劲道?|味道)")
"""Said of a rainy day too: beside nothing worse it is no word of one's own death."""
_TAKES_LEAVE = re.compile(r"用不着|用不到|往后|送[掉人光给]|托[给付]|留给|交代|交给|好人家|遗|最后|药|再见")


def is_told_by(clause: str) -> bool:
    """Does the clause tell that nobody is there, who lives far away, or of a death of years ago?"""
    return _LONELY.search(clause.strip(" ，,。！!？?")) is not None


def only_grieves(turn: Turn) -> bool:
    """「老伴头七 灯一夜没关」: is it told how one mourns, and nothing asked, wanted or told to an open form?"""
    parse, text = turn.parse, turn.message.text
    if turn.session.form is not None or parse.possible or parse.emergency or asks(text):
        return False
    talk = parse.intent.startswith(NOT_OURS) or not is_confident(parse)
    return talk and turn.content.made(Mourning.of).is_felt(text)


def would_follow(turn: Turn) -> bool:
    """「我也想跟她去了」 of who has just told of grief: do they speak of following the dead?"""
    grieves = listening.in_window(turn) and turn.session.topic.feeling in listening.FEELINGS
    return grieves and turn.content.made(Mourning.of).follows(turn.message.text)


def only_longs(turn: Turn) -> bool:
    """「看到芋艿就想起她做的」: is somebody missed, and nothing worse said, asked or told to an open form?"""
    parse, text = turn.parse, turn.message.text
    if turn.session.form is not None or parse.emergency or asks(text):
        return False
    return turn.content.made(Mourning.of).longs(text)


def _mourns(mourning: Mourning, text: str) -> bool:
    return mourning.is_all(text) or mourning.longs(text)


def _weighs_little(mourning: Mourning, text: str) -> bool:
    """Was nothing said of one's own death or of taking leave: no more than that a day is dull?"""
    return not (_TAKES_LEAVE.search(text) or mourning.tells_more(_MILD.sub("", text)))


def is_all_that_is_told(turn: Turn, crisis: Crisis) -> bool:
    """Is it no more than that nobody is there, who lives far away, grief, or a death of years ago?

    crisis: what was asked about before; who took leave there, or spoke of despair, is asked all the same.
    """
    mourning = turn.content.made(Mourning.of)
    before = crisis.words
    mourns = not turn.parse.emergency and _mourns(mourning, turn.message.text)
    if mourns and (_mourns(mourning, before) or _weighs_little(mourning, before)):
        return True
    grave = _TAKES_LEAVE.search(crisis.words) or turn.follow_up(crisis.words).despair
    if turn.parse.emergency or grave:
        return False
    more = " ".join(part for part in clauses(turn.message.text) if not _LONELY.search(part))
    return not more or not _is_grave(turn, more)


def _is_grave(turn: Turn, text: str) -> bool:
    """Does the text sound like a danger or like despair?"""
    heard = turn.hear(text)
    return heard.emergency or bool(heard.possible) or turn.follow_up(text).despair
