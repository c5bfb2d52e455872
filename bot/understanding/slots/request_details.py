"""Details of a request: the phase of a hazard, the channel of a subscription, the kind of a course, a ticket number."""

import re

from bot.understanding.slots import phone

_TICKET = re.compile(r"(?<![a-z0-9])([a-z]{0,3}-?\d{3,12})(?![a-z0-9])", re.IGNORECASE)
_AFTER = re.compile(
    r"之后|以后|过后|过去了|后怎|退了|退去|走了|停了|完了|后要|后该|后能|后需|后注意|后续|后还|过境后|刚过"
)
_BEFORE = re.compile(
    r"之前|来前|前要|前该|提前|准备|预防|防范|怎么防|要来了|快来了|马上来|还没来|备些|备点|备什么|平时|平常|日常|检查|以防|下周|明天"
)
_DURING = re.compile(
    r"时候|的时|发生时|时要|时该|时怎|来了|当中|正在|期间|怎么逃|逃生|万一|要是|如果|假如|碰上|碰到|遇到|遇上|天还能|[雷雨]天能|第一步|天可以"
)
_SKILL_KIND = re.compile(r"技能|职业|手艺|谋生|能赚钱")
_CULTURE_KIND = re.compile(
    r"文化课|文化班|文化类|文化培训|休闲|兴趣|文艺|才艺|爱好|修身|生活类|唱歌|画画|写字|跳舞"
)
_SMS = re.compile(r"短信|手机短信|发(?:到)?我?手机|发我手机|手机号")
_WECHAT = re.compile(r"微信|公众号")
_BY = r"(?:短信|微信|公众号|簡訊)"
REFUSED_CHANNEL = re.compile(
    rf"(?<![他她伊])(?:别|不要|不用|不想|不太?会|不大会?|不怎么会?|不常|用不来|刷不了|弗会|勿会|弗要|勿要|莫|覅|不|甭)(?:再)?(?:发|看|收|用|给|装|弄|玩|开)?(?:我)?{_BY}"
    rf"|(?:没有?|冇|呒没)(?:装|用|开|弄|下载)?(?:过)?{_BY}(?!收到)"
    rf"|{_BY}(?:我|他|她|伊|阿拉|爸|妈|爹|娘|老公|老婆|公公|婆婆|爷爷|奶奶|老[人头太]|家里|一般|平时|根本|就|么|都|也|又|这种|那种|那个){{0,4}}(?:不要|别|不用|不会|不太?看|不大看|不看|不懂|不灵|不行|用不来|没有|没装|呒没|收不|看不|不来|弗会|勿会)[了发到的]?"
    r"|把短信"
)
"""A way of sending that is refused, or is not there: 「不大看短信」, 「老人机没微信的」."""
_SAID_SO = re.compile(rf"不是(?:说|讲)(?:了|过|的)?(?={_BY})")
_CHANGE = re.compile(r"(?:换成|改成|改为|换到|改到|转到|改用|还是)(?P<to>.{0,8})")


def phase(bare: str) -> str | None:
    """The phase: "before", "during" or "after" a hazard; None when the text says none of them."""
    for name, pattern in (("after", _AFTER), ("before", _BEFORE), ("during", _DURING)):
        if pattern.search(bare):
            return name
    return None


def kind(bare: str) -> str | None:
    """The kind of course: "skill" or "culture"; None when the text speaks of neither or of both."""
    skill, culture = bool(_SKILL_KIND.search(bare)), bool(_CULTURE_KIND.search(bare))
    return None if skill == culture else ("skill" if skill else "culture")


def channel(bare: str) -> str | None:
    """The channel: "sms" or "wechat"; the new one where the text asks for a change. What it refuses is ignored."""
    bare = REFUSED_CHANNEL.sub("", _SAID_SO.sub("", bare))
    change = _CHANGE.search(bare)
    for part in (change["to"] if change else "", bare):
        if _SMS.search(part):
            return "sms"
        if _WECHAT.search(part):
            return "wechat"
    return None


def channel_left(text: str) -> str:
    """The channel that is left where a text refuses the other and names no more: 「没有微信」 → "sms"; "" for any other text."""
    refused = "".join(match[0] for match in REFUSED_CHANNEL.finditer(text))
    if not refused or channel(text) is not None:
        return ""
    by_sms, by_wechat = bool(_SMS.search(refused)), bool(_WECHAT.search(refused))
    return "" if by_sms == by_wechat else "wechat" if by_sms else "sms"


def ticket(text: str) -> str | None:
    """A ticket number, as it stands in the text; None in a text with a phone number."""
    match = _TICKET.search(text)
    return match[1] if match and not phone.find(text) else None


_OF_THE_WAY = re.compile(
    r"(?:一个|每个|同一个)(?:微信|手机|号码?)[^，,。]{0,6}(?:只能|能|可以)?(?:收|订|发)|(?:只能|只好|只可以)[^，,。]{0,8}(?:吗|伐|么|不|[?？])"
)


def asks_of_the_way(text: str) -> bool:
    """「一个微信只能收一个号吗」: is it asked what a way of sending can do, and none chosen?"""
    return _OF_THE_WAY.search(text) is not None
