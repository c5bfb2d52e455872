"""「替我问问」「你帮我打听一下」: that the community is to be asked what was not answered, and what is said beside it. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_ASK = re.compile(
    r"(?:(?:^|[，,。！!\s])问(?=(?:问|一问|一?下[子]?|一?声)?(?:社区|居委|办公室|大厅|工作人员))|(?:(?:[替帮给代]|麻烦|请|劳烦)(?:我|我们|阿拉|忙)?|(?:你|侬|您)们?)(?:去|再|先|就|来|给我|帮我|替我|帮忙|好好)*+"
    r"(?:问(?!我|过|题)|(?:打听){1,2}))(?:问|一问|哈(?=社区|居委|他们|办公室|大厅|[，,。\s])|听|一?下[子]?|一?声|个?清楚|去|看|(?:一)?句|个?明白)*+"
    r"(?:社区|居委会?|他们|伊拉|人家|办公室|工作人员|老师|师傅|物业|上面|上头|大厅)*+(?:里|的人|去)?"
)
_LEADS = re.compile(
    r"^(?:哎呀?|唉|喂|还是|总归|赶紧|那么|格么|好[额个呃嘞呀吧的]|好|行吧|行|要得|中|可以|对|噢|诶|嗯|哦|那|那就|就|要|我|是|叫|让|要|想|说|讲|你|侬|您|麻烦|请|可以|能不能|能|替我|不晓得|不知道|[，,。！!\s])*+$"
)
_TAILS = re.compile(
    r"^(?:[吧啊呀哦噢嘛呗呢了的啦]|谢谢?(?:你|您|侬)?|多谢(?:你|您|侬)?|麻烦(?:了|你|您)?|好了|好不好|好[伐吗不]|行[吗不]|可以[吗伐]|我等着?|等你|回我|告诉我|这个|这件?事|[，,。！!？?\s])*+"
)
_REFUSES = re.compile(r"(?:不|别|勿|弗|覅|没)(?:用|要|必|想)?(?:再|你|您)?(?:去)?[，, ]?$")
_STOPS = " ，,。.！!？?~～"
_WHOM = r"(?:你们)?(?:社区|居委会?|办公室|大厅|工作人员)(?:里|的人)?"
_REMINDS = re.compile(
    rf"(?:你|侬|您)?(?:们)?(?:刚才|刚刚|方才|不是|前面|上面|自己){{0,2}}(?:说|讲)(?:过|的|好)?(?:是)?(?:可以|能|好|会|要)?(?:再)?[替帮给]我(?:去)?(?:问(?:问|一下|下)?|打听)(?:{_WHOM})?(?:的)?[啊呀嘛吗么吧]?"
)
_BEHIND = re.compile(
    rf"(?:那|就|要不|麻烦|请|能不能|能|可以|你们?|侬|您){{0,4}}(?:[替帮给]我|帮忙|麻烦)?(?:去)?(?:问(?:问|一下|下|一声|声)?|打听(?:一下|下)?)(?P<whom>{_WHOM})?(?:一下|看看|看)?(?:[吧啊呀哦嘛呗了]|谢谢|好吗|好伐|行吗|可以吗){{0,3}}"
)
_OF_COMMUNITY = re.compile(rf"(?:问|打听)[^，,。\s]{{0,3}}{_WHOM}")
_ORDERS = re.compile(r"[替帮给]我|帮忙|麻烦")
_DO_ASK = re.compile(r"(?:那|你|就|快|麻烦|请|替我|帮我){0,4}(?:去)?(?:问(?:问|一下)?|打听)?[吧呀啊呗嘛]?")
_SAYS = re.compile(r"^[\d\s，,]*(?:我(?:是)?(?:说|问|讲)的?是?|就是)?")
_CLAUSES = re.compile(r"[^，,。！!？?\s]+[，,。！!？?\s]*")
LONGEST = 45  # characters


def _asked_before(text: str) -> str:
    """「棉被收不收 帮我问一下社区」: what is asked in front of the wish that stands last; "" for no such message."""
    clauses = _CLAUSES.findall(text)
    last = clauses[-1].strip(_STOPS) if len(clauses) > 1 else ""
    if not last or len(text) > LONGEST or not _BEHIND.fullmatch(last) or not _ORDERS.search(last):
        return ""
    return "".join(clauses[:-1]).strip(_STOPS)


def names_community(text: str) -> bool:
    """Is it said that the community is to be asked, and not only 「帮我问问」?"""
    return _OF_COMMUNITY.search(text) is not None


@remembered
def asked_beside(text: str) -> str | None:
    """What the message says beside the wish that the community be asked, 「借礼堂登记」; None for any other message."""
    reminded = _REMINDS.search(text)
    if reminded is not None and len(text) <= LONGEST:
        rest = text[: reminded.start()] + text[reminded.end() :]
        told = _TAILS.sub("", _SAYS.sub("", rest).strip(_STOPS)).strip(_STOPS)
        return "" if _DO_ASK.fullmatch(told) else told
    found = _ASK.search(text)
    if found is None or len(text) > LONGEST:
        return None
    before, behind = text[: found.start()], _TAILS.sub("", text[found.end() :])
    if not _LEADS.match(before) or _REFUSES.search(before):
        return None
    return _TAILS.sub("", behind.strip(_STOPS)).strip(_STOPS)


_POLITELY = re.compile(r"(?:请|麻烦|劳烦)(?:我|我们)?(?:问|打听)")


def asked_for_me(text: str) -> str:
    """「帮我问问能不能借桌椅」: the question that the bot is to put for the resident; "" for none, and for 「请问…」."""
    if before := _asked_before(text):
        return before
    beside, found = asked_beside(text), _ASK.search(text)
    if not beside or found is None or _POLITELY.match(found[0]):
        return ""
    clauses = _CLAUSES.findall(beside)
    while len(clauses) > 1 and _TAILS.fullmatch(clauses[-1].strip(_STOPS)):
        del clauses[-1]
    return "".join(clauses).strip(_STOPS)
