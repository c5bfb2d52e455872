"""「替我问问」「你帮我打听一下」: that the community is to be asked what was not answered, and what is said beside it. Pure."""

import re

from bot.understanding.bounded_cache import remembered

_ASK = re.compile(
    r"(?:(?:^|[，,。！!\s])问(?=(?:问|一问|一?下[子]?|一?声)?(?:社区|居委|办公室|大厅|工作人员))|(?:(?:[替帮给代]|麻烦|请|劳烦)(?:我|我们|阿拉|忙)?|(?:你|侬|您)们?)(?:去|再|先|就|来|给我|帮我|替我|帮忙|好好)*+"
    r"(?:问(?!我|过|题)|(?:打听){1,2}))(?:问|一问|听|一?下[子]?|一?声|个?清楚|去|看|(?:一)?句|个?明白)*+"
    r"(?:社区|居委会?|他们|伊拉|人家|办公室|工作人员|老师|师傅|物业|上面|上头|大厅)*+(?:里|的人|去)?"
)
_LEADS = re.compile(
    r"^(?:哎呀?|唉|喂|还是|总归|赶紧|那么|格么|好的|好|行|对|嗯|哦|那|那就|就|要|我|是|叫|让|要|想|说|讲|你|侬|您|麻烦|请|可以|能不能|能|替我|不晓得|不知道|[，,。！!\s])*+$"
)
_TAILS = re.compile(
    r"^(?:[吧啊呀哦噢嘛呗呢了的啦]|谢谢?(?:你|您|侬)?|多谢(?:你|您|侬)?|麻烦(?:了|你|您)?|好了|好不好|好[伐吗不]|行[吗不]|可以[吗伐]|我等着?|等你|回我|告诉我|这个|这件?事|[，,。！!？?\s])*+"
)
_REFUSES = re.compile(r"(?:不|别|勿|弗|覅|没)(?:用|要|必|想)?(?:再|你|您)?(?:去)?[，, ]?$")
_STOPS = " ，,。.！!？?~～"
LONGEST = 45  # characters


@remembered
def asked_beside(text: str) -> str | None:
    """What the message says beside the wish that the community be asked, 「借礼堂登记」; None for any other message."""
    found = _ASK.search(text)
    if found is None or len(text) > LONGEST:
        return None
    before, behind = text[: found.start()], _TAILS.sub("", text[found.end() :])
    if not _LEADS.match(before) or _REFUSES.search(before):
        return None
    return _TAILS.sub("", behind.strip(_STOPS)).strip(_STOPS)


_CLAUSES = re.compile(r"[^，,。！!？?\s]+[，,。！!？?\s]*")
_POLITELY = re.compile(r"(?:请|麻烦|劳烦)(?:我|我们)?(?:问|打听)")


def asked_for_me(text: str) -> str:
    """「帮我问问能不能借桌椅」: the question that the bot is to put for the resident; "" for none, and for 「请问…」."""
    beside, found = asked_beside(text), _ASK.search(text)
    if not beside or found is None or _POLITELY.match(found[0]):
        return ""
    clauses = _CLAUSES.findall(beside)
    while len(clauses) > 1 and _TAILS.fullmatch(clauses[-1].strip(_STOPS)):
        del clauses[-1]
    return "".join(clauses).strip(_STOPS)
