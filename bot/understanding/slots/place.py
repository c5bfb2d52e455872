"""Places within the neighbourhood, in the resident's own words."""

import re

from bot.understanding.slots.numerals import figures, spelled

ESTATE = (
    r"[\u4e00-\u9fff]{1,6}(?:新村|小区|公寓|花园|家园|苑|村|里弄|街|路|坊|城)(?:\d+[号弄])?(?:[东西南北]区)?"
)
"""The name of an estate or a street, before the number of a house."""
_N = r"[\d一二三四五六七八九十A-Za-z]++"
_PLACE = re.compile(
    rf"{_N}(?:号楼|幢|栋|号门|单元|楼道|弄)(?:{_N}(?:单元|室|楼|层))*(?:门口|楼下|楼道|旁边|后面|前面|边上)?"
    rf"|(?:小区|社区|学校|幼儿园|超市|菜场|菜市场|公园|广场|河边|车库|地下车库|停车场|垃圾房|垃圾桶|电梯|楼道|楼梯|大门|后门|东门|西门|南门|北门|球场|马路|路口|桥|桥头|绿化带|健身房|活动室)"
    rf"(?:门口|对面|旁边|边上|后面|前面|里面|里|口|那边|附近)?"
)


_SPOT = re.compile(
    rf"{_N}(?:号楼|幢|栋|弄)(?:{_N}(?:单元|室|楼|层))*(?:{_N})?(?:门口|楼下)?|[一二三四五六七八九十\d]++楼(?!道|梯)"
    r"|(?:车棚|车库|地下室|阳台|厨房|河里|河边|隔壁|门口|楼梯口|桥头|路口|菜场|[\u4e00-\u9fff]{2,3}(?:东区|西区|南区|北区|苑|新村|小区))"
)
_OF_HOUSES = r"[\d零〇一二三四五六七八九十廿幺两幢栋弄单元楼室]"
_GAP = re.compile(rf"(?<={_OF_HOUSES}) +(?={_OF_HOUSES})")
_HOUSE = re.compile(r"([一二三四五六七八九十廿]+)(?=幢|栋|号楼|单元|弄|号)")
_ROOM = re.compile(r"(?<=[幢栋元楼])([零〇一二三四五六七八九幺两]{3,4})(?=室|$|\s|门|后|对)")
_LIVES = re.compile(r"^(?:我们|我家|家里|我|阿拉)?(?:住在?|是在?|在|到|来|地址[是:：]?)?")
_LEAD = re.compile(r"^(?:我|我们)?(?:[离到在去从住走跑]+)")
_NO_SPOT = re.compile(r"社区|我们|你们|咱们|这个|哪个|个小区|电梯")


def in_figures(text: str) -> str:
    """Houses and rooms in figures, written together: 八幢三零二 → 8幢302, 「六幢 三单元 二零一」 → 6幢3单元201."""
    text = _HOUSE.sub(lambda match: figures(match[0]), _GAP.sub("", text))
    return _ROOM.sub(lambda match: spelled(match[0]).replace("两", "2"), text)


def estate(text: str) -> str:
    """The name of an estate without the words before it: 「我住芦江小区」 → 芦江小区."""
    return _LIVES.sub("", text)


def spot(text: str) -> str | None:
    """The most exact place in the text: 「12幢3楼」 rather than 「门口」."""
    text = in_figures(text)
    places = [_LEAD.sub("", match[0]) for match in _SPOT.finditer(text) if not _NO_SPOT.search(match[0])]
    return max(places, key=_exactness, default=None)


def more_exact(known: str, told: str) -> str:
    """The place that was told last, unless the one that was known says more: 「厨房」 after 「3幢502」."""
    return known if known and _exactness(known)[0] > _exactness(told)[0] else told or known


def _exactness(place: str) -> tuple[bool, int]:
    return any(character.isdecimal() for character in place), len(place)


def find(text: str) -> str | None:
    """The longest place named in the text."""
    return max(mentions(text), key=len, default=None)


def mentions(text: str) -> list[str]:
    """The places named in the text, in order."""
    return [match[0] for match in _PLACE.finditer(text)]
