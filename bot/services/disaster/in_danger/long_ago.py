"""Knows what is told of long ago: 「我小辰光村里有个小人落河里淹死了」 is no danger of today, and asks for nothing."""

import re

_MARK = re.compile(
    r"小辰光|小时候|小的时候|做小人|年轻(?:时候?|的时候|辰光|那会)|当年|从前|早年|旧社会|老早以前|好多年前|很多年前|多少年前"
    r"|(?:[几二三四五六七八九]?十[一二三四五六七八九几来多]{0,2}|[2-9]\d)(?:来|多|几)?年(?:之)?(?:前|以前|下来)|那(?:辰光|时候?|会儿?|年|阵)[，,\s]?我?(?:还|才|只有|刚|只)?[\d一二三四五六七八九十]{1,3}岁"
)
_GRIEVES = re.compile(
    r"死|没了|淹|沉|着火|烧|塌|地震|发大水|大水|冲走|落水|落河|掉(?:进|到)?[^，,。\s]{0,2}(?:河|江|水|井|塘)|跳(?:河|江|楼|井)|触电|炸|毒|摔|车祸"
)
_NOW = re.compile(
    r"(?<!不是)(?<!勿是)(?<!弗是)(?<!到)(?:现在|刚才|刚刚|正在|突然)(?!想|记|讲|说|看到|想起|说起|讲起|晓得|知道|回头)|快来|救命|怎么办|又(?:淹|着火|摔|烧|发|犯|痛|疼)"
    r"|不想活|勿想活|活着|想死|去死|不如死|寻死|跟(?:着)?(?:他|她|伊)(?:去|走)|走了算|一了百了|(?:天天|每天|一直)[^，,。]{0,6}(?:河|江|桥|楼顶)|(?:坐|站|立)在[^，,。\s]{0,4}(?:河|江|桥|水|楼顶|栏杆)"
)
_PUT_RIGHT = re.compile(
    r"(?:不|勿|弗)是(?:说|讲)?(?:现在|今朝|今天|眼下|这会|刚才|刚刚)|(?:十|百|\d{2})[一二三四五六七八九几来多]{0,2}年(?:之)?(?:前|以前)的(?:老)?事|早(?:就)?(?:是)?过去的"
    r"|(?:小辰光|小时候|年轻(?:时候?|辰光)|老早|早年|从前|陈年|解放前)的?(?:老|旧)?事"
)


def is_told(text: str) -> bool:
    """「那辰光我才七岁 村里有人落河里淹死了」: is a mishap told of long ago, and nothing of today or of one's own death?"""
    return bool(_MARK.search(text) and _GRIEVES.search(text)) and not _NOW.search(text)


def is_put_right(text: str) -> bool:
    """「勿是现在呀 六十年前的事体了」: is it said, of what was told, that it was long ago?"""
    return _PUT_RIGHT.search(text) is not None and not _NOW.search(text)


def is_dated(text: str) -> bool:
    """Does it say how long ago: 「六十年前的事体了」?"""
    return _MARK.search(text) is not None


def is_of_then(text: str) -> bool:
    """Is it of long ago by either sign?"""
    return is_told(text) or is_put_right(text)
