"""「你帮我转给社区」「4号楼2单元，帮我登记」: that the offer to pass something on is taken, and what is told beside it. Pure."""

import re

from bot.understanding.slots import phone, place

_WHOM = r"(?:你们)?(?:社区|居委会?|他们|上面|办公室|工作人员|负责的)(?:的人|那边|里)?"
_LEAD = r"(?:那|就|行|好|嗯|对|要|请|麻烦|你|侬|您|我|就是|是|想|帮忙|直接|还是|快|赶紧)"
_FOR_ME = r"(?:[帮替给]我|帮忙|麻烦|请)(?:你|您|们|把|去|再|先){0,2}"
_PASS = re.compile(
    rf"{_LEAD}{{0,4}}(?:{_FOR_ME})?(?:把[^，,。]{{1,8}})?转(?:给|到|告|交|达)?{_WHOM}(?:一下|看看|吧|去|[处办]理)?"
    rf"|{_LEAD}{{0,4}}(?:{_FOR_ME})?转(?:过去|上去|一下|达|告|吧|呀|啊|了?$|(?=[，,：:。！! ]))(?:吧)?"
    rf"|{_LEAD}{{0,4}}{_FOR_ME}(?:登记|记上?|报上去|报修|反映|问)(?:一?下|一声|上|问|吧|上去|给社区|社区)?"
    rf"|{_LEAD}{{0,4}}(?:[帮替给]我)?(?:跟|和|同|向|给|告诉|通知)(?:一?[声下])?{_WHOM}(?:[说讲]|反映|提|报|打个招呼)?(?:一?[声下])+(?:吧)?"
    rf"|{_LEAD}{{0,4}}(?:{_FOR_ME})?(?:报|反映|讲|说|报告)(?:给|到|去){_WHOM}(?:一下|吧|啊|呀|嘛|噻)*"
    r"|(?:让|叫|要|请)(?:他们|社区|你们)(?:来)?(?:[帮替给](?:我|忙)?)?(?:问问?|查查?|看看?|处理|登记)(?:一下|清楚)?"
    r"|^(?:登记|记上|(?:报上去){1,2}|报修)(?:吧|一下|上|呗|嘛){0,2}(?=[，,。 ]|$)"
)
_REFUSES = re.compile(r"(?:不用|别|不要|不|勿|弗|莫|覅|先别|没)(?:再|去|给我|帮我|你)?(?:转|登记|报|记|问)")
_ELSE = re.compile(r"转(?:人工|让|账|钱|弯|校|学|院|课|班)|报名|登记(?:想|要)?(?:学|送|卖)|记得|记住")
_FILLS = re.compile(r"^(?:[吧啊呀哦噢嘛呢了的好行嗯对是]|谢谢?|麻烦(?:了|你|您)?|就行|可以|来){1,10}$")
_STOPS = " ，,。.！!？?~～；;：:"
_CLAUSES = re.compile(r"[，,。！!；;：:\s]+")
LONGEST, LONGEST_ADDRESS = 60, 24  # characters
_ANY_BUT_PLACE = 6  # characters that may stand beside an address which is all that is told
_DIGIT = re.compile(r"[\d一二三四五六七八九十]")


_SAID = re.compile(
    r"(?:我|侬|你)?(?:不是|都|早就?|已经|刚才|刚刚|前面|上面){0,3}(?:说|讲|告诉|写)(?:了|过)[^，,。]{0,6}"
)


def refuses(text: str) -> bool:
    """「先别报」: is nothing to be passed on?"""
    return _REFUSES.search(text) is not None


def names_house(text: str) -> bool:
    """Does the text name a place by the number of a house?"""
    spot = place.spot(text) or ""
    return bool(_DIGIT.search(spot)) and place.has_house(place.in_figures(spot)) and not phone.find_any(text)


def passes_on(text: str) -> bool:
    """Is something to be passed on to the community, or registered there?"""
    if len(text) > LONGEST or _REFUSES.search(text) or _ELSE.search(text):
        return False
    return _PASS.search(text.strip(_STOPS)) is not None


def beside_passing(text: str) -> str:
    """What the message tells besides: 「转吧，我是9幢的老邱」 → 「我是9幢的老邱」; "" for nothing."""
    clauses = (clause.strip(_STOPS) for clause in _CLAUSES.split(_PASS.sub("，", text)))
    told = (clause for clause in clauses if len(clause) > 1 and not _FILLS.match(clause))
    return "，".join(clause for clause in told if not _SAID.fullmatch(clause))


def is_address(text: str) -> bool:
    """「4号楼2单元三楼」「在9幢西边」: does the message tell a place and hardly anything else?"""
    spot = place.whole_of(text, place.spot(text) or "") if place.spot(text) else ""
    if not spot or len(text) > LONGEST_ADDRESS or not _DIGIT.search(spot) or phone.find_any(text):
        return False
    return len(text.strip(_STOPS)) - len(spot) <= _ANY_BUT_PLACE
