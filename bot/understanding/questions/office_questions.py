"""Whether a clause asks for the office: when it is open, where it is, how it is rung, in whatever words. Pure."""

import re
from collections.abc import Sequence

from bot.understanding.text.bounded_cache import remembered

MORE = 6  # characters that tell what one comes to the office for
LONGEST = 30  # characters: a longer clause tells more than it asks
_WORKS = (
    r"上班(?!族|的路)|下班|办公(?!室)|开门|关门|开着门|开不开|开[吗伐么不没][?？]?$|午休|休息|值班|营业|对外|办事|放假|工作时间|作息"
    r"|关不关|(?:几点(?:钟)?(?:到几点)?(?:就)?|几时|啥?辰光)[开关](?!始|课|会|场|学|班|工|演|幕)"
)
_SOMEBODY = (
    r"有人(?:在|吗|伐|么|不|没|值班|办|上班|管|接)"
    r"|有没有人(?:在|值班|上班|办|接待|$|[?？])|在不在|人在(?:吗|伐|不)|还?来得及"
)
_OPENS = re.compile(rf"{_WORKS}|{_SOMEBODY}")
_WORKS_PLAINLY = re.compile(_WORKS)
_ASKS = re.compile(
    r"[?？吗伐么呢]|几|啥|什么|多少|哪|怎么|([^\W不])不\1|有没有|不[?？]?$|没[?？]?$|没有[?？]?$|总有|对[吧不]|来得及|时间$|时间是"
)
_THEN = re.compile(
    r"(?:周|礼拜|星期)[一二三四五六日天末几]|双休|周末|今[天朝日]|明[天朝日]|后[天日]"
    r"|上午|下午|中午|晌午|[中午]饭|早上|晚上|夜里|夜头|傍晚|节假日"
    r"|[一二三四五六七八九十两\d]{1,3}点(?:钟|半)?|几点|几时|现在|这会儿"
)
_YOURS = re.compile(r"[你侬您]们?(?:这里|这边|这儿|那里|那边|那儿|单位|社区)?")
_PHONE = re.compile(
    r"(?:的)?(?:联系|值班|办公|咨询|座机)?(?:电话|号码|联系方式)(?:号码?)?(?:是|有|打)?(?:多少|几|啥|什么|哪|吗|伐|没|呢|$|[?？])"
)
_PLACE = re.compile(
    r"(?:人?在(?:哪里?|哪儿|啥地方|什么地方|几楼|哪个位置|什么位置)|(?:怎么|咋)(?:走|去|过去|找)"
    r"|(?:的)?(?:地址|位置)(?:是|在)?(?:哪里?|哪儿|啥|什么)?|在?几楼)"
    r"(?:的|啊|呀|呢|来着|[?？。 ]){0,3}$"
)
_RECORDED = re.compile(r"我(?:留|登|写|报|填|记|存|订|反映|约)|我的|记的|留的|写的|填的|改成|改到")
_ONES_OWN = re.compile(r"(?:我|他|她|伊|师傅|老头子?|儿子|女儿)[^，,。]{0,6}(?:休息|上班|下班|值班|放假)")
_BESIDE = re.compile(
    rf"{_THEN.pattern}|{_WORKS}|{_SOMEBODY}|那么?|请问|想问|问一?下|我|阿拉|去|来|到|过来|过去"
    rf"|你们?|侬|您|这里|这边|那里|那边|的|了|是|还|都|也|会|能|可以|要|吧|吗|伐|么|呢|啊|呀|嘛"
    r"|不|没有?|有|人|门|开|关|时间|中间|之间|以后|之前|前|后|钟|半|点|几|到底|一般|平时|平常|啥|什么|时候|辰光|哪|天|总|对|就|再|和|至|到|得"
)


def asks_for_office(clause: str, called: Sequence[str], elsewhere: Sequence[str]) -> bool:
    """「大厅中午开门伐」, 「礼拜六上午上班吗」: does the clause ask when the office is open, or where and how to reach it?

    called: the names of the office; elsewhere: words for other places. Where no place is named, the office is meant if the
    clause speaks of nothing but working hours.
    """
    if len(clause) > LONGEST or _RECORDED.search(clause) or any(word in clause for word in elsewhere):
        return False
    name = next((word for word in called if word in clause), "")
    if name and _reaches(clause.partition(name)[2]):
        return True
    if not (_OPENS.search(clause) and _ASKS.search(clause)):
        return False
    return _left(clause.replace(name, "")) <= MORE if name else _asks_unnamed(clause)


def _asks_unnamed(clause: str) -> bool:
    """「中午休息吗」, 「你们周末开门吗」: does the clause ask of working hours, and of nobody else's?"""
    if _ONES_OWN.search(clause) or _left(clause) > 1:
        return False
    yours, then = bool(_YOURS.search(clause)), bool(_THEN.search(clause))
    return (yours and then) or ((yours or then) and bool(_WORKS_PLAINLY.search(clause)))


def goes_on(clause: str) -> bool:
    """「星期五下午三点去有人不」 behind such a question: does the clause ask on, and names nothing else?"""
    return bool(_OPENS.search(clause) and _ASKS.search(clause)) and _left(clause) <= 1


def names_only_a_time(clause: str) -> bool:
    """「那明朝早上九点半呢」 beside such a question: does the clause tell when, and nothing else?"""
    return bool(_THEN.search(clause)) and _left(clause) == 0 and not _OPENS.search(clause)


def _reaches(after_name: str) -> bool:
    """Is it asked, right behind the name, how the office is rung or found?"""
    return bool(_PHONE.match(after_name) or _PLACE.match(after_name))


@remembered
def _left(clause: str) -> int:
    """How many characters of the clause speak neither of working nor of a time."""
    return sum(sign.isalnum() for sign in _BESIDE.sub("", clause))
