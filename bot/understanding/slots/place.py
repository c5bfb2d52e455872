"""Places within the neighbourhood, in the resident's own words."""

import re

from bot.common.text import outermost
from bot.understanding.slots.numerals import figures, spelled

ESTATE = r"[\u4e00-\u9fff]{1,6}(?:新村|小区|公寓|花园|家园|苑|村|里弄|街|路|坊|城|宿舍区?|大院|家属[院楼区]|大厦|佳苑|华庭|嘉园|公馆|山庄)(?:\d+[号弄])?(?:[东西南北]区)?"
"""The name of an estate or a street, before the number of a house."""
_N = r"[\d一二三四五六七八九十A-Za-z]++"
_END = (
    rf"(?:{_N}(?:号楼|幢|栋|号门|单元|弄|楼(?!道|梯)|层|室|号)?|活动室|车棚|车库|花坛|草坪|垃圾房|垃圾站|凉亭|配电房|门卫|岗亭|大门|后门|[东南西北]门"
    r"|幼儿园|学校|超市|菜场|公园|广场|球场|路口|桥头)"
)
_BETWEEN = rf"{_END}[ 　]?(?:和|跟|与|同|、|到)[ 　]?{_END}[ 　]?的?(?:正?中间|之间|当中|那一?段|这一?段)(?:位置|路上)?"
"""A place between two others: 「36幢和37幢中间」 is neither of them."""
_PLACE = re.compile(
    rf"{_BETWEEN}|{_N}(?:号楼|幢|栋|号门|单元|楼道|弄)(?:{_N}(?:单元|室|楼|层))*(?:门口|楼下|楼道|旁边|后面|前面|边上)?"
    rf"|(?:小区|社区|学校|幼儿园|超市|菜场|菜市场|公园|广场|河边|车库|地下车库|停车场|垃圾房|垃圾桶|电梯|楼道|楼梯|大门|后门|东门|西门|南门|北门|球场|马路|路口|桥|桥头|绿化带|健身房|活动室)"
    rf"(?:门口|对面|旁边|边上|后面|前面|里面|里|口|那边|附近)?"
)


_SPOT = re.compile(
    rf"{_BETWEEN}|{_N}(?:号楼|幢|栋|弄)(?:{_N}(?:单元|室|楼|层))*(?:{_N})?(?:门口|楼下)?|[一二三四五六七八九十\d]++楼(?!道|梯)"
    r"|(?:车棚|车库|地下室|阳台|厨房|河里|河边|隔壁|门口|楼梯口|桥头|路口|菜场|健身角|花坛|凉亭|(?:小区)?[东南西北]大?门|[\u4e00-\u9fff]{2,3}(?:东区|西区|南区|北区|苑|新村|小区))(?:门口|旁边|边上|对面|后面|前面)?"
)
_OF_HOUSES = r"[\d零〇一二三四五六七八九十廿幺两幢栋弄单元楼室]"
_GAP = re.compile(
    rf"(?<={_OF_HOUSES}) +(?={_OF_HOUSES})(?!楼[上下道梯])(?![\d零〇一二三四五六七八九幺]{{7}})"
    r"(?![一二两三四五六七八九十](?:[起下点样直个共趟次定般道边时]|家人))"
)
_BEFORE_FLOOR = re.compile(r"(?<=\d) +(?=楼[上下])")
_HOUSE = re.compile(r"([一二三四五六七八九十廿]+)(?=幢|栋|号楼|单元|弄|号)")
_ROOM = re.compile(
    r"(?<=[幢栋元楼])([零〇一二三四五六七八九幺两]{3,4})(?![零〇一二三四五六七八九十百千幺两楼层幢栋])"
)
_LIVES = re.compile(r"^(?:我们|我家|家里|我|阿拉)?(?:住在?|是在?|在|到|来|地址[是:：]?)?")
_LEAD = re.compile(r"^(?:我|我们)?(?:[离到在去从住走跑]+)")
_BESIDE_ME = frozenset({"隔壁", "门口", "楼梯口", "路口"})
_AT_ITS_SIDE = re.compile(r"(?<=..)(?:门口|旁边|边上|对面|后面|前面)$")
_NUMBERED = re.compile(r"\d|[一二三四五六七八九十]+[楼幢栋]")
_WITHIN = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,3}楼|阳台|厨房|地下室|隔壁|门口|楼梯口|路口)(?:门口|旁边|边上|对面|后面|前面)?"
)
_NO_SPOT = re.compile(r"社区|一下|[记说讲]|我们|你们|咱们|这个|哪个|个小区|电梯")


def in_figures(text: str) -> str:
    """Houses and rooms in figures, written together: 八幢三零二 → 8幢302, 「六幢 三单元 二零一」 → 6幢3单元201."""
    text = _HOUSE.sub(lambda match: figures(match[0]), _GAP.sub("", text))
    return _ROOM.sub(lambda match: spelled(match[0]).replace("两", "2"), text)


def estate(text: str) -> str:
    """The name of an estate without the words before it: 「我住芦江小区」 → 芦江小区."""
    return _LIVES.sub("", _ORDERS.sub("", text))


_ORDERS = re.compile(
    r"^(?:你|您|侬|得|要|给我|帮我|就|都|还|应该|是|改|写|上|改成|写成|改为|换成|少了|没写|加上?|在){1,5}(?=[\u4e00-\u9fff]{3})"
)
"""「你得写兴港宿舍」: what is said to the clerk before a name."""


def with_estate(text: str, house: str) -> str:
    """The house with the estate that the text names before it, and the town beside it: 「兴港宿舍2栋407 在霞浦」."""
    plain = in_figures(text)
    before = plain[: plain.index(house)] if house in plain else ""
    found = _ESTATE_BEFORE.search(before)
    name = estate(found[0]) if found else ""
    return with_town(text, f"{name}{house}") if name else house


def with_town(text: str, told: str) -> str:
    """The place with the town that the text names in a clause of its own: 「霞浦那边 兴港宿舍2栋」."""
    town = _TOWN.search(text)
    return f"{told}（{town[1]}）" if town and town[1] not in told and told in in_figures(text) else told


_ESTATE_BEFORE = re.compile(rf"{ESTATE}$")
_TOWN = re.compile(
    r"(?:^|[，,。\s])((?:在)?[\u4e00-\u9fff]{2,4}(?<![在我你家])(?:那边|那里|镇|街道)|在(?!家|这|那|的|楼|单|门)[\u4e00-\u9fff]{2,4})(?=$|[，,。\s])"
)


def is_one_house(text: str) -> bool:
    """Is at most one house named in the text?"""
    return len(_A_HOUSE.findall(in_figures(text))) < 2


_A_HOUSE = re.compile(r"\d+(?:幢|栋|号楼|弄)")


def named_estate(text: str) -> str:
    """The estate that the words are the name of: 「你得写兴港宿舍」 → 兴港宿舍; "" for any other words."""
    found = _ONLY_ESTATE.fullmatch(text.strip(" ，,。.！!"))
    name = estate(found["name"]) if found else ""
    return name if _ONLY_ESTATE.fullmatch(name) else ""


_ONLY_ESTATE = re.compile(rf"(?P<name>{ESTATE})(?:呀|啊|的|哦|嘛|上去|上)*")


def spot(text: str) -> str | None:
    """The most exact place in the text by its name alone: 「12幢3楼」 rather than 「门口」, 「车棚」 of 「车棚边上」."""
    told = max(_spots(text), key=_exactness, default=None)
    return told and (told if _NUMBERED.search(told) else _AT_ITS_SIDE.sub("", told))


def spot_to_go_to(text: str) -> str:
    """The most exact place to which helpers could go; "" for none: 「隔壁」 alone says nothing to who does not stand there."""
    return max((told for told in _spots(text) if told not in _BESIDE_ME), key=_exactness, default="")


def can_be_found(told: str) -> bool:
    """Could somebody go there who does not know the house: 「6幢201」 and 「河边」, but not 「厨房」 or 「一楼」?"""
    return bool(told) and _WITHIN.fullmatch(told) is None


def _spots(text: str) -> list[str]:
    found = _SPOT.finditer(in_figures(text))
    return [_LEAD.sub("", match[0]) for match in found if not _NO_SPOT.search(match[0])]


def more_exact(known: str, told: str) -> str:
    """The place that was told last, unless the one that was known says more: 「厨房」 after 「3幢502」."""
    return known if known and _exactness(known)[0] > _exactness(told)[0] else told or known


def _exactness(place: str) -> tuple[bool, int]:
    return any(character.isdecimal() for character in place), len(place)


def find(text: str) -> str | None:
    """The longest place named in the text."""
    return max(mentions(text), key=len, default=None)


_UNIT = rf"{_N}(?:号楼|幢|栋|弄|单元|楼(?!道|梯)|层|室|号门)"
_SIDE = (
    r"(?:左|右)(?:手|首)?(?:边|侧|面)?|[东南西北](?:边|面|侧|头)|门口|门前|楼上|楼下|楼道|楼梯(?:口|间)?|电梯(?:口|里|间)?|走廊|过道|单元门"
    r"|旁边|隔壁|对面|前面|后面|背后|边上|里面|外面|中间|附近|转角|拐角|拐弯|墙角|墙边|下来|上来|进去|进门|出来|过去"
    r"|(?:出入|进出|出|入)?口(?![子气味水角罩红述岸])"
)
_THING = r"地下车库|地下停车场|停车场|地库|车位|活动室|车棚|车库|花坛|草坪|垃圾房|垃圾桶|垃圾站|地下室|阳台|健身角|凉亭|配电房|门卫|岗亭|信箱|快递柜|充电桩|大门|后门|正门|[东南西北](?:大)?门|大厅|小?花园|公交站台?|站台|菜场|超市|幼儿园"
_POINTED = r"(?:的)?那(?:个(?!我|要|投诉|反映)|根|盏|棵|块|扇|辆|条|一?排|只|张|间|边|里|头)[\u4e00-\u9fff]{0,4}?(?=$|[，,。！!？?；;\s])"
_CHAIN = re.compile(
    rf"(?>小区|{ESTATE})?(?>{_BETWEEN}|{_UNIT}|{_THING}|门口|楼下|楼道)(?>[\s的在]{{0,2}}+(?>{_UNIT}|{_SIDE}|(?:那[个边里]){{0,1}}(?:{_THING})|{_POINTED}|[\dA-Za-z]{{1,4}}+区?(?![\d点号月日个天块元])))*+"
)
_OURS = re.compile(r"^(?:我们|阿拉|俺们?|咱们?|你们|这个|那个){1,2}(?=.{3})")
_HOUSE_FIRST = re.compile(rf"(?:{ESTATE})?[\dA-Za-z]+(?:幢|栋|号楼|弄)(?:\d+单元)?")
_CLAUSE = re.compile(r"[，,。；;！!？?\s]+")
_AROUND = re.compile(r"^(?:就|是|在|到)+|(?:吧|呀|啊|哦|好了|就行|就好|那里|里头?|的)+$")
_PART_OF_HOUSE = re.compile(rf"{_UNIT}|{_SIDE}")
_ROOM_ALONE = re.compile(r"\d{3,4}室?")
_OF_UNIT, _OF_ROOM = re.compile(r"\d+单元"), re.compile(r"\d+(?:楼|层|室)|\d{3,4}")


def whole(text: str) -> str:
    """The place that the text tells with all that belongs to it: 「活动室，3幢楼下的」 → 3幢楼下活动室; "" for none, or two."""
    plain = in_figures(text)
    told = [_OURS.sub("", _BEFORE_FLOOR.sub("", match[0].strip(" 的在"))) for match in _CHAIN.finditer(plain)]
    houses = [place for place in told if _HOUSE_FIRST.match(place)]
    if not houses:
        return max(told, key=len, default="")
    if len(set(outermost(houses))) > 1:
        return ""
    house = max(houses, key=len)
    clauses = [_AROUND.sub("", clause) for clause in _CLAUSE.split(plain)]
    beside = [place for place in told if place in clauses and place not in house and place not in houses]
    return house + (beside[0] if beside else "")


def whole_of(text: str, part: str) -> str:
    """The place of which the part was read, with all that belongs to it; the part in figures where nothing does."""
    plain, told = in_figures(part), whole(text)
    head = plain.rstrip("零〇一二三四五六七八九十")
    return told if head and head in told and len(told) > len(head) else plain


def refined(known: str, told: str) -> str:
    """The known place with the part that is told put right: 「3单元左手边」 of 12幢门口 → 12幢3单元左手边; else what is told."""
    house = _HOUSE_FIRST.search(known)
    if house is None or _HOUSE_FIRST.search(told):
        return told
    if _ROOM_ALONE.fullmatch(told):
        return house[0] + told
    if not _PART_OF_HOUSE.match(told):
        return told
    if _OF_UNIT.match(told):
        return _OF_UNIT.sub("", house[0]) + told
    room = _OF_ROOM.match(known, house.end())
    keeps = room is not None and not _OF_ROOM.match(told)
    return house[0] + (room[0] if room and keeps else "") + told


def has_house(told: str) -> bool:
    """Does the place begin with a house that has a number?"""
    return _HOUSE_FIRST.match(told) is not None


def mentions(text: str) -> list[str]:
    """The places named in the text, in order."""
    return [match[0] for match in _PLACE.finditer(text)]


_NEW_PLACE = re.compile(
    r"(?:改成|改为|改到|换成|换到|写成|应该是|就写|写|而是|(?<![不弗勿])是)(?P<to>[^，,。；;！!？?\s]{2,16})"
)


def told_last(text: str) -> str:
    """The place that the text says it is to be, the last of several: 「还是写17幢，要走错的，改成18幢后面」; "" for none."""
    told = [_AROUND.sub("", match["to"]) for match in _NEW_PLACE.finditer(text)]
    places = [place for place in told if find(place) or spot(place)]
    return in_figures(places[-1]) if places else ""
