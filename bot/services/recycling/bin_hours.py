"""When waste may be brought out: no thing is asked about, and the hours of our bins are not written here."""

import re

from bot.common.message import Reply
from bot.conversation.carry_out.answers import written
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.recycling.content import RECYCLING
from bot.services.recycling.service import service, sort

_WHEN = re.compile(
    r"几点|什么时候|啥时候|几时|啥辰光|定时|开不开|关不关|开[吗么伐]|(?:来|有没有人|有人)收|全天|24小时"
    r"|(?:早上|晚上|夜里|半夜|中午|[\d一二三四五六七八九十]{1,2}点)[^，,。]{0,6}(?:能|可以|好)(?:不能|不可以)?(?:扔|倒|投|丢)"
)
_BRINGS_OUT = re.compile(
    r"投放|(?:扔|倒|丢|投)(?:垃圾|$|[啊呀吗伐?？不 ，,])|垃圾(?:房|桶|箱|站|车|点|屋)?|箱子|桶"
)
_COLLECTED = re.compile(r"(?:来|有没有人|有人)收")
_OF_WASTE = "recycling."
_OTHER = re.compile(r"快递|信箱|邮箱|捐|回收站|上门|邮")
_GOES_ON = re.compile(r"^(?:好吧|行吧|好的?|哦|噢|嗯|那|还有|另外)[，,。\s]{0,2}(?:那|还有)?")
_ELSE = re.compile(r"(?<!外)卖|送|寄|取|拿|收到|丢了|没到|坏|投诉|找|修|换|捐|要|想|报|借|买|几|多少|电话")
_BINS = re.compile(r"[红绿蓝黑灰]桶|不进桶|投放点")
LONGEST, LASTING = 30, 4


@service.goes_on
async def asked_for_hours(turn: Turn) -> Reply | None:
    """「垃圾几点投放」, 「早上六点箱子开不开」: where the hours stand, and the offer to ask; None for anything else."""
    text, session = turn.message.text, turn.session
    lately = session.topic.intent.startswith(_OF_WASTE)
    of_waste = _BRINGS_OUT.search(text) or (lately and _COLLECTED.search(text))
    asked = _WHEN.search(text) and of_waste and not _OTHER.search(text)
    if not asked or len(text) > LONGEST or not asks(text) or session.form is not None:
        return None
    if not (lately or "垃圾" in text) or written.by_sure_words(turn) is not None:
        return None
    session.topic.intent = f"{_OF_WASTE}sort"
    turn.outcome.beside.unwritten.append(text)
    return turn.say("recycling.hours", choices=(ask_for_me(turn, text),))


@service.goes_on
async def more_things(turn: Turn) -> Reply | None:
    """「好吧 那快递泡沫箱 还有外卖盒」 while the bins are spoken of: where they belong; None for anything else."""
    text, session = turn.message.text, turn.session
    if session.form is not None or len(text) > LONGEST or _ELSE.search(text) or not _GOES_ON.match(text):
        return None
    lately = [reply.text for answer in session.answered[-LASTING:] for reply in answer.read()]
    if not any(map(_BINS.search, lately)):
        return None
    things = turn.content.part(RECYCLING).find(text)
    if not things or any(thing.guess for thing in things):
        return None
    session.topic.intent = f"{_OF_WASTE}sort"
    return await sort(turn.with_slots({}))
