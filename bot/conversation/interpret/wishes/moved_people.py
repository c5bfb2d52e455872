"""That somebody who cannot walk is to be moved, told as a need of help: 「我妈坐轮椅的，到时候能不能来人帮下」. Pure."""

import re

from bot.conversation.interpret.clauses.form_messages import asks

_FRAIL = re.compile(
    r"轮椅|(?:搬|背|抬|扶|推|弄|走|挪)不动|走不(?:了|成|来|快)|下不了(?:床|楼)|不能(?:走|下地|下楼|下床)|不会走|瘫|腿脚不|行动不(?:便|方便)|卧床|躺(?:在)?床上"
)
_CALLS = re.compile(
    r"(?:能不能|能勿能|可不可以|可以|有没有|有勿有|能|会|要|想要|得|派|请|叫|找|喊|来|需要)[^，,。！!？?\s]{0,6}?(?:人|志愿者|后生|小伙子?|力气大的)[^，,。！!？?\s]{0,4}?"
    r"(?:来|帮|推|背|抬|接|搬|扶|搀|送|转移)|(?:来|派)(?:几?个)?人帮|谁(?:能|会|来|可以|好)?[^，,。\s]{0,3}(?:帮|推|背|抬|接|搬|扶)"
)
_MOVED = re.compile(
    r"(?:把|帮|替|给)?(?:我|阿拉|他|她|伊)?(?:妈|娘|爸|爹|爷|奶|婆|公|老伴|老头|老太|老人|外公|外婆|丈母娘|丈人|阿公|阿婆)[^，,。\s的]{0,4}(?:推|背|抬|接|搬|扶|送|转移|撤)"
    r"|(?:推|背|抬|接|搬|扶|搀|转移|撤)(?:走|一下|出来|出去|下楼|下来|到|去|过去)?[^，,。\s]{0,4}(?:妈|娘|爸|爹|爷|奶|婆|公|老伴|老头|老太|老人)"
)
_CARRIERS = re.compile(
    r"(?:要|来|找|叫|派|请|喊|得)(?:有)?(?:几|两)?(?:个)?人(?:来|帮|帮忙|帮我|过来|给我){0,2}(?:推|背|抬|扶|搀|接)(?![课书])"
)
_KIN = re.compile(r"妈|娘|爸|爹|爷|奶|婆|外公|阿公|老伴|老头|老太|老人|丈人|老公")
_OF_THING = re.compile(r"坏|修|借|租|卖|买|送人|换|捐|补|打气|收不收|哪里有")
_RATHER = re.compile(
    r"^(?:哎呀?|唉|你?(?:听|搞|弄)错了|什么呀|错了|不对|啊){0,2}[，,。！!\s]*(?:不是|勿是|弗是|没说|谁说|又不是)(?:要|叫|让|是|说|人){0,3}"
    r"(?P<wrong>[^，,。！!？?\s]{1,10})[，,。！!？?\s]+(?:而?是|我(?:是)?(?:说|讲|要|想|问|指)(?:的)?(?:就?是)?)(?P<right>.{3,60})$"
)
_EXAMPLE = re.compile(r"修|改|裤|电饭煲|辅导|作业|聊天|说话|陪老人|通|剪|理发")
LONGEST = 60  # characters of a message that is a need


_WHOSE = {
    "外婆": "外婆", "外公": "外公", "奶": "奶奶", "爷": "爷爷", "婆婆": "婆婆", "公公": "公公", "丈母娘": "丈母娘",
    "丈人": "丈人", "老伴": "老伴", "老公": "老公", "老婆": "老婆", "妈": "妈妈", "娘": "妈妈", "爸": "爸爸", "爹": "爸爸",
}  # fmt: skip
"""Whom a word for a relative means, the longer words first."""


def whose(text: str) -> str:
    """「我妈坐轮椅」: the relative who is to be moved, as forms call them; "" where none is named."""
    return next((who for word, who in _WHOSE.items() if word in text), "")


def called_for(text: str) -> bool:
    """Does the message say that somebody cannot walk, or is to be moved, and call for people to help with it?"""
    if len(text) > LONGEST or _OF_THING.search(text):
        return False
    told = _FRAIL.search(text) is not None or _MOVED.search(text) is not None
    carried = _CARRIERS.search(text) is not None and _KIN.search(text) is not None
    return carried or (told and _CALLS.search(text) is not None)


def moves_somebody(text: str) -> bool:
    """「台风那天把我妈推到文化礼堂去」: is it told that somebody is to be moved?"""
    return not asks(text) and _MOVED.search(text) is not None


def is_of_frail(text: str) -> bool:
    """Is it of somebody who has to be pushed, carried or moved?"""
    return any(pattern.search(text) for pattern in (_FRAIL, _MOVED, _CARRIERS)) and not _OF_THING.search(text)


def need_instead(text: str) -> str:
    """「不是修电饭煲 我说的是台风转移我妈」: the need that was meant instead of an example that was given; "" for none."""
    found = _RATHER.match(text.strip(" 。.！!"))
    if found is None or asks(found["right"]) or not _EXAMPLE.search(found["wrong"]):
        return ""
    return found["right"].strip(" ，,。")
