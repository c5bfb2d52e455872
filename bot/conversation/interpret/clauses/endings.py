"""Whether a message ends the open form: 「不报了」 does, 「别再问了」, 「我没说不办」 and 「不是他，是我」 do not. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

_ENDS = re.compile(
    r"不(?!记得|知道|晓得|清楚|懂|明白|对|是|会|好意思)|算|停(?![用电水气车产工课在])|退|取消|撤|拉倒|免|别|罢|省|甭|莫|勿|弗|冇|走了|清|重"
)
_NO = r"(?:别|不要|不用|甭|莫|勿要|弗要|覅|勿|弗)"
_PROTESTS = re.compile(
    rf"{_NO}(?:再|老是?|一直|又|总)*(?:问|催|重复|啰嗦|乱写|乱填|瞎写|乱改|弄错|搞错)(?:我|错)?(?:了|呀|啊)?"
    r"|(?:没|没有|又没|并没|哪里)(?:有)?(?:说|讲|想)(?:过|要|我)*(?:不|取消|退|撤|停)[^，,。\s]{0,3}"
    r"|(?:不是|勿是|弗是)(?:说|讲)?(?:不|要取消|要退)[^，,。\s]{0,3}"
    r"|(?:不|勿|弗)(?:说|讲|告诉|回答|讲清)[^，,。\s]{0,5}?就(?:算了|不[^，,。\s]{0,3})"
)
_DOES_IT = re.compile(
    r"[\u4e00-\u9fff](?:掉|脱)算了|(?:送|卖|扔|捐|换|修|买|拆|搬|报|订|选|定|要|拿|去|学)(?:掉|了|走|给[^，,。\s]{1,4}|上|这个|那个|一个){0,2}算了"
)
"""「送掉算了」「就报这个算了」: it is to be done, and nothing more thought about it."""
_ORDERED = re.compile(
    r"(?:给|帮|替)(?:我|阿拉|他|她|伊)?[^，,。\s不别莫勿]{0,6}(?:订|登记|报|写|记|挂|登|加|弄|办)(?:上|好|进去)(?:去|吧|呀|啊|哦|就行|就好){0,2}$"
)
"""「算了不管了，哪种都行，给我老伴订上」: the last word is an order."""
_PUTS_RIGHT = re.compile(r"(?:不是|勿是|弗是|不系)[^是!！?？]{1,20}[，,。\s](?:而)?是(?!不)")


def protests(text: str) -> bool:
    """「别再问了」「我没说不办」「不说清楚我就不报了」: said against the talk, and no end of it."""
    return _PROTESTS.search(text) is not None


def goes_ahead(text: str) -> bool:
    """「送掉算了」, 「给我老伴订上」: is it to be done after all?"""
    return _DOES_IT.search(text) is not None or _ORDERED.search(text.rstrip(" 。.！!~～")) is not None


def ends(text: str) -> bool:
    """Is there a word for the end of the form, beside what only protests or puts something right?"""
    if goes_ahead(text):
        return plainly_ends(text) or ends_at_last(text)
    return _ENDS.search(_PUTS_RIGHT.sub(" ", _PROTESTS.sub(" ", text))) is not None


_PLAINLY = re.compile(
    r"(?:^|[，,。！!？?\s])(?:那|哎|唉|算了|好吧|格么|我|就|还是|先|都){0,4}(?:不|弗|勿)(?:想|要)?(?:报|去|来|学|参加|登记|办|弄|填|订)(?:这个|那个|名)?"
    r"了(?:吧|啊|呀|哦|啦|哈)?(?=$|[，,。！!？?\s])"
    r"|(?:^|[，,。！!？?\s])(?:那|我|就|还是|先|都){0,4}(?:不要|不用|不必|别|莫|勿要|弗要|覅)(?:再|帮我|给我|去){0,2}(?:转|转给社区|反映|上报)(?:了|上去)?"
    r"(?:吧|啊|呀|哦|啦)?(?=$|[，,。！!？?\s])"
)


_LATER = (
    r"(?:(?:以后|下次|下回|改天|改日|过(?:一)?(?:阵子?|段时间)|过(?:两|几)天|到时候|回头)再?(?:说|讲|看|弄|报|来)(?:吧|了|好了|咯)?"
    r"|先(?:不|别|勿)(?:弄|办|报|说|搞|登|问)(?:了|吧)?|先放(?:一放|着|放)(?:吧|再说)?|再说吧|当我没(?:说|问|讲)(?:过)?)"
)
_AT_LAST = re.compile(
    r"[，,。！!？?\s](?:哎|唉|哦|那|要么|还是|我看){0,3}+算了(?:吧|啦|算了)?+[，,。\s]{0,3}+(?:我|先){0,2}+"
    r"(?:(?:下次|下回|以后|改天|改日|过(?:两|几)天|过(?:一)?(?:阵子?|段时间)|到时候?|回头|等[^，,。\s]{2,10}|再|先)[^，,。\s]{0,6}"
    r"|不[说讲报弄办登去送要问][^，,。\s]{0,3}|(?:就)?当我没(?:说|问|讲)(?:过)?)?$"
    rf"|[，,。！!？?\s](?:哎|唉|哦|那|要么|还是|我看|我|就){{0,3}}+(?:{_LATER}[，,。\s]{{0,2}}){{1,2}}$"
)


_NONE_OF_IT = re.compile(
    r"(?:^|[，,。！!？?\s])(?:那|哎|唉|算了|就|还是|我|我说|我讲|你|给我|都|统统){0,4}(?:(?:不|弗|勿|别|不要|莫|覅)(?:再|给我|帮我|想)?(?:登|登记|挂|报名|办)了"
    r"|(?:全部?|都|统统|通通)(?:给我|帮我)?[删撤][掉了]?)(?:吧|啊|呀|哦|啦|哈)?[。.！!]*$"
)


def ends_at_last(text: str) -> bool:
    """「推车要送给表妹，算了别登了」, 「不登了，全删掉」: does the last clause end it, whatever was said before?"""
    return _NONE_OF_IT.search(text) is not None and not protests(text)


_PUT_ASIDE = re.compile(
    r"(?:^|[，,。！!？?\s])(?:那|好|好吧|我|就|算了){0,3}先(?:不|别|弗|勿|莫)(?:弄|办|搞|管|讲|说|报|登记|修|请|找|送|卖|订|挂|改)[\u4e00-\u9fff]{1,5}"
    r"了(?:吧|啊|呀|哦|啦|哈)?(?=$|[，,。！!？?\s])"
)


@remembered
def before_given_up(text: str) -> str:
    """「那我报手机班 算了下次再报」: the wish that is given up in the same breath; "" where none is."""
    text = text.strip(" 。!！～~")
    found = _AT_LAST.search(text)
    return text[: found.start()].strip(" ，,。") if found else ""


def puts_aside(text: str) -> bool:
    """「先不弄押金了 帮我看看…」: is the matter of the form put aside by its name?"""
    return _PUT_ASIDE.search(text) is not None


def plainly_ends(text: str) -> bool:
    """Does a clause of the text say it and nothing else: 「那我不报了，有没有乒乓球」?"""
    return _PLAINLY.search(text) is not None or puts_aside(text)


def without_end(text: str) -> str:
    """What the text says besides: 「有没有乒乓球」."""
    return _PUT_ASIDE.sub(" ", _PLAINLY.sub(" ", text)).strip(" ，,。！!？?")
