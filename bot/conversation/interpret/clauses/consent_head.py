"""Where a message begins by agreeing to what was asked, in however many words: 「对 改好它」, 「没错登上去吧」. Pure."""

import re
from dataclasses import dataclass

_YES = (
    r"(?:对(?![面门岸手方着联付比过象待于这那此外])[的嘞格头]{0,1}|都对|(?:都|全){0,1}没有?(?:写|记|填|弄|报|登)?(?:错|差错)|没有?问题|没毛病|正确|同意|愿意|要得|可以(?!吗|伐|不|先)|是[的嘞]"
    r"|是(?=[，,。.、；;！!\s]|$)|好(?![像多几吃看玩听用不难久大心人])[的嘞]{0,1}"
    r"|行(?![李动政业为人])|中(?=[，,。.！!\s]|$)|成(?=[，,。.！!\s]|$)|[oO][kK])"
)
_SO = r"(?:就)?(?:这么|这样|那么|那样|楞样)(?:子|好了|就好|就行)?(?:(?:办|写|改|弄|来|登记?|报|定|存|记)[上好下]{0,1})?"
_END = r"(?=[，,。.、；;！!~～\s吧了的呀啊哦嘛呗]|$)"
_IT = r"(?:好|掉|回|上|下|进|成|一下|下来|下去|上去|进去|过去|给社区|给他们|[它他她伊])"
_ASKED = (
    r"(?:(?:帮|替|给|请|麻烦|代)(?:我|我们|阿拉|俺)?(?:去|再)?(?:问|打听)"
    r"(?:问|一?[下声]|一问|清楚|打听){0,1}(?:社区|他们|老师|居委会?|办公室){0,1})"
)
_DEED = (
    rf"(?:(?:给|帮|替)(?:我|俺|阿拉)|麻烦|请|你|您|侬|就|快|都|全){{0,3}}"
    rf"(?:改|换|记|办|报|登记|登|存|交|订|写|发|弄|退|撤|删|取消|转|留意|留|确认|提交){_IT}{{0,3}}{_END}"
)
_FILL = (
    r"那(?=[就都你给帮替问转报改写记登这对好行可])|[嗯恩哎哦噢呀啊呢嘞的咯哈啦吧了嘛呗哇]|我(?=愿意|同意|确认)"
    r"|(?:多|谢)?谢谢?(?:你们?|您|侬){0,1}|辛苦(?:你们?|您|侬|了){0,1}|麻烦(?:你们?|您|侬|了){1}"
)
_COURTESY = (
    r"(?:真|实在|怪|太|蛮){0,1}(?:是)?(?:过意不去|不好意思|难为情|对不住)|打扰(?:你们?|您|侬|了){1,2}"
    r"|(?:让|叫)?(?:你们?|您|侬)(?:费心|受累|操心)"
)
_SIGN = r"[，,。.、；;！!~～…\s]"
_CORE = re.compile(rf"{_ASKED}|{_SO}|{_DEED}|{_YES}")
_HEAD = re.compile(rf"(?:{_ASKED}|{_SO}|{_DEED}|{_YES}|{_COURTESY}|{_FILL}|{_SIGN}){{1,16}}+")
_APOLOGY = re.compile(_COURTESY)
_PLAINLY, _ASKED_FOR_ME, _AT_END = re.compile(_YES), re.compile(_ASKED), re.compile(rf"{_SIGN}$")
_ASKS_ON = re.compile(r"什么|啥|哪|谁|几|多少|没|吗|么|伐|呢|不")
"""「你记了什么」: what follows a deed at once asks about it, and agrees to nothing."""
_BY_THE_WAY = re.compile(r"^[嗯哎哦噢啊，,\s]{0,3}对了(?![。.！!吧])")
"""「对了，…」 agrees to nothing."""
_BY_THE_WAY_ALONE = re.compile(
    r"^[嗯哎哦噢啊，,\s]{0,3}对了[，,\s]{0,2}(?=[^\s。.！!吧对])|^[哎哦噢啊]{1,2}对了[，,\s]{0,2}$"
)
LONGEST = 300  # characters


@dataclass(frozen=True, slots=True)
class ConsentHead:
    """words: what agrees; rest: what is said behind it; parted: is there a stop between them, or a second word of consent?

    bids: the words for what is to be done, 「登上去」; says_yes: is there a plain yes beside them? asks_for_me: is the
    community to be asked?
    """

    words: str
    rest: str
    parted: bool
    bids: str
    says_yes: bool
    asks_for_me: bool


def after_by_the_way(text: str) -> str:
    """「我家狗会叫」 of 「对了 我家狗会叫」, which agrees to nothing; the text itself where it begins otherwise."""
    return _BY_THE_WAY_ALONE.sub("", text)


def consent_head(text: str) -> ConsentHead | None:
    """The beginning of the text that agrees, and the rest; None where it begins otherwise, or says nothing else."""
    head = _head(text.strip())
    return head if head is not None and head.rest else None


def whole_consent(text: str) -> ConsentHead | None:
    """「对，撤掉。谢谢你们，真过意不去」: a text that agrees, with courtesy at most beside it; None for any other."""
    head = _head(text.strip())
    return head if head is not None and not head.rest else None


def _head(text: str) -> ConsentHead | None:
    found = _HEAD.match(text) if len(text) <= LONGEST and not _BY_THE_WAY.match(text) else None
    core = _CORE.findall(_APOLOGY.sub(" ", found[0])) if found else []
    if found is None or not core:
        return None
    words, rest = found[0], text[found.end() :]
    deeds = [word for word in core if not _PLAINLY.fullmatch(word)]
    if len(deeds) == len(core) and _ASKS_ON.match(rest):
        return None
    return ConsentHead(
        words=words.strip(" ，,。.、；;！!"),
        rest=rest,
        parted=bool(_AT_END.search(words)) or len(core) > 1 or bool(deeds),
        bids=" ".join(deeds),
        says_yes=len(deeds) < len(core),
        asks_for_me=bool(_ASKED_FOR_ME.search(words)),
    )
