"""What is asked of the parts of a thing, the tape on a carton or the cap of a bottle, and a thing that is asked for again."""

import re
from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, not_written
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.recycling.content import RECYCLING, NamedWaste, WasteSorter
from bot.services.recycling.service import service, sort, thing_line

_SORT = "recycling.sort"
_PART = re.compile(r"胶带|封箱带|透明胶|胶布|瓶盖|盖子|盖头|标签|贴纸|泡沫|吸管|塑料膜|包装纸")
_TAKES_APART = re.compile(r"[撕拧拆剪剥扯揭]|(?:分开|去掉|拿掉|取下|弄掉|搞掉)")
_WHETHER = re.compile(r"要|用|需|得|吗|么|伐|[撕拧拆剪剥扯揭]不[撕拧拆剪剥扯揭]|是不是|行")
_OTHER_NAME = (("盖子", "瓶盖"), ("盖头", "瓶盖"))
_ELSE = re.compile(r"窗|玻璃|投诉|丢了|没到|修|寄|取件|反映|台风|伤|血|缝|膏")
_BIN = re.compile(r"[红绿蓝黑灰]桶")
_ASKS_ON = re.compile(r"呢[?？]?$|哪个桶|什么垃圾|啥垃圾|扔哪|丢哪|哪能扔|怎么扔|放哪|算(?:什么|啥)")
LONGEST, LONGEST_ON, LASTING = 34, 14, 3


@service.goes_on
async def part_asked(turn: Turn) -> Reply | None:
    """「纸箱上胶带撕不撕」, 「瓶子要把盖子拧掉吗」: where each belongs, and what is not written; None for anything else."""
    text, session = turn.message.text, turn.session
    if session.form is not None or len(text) > LONGEST or _ELSE.search(text) or turn.parse.emergency:
        return None
    if not (_takes_part_off(text) and asks(text)):
        return None
    sorter = turn.content.part(RECYCLING)
    named = text
    for said, name in _OTHER_NAME:
        named = named.replace(said, name)
    things = [thing for thing in sorter.find(named) if not thing.guess]
    if not things:
        return None
    turn.rely_on(sorter.file)
    session.topic.intent = _SORT
    told = _told_of_parts(turn, sorter, things)
    return Reply(told, (ask_for_me(turn, text),))


def _told_of_parts(turn: Turn, sorter: WasteSorter, things: Sequence[NamedWaste]) -> str:
    """Where each belongs, and what is not written of taking them apart."""
    lines = [thing_line(turn, sorter, thing) for thing in things]
    if len(things) == 1:
        return "\n".join([*lines, not_written(turn)])
    kinds = {thing.group.bin for thing in things}
    key = "recycling.parts_apart" if len(kinds) > 1 else "recycling.parts_alike"
    return "\n".join([*lines, turn.words.say(key)])


def _takes_part_off(text: str) -> bool:
    return all(words.search(text) for words in (_PART, _TAKES_APART, _WHETHER))


@service.goes_on
async def sorted_on(turn: Turn) -> Reply | None:
    """「唉算了 过期的药呢」 while the bins are spoken of, whatever was told since: where it belongs; None for anything else."""
    text, session = turn.message.text, turn.session
    if session.form is not None or len(text) > LONGEST_ON or not _ASKS_ON.search(text):
        return None
    lately = [reply.text for answer in session.answered[-LASTING:] for reply in answer.read()]
    of_bins = turn.parse.intent == _SORT and session.topic.thing_slot in ("", "signpost")
    things = turn.content.part(RECYCLING).find(text)
    if not of_bins or not things or not (any(map(_BIN.search, lately)) or session.topic.intent == _SORT):
        return None
    session.topic.intent = _SORT
    return await sort(turn)
