"""Answers what is asked on after a signpost before it is taken for anything else: its number, its counter, who may go instead."""

import re

from bot.common.message import Reply
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, not_written
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.signposts.content import SIGNPOSTS, Signpost
from bot.services.signposts.facts_asked import LASTING, asks_for_number
from bot.services.signposts.service import asked_of_it, lines_at_counter, service
from bot.understanding.questions.aspects import Aspect, aspects_asked

_HOTLINE = re.compile(r"\d{5}(?:是)?(?:市长|政务|服务|便民)*热线?|市长热线|热线")
_OF_MANAGERS = re.compile(
    r"^(?:那|请问|你们|我们|咱们|小区){0,2}(?:的)?物业(?:公司|办公室)?(?:的)?(?:电话|号码)"
)
_TO_COUNTER = re.compile(
    r"打不通|占线|没人接|打不进|(?:能不能|可以|能|想)[^，,。]{0,4}(?:现场|当面|窗口|柜台)|除了(?:打)?电话|(?:还能|去|到)哪(?:里|儿|个地方)[^，,。]{0,3}(?:问|办|查)|窗口在哪"
)
_FOR_ANOTHER = re.compile(
    r"代(?:我|他|她|办|领|查)|[替帮](?:我|他|她|老人|爸|妈|娘)[^，,。]{0,4}(?:去|办|查|跑)|(?:儿子|女儿|老公|老婆|媳妇|家里人|家人|别人)[^，,。]{0,8}去"
)
_PAPERS = re.compile(r"证件|材料|带什么|带啥|要带|行不行|可以吗|能不能")
LONGEST = 45  # characters


@service.goes_on
async def asked_at_once(turn: Turn) -> Reply | None:
    """「有没有登记处自己的电话」, 「打不通 还能去哪里问」: the line of the signpost that says so; None for anything else."""
    text = turn.message.text
    if turn.session.form is not None or len(text) > LONGEST:
        return None
    if _OF_MANAGERS.match(text):
        return Reply(not_written(turn, turn.words.say("signpost.of_managers")), (ask_for_me(turn, text),))
    told = _told_lately(turn)
    if told is None or _names_another(turn, told):
        return None
    if asks_for_number(text) or _asks_for_another(text):
        return await asked_of_it(turn.with_slots({"signpost": told.id}))
    if _TO_COUNTER.search(text) and asks(text):
        return lines_at_counter(turn, told)
    return None


def _asks_for_another(text: str) -> bool:
    """「他代我去 要带什么证件」: is it asked what somebody else takes along, or whether they may go?"""
    if not _FOR_ANOTHER.search(text) or not _PAPERS.search(text) or not asks(text):
        return False
    return not {Aspect.TEACHER, Aspect.SEATS} & set(aspects_asked(text))


def _told_lately(turn: Turn) -> Signpost | None:
    """The signpost that was told in the last turns, and nothing else since."""
    topic = turn.session.topic
    if topic.thing_slot != "signpost" or turn.session.turn - topic.thing_turn > LASTING:
        return None
    return next((entry for entry in turn.content.part(SIGNPOSTS) if entry.id == topic.thing), None)


def _names_another(turn: Turn, told: Signpost) -> bool:
    """Does a word of the message mean another signpost, beside the number that was told?"""
    plain = _HOTLINE.sub(" ", turn.message.text.replace(told.phone or "12345", " "))
    named = turn.passages.surely(plain) if turn.passages is not None else None
    return named is not None and named.key != told.id
