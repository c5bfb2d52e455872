"""Places within the neighbourhood, in the resident's own words."""

import re

_N = r"[\d一二三四五六七八九十A-Za-z]+"
_PLACE = re.compile(
    rf"{_N}(?:号楼|幢|栋|号门|单元|楼道|弄)(?:{_N}(?:单元|室|楼|层))*(?:门口|楼下|楼道|旁边|后面|前面|边上)?"
    rf"|(?:小区|社区|学校|幼儿园|超市|菜场|菜市场|公园|广场|河边|车库|地下车库|停车场|垃圾房|垃圾桶|电梯|楼道|楼梯|大门|后门|东门|西门|南门|北门|球场|马路|路口|桥|桥头|绿化带|健身房|活动室)"
    rf"(?:门口|对面|旁边|边上|后面|前面|里面|里|口|那边|附近)?"
)


def find(text: str) -> str | None:
    """The longest place named in the text."""
    found = [match[0] for match in _PLACE.finditer(text)]
    return max(found, key=len) if found else None
