"""Whether a text asks if something of one's own may end, or says that it was not ended; neither is a wish to end it. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.clauses import bare_clauses

LONGEST = 40  # characters: a longer text tells more than it asks
_ENDS = (
    r"(?:退(?![费钱款休货换烧])[掉出订课队]?|(?:暂停|停)(?![水电气车课药])[掉止一下几两天阵个段时间]{0,5}|取消|撤[掉回销下]?|注销"
    r"|不(?:再)?(?:[收](?![费钱])|发|订)|(?:先)?别(?:再)?[收发]|歇(?:一?歇|[一几][下阵天]))"
)
_MAY = r"(?:能不能|可不可以|可以不可以|能否|可否)"
_ASKS_FOR_IT = re.compile(r"帮|给我|替我|麻烦|请(?!问)|赶紧|马上|现在就")
_MAY_END = re.compile(
    rf"{_MAY}[^，,。？?]{{0,6}}{_ENDS}"
    rf"|(?<![不只])(?:能|可以)(?:先|再|暂时|随时|中途|临时|半路|[一几]|天){{0,3}}{_ENDS}[^，,。？?]{{0,4}}(?:吗|么|伐|不|嘛|没|哇)$"
    rf"|{_ENDS}[^，,。？?]{{0,3}}(?:可不可以|能不能|行不行|(?:可以|行|能|成)(?:吗|么|伐|不|哇))$"
)
_NOT_ENDED = re.compile(
    r"(?:没|没有|别|莫|勿|弗|覅)(?:给我|帮我|被|再|把[^，,。]{1,8})?(?:退|撤|取消|删|停|注销)(?:[掉了订课出回销]){0,2}"
    r"(?:哈|吧|哦|噢|喔|呀|啊|嘞|咯|的)?(?:对吧|是吧|对不对|是不是)?$"
)
_MINE = re.compile(r"我|阿拉|俺|咱|报名|名额|位子|登记|记得|那个|那门|课|班")
_WISHES = re.compile(
    r"[要想就帮]退|[要想就帮](?:取消|撤|停)|怎么(?:还)?没|咋(?:还)?没|为什么|为啥|不是(?:让|叫|说)"
)
_BREAK = re.compile(r"过年|春节|国庆|放假|节|旅游|出门|出差|住院|期间|阵|几天|段时间|暂|先|歇|停(?!掉|了)")


_OF_MONEY = re.compile(
    r"(?:钱|钞票|费用?|押金|票)[^，,。\s]{0,10}(?:能不能|可不可以|还|会不会|给不给|可以|能|是)?(?:退|返)|退(?:不退|还)?[^，,。\s]{0,2}(?:钱|费|钞票|押金|款)"
)


def asks_for_money_back(text: str) -> bool:
    """「去一两次不想去了 材料钱退不退」: is it the money that may come back, and nothing of one's own that ends?"""
    return _OF_MONEY.search(text) is not None


@remembered
def asks_if_it_may_end(text: str) -> bool:
    """「过年那阵子能停吗」「退订可以吗」: is it only asked whether it may end? 「能帮我退掉吗」 wants it done."""
    asked = text.strip(" ，,。？?！!～~")
    return len(asked) <= LONGEST and bool(_MAY_END.search(asked)) and not _ASKS_FOR_IT.search(asked)


@remembered
def says_it_was_not_ended(text: str) -> bool:
    """「记得我报名没退掉哈」「我那个位子没取消吧」: is it to be reassured that it still stands?"""
    if len(text) > LONGEST or _WISHES.search(text) or not _MINE.search(text):
        return False
    return any(_NOT_ENDED.search(clause) for clause in bare_clauses(text))


def is_for_a_while(text: str) -> bool:
    """「春节那几天先停停」: is a rest meant rather than an end?"""
    return bool(_BREAK.search(text))
