"""Listens to what is only told: a film that frightened, a rescue of long ago, thanks that somebody else deserves."""

import re

from bot.common.message import Reply
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.alarm_raising import note_denial
from bot.services.disaster.in_danger import long_ago
from bot.services.disaster.service import service
from bot.understanding.danger_frames import is_of_film
from bot.understanding.ranking import is_confident, is_ours

_FRIGHTENS = re.compile(r"吓|怕|惊|淹|大水|洪水|火|炸|塌|地震|死|逃|跳楼|往下跳|沉船|冲走|一身汗|心跳|揪心")
_WANTS = re.compile(r"再放|还放|几点|哪天|报名|还有没有|带[^，,。]{1,6}(?:看|去)|想看|借|票")
_LONG_AGO = re.compile(
    r"(?:小辰光|小时候|小的时候|年轻(?:时候?|辰光|那会)|当年|那年|从前|早年|旧社会|[几二三四五六七八九十\d]+(?:多)?年(?:前|以前)|[\d一二三四五六七八九十]{1,3}岁(?:那年|的时候|时|辰光))"
)
_NEARLY_DIED = re.compile(
    r"差点|差一点|险些|捡(?:回|了)(?:一)?条命|没命|死里逃生|捞(?:上来|起来|出来)|救(?:上来|了我|过我|我一命|起来|出来|活)|背(?:出来|出火)|拉(?:上来|出来)|送了?命"
)
_NOW = re.compile(r"现在(?:又|还|就)|又(?:淹|着火|摔|烧|发)|突然|刚才|刚刚|正在|快来|救命啊|怎么办|今天|今朝")
_ELDER = r"(?:伯伯|阿伯|大伯|叔叔|阿叔|婶婶|阿婆|阿公|爷爷|奶奶|阿姨|嬷嬷|大哥|大姐|师傅|老师|医生|护士|恩人|邻居|人家)"
_THANKS_OTHER = re.compile(
    rf"(?:想|要|得|该|来不及|一直没|还没)(?:好好|当面|再)?(?:地)?(?:谢谢|感谢|报答|答谢|谢)(?:一下|一声)?(?:他|她|伊|{_ELDER}|[^，,。\s你您侬社区]{{1,4}}{_ELDER})"
)
_GIFT = re.compile(r"(?:想|要|该|好)?送(?:给)?(?:他|她|伊)(?:一?点|些|个)?(?:啥|什么|东西|礼)")


@service.in_crisis
async def told_story(turn: Turn) -> Reply | None:
    """A word for who tells a story and wants nothing; None for anybody else."""
    if turn.session.crisis is not None or turn.session.form is not None or turn.postback is not None:
        return None
    if turn.parse.emergency:
        return None
    key = _key(turn)
    return turn.say(key) if key else None


def _key(turn: Turn) -> str:
    text = turn.message.text
    if _THANKS_OTHER.search(text) and not (is_ours(turn.parse) and is_confident(turn.parse)):
        return "danger.thanks_saver"
    if _GIFT.search(text) and not is_ours(turn.parse):
        return "danger.gift"
    if asks(text) or _WANTS.search(text):
        return ""
    if is_of_film(text) and _FRIGHTENS.search(text):
        return "danger.dream" if "梦" in text else "danger.film"
    if _is_of_long_ago(text):
        return "danger.long_ago"
    return _seen_long_ago(turn)


def _seen_long_ago(turn: Turn) -> str:
    """The words for who tells what they saw long ago, or that what they told was long ago; "" for anybody else."""
    if is_ours(turn.parse) and is_confident(turn.parse):
        return ""
    text = turn.message.text
    if long_ago.is_put_right(text) and long_ago.is_dated(text):
        return "danger.long_ago_reminded"
    return "danger.long_ago_seen" if long_ago.is_told(text) else ""


async def put_right(turn: Turn, crisis: Crisis) -> Reply | None:
    """「勿是现在呀 六十年前的事体」 after a card or the question: there is none, and the staff are told."""
    text = turn.message.text
    if turn.parse.emergency or turn.postback is not None or not long_ago.is_of_then(text):
        return None
    if not crisis.asked:
        await note_denial(turn, crisis)
    turn.session.crisis, turn.session.past_crisis, turn.session.topic.danger = None, None, ""
    turn.outcome.asked_of_danger = True
    return turn.say("danger.long_ago_reminded" if long_ago.is_put_right(text) else "danger.long_ago_seen")


def _is_of_long_ago(text: str) -> bool:
    """「小辰光差点淹死 是邻居捞我上来的」: is it told how life was saved long ago, and nothing of today?"""
    return bool(_LONG_AGO.search(text) and _NEARLY_DIED.search(text)) and not _NOW.search(text)
