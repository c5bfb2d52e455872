"""What a text says of each thing that it names: wanted, added, put in another's place, refused, or only named. Pure.

One rule for all readers of slots: what stands before and behind a name, up to the next stop or the next name, decides.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto

Span = tuple[int, int]
"""Where a name begins and ends in the text."""


class Polarity(Enum):
    """What is said of a thing that is named."""

    INSTEAD = auto()  # it comes in the place of another: 「改成…」「还是…」
    ONLY = auto()  # it alone is wanted: 「只要…」
    ADDED = auto()  # it is wanted beside the others: 「再加…」「…也要」
    WANTED = auto()
    REFUSED = auto()
    EXCEPTED = auto()  # 「除了…」
    NAMED = auto()  # nothing is said of it


_STOPS = r"，,。；;！!？?\s"
_SEPARATOR = re.compile(rf"[{_STOPS}]{{1,3}}")
_FILL = (
    r"(?:防|这个|那个|这门|那门|这样|一个|一下|给我|帮我|家里|便宜点?|手机"
    r"|我|的|个|去|来|报|学|上|做|要|订|收|发|用|看|走|送|写|填|搞|弄|修|唱|跳|画|练|听){0,4}"
)
_NOT = (
    r"(?:(?<!是)不是|弗是|勿是|不系|并非|(?<![要好行还])不(?:想|要|用|准备|打算)?(?:再)?(?:报|学|要|收|订|发|看|送|选|上|写|做|修|卖|换|弄|来|去|用|是)了?"
    r"|别|莫|覅|勿要|弗要|勿|弗|没(?:说|讲|报|选|要)过?|谁(?:说|要)|(?:去掉|取消|删掉|删了|划掉|免掉|退掉|撤掉))"
)
_EXCEPT = re.compile(r"除(?:了|开|掉|去)?[^，,。]{0,1}$")
_NO_CHANGE = r"(?:别|不要|勿要|弗要|不用|莫|覅|(?<![要好行还])不)(?:给我|帮我|再)?[改换变](?:成|到|为)?"
_REFUSED_BEFORE = re.compile(rf"{_NOT}{_FILL}$|{_NO_CHANGE}{_FILL}$|(?<![要好行还对是去来得])不$")
_ONLY_BEFORE = re.compile(
    rf"(?<![不别勿弗])(?:只|光|单单?|就|仅)(?:要|收|订|发|留|看|报|学|管|需要|想要){_FILL}$"
)
_ADDED_BEFORE = re.compile(
    rf"(?:还有|还想|还要|再加|加上|外加|加个|添|再来|再报|再要|再订|再|也|另外|一起|顺便|同时|连|补上?|加){_FILL}$"
)
_INSTEAD_BEFORE = re.compile(
    rf"(?:改成|改为|改到|改报|改学|改做|改|换成|换到|换报|换学|换作|换做|换|调成|还是|干脆|要不|不如|宁可|宁愿|应该是|应当是|而是|变成|转){_FILL}$"
    r"|(?:^|我|俺|阿拉|伊|是|说){1,2}(?:刚才|就|明明)?(?:想|要)?(?:报|要|学|说|讲|选)的(?:就|应该)?是(?:那个|这个)?$"
)
_WANTED_BEFORE = re.compile(
    rf"(?:(?<![不弗勿别])(?:想要|想|要|要的是|报|订|收|选|送|去|来|学|发|走|用|写|填|是|留)){_FILL}$"
)
_WHO = (
    r"(?:我们?|俺|阿拉|他|她|伊|妈|爸|老人|家里|我们这里|这里|这边|这个|那个|这门|那门|那种|那班|课|班|的话|短?信"
    r"|的|呢|嘛|么|吧|啊|就|也|都|先|有点儿?|有些|根本|实在|平时|一般|基本|从来|又){0,5}"
)
_REFUSED_AFTER = re.compile(
    rf"^{_WHO}(?:不要|勿要|弗要|覅|不用|用不着|不必|不报|不学|不去|不上|不订|不收|不发|不送|不做|不搞|不弄|不修|不换|不卖|不来|不想|不需要|不行|不写|别(?!的)|莫"
    rf"|不大|不太|不怎么|不常|不爱|不会|不看|不懂|不方便|看不|用不|收不|听不|弄不|没有|没装|没用|坐不住|吃不消|学不|做不|太难|太远|太累|太晚|太早|太贵|太吵|舍不得|可惜|不肯|不让|不同意|不合适|亏|没意思|听不懂"
    rf"|免了|取消|去掉|删|划掉|拿掉|拉倒|退|撤|除外|(?:改|换)(?:成|为|报|到|做|作|学)?|算了|就算|不是)"
)
_GONE = r"(?:去掉|去了|删|划掉|拿掉|取消|漏|忘|退掉|撤掉|弄掉|丢)"
_NOT_GONE = r"(?:别|不要|勿要|弗要|不用|不能|不许|莫|覅)(?:给我|帮我|再|把它|给|也){0,2}"
_KEPT_BEFORE = re.compile(rf"{_NOT_GONE}(?:{_GONE}[了掉]?{_FILL}|[把将]{_FILL})$")
_KEPT_AFTER = re.compile(rf"^{_WHO}{_NOT_GONE}{_GONE}")
"""What is not to go stays, whatever „not" stands there: 「台风的别去掉」, 「别把台风删了」."""
_ADDED_AFTER = re.compile(r"^(?:的|那个|这个|都|班|课){0,2}(?:也|一起|一道|一并|再)")
_WANTED_AFTER = re.compile(
    r"^(?:的|那个|这个|那班|班|课){0,2}(?:要|好了|吧|算了|来|行|中|可以|加上|加|好|可行|成)"
)
_WEAK = re.compile(r"^(?:那个|这个|课|班|的|就){0,2}(?:算了|就算)")
_SCORNED = re.compile(r"^(?:什么|啥|哪是|哪里是)$"), re.compile(r"^(?:啊|呀|哦|嘛|哇)")
_REFUSED_FAR = re.compile(
    r"^[^，,。；;！!？?\s]{0,20}?(?:不要|勿要|弗要|不用|用不着|不报|不学|不订|不收|不送|不修|不去|太累|太远|太难|吃不消|坐不住|可惜|舍不得|取消)(?:了|的|算了|啦|嘛|么|咯|吧)"
)
_EXCEPTED_AFTER = re.compile(r"^(?:以外|之外)")
_SAYS_NO = re.compile(rf"^{_NOT}|^(?:不要|别|勿要|弗要)")


def polarities(text: str, spans: Sequence[Span]) -> list[Polarity]:
    """What the text says of each of the names, which stand in it in this order."""
    found: list[Polarity] = []
    spent = 0  # where what was said of the last name ends
    for number, (start, end) in enumerate(spans):
        follows = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        before = _SEPARATOR.split(text[spent:start])[-1]
        said = _before(before)
        after = _behind(text, end, follows, is_last=number + 1 == len(spans))
        behind, length = _said_behind(after)
        if _SCORNED[0].match(before) and _SCORNED[1].match(after):
            said = Polarity.REFUSED  # 「什么家政啊」
        spent = end
        if _KEPT_BEFORE.search(before):
            found.append(Polarity.ADDED)
            continue
        if _behind_counts(said, behind, after, text[end:follows]):
            said = behind
            spent = end + text[end:follows].find(after) + length
        found.append(said)
    return _shared(text, spans, found)


def _behind_counts(before: Polarity, behind: Polarity, after: str, between: str) -> bool:
    """Do the words behind the name decide, and not those before it? 「要地震不要台风」 refuses what stands behind."""
    if behind is Polarity.NAMED or before in (Polarity.REFUSED, Polarity.EXCEPTED):
        return False
    if before is Polarity.NAMED:
        return True
    if behind is not Polarity.REFUSED:
        return behind is Polarity.ADDED and before is Polarity.WANTED
    of_next = between == after and _SAYS_NO.match(after) is not None
    return not of_next and not _WEAK.match(after)


def _behind(text: str, end: int, follows: int, *, is_last: bool) -> str:
    """What stands behind the name up to the next stop, or after one that stands right behind it."""
    parts = _SEPARATOR.split(text[end:follows])
    if parts[0] or len(parts) == 1:
        return parts[0]
    return parts[1] if len(parts) > 2 or is_last else ""


def _before(before: str) -> Polarity:
    """What the words before a name say of it."""
    return next((said for pattern, said in _SAID_BEFORE if pattern.search(before)), Polarity.NAMED)


def _said_behind(after: str) -> tuple[Polarity, int]:
    """What the words behind a name say of it, and how many of them do; those for a change speak of the next name too."""
    for pattern, said in (
        (_KEPT_AFTER, Polarity.ADDED),
        (_EXCEPTED_AFTER, Polarity.EXCEPTED),
        (_REFUSED_AFTER, Polarity.REFUSED),
        (_ADDED_AFTER, Polarity.ADDED),
        (_WANTED_AFTER, Polarity.WANTED),
        (_REFUSED_FAR, Polarity.REFUSED),
    ):
        match = pattern.match(after)
        if match:
            return said, 0 if _CHANGES.search(match[0]) else match.end()
    return Polarity.NAMED, 0


def _shared(text: str, spans: Sequence[Span], found: list[Polarity]) -> list[Polarity]:
    """What is said of one of several that are listed is said of all: 「暴雨大雪也要」, 「再加地震和火灾」."""
    said = list(found)
    pairs = [
        (at, at + 1) for at in range(len(spans) - 1) if _LIST.fullmatch(text[spans[at][1] : spans[at + 1][0]])
    ]
    for left, right in pairs:
        if said[right] is Polarity.NAMED:
            said[right] = said[left]
    for left, right in reversed(pairs):
        if said[left] is Polarity.NAMED:
            said[left] = said[right]
    return said


_SAID_BEFORE = (
    (_EXCEPT, Polarity.EXCEPTED),
    (_REFUSED_BEFORE, Polarity.REFUSED),
    (_ONLY_BEFORE, Polarity.ONLY),
    (_INSTEAD_BEFORE, Polarity.INSTEAD),
    (_ADDED_BEFORE, Polarity.ADDED),
    (_WANTED_BEFORE, Polarity.WANTED),
)
_CHANGES = re.compile(r"[改换]")
_LIST = re.compile(r"(?:[、和跟同与,，/]|还有|以及|\s){0,2}")
