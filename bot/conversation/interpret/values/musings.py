"""What somebody asks themselves while they dictate: 「我住十五幢 几号来着 十五幢201」. Pure."""

import re

_MUSES = re.compile(
    r"(?:^|(?<=[，,。\s])|(?<=[幢栋楼]))(?:我家|我们家|我|那个|是)?(?:住)?(?:几号|几幢|几栋|几单元|几室|几零几|几楼|多少号|哪一?[幢栋户])来着[啊呀哦]?(?=[，,。\s]|$)"
)
_TWICE = re.compile(
    r"(?P<house>[\d一二三四五六七八九十]{1,4}(?:幢|栋|号楼))[，,。\s]{1,4}(?=(?P=house)[\d一二三四五六七八九十零])"
)


def without_musings(text: str) -> str:
    """The text without them, and without a house that is begun and then said whole."""
    if "来着" not in text:
        return text
    told = _MUSES.sub(" ", text)
    return _TWICE.sub("", told).strip() if told != text else text
