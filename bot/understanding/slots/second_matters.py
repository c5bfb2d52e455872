"""What somebody in danger tells of besides: what was left on at home, an open pit, that the community should know. Pure."""

import re

LEFT_ON, SWITCHED_OFF, OPEN_PIT, PIT_EMPTY, FOR_COMMUNITY = (
    "left_on", "switched_off", "open_pit", "pit_empty", "for_community",
)  # fmt: skip

_BETWEEN = r"[^，,。；;！!？?]"
_STOVE = r"(?:煤气|燃气|天然气|液化气|灶|炉|熨斗|取暖器|电热毯|热得快|热水壶|水龙头)"
_HEATED = rf"(?:{_STOVE}|火上|锅|粥|汤|饭|水|药罐)"
_OFF = r"关(?!系|心|于|在|照|节|机|键)"
_ON = (
    rf"(?:没有?(?:去|来得及)?{_OFF}|忘(?:记|了|掉)*{_OFF}|{_OFF}没{_OFF}|{_OFF}[了好上]没|有没有{_OFF}|还?(?:开|烧|炖|煮|熬|煲|焖|点)着"
    rf"|还在?(?:开|烧|炖|煮|熬|煲|焖)|没有?拔|{_OFF}一{_OFF}|{_OFF}一?下|去{_OFF}|{_OFF}(?:掉|上)(?!了))"
)
_NEAR = 10  # characters between a thing and what is said of it
_LEFT_ON = re.compile(
    rf"{_STOVE}{_BETWEEN}{{0,{_NEAR}}}{_ON}|{_ON}{_BETWEEN}{{0,{_NEAR}}}{_STOVE}|{_HEATED}{_BETWEEN}{{0,2}}还?在?{_BETWEEN}{{0,3}}[上里]?{_ON}"
)
_STOVE_NAMED = re.compile(_STOVE)
_SWITCHED_OFF = re.compile(rf"{_OFF}(?:掉|好|上)?了(?!没|吗|么|伐|[?？])")
_OPEN = r"(?:敞|没有?盖|没人管|没有?围|没有?封|开着|露着|没遮|没挡)"
_OPEN_PIT = re.compile(
    rf"(?:[井坑洞]|池|盖子?|口子){_BETWEEN}{{0,8}}{_OPEN}|井盖{_BETWEEN}{{0,4}}(?:没|不见|掀|翻|破)|没盖(?:子|好)?的?[井坑洞]"
)
_PIT_EMPTY = re.compile(
    rf"没有?人(?:了|在){_BETWEEN}{{0,4}}(?:[井坑洞池下里])|(?:[井坑洞池]|下面|底下)(?:里|下|底)?面?(?:已经|现在)?没有?人"
)
_TELLS = r"(?:报|反映|告诉|通知|转告|讲|说|记)"
_FOR_COMMUNITY = re.compile(
    rf"{_TELLS}{_BETWEEN}{{0,3}}社区|[跟给向同和]社区{_BETWEEN}{{0,4}}{_TELLS}|社区{_BETWEEN}{{0,6}}(?:派|来|叫){_BETWEEN}?个?人|社区里?{_BETWEEN}{{0,4}}(?:记|报){_BETWEEN}?[一下条笔]"
    rf"|(?:帮我|给我|替我|你就?|您就?)(?:先)?(?:记|报){_BETWEEN}{{0,2}}(?:一|下|着|牢|上去)"
)
_NOT_TO_BE_TOLD = re.compile(
    rf"(?:别|(?<!要)不要|(?<!要)勿要|(?<!用)不用|不想|没必要|瞒){_BETWEEN}{{0,4}}(?:{_TELLS}|社区)"
)


def read(text: str) -> str:
    """The second matter that the text tells of, the more dangerous one first; "" for none."""
    if _LEFT_ON.search(text):
        return LEFT_ON
    if _OPEN_PIT.search(text):
        return OPEN_PIT
    return FOR_COMMUNITY if is_for_community(text) else PIT_EMPTY if _PIT_EMPTY.search(text) else ""


def about_stove(text: str) -> str:
    """What is said of what was left on by who has told of it before: that it is off, or anything else; "" for nothing."""
    if _SWITCHED_OFF.search(text):
        return SWITCHED_OFF
    return LEFT_ON if _STOVE_NAMED.search(text) else ""


def is_for_community(text: str) -> bool:
    """Should the community be told of it, or note it?"""
    return _FOR_COMMUNITY.search(text) is not None and not _NOT_TO_BE_TOLD.search(text)
