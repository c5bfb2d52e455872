"""What a resident wants changed in words that were written down: 「写短点，就写…」, 「把…那句去掉」. Pure."""

import re
from collections.abc import Sequence

from bot.understanding.text.bounded_cache import remembered

_STOP = r"，,。；;！!？?：:\s"
_CLAUSE = re.compile(rf"[^{_STOP}（）]{{1,80}}")
_TOO_LONG = re.compile(
    r"(?:写|说|讲|编|记)?(?:得|的)?(?:短|简单|简短|少|干脆|清爽)(?:一?[点些])|(?:这么|那么|太|嘎|介)(?:长|啰嗦|啰里|多字|复杂|烦)"
)
_LEAD = r"(?:不对|那|你|您|侬|给我|帮我|改|还是|直接|干脆|也|请){0,3}"
_WRITE = re.compile(
    rf"(?:^|[{_STOP}]|(?<=[事情西容明]))(?:{_LEAD}(?:就写|只写|光写|简单写|(?:改|重)?写成|改成写|写)(?:上|个|成|是|明)?|{_LEAD}改(?:成|为))[：:，,\s]{{0,2}}"
    rf"(?P<to>(?!的|次|回|面|刚才|前|跟|和|错|完|这|那|在|得|进|上|了|吗|啥|什么|几|多少|哪|不|短|简|长|少|清|明白|好|给)[^。；;！!？?\s]{{2,60}})"
)
_REWRITES = re.compile(rf"(?:改成|改为|换成)[：:\s]?(?P<to>[^{_STOP}]{{4,40}})")
_PLAINLY = re.compile(r"[就只光]写|写成|改写")
_COMMAS, _DOUBLED = re.compile(r"[，,]"), re.compile(r"[，,]{2,3}|，[；。]")
_ENOUGH = re.compile(r"(?:这样|这几个字)?(?:就|便)(?:行|好|可以|够|成|中)[了啦的吧呀]{0,2}$|[吧呀啊哦]{1,2}$")
_IS_ENOUGH = re.compile(r"(?:就|便)(?:行|好|可以|够|成|中)")
_OF_WORDS = re.compile(r"事情|要帮的事|内容|说明|东西|本事|原因|那件事")
_OF_OTHERS = re.compile(r"名字|姓名|电话|手机|号码|地址|地点|位置|门牌|时间|匿名|班次|日期|课程")
_AWAY = (
    r"(?:就|都|也|给我|帮我|请|可以|全){0,2}(?:[去删划抹拿]掉|[删划抹去]了(?!吗)|不要(?:写|记)?(?:了|啦|上)?"
)
_AWAY += r"|别(?:写|记|放)(?:了|上|进去)?|不用(?:写|记)|莫写|覅写|不写)"
_PART = r"(?:[那这](?:个|些)?)?(?P<part>半?句话?|[几两三四五]个字|个字|段话?|括号(?:里的?)?|后半[句截])?"
_CUTS = (
    re.compile(rf"把(?P<what>[^{_STOP}]{{2,24}}?){_PART}{_AWAY}"),
    re.compile(rf"(?:^|[{_STOP}])(?P<what>[^{_STOP}]{{2,24}}?){_PART}{_AWAY}"),
    re.compile(
        rf"(?:[去删划抹拿]掉|删了|不要写|别写|不用写|别提)(?:上|进去)?(?P<what>[^{_STOP}]{{2,24}}?)(?P<part>这句|那句|[几两三四]个字)?(?:[吧了呀啊]|$|[{_STOP}])"
    ),
)
_SHARE = 0.6  # of the pairs of letters of a part that is named
_MUCH, ENOUGH = 0.4, 4  # of the pairs of the clause; so many of them
_QUOTES = '“”"「」『』‘’'
_POINTS = re.compile(
    r"^(?:把|就是|[“\"「『]|还有|也|你|侬|那个?|这个?|句|段|话|后面|前面|里面?|的|什么|说|讲){1,6}"
)
_SENTENCE = re.compile(r"句|段|半截|括号")
SHORTEST = 2  # characters that are left, or named
_EMPTY = re.compile(r"（[，,；;\s]{0,3}）|；[\u4e00-\u9fff]{1,3}：(?=；|$)")
_ADDED = re.compile(r"；[\u4e00-\u9fff]{1,3}：(?P<more>[^；]{2,})|（(?P<remark>[^（）]{2,})）")
"""What was added later: 「；补充：…」, 「（…）」."""
_AROUND = "，,；;。、 "


@remembered
def edits(text: str) -> bool:
    """Does the text tell, in any of these ways, that what is written is to be other words?"""
    return any(pattern.search(text) for pattern in (_WRITE, _REWRITES, *_CUTS))


def dictated(text: str) -> str:
    """The words that are to stand instead of those written: 「写短点，就写下水管返水」; "" where the text dictates none."""
    found = _WRITE.search(text)
    if found is None:
        return ""
    before, to = text[: found.start("to")], found["to"]
    if _OF_OTHERS.search(before) or _OF_OTHERS.match(to):
        return ""
    shorter, enough = _TOO_LONG.search(text), _IS_ENOUGH.search(text[found.end("to") - 6 :])
    plainly = _PLAINLY.search(found[0][: found.start("to") - found.start()])
    if not (shorter or enough or plainly or _OF_WORDS.search(before)):
        return ""
    clauses = _COMMAS.split(to)
    kept = [clauses[0], *(clause for clause in clauses[1:] if not _IS_ENOUGH.match(clause))]
    return _ENOUGH.sub("", "，".join(kept).strip(_AROUND))


def is_too_long(text: str) -> bool:
    """「写短点」, 「太啰嗦了」: is it said that less is to be written?"""
    return _TOO_LONG.search(text) is not None


def rewritten(held: str, text: str) -> str:
    """「改成北门两盏路灯都不亮」: the words that share enough with those that are held to stand in their place; "" for none."""
    found = _REWRITES.search(text)
    if found is None or _OF_OTHERS.search(text):
        return ""
    to = _ENOUGH.sub("", found["to"])
    shared = [pair for pair in _pairs(to) if pair in held]
    return to if to != held and len(shared) >= SHORTEST else ""


def without(held: str, text: str) -> str:
    """The held words without the part that the text wants taken out; "" where it takes out none, or all of them."""
    for cut in _CUTS:
        for found in cut.finditer(text):
            what, part = _POINTS.sub("", found["what"]).strip(_QUOTES), found["part"] or ""
            pointed = bool(_SENTENCE.search(part) or _SENTENCE.search(found["what"]))
            rest = _letters_cut(held, what) if "字" in part else _cut(held, what, pointed=pointed)
            if rest:
                return rest
    return ""


def without_added(held: str, named: str, *, loosely: bool = False) -> str:
    """The held words without the only addition of which these words name something, and of the rest nothing; "" for none.

    loosely: by a single character, where it is said of the rest that it stays.
    """
    signs = [sign for sign in (named if loosely else _pairs(named)) if not _NO_NAME.search(sign)]
    added = [match for match in _ADDED.finditer(held) if _names(signs, match["more"] or match["remark"])]
    if len(added) != 1:
        return ""
    rest = held[: added[0].start()] + held[added[0].end() :]
    return "" if _names(signs, rest) else _tidy(rest)


def _names(signs: Sequence[str], written: str) -> bool:
    return any(sign in written for sign in signs)


_NO_NAME = re.compile(r"[那这不要用了的就也给我你再还都算撤去删掉只把句条个话管修弄看报子，,。\s]")


def _letters_cut(held: str, what: str) -> str:
    """「把白天两个字去掉」: the words without these letters; "" where they are not there."""
    return _tidy(held.replace(what, "", 1)) if what in held else ""


def _cut(held: str, what: str, *, pointed: bool) -> str:
    """The words without the clause that the part is; "" for no such clause, or no other one. pointed: 「…那句」."""
    clauses = [match for match in _CLAUSE.finditer(held) if _speaks_of(match[0], what, pointed=pointed)]
    if len(clauses) != 1 or not any(rest.strip(_AROUND) for rest in _other(held, clauses[0])):
        return ""
    return _tidy(held[: clauses[0].start()] + held[clauses[0].end() :])


def _other(held: str, clause: re.Match[str]) -> tuple[str, str]:
    return held[: clause.start()].strip("（"), held[clause.end() :].strip("）")


def _speaks_of(clause: str, what: str, *, pointed: bool) -> bool:
    """Is the part that is named this clause, or much of it? Some of it is enough where it is pointed at as a sentence."""
    named = _pairs(what)
    shared = sum(pair in clause for pair in named)
    enough = pointed or shared >= _MUCH * len(_pairs(clause)) or shared >= ENOUGH
    return shared > 0 and shared >= _SHARE * len(named) and enough


def _pairs(words: str) -> list[str]:
    return [words[at : at + 2] for at in range(len(words) - 1)]


def _tidy(words: str) -> str:
    """The words without what is left of the signs around a part that was taken out."""
    words = _DOUBLED.sub("，", _EMPTY.sub("", words)).replace("（，", "（").replace("，）", "）")
    words = words.strip(_AROUND)
    return words if len(words) >= SHORTEST else ""
