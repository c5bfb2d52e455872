"""What is told of how a thing is, in the resident's own words: size, colour, age, state, material. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_N = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百半]+)"
_SIZE = (
    rf"(?:长|宽|高|直径)?{_N}(?:来|几|多)?(?:英?寸|吋|厘米|公分|毫米|尺{_N}?|米{_N}?|立?升|匹|码|瓦|平方|人座|座(?=的)|档|速|cm|mm|[lLwWgG](?![a-zA-Z]))(?:长|宽|高|深|见方)?(?:[*×xX乘]{_N}(?:米|厘米|公分|cm)?)*"
    r"|[特加]?[大中小](?:一?点)?(?:号|尺寸|个头)的?|[大小]一点的?|[SMLX]{1,3}(?:码|号)|[单双]人的"
)
_HUE = (
    r"(?:深|浅|淡|大|粉|天|藏|墨|咖|奶|亮|酒|枣|玫|草|湖)?(?:红|橙|橘|黄|绿|青|蓝|紫|黑|白|灰|粉|棕|褐|金|银)"
)
_COLOUR = rf"(?:{_HUE}|米|咖啡|驼|卡其|原木|藏青|豆沙|香槟)(?:颜)?色的?|{_HUE}(?:的)(?=$|[\s，,。；;！!、])"
_AGE = (
    rf"[九八七六五]成新的?|全新的?|崭新的?|半新(?:不旧)?的?|(?:还|蛮|挺|很|比较|都|老)+新的?|用了?(?:快|才|不到|差不多)?{_N}(?:来|几|多)?个?(?:年|月|天)(?:多|了|不到)?"
    rf"|买(?:来|了)(?:才|快|不到)?{_N}(?:来|几|多)?个?(?:年|月|天)(?:多|了)?|(?:去年|今年|前年|上个月|刚刚?|才)买的|(?:有点|蛮|比较|挺|很)旧的?"
    r"|没(?:怎么|大)?(?:用|穿|骑|拆|坐|睡)过?(?:几次|几回|封)?的?|未拆封的?|还能用的?|(?:还|很|蛮|都)?好用的?|能用的"
)
_MATERIAL = r"(?:实木|木头|木质|原木|塑料|不锈钢|铁|铝合金|竹子?|藤|布艺|真皮|牛皮|皮革?|玻璃|陶瓷|纯?棉|羊毛|铜|钢|大理石|红木|杉木|樟木|人造革)(?:做)?(?:的|(?= ))"
_FITS = rf"{_N}岁?(?:多)?(?:到|至|-|~){_N}岁(?:多)?(?:的)?(?:小?(?:孩|娃|囡)儿?|孩子|男孩|女孩|男的|女的|男娃|女娃)*(?:穿|用|玩|看)?的?"
_DETAIL = re.compile(rf"(?<![\d.一二三四五六七八九十])(?:{_FITS}|{_SIZE}|{_COLOUR}|{_AGE}|{_MATERIAL})")
_CLAUSE = re.compile(r"[，,。；;！!?？\s、/]+")
_FILLING = re.compile(
    r"颜色|尺寸|大小|尺码|材料|材质|成色|左右|大概|差不多|是|的|还|也|都|有|就|蛮|挺|很|那种|样子|个|了|啊|呀|哦|嘛"
)
_TAIL = re.compile(r"(?<=[色寸吋分厘米升匹码号封木质料钢])的$")
_IS_COLOUR = re.compile(rf"(?:{_COLOUR})|{_HUE}的?")
_NOTING = re.compile(
    r"^(?:对了|哦|还有|再|请|麻烦|你|您|帮我|给我|要|也|把)*(?:[加写补添记标][上明进个]|备注|注明|说明|要写)(?:一下|是)?|(?:也|都|要)?(?:没有?[写记登加]|忘了?[写记]|[写加记补]上|写进)(?:上|进)?(?:去)?(?:了|啊|呀|的)*$"
)
_RIGHT = re.compile(
    r"^(?:不对|错了)?(?:(?:不|勿|弗)是.{1,6}?(?:而)?是|.{0,6}(?:改成|应该是|改为))(?P<right>.+)$"
)
_UNIT = re.compile(r"(?<=[\d半一二两三四五六七八九十])(?:英?寸|吋|米|升|匹|码|公分|厘米)")
_TOLD = re.compile(r"（[^（）]*）")
BETWEEN = "，"


def details(text: str) -> list[str]:
    """All that the text tells of how a thing is, in its order."""
    return list(dict.fromkeys(_TAIL.sub("", match[0]) for match in _DETAIL.finditer(text)))


def only_details(text: str) -> bool:
    """Does the text tell nothing else: 「16寸的，蓝色」?"""
    return bool(details(text)) and not _FILLING.sub("", _CLAUSE.sub("", _DETAIL.sub("", text)))


@remembered
def to_note(text: str) -> str:
    """The details that are to be noted or put right: 「加上去年买的」, 「不是14寸是16寸」; "" where the text is no such message."""
    right = _RIGHT.search(_CLAUSE.sub("", text))
    if right and only_details(right["right"]):
        return BETWEEN.join(details(right["right"]))
    told: list[str] = []
    for clause in _CLAUSE.split(text):
        rest = _NOTING.sub("", clause)
        if only_details(rest) and (rest != clause or told):
            told += details(rest)
    return BETWEEN.join(dict.fromkeys(told))


def described(text: str, item: str) -> str:
    """The item with what the text tells of it beside its name, and in clauses of their own: 「童车（16寸，蓝色）」."""
    if not item or "（" in item or "、" in item:
        return item
    told = [
        detail
        for clause in _CLAUSE.split(text)
        if item in clause or only_details(clause)
        for detail in details(clause.replace(item, " "))
        if detail not in item
    ]
    return f"{item}（{BETWEEN.join(dict.fromkeys(told))}）" if told else item


def with_more(item: str, text: str) -> str:
    """The item with these details beside the others; another colour, or another number of the same unit, instead of the old one."""
    found = next((told for told in _TOLD.finditer(item) if details(told[0][1:-1])), None)
    new = [detail for detail in details(text) if detail not in item]
    if not new:
        return item
    if found is None:
        return f"{item}（{BETWEEN.join(new)}）"
    changed = {_kind(detail) for detail in new}
    kept = [part for part in found[0][1:-1].split(BETWEEN) if _kind(part) not in changed]
    return f"{item[: found.start()]}（{BETWEEN.join([*kept, *new])}）{item[found.end() :]}"


def _kind(detail: str) -> str:
    """Of what kind a detail is, of which a thing has one: its colour, or the unit that it is measured in."""
    if _IS_COLOUR.fullmatch(detail):
        return "colour"
    unit = _UNIT.search(detail)
    return unit[0] if unit else detail


def bare(item: str) -> str:
    """The name of the thing, without what is told of it."""
    return _TOLD.sub("", item).strip() or item


def without_name(item: str, told: str) -> str:
    """「推车前轮有点松」 of a thing called 婴儿推车: what is told of it, without its name."""
    name = bare(item)
    ends = (name[at:] for at in range(max(len(name) - 1, 0)))
    called = next((end for end in ends if told.startswith(end)), "")
    return told.removeprefix(called).strip(" ，,") or told
