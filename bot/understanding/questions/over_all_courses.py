"""Questions over all courses by when they are held or what they cost: 「有没有晚上上的课」, 「哪些课不要钱」. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_TIME = (
    r"(?:白天|日里|晚上|夜里|夜到|夜头|上午|下午|周末|双休日?|下了?班(?:以后|之后|后)?"
    r"|平时|平常|工作日|(?:周|礼拜|星期)[一二三四五六日天末])"
)
_FREE = (
    r"(?:不要(?:学费|钱|钞票|铜钿)|不收(?:学费|钱|费)|不用(?:交)?(?:学费|钱|花钱)|不花钱"
    r"|免费|收费|要(?:交)?(?:学费|钱)的|勿要(?:钞票|钱))"
)
_COURSES = r"(?:课(?![本题文间后余外时])|培训班?|班(?![车次组级主长里])|能学的|好学(?![校生])|可以学的)"
_WHICH = r"(?:有啥|有什么|有哪|哪些|哪几|啥个?|什么)"
_LISTS = re.compile(
    rf"{_WHICH}[^，,。！!？?\s]{{0,8}}{_COURSES}|(?:别的|其他|其它|另外的?)[^，,。！!？?\s]{{0,8}}课(?![本题文])|{_COURSES}[^，,。！!？?\s]{{0,8}}(?:有啥|有什么|有哪|哪些|哪几)"
)
_IS_THERE = re.compile(
    rf"(?:有没有|有勿有|有无|有不有)[^，,。！!？?\s]{{0,6}}(?:{_TIME}|{_FREE})[^，,。！!？?\s]{{0,5}}的?课(?![本题文])"
    rf"|有[^，,。！!？?\s]{{0,3}}(?:{_TIME}|{_FREE})[^，,。！!？?\s]{{0,5}}课(?:吗|伐|么|不|没有?)"
)
_BESIDES = re.compile(
    r"(?:除了|除开|除掉)[^，,。！!？?\s]{1,12}?[，, ]?[^，,。！!？?\s]{0,6}?还有(?:啥|什么|哪|别的课|其他课|其它课)"
)
_WANTS = re.compile(
    rf"(?:我|就|只)?(?:要|想要|想上|想学|想找|找)(?:个|门|点)?{_TIME}[^，,。！!？?\s]{{0,3}}的(?:课|班)?(?P<rest>.{{0,12}})"
)
_CHOOSES = re.compile(r"挑|推荐|选|有哪|介绍|说说|看看|列")
_ONE = re.compile(r"[这那哪](?:个|门|一门)(?:课|班)?")
_BARE = re.compile(
    rf"(?:那|我|就|只|有|要|想要|想|能|换|有空|一门|选){{0,4}}{_TIME}(?:上|有空|才有空|的|呢|班|课|有空的?|可以|吧|行|嘛|呀|啊|有(?:哪些|啥|什么|吗|伐)){{0,4}}"
)
_OTHERS = re.compile(r"别的|其他|其它|另外|还有(?:啥|什么|哪|没有|别)|换(?:一批|几门)")
_OF_FEE = re.compile(_FREE)
_NAMED = re.compile(rf"{_TIME}|{_FREE}")
_SIGNS = " ，,。.！!？?～~"


@remembered
def asks(text: str) -> bool:
    """Is it asked which courses there are at a time, or for nothing? 「这个班」 is one."""
    if not _NAMED.search(text) or _ONE.search(text):
        return False
    if _IS_THERE.search(text) or _LISTS.search(text) or _BESIDES.search(text):
        return True
    wants = _WANTS.search(text)
    return wants is not None and _CHOOSES.search(wants["rest"]) is not None


def asks_by_fee(text: str) -> bool:
    """Is it asked which cost nothing?"""
    return _OF_FEE.search(text) is not None


def without_fee(text: str) -> str:
    """The text without the words for what it costs: 「不花钱」 wants no flowers."""
    return _OF_FEE.sub("", text)


def without_excepted(text: str) -> bool:
    """「除了插花晚上还有啥」: is a course named only to be left out?"""
    return _BESIDES.search(text) is not None


def only_a_time(text: str) -> bool:
    """「我要晚上的」「白天呢」: does the text name a time of courses, and nothing else?"""
    return _BARE.fullmatch(text.strip(_SIGNS)) is not None


def wants_others(text: str) -> bool:
    """「别的晚上的课还有哪些」「看看别的课」: are others wanted than those that were shown?"""
    return _OTHERS.search(text) is not None
