"""Times that are not meant as the letters say: 「别写死三点」, 「一三五上午」, and those taken back in one breath. Pure."""

import re

_NOT_STRICTLY = re.compile(
    r"(?:别|不要|不用|不必|不是|也不|不|勿|弗|莫)(?:要|是|给我|就)?"
    r"(?:写死|卡死|定死|说死|非得|非要|一定要?|只能|死板|卡着|卡在)(?:是|在|成|到|写)?"
)
_BUSY_UNTIL = re.compile(
    r"(?:午睡|睡觉?|困觉?|眯|上班|上课|开会|干活|做工|加班|打牌|做饭|烧饭|带孙子|带孩子|忙|在外头)(?:都|一直)?要?到"
    r"(?P<time>(?:早上|上午|中午|下午|傍晚|晚上)?[\d一二三四五六七八九十两]{1,3}点(?:半|钟|一刻|三刻)?)(?!以后|之后|过后|前)"
)
_ECHOED = re.compile(r"^[^，,。\s?？]{1,8}[?？]+[\s，,]*(?=.*(?:没|不是|弗|勿|哪有))")
_UNSAID = re.compile(
    r"(?:我|又|可|并)*+(?:没有?|呒没)(?:讲|说|写)(?:过|是)?[^，,。；;！!？?\s]{1,8}(?=$|[，,。；;！!？?\s])"
)
_DAYS_ALONE = re.compile(
    r"(?<![\d一二三四五六七八九十两百第零〇到])(?:(?:周|礼拜|星期)(?=[一二三四五六日天]{3}))?(?<![周期拜](?![一二三四五六日天]{3}))(?P<days>[一二三四五六日天]{2,5})"
    r"(?=(?:的|都|这几天|这三天|这两天){0,2}(?:早上|上午|中午|下午|傍晚|晚上|夜里|白天|全天|整天|有空|没空|不行|不得空|空着?|方便|可以|休息))"
)
_IN_ORDER = "一二三四五六日"
_TAKEN_BACK_AT_ONCE = re.compile(
    r"^(?:的|吧|呀|那天|来){0,2}[，,。.！!…\s]{0,3}(?:哎|哦|噢|啊|呃|额|诶|喔|哎呀|等等|等下){0,2}[，,。…\s]{0,2}"
    r"(?:不对(?!吗|吧|称|劲|外)|弗对|勿对|不不{1,2}|(?:我|又)?(?:说|讲|记|写|打)?(?:错|岔)了|(?:不是|弗是|勿是|不)(?=[，,。！!\s]))"
)


def softens(text: str) -> bool:
    """「别写死三点」, 「不一定要周六」: is it said that a time is not meant strictly?"""
    return _NOT_STRICTLY.search(text) is not None


def without_unsaid(text: str) -> str:
    """The text without what it says was not said, or asks back: 「我没讲下午，随便几时」, 「一点？哪里是一点」."""
    text = as_meant(_ECHOED.sub("", text))
    return _UNSAID.sub(" ", text).strip() or text


def as_meant(text: str) -> str:
    """The text in which no time is taken back that is only not meant strictly, and 「午睡到三点」 is 「三点以后」."""
    text = _DAYS_ALONE.sub(_with_weeks, text)
    return _BUSY_UNTIL.sub(r"\g<time>以后", _NOT_STRICTLY.sub(" ", text))


def _with_weeks(match: re.Match[str]) -> str:
    """「一三五」 as 周一周三周五; as it is where the signs do not rise like days of a week, as in 「六五上午」."""
    days = match["days"].replace("天", "日")
    rising = [_IN_ORDER.index(day) for day in days]
    return "".join(f"周{day}" for day in days) if rising == sorted(set(rising)) else match[0]


def is_taken_back(behind: str) -> bool:
    """Is the time before these words put right in the same breath: 「周三，哦不，…」, 「后天 不对 …」?"""
    return _TAKEN_BACK_AT_ONCE.match(behind) is not None
