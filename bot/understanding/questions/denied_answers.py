"""That an answer was not what was asked for, and which thing a question is about by its name. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_IS_NO = r"(?<!是)(?:不是|勿是|弗是|不系)(?!吗|么|伐|嘛)"
_DENIES = re.compile(
    rf"{_IS_NO}(?:要)?(?:问|说(?!过|了)|讲(?!过|了))(?![^，,。！!？?\s]{{0,12}}(?:吗|么|伐|嘛)(?:$|[，,。？?\s]))|(?:谁|哪个|啥人)(?:在)?(?:问|要)(?:你|侬)?(?:这|那|[，,。！!\s]|$)|答非所问|文不对题|牛头不对马嘴"
    r"|[听搞弄]错|(?:干嘛|干啥|做啥|啥意思)[，,。！!？?\s]|又(?:来|讲|说|是)(?:这个|这些|那个)|问(?:你)?东(?:你)?答西"
)
_DENIED = re.compile(
    rf"{_IS_NO}(?:要|找|想|去)?(?P<no>[^，,。！!？?；;\s是]{{1,8}})|(?:^|[，,。！!？?；;\s])(?P<lacked>[^，,。！!？?；;\s]{{1,6}}?)(?:没有|没得|勿有|呒没)的?(?=[，,。！!？?；;\s])"
)
_GAME = r"[篮排台桌网羽乒足门棒垒保橄高水手][\u4e00-\u9fff]{0,2}球"
_NAMED = re.compile(
    rf"(?P<game>{_GAME}(?=场|$|[^场队]))|(?P<paper>(?:健康|居住|暂住|老年|残疾|结婚|离婚|准生|毕业|上岗|驾驶|房产|流动|从业|电工|健身|就业|失业)[\u4e00-\u9fff]{{0,2}}证)(?!明|件|据|书)"
)
_GETS = re.compile(r"办|补|开|领|弄|去哪|多少钱|要钱|几钿|钞票|几天")
_ASKED_FOR = re.compile(
    r"(?:有没有|有无|有勿有|可有|借|领|租|[问说讲]的?是?|那个|这个|发不发|教不教)(?:教|打|骑|玩|学|做|给)?$"
)
_LACKED = re.compile(
    r"[^，,。！!？?\s]{0,3}(?:没有|咋办|咋个办|怎么办|哪能办|哪里|哪边|在哪|哪有|发不发|有吗|有伐|有不"
    r"|能借|好借|借不|咋弄|怎么弄)"
)


@remembered
def denies_answer(text: str) -> bool:
    """「不是问工作 我问那个工作服」: does the text say that the last answer was none?"""
    return _DENIES.search(text) is not None


@remembered
def denied_things(text: str) -> tuple[str, ...]:
    """「不是球场」, 「老鼠没有的」: what the text says that it is not."""
    return tuple(match["no"] or match["lacked"] for match in _DENIED.finditer(text))


@remembered
def named_by_kind(text: str) -> tuple[str, ...]:
    """The games and papers that the text names: 「乒乓球」, 「健康证」."""
    return tuple(dict.fromkeys(match[0] for match in _NAMED.finditer(text)))


def asks_to_get_paper(text: str) -> bool:
    """「健康证哪办去」: is it asked how a paper is had?"""
    return any("证" in name for name in named_by_kind(text)) and _GETS.search(text) is not None


def is_what_is_asked_for(text: str, thing: str) -> bool:
    """「工作服我没有」, 「有没有台球」: is this thing, where it is first named, what the text asks for?"""
    before, named, behind = text.partition(thing)
    return bool(named) and (_ASKED_FOR.search(before) is not None or _LACKED.match(behind) is not None)
