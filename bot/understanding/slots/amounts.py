"""Numbers, ages and quantities."""

import re
import unicodedata

from bot.understanding.slots.numerals import NUMERAL, value

_NUMBER = rf"(?:\d++|{NUMERAL}{{1,11}})"  # no quantity takes longer numerals
_AGE = re.compile(
    rf"(?:(?P<a>{_NUMBER})\s*+(?:(?:多|来|几)\s*+)?(?:周岁|岁|虚岁|歲)|(?:年纪|年龄|岁数|今年|属[鼠牛虎兔龙蛇马羊猴鸡狗猪])[^\d零一二三四五六七八九十]{{0,4}}(?P<b>{_NUMBER})"
    rf"|(?:快|刚|过了|都|已经|满|我|[男女]的?[,，]?)\s*(?P<c>{NUMERAL}{{2,3}}|\d{{2}})(?=出头|了|多|在|开外|$|[,，。\s])"
    rf"|(?:^|[,，。\s])(?P<e>\d{{2}}|(?!十[一二三四五六七八九]?了){NUMERAL}{{2,3}})了(?=$|[,，。\s])"
    rf"|(?:我叫|叫|名字是?)[\u4e00-\u9fff]{{2,4}}[,，\s]{{1,2}}(?P<f>\d{{2}}|{NUMERAL}{{2,3}})(?=$|[,，。\s])"
    rf"|[她他伊妈爸娘爹婆公爷奶](?:今年|都|也|快|有)?(?P<d>\d{{2}}|{NUMERAL}{{2,3}})(?=$|[,，。\s]))"
)
# A small child that is spoken of is rarely who comes: 「孙子才三岁」.
_OF_A_CHILD = re.compile(
    r"(?<![给帮替])(?:孙子|孙女|外孙|宝宝|娃娃?|孩子|小孩|毛毛|囡囡|小人)(?:才|只有|刚|也|都|就|还|今年|现在)*\s*[\d一二两三]\s*个?(?:周?岁|月)(?:半|多)?$"
)
_BARE_NUMBER = re.compile(rf"(?P<a>{_NUMBER})")
_MEASURES = "公斤|千克|斤|两|克|吨|只|个|瓶|本|件|张|条|双|袋|包|箱|盒|罐|桶|台|把|套|捆|摞|沓|堆|节|支|盆|辆|份|听|枚|根|床|顶"
_QUANTITY = re.compile(
    rf"(?P<n>{_NUMBER})\s*+(?:(?:多|来)\s*+)?(?P<unit>{_MEASURES}|来?号人|个人|位|人|名)(?!钱)"
)
_ARTICLE = 1  # in 「一辆婴儿车」 the number is an article, not a quantity
OLDEST = 120


def read(text: str) -> int | None:
    """The first number in the text."""
    match = _BARE_NUMBER.search(unicodedata.normalize("NFKC", text))
    return value(match[0]) if match else None


def age(text: str, *, asked: bool) -> int | None:
    """An age in years: 「62岁」「快六十了」. asked: a bare number counts too, since the age was asked for."""
    folded = unicodedata.normalize("NFKC", text)
    match = _AGE.search(folded) or (_BARE_NUMBER.search(folded) if asked else None)
    if match is None or (not asked and _OF_A_CHILD.search(folded[: match.end()])):
        return None
    years = value(next(part for part in match.groups() if part is not None))
    return years if years is not None and 0 < years <= OLDEST else None


def quantity(text: str, *, single: bool = False) -> tuple[int, str] | None:
    """An amount with its measure word: 「廿五只」 → (25, "只"); single: 「一件棉衣」 counts too."""
    for match in _QUANTITY.finditer(unicodedata.normalize("NFKC", text)):
        number = value(match["n"])
        if number is not None and (number > _ARTICLE or single or match["n"].isdecimal() or _counts(match)):
            return number, match["unit"]
    return None


def _counts(match: re.Match[str]) -> bool:
    """Is it a quantity (「报纸一斤」「电饭锅一个」) or an article (「一个电饭锅」)?"""
    after = match.string[match.end() :]
    return match["unit"].endswith("斤") or not after or not after[0].isalnum()
