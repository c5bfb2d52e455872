"""A name put right by describing its characters: 「立早章」「俞敏洪的俞」「女字旁的娣」「草字头去掉」. Pure."""

import re

from bot.understanding.slots import person
from bot.understanding.text.pinyin import syllables

_HAN = r"[\u3400-\u9fff]"
_NO = r"(?:不是|弗是|勿是|不系|而不是|并非)"
_DENIED = re.compile(rf"{_NO}$")
RADICALS = {
    "立早章": "章", "弓长张": "张", "耳东陈": "陈", "木子李": "李", "双木林": "林", "言午许": "许", "双人徐": "徐",
    "禾呈程": "程", "古月胡": "胡", "口天吴": "吴", "草头黄": "黄", "三横王": "王", "干勾于": "于", "人禾余": "余",
    "人则俞": "俞", "卯金刀": "刘", "文刀刘": "刘", "走肖赵": "赵", "山今岑": "岑", "木易杨": "杨", "人可何": "何",
    "女口如": "如", "口木呆": "呆", "禾火秋": "秋", "土申坤": "坤", "日月明": "明", "土斤坊": "坊",
}  # fmt: skip
"""Characters as they are told apart in speech, by their parts."""
_NOT_OF = re.compile(rf"{_NO}(?P<words>{_HAN}{{1,5}})的?(?P<old>{_HAN})(?!{_HAN}?的)")
_OF_WORD = re.compile(rf"(?P<word>{_HAN}{{1,4}}?)的(?:那个|这个)?(?P<new>{_HAN})")
_PART_OF = re.compile(r"(?:旁|头|底|边|框|字底)$")
_OLD_SIGN = re.compile(rf"(?P<old>{_HAN})(?:字)?(?:不是|换成|改成|要改成|写成|应该是|是)")
_FAMILY = re.compile(
    rf"姓(?:氏|的字|那个字)?(?:写|弄|打|搞)?(?:不对|错了?|改|换)?[是成为过来了呀啊哦，, ]*(?P<new>{_HAN})(?:字)?[。.!！呀啊哦]?$"
)
_ADDED = re.compile(rf"多了个?一?个?(?P<extra>{_HAN})字?")
_STRIP = re.compile(r"草字头去掉|去掉草字头|没有草字头|不带草字头")
_GRASS = {
    "芳": "方", "莲": "连", "萍": "平", "菁": "青", "芬": "分", "荷": "何", "莉": "利", "苗": "田", "蕾": "雷", "菲": "非",
    "芸": "云",
}  # fmt: skip


_SPELLS = re.compile(
    rf"{_HAN}字(?:头|底|旁|边|框|上|下|左|右|里|加|一个|那个)|(?:偏旁|部首|[左右上下]边|[左右上下]面)(?:是|一?个|加){{1,2}}"
    rf"|(?P<sign>{_HAN}{{1,2}}){_HAN}{{0,3}}的(?:那个|这个)?(?P=sign)(?!{_HAN})|草字头|三点水|单人旁|双人旁|宝盖头|走之底|竖心旁|提手旁|绞丝旁"
    rf"|(?:{'|'.join(RADICALS)})"
)


def mended_name(text: str, known: str) -> str:
    """The known name with what the text says of its characters; "" when it says nothing that fits."""
    if not known:
        return ""
    if _STRIP.search(text):
        return "".join(_GRASS.get(sign, sign) for sign in known)
    extra = _ADDED.search(text)
    if extra and extra["extra"] in known and len(known) > 2:
        return known.replace(extra["extra"], "", 1)
    mended = _by_characters(text, _by_parts(text, known))
    if mended != known:
        return mended
    family = _FAMILY.search(text)
    if family and person.is_surname(family["new"]):
        return family["new"] + known[1:]
    return ""


def spells(text: str) -> bool:
    """Does the text tell how a name is written: 「是求字底下一个衣」, 「不是衬衫的衬」?"""
    return _SPELLS.search(text) is not None


def without_spellings(text: str) -> str:
    """The text without descriptions of characters, which are no names themselves: 「立早章」."""
    for spelling in RADICALS:
        text = text.replace(spelling, " ")
    return text


def _by_parts(text: str, known: str) -> str:
    """The surname that is told by its parts, unless the text says that it is not this one."""
    sign = next((sign for spelling, sign in RADICALS.items() if _stands(text, spelling)), "")
    return sign + known[1:] if sign and person.is_surname(sign) else known


def _stands(text: str, spelling: str) -> bool:
    at = text.find(spelling)
    return at >= 0 and not _DENIED.search(text[:at])


def _by_characters(text: str, known: str) -> str:
    """「剑气的剑」「安换成庵堂的庵」「女字旁的娣」: each character in the place of the one that sounds like it."""
    plain = _NOT_OF.sub(" ", text)
    explicit = _OLD_SIGN.search(plain)
    alone = len(_OF_WORD.findall(plain)) == 1
    for match in _OF_WORD.finditer(plain):
        new, word = match["new"], match["word"]
        if new not in word and not _PART_OF.search(word):
            continue
        sounds = syllables(known)
        place = next((index for index, sound in enumerate(sounds) if sound == syllables(new)[0]), None)
        if place is None and alone and explicit and explicit["old"] in known:
            place = known.index(explicit["old"])
        if place is not None:
            known = known[:place] + new + known[place + 1 :]
    return known
