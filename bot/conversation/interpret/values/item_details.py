"""Price and condition of a thing, said beside its name: 「冰柜（300元）」「推车（轮子不灵）」. Pure."""

import re

from bot.conversation.interpret.values import numbers
from bot.understanding.slots import thing_details

PRICE, CONDITION = "price", "condition"
_PRICE = re.compile(r"（\d+(?:\.\d+)?元）")
_IN_YUAN = re.compile(r"[\d一二两三四五六七八九十百千]\s?(?:元|块)")
_STOPS = " ，,。！!；;"
_LACKING = re.compile(
    r"^.{0,6}?(?P<flaw>(?:其中)?有?(?:[一二两三几][个只张把台件])?(?:没有|没得|没|缺|少|不带|不含|不配|无)了?(?:[一两]?[个只根条块张本把])?(?!说(?!明)|[写讲提记加改听看问错人空事有法关登啥什])(?P<part>[\u4e00-\u9fff]{2,6}?))(?:了|的|啊|呀|哦|呢|吧|嘛)*$"
)
_GONE = re.compile(
    r"^(?:就是|只是|不过|但是|可惜|不对|是|那个)*(?P<flaw>[\u4e00-\u9fff]{2,6}?(?:没有?了|没带|不见了?|丢了|坏了?|掉了|断了|裂了|找不到了?|寻不着了?|弄丢了|配不到|不灵|不好使|[关拉打合锁装插收]不[牢上紧开拢着住]|不亮|不转|掉漆了?|生锈了?|(?:有[点些]|会|老)[响松歪卡旧锈漏掉晃瘪黏脏])(?:要|得)?(?:(?:自己|另外|重新)[配修换买])?)(?:了|的|啊|呀|哦|呢|吧|嘛)*$"
)
_NO_PART = re.compile(
    r"问题|关系|办法|毛病|意思|时间|电话|手机号|名字|兴趣|必要|遥控不|大家|别人|你们|我们|人家"
)
_AROUND = re.compile(
    r"^(?:对的?|好的?|嗯|哦|那|是的?|就是|我说|我讲|这个|那个|[，,\s])+|(?:的|啊|呀|哦|呢|吧|嘛|哈)+$"
)
_CHANGED = re.compile(r"改成|改为|换成|写成|写错|不是|不要|别写|[?？]|吗$")
LONGEST = 24  # characters of a remark
_CLAUSE = re.compile(r"[，,。；;！!?？\s]+")
_DETAIL = re.compile(r"（(?P<told>[^（）]*)）")


def with_detail(item: str, slot: str, value: str) -> str:
    """The item with its price in yuan, in place of another, or with a remark on its condition. slot: `price` or `condition`."""
    value = value.strip(_STOPS).replace(",", "，")
    if not value or not item:
        return item
    if slot == PRICE:
        return f"{_PRICE.sub('', item)}（{value}元）" if value[:1].isdecimal() else item
    value = value.removeprefix(item.split("（", maxsplit=1)[0]).strip(_STOPS) or value
    if value in item:
        return item
    if thing_details.only_details(value):
        return thing_details.with_more(item, value)
    kept = _DETAIL.sub(lambda detail: "" if _short(detail["told"]) in _short(value) else detail[0], item)
    return f"{kept}（{value}）"


def with_price_told(item: str, words: str, known: str) -> str:
    """The item with the price that the words name, else with the one that stood beside the known item."""
    if not item or _PRICE.search(item):
        return item
    told = numbers.price(words) if _IN_YUAN.search(words) else None
    held = _PRICE.search(known)
    return with_detail(item, PRICE, str(told)) if told else f"{item}{held[0] if held else ''}"


def told_anew(item: str, text: str) -> str:
    """「350元 两门的 用了三年」 of a thing: the thing with all that is told of it now; "" where the text tells something else."""
    bare = thing_details.bare(item)
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    if not all(
        bare in clause or thing_details.only_details(clause) or _IN_YUAN.search(clause) for clause in clauses
    ):
        return ""
    told = thing_details.with_more(item, text.replace(bare, " "))
    return with_price_told(_PRICE.sub("", told) if _IN_YUAN.search(text) else told, text, item)


def _short(words: str) -> str:
    return words.replace("没有", "没")


def flaw(text: str) -> str:
    """What the text says is missing or broken, with its negation: 「是没有遥控器」 → 没有遥控器; "" for nothing of the kind."""
    for clause in _CLAUSE.split(text):
        found = _LACKING.match(clause) or _GONE.match(clause)
        if found and not _NO_PART.search(found["flaw"]):
            return found["flaw"]
    return ""


def as_said(words: str, value: str) -> str:
    """The value with the words of a short remark around it, so that 「没遥控器」 does not become 遥控器."""
    whole = _AROUND.sub("", words.strip(_STOPS)).strip(_STOPS)
    return whole if value in whole and len(whole) <= LONGEST and not _CHANGED.search(whole) else value
