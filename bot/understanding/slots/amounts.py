"""Numbers, ages and quantities."""

import re
import unicodedata

from bot.understanding.slots.numerals import NUMERAL, value

_NUMBER = rf"(?:\d+|{NUMERAL}+)"
_AGE_SAID = re.compile(
    rf"(?:(?P<a>{_NUMBER})\s*(?:多|来|几)?\s*(?:周岁|岁|虚岁|歲)|(?:年纪|年龄|岁数|今年|属[鼠牛虎兔龙蛇马羊猴鸡狗猪])[^\d零一二三四五六七八九十]{{0,4}}(?P<b>{_NUMBER})"
    rf"|(?:快|刚|过了|都|已经|满|我|[男女]的?[,，]?)\s*(?P<c>{NUMERAL}{{2,3}}|\d{{2}})(?=出头|了|多|在|开外|$|[,，。\s]))"
)
_ALONE = re.compile(rf"(?P<a>{_NUMBER})")
_MEASURES = "公斤|千克|斤|两|克|吨|只|个|瓶|本|件|张|条|双|袋|包|箱|盒|罐|桶|台|把|套|捆|摞|沓|堆|节|支|盆|辆|份|听|枚|根|床|顶"
_QUANTITY = re.compile(rf"(?P<n>{_NUMBER})\s*(?:多|来)?\s*(?P<unit>{_MEASURES}|来?号人|个人|位|人|名)(?!钱)")
_FEW = 1  # 「一辆婴儿车」 is just a thing; its number says nothing
OLDEST = 120


def read(text: str) -> int | None:
    """The first number in the text."""
    found = re.search(_NUMBER, unicodedata.normalize("NFKC", text))
    return value(found[0]) if found else None


def age(text: str, *, asked: bool) -> int | None:
    """An age: 「62岁」「快六十了」; a bare number only when it was asked for."""
    folded = unicodedata.normalize("NFKC", text)
    found = _AGE_SAID.search(folded) or (_ALONE.search(folded) if asked else None)
    if found is None:
        return None
    years = value(next(part for part in found.groups() if part is not None))
    return years if years is not None and 0 < years <= OLDEST else None


def quantity(text: str, *, single: bool = False) -> tuple[int, str] | None:
    """An amount with its measure word: 「廿五只」 → (25, "只"); single: 「一件棉衣」 counts too."""
    for found in _QUANTITY.finditer(unicodedata.normalize("NFKC", text)):
        number = value(found["n"])
        if number is not None and (number > _FEW or single or found["n"].isdecimal() or _counted(found)):
            return number, found["unit"]
    return None


def _counted(found: re.Match[str]) -> bool:
    """「报纸一斤」「电饭锅一个」 count; 「一个电饭锅」 only names."""
    after = found.string[found.end() :]
    return found["unit"].endswith("斤") or not after or not after[0].isalnum()
