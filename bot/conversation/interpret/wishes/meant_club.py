"""Which club a message means by what is done there: 「想唱歌 有啥队好进」 is the choir. Pure."""

import re
from collections.abc import Iterable

from bot.content.shared.clubs import Club
from bot.understanding.parse import Parse
from bot.understanding.ranking import is_confident
from bot.understanding.text.deeds import doing

CLUB = "club.info"
_OF_PLACES = frozenset({"venue.info", "activity.browse", "activity.join"})
_WHERE_OR_WHEN = re.compile(r"几点|几时|啥时候|什么时候|辰光|哪里|哪儿|在哪|场地|地方|开始|时间")
_SHOWN = re.compile(r"赛|节|演|表演|上台|活动")
_COMPANY = re.compile(
    r"(?:有没有|有勿有|有)(?:个|啥|什么)?(?:伴|搭子|人(?:一起|一道|一同|来|也))|(?:找|寻|约|缺)(?:个|几个|点|些)?(?:伴|搭子|队友|同好)"
    r"|(?:那|这|有|一)(?:一)?(?:帮|伙|群|班)(?:人|老|姐妹|朋友)|(?:一起|一道|一块)(?:去|来)?[唱跳打下踢拍画写练拉吹玩做弄]"
    r"|社团|班子|俱乐部|兴趣小组|组织|同好|爱好者|[唱跳打下踢拍画写练拉吹读养玩走棋牌歌舞戏]的?(?:队|社|团|组|圈子|群)|[啥么哪有个](?:个|支)?队|队[^，,。\s]{0,3}(?:好|能|可以)(?:进|加入|参加)"
    r"|凑(?:在|到|拢)?(?:一起|一道|一块|一堆|凑)|[唱跳打下踢拍画写练拉吹玩][^，,。\s]{0,3}的地方"
    r"|在哪[里儿]?(?:聚|碰头|玩|活动)|什么时候(?:聚|碰头)|(?:有没有|有勿有|有|哪[里儿]?有?)(?:个|啥|什么)?(?:地方|场地)?(?:可以|能|好)?(?:再|去)?([唱跳打下踢拍画写练拉吹玩])\1?"
    r"|(?:跟|和)(?:你们|他们|大家)[^，,。\s]{0,2}(?:一起|一道|玩|练)"
)
_OTHER = re.compile(
    r"学|(?<!下)(?<!下了)(?<!上)(?<!上完)(?<!加)(?<!夜)班(?!长|子)|课|教|报名|吵|扰民|举报|投诉|反映|太响|音量|上门|来我家|到我家|家里来|陪(?:我|他|她|老|伊|阿)|志愿|义工|比赛|演出|寿宴|婚礼|请(?:个|人|几)|有空"
)


def club_meant(parse: Parse, clubs: Iterable[Club]) -> str:
    """The one club of what the message tells, where company for it is looked for; "" for none, or several."""
    if "club" in parse.named and parse.intent == CLUB:
        return parse.named["club"]
    if _is_asked_as_a_place(parse):
        told = doing({club.name: club.does for club in clubs}, parse.text)
        return parse.named.get("club", "") or (told[0] if len(told) == 1 else "")
    if parse.intent != CLUB and (is_confident(parse) or not seeks_company(parse.text)):
        return ""
    told = doing({club.name: club.does for club in clubs}, parse.text)
    return told[0] if len(told) == 1 else ""


def _is_asked_as_a_place(parse: Parse) -> bool:
    """「乒乓球场地几点开门」, 「广场舞几点开始」: is it taken for a place or an event, and names none?"""
    named = parse.named
    elsewhere = any(slot in named for slot in ("venue", "event", "team")) or _SHOWN.search(parse.text)
    asked = "club" in named or _WHERE_OR_WHEN.search(parse.text)
    return parse.intent in _OF_PLACES and bool(asked) and not elsewhere and not _OTHER.search(parse.text)


def seeks_company(text: str) -> bool:
    """「喜欢下棋 有没有伴」: is company looked for to do something, and no course, helper or quiet?"""
    return _COMPANY.search(text) is not None and _OTHER.search(text) is None
