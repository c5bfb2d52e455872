"""A thing, a matter or a name that takes the place of the one in the form, told in the resident's own words. Pure."""

import re
from collections.abc import Mapping

from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import kinship
from bot.understanding.slots import person
from bot.understanding.slots.thing_details import BETWEEN, only_details

_CLAUSE = re.compile(r"[，,。；;！!？?\s]{1,3}")
_SLOTS = ("need", "item", "skill", "skills")
_GONE = re.compile(
    r"修?好了|修好|不用修|不修|不要写|别写|不写|不要修|没坏|弗坏|要用|自己用|自家用|留着|不送了?|不给了|不卖了|不换了|有人要|给了?人|给掉|送掉|送人了|送出去|卖掉|卖了|扔|丢掉|坏掉了|不要了|不用了|不行了|不肯|不让|舍不得|不同意|买了?新|换了?新|算了"
)
_NOW = re.compile(
    r"^(?:那|就|我|倒|这回|这下|现在|眼下|如今|今天|改|换|是|变成|成|要|想|应该|来|去|帮我|给我|请人|麻烦|你|写|一?[台个把只张条件部辆套]){1,6}"
)
_CUE = re.compile(
    r"现在|眼下|如今|这回|这下|换|改|变成|倒是|应该是|^(?:写|会|是|送|修|卖|要|帮我|给我|帮忙|请人|麻烦|来)"
)
_TAIL = re.compile(
    r"(?:可以)?(?:送|卖|换|给)(?:掉|了|吧|人|出去){0,2}$|(?:吧|好了|呀|啊|哦|啦|嘛|呗|行了|就行)$"
)
_TERMS = re.compile(r"^(?:送|卖|换)(?:掉|出)?(?:一?[台个把只张条件部辆套])?")
_REFUSED = re.compile(r"不修|不用修|不要修|不是|勿是|弗是")
_MEASURE = re.compile(r"[一二两三四五六七八九十几\d]{1,3}[台个把只张条件部辆套双对]")
_PERSON = re.compile(r"(?:帮|给|替|为)?(?:我|俺|阿拉)?(?:们)?(?:自家|自己|本人)?")
_IN_ONE = re.compile(
    r"(?:不是|弗是|勿是)(?P<old>[\u4e00-\u9fff]{2,8}?)(?:啦|了|呀|哦)?(?:[，,\s]{0,2})(?:而|应该|就)?是(?P<new>[\u4e00-\u9fff]{2,14})"
    r"|(?P<was>[\u4e00-\u9fff]{2,8}?)(?:换成|改成|换做|换作)(?P<to>[\u4e00-\u9fff]{2,14})"
)
_MORE = re.compile(
    r"^(?:对了|哦|那|就是|，){0,2}(?:还有|另外还有|另外|再就是|顺便|顺带)(?:还)?(?:有)?(?:一)?[台个把只扇张条件根盏]?(?P<new>[^，,。；;！!？?\s]{2,20})"
)
_BROKEN = re.compile(r"坏|不[转亮响热冷通动走凉灵制]|漏|堵|松|断|修|没影|没反应|卡|看看")
_MORE_BY_THE_WAY = re.compile(
    r"(?:顺便|顺带|一道|另外)(?:帮我|给我|也|再|把|看看|看一下|修一下|修|那个|这个|一下){0,5}(?P<new>[\u4e00-\u9fff]{2,10}?(?:坏了?|不[转亮响热冷通动走凉灵制]了?|漏水?了?|堵了?|没反应))"
)
_ASKED_BESIDE = re.compile(
    r"(?:一道|一起|一并|也|顺便|能不能|可不可以){0,2}(?:给|帮|替|请)?(?:我|俺|忙)?(?:看看|看一下|看一看|修修|修一下|弄弄|弄一下|瞧瞧)?(?:中不中|行不行|好不好|好伐|行吗|可以吗|好吗|成不|中不)?[呀啊吧了]?$"
)
_SHARED = 2
LONGEST = 24


def other_thing(text: str, slots: Mapping[str, str]) -> dict[str, str]:
    """The thing or the matter that the message puts in the place of the held one, or beside it; {} for none."""
    slot = next((name for name in _SLOTS if slots.get(name)), "")
    if not slot:
        return {}
    held = slots[slot]
    described = _with_all(held, text) if slot == "item" else ""
    new = described or (_another(text, held, slot) if not asks(text) else "")
    if new:
        return {slot: new}
    more = _more(text, held) if slot == "need" else _able_too(text, held) if slot in _SKILLS else ""
    return {slot: f"{held}、{more}"} if more else {}


def _another(text: str, held: str, slot: str) -> str:
    """The thing in the place of the held one, or all that somebody can do; "" for nothing, and for a person."""
    new = _instead(text, held)
    if not new or _PERSON.fullmatch(new) or kinship.people_named(new[:4]):
        return _only_able(text) if slot in _SKILLS else ""
    bare = _TERMS.sub("", _TAIL.sub("", new)) if slot == "item" else new
    return bare if len(bare) >= _SHARED else ""


def _instead(text: str, held: str) -> str:
    """What stands in the place of the held thing, which the text says to be gone or not meant; "" for nothing."""
    told = _behind_gone(text, held)
    found = _IN_ONE.search(text) if not told else None
    if found is None or not _speaks_of(found["old"] or found["was"], held):
        return told
    new = _TAIL.sub("", found["new"] or found["to"])
    return "" if _MEASURE.fullmatch(new) else new


def _behind_gone(text: str, held: str) -> str:
    """What the first clause tells that follows the one in which the held thing is gone; "" for nothing."""
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    gone = next((at for at, clause in enumerate(clauses) if _is_gone(clause, held)), None)
    if gone is None:
        return ""
    denied = _REFUSED.search(clauses[gone]) is not None
    told = [_bare(clause) for clause in clauses[gone + 1 :] if _tells_anew(clause, denied=denied)]
    return next((words for words in told if len(words) >= _SHARED and not _speaks_of(words, held)), "")


def _tells_anew(clause: str, *, denied: bool) -> bool:
    """Is there a word for what is to be now, or, where the held thing was denied, for what is broken?"""
    return bool(_CUE.search(clause) or (denied and _BROKEN.search(clause)))


def _is_gone(clause: str, held: str) -> bool:
    """Does the clause say that the held thing is mended, kept or away, or that it is not meant?"""
    if not _speaks_of(clause, held):
        return False
    denied = _NOT_IT.search(clause)
    return _GONE.search(clause) is not None or (denied is not None and _speaks_of(denied["what"], held))


_NOT_IT = re.compile(r"(?:不是|勿是|弗是)(?P<what>.{2,12})")


def _bare(clause: str) -> str:
    """The clause without the words before the thing."""
    lead = _NOW.match(clause)
    return clause[lead.end() :] if lead else clause


def _speaks_of(text: str, held: str) -> bool:
    """Do both name the same thing: two characters that stand together in both, and more than a verb for it?"""
    named = _VERBS.sub(" ", held)
    if max(map(len, named.split()), default=0) > 1:
        held, text = named, _VERBS.sub(" ", text)
    pairs = {held[at : at + 2] for at in range(len(held) - 1) if " " not in held[at : at + 2]}
    return any(text[at : at + 2] in pairs for at in range(len(text) - 1))


_VERBS = re.compile(r"请人来|请人|帮忙|[修洗送卖换装做会]")


def _more(text: str, held: str) -> str:
    """「还有台电风扇不转了一道给看看」: what is to be seen to besides; "" for nothing."""
    found = _MORE.match(text) or _MORE_BY_THE_WAY.search(text)
    if found is None or not _BROKEN.search(text):
        return ""
    told = _ASKED_BESIDE.sub("", found["new"])
    return told if _SHARED <= len(told) <= LONGEST and told not in held and not asks(told) else ""


_SKILLS = ("skill", "skills")
_ABLE_TOO = re.compile(
    r"^(?:对了|哦|那|我|，){0,2}(?:还|也|另外)(?:还|也)?会(?:一点|点)?(?P<new>[\u4e00-\u9fff]{2,12})(?=$|[，,。；;！!\s])"
)


_ONLY_ABLE = re.compile(
    r"^(?:我|其实|主要|就|那|伊|是){0,2}(?:只|光|单)(?:会|能|做|接)?(?P<new>[\u4e00-\u9fff、]{2,14}?)(?:的|就行|好了|呀|啊|哦)?$"
)
_NO_SKILL = re.compile(r"^[有是在想要]|银行|加入|想|[周时点月号天]|上午|下午|晚上|星期|礼拜|一个|知道|晓得")


def _only_able(text: str) -> str:
    """「只改裤脚换拉链 做新衣服不做」: all that somebody can do; "" where nothing is said of it."""
    found = next((told for clause in _CLAUSE.split(text) if (told := _ONLY_ABLE.match(clause))), None)
    return found["new"] if found and not _NO_SKILL.search(found["new"]) else ""


def _able_too(text: str, held: str) -> str:
    """「还会配钥匙 一道写上」: what somebody can do besides; "" for nothing."""
    found = _ABLE_TOO.match(text)
    told = re.sub(r"[的呀啊哦呢]$", "", found["new"]) if found else ""
    return told if told and told not in held and not asks(text) and not _NO_SKILL.search(told) else ""


_SLIP = re.compile(
    r"(?:不对|弗对|勿对|错了?|不是)[了哦啊呀，,\s]{0,3}(?:应该)?[是叫]?(?P<right>[\u4e00-\u9fff]{2,4}?)(?:啊|呀|哦|才对|的)?$"
)
_BEFORE_SLIP = "，, 哎哟哦啊呀噢诶呃额嗯喔说讲写打不对"


def another_name(text: str, held: str, *, asked: bool) -> str:
    """「陈菊芬 哎不对是陈菊芳」: the name that was said last, after a slip; "" for none."""
    slip = _SLIP.search(text)
    if slip is not None and (asked or held):
        right, wrong = slip["right"], text[: slip.start()].rstrip(_BEFORE_SLIP)[-len(slip["right"]) :]
        alike = len(right) == len(wrong) and sum(sign in wrong for sign in right) * 2 >= len(right)
        if alike and right != held and person.plausible_name(right):
            return right
    return _much_like(text, held) if len(held) > 2 and _OF_NAME.search(text) else ""


_OF_NAME = re.compile(r"名|错|不是|弗是|勿是|叫|写|姓|改")
_DENIED = re.compile(r"(?:不是|弗是|勿是|不叫|别写|成)$")


def _much_like(text: str, held: str) -> str:
    """The name in the text that differs from the held one in one character and not in the family name; "" for none."""
    size = len(held)
    found = [
        text[at : at + size]
        for at in range(len(text) - size + 1)
        if text[at] == held[0]
        and sum(told == sign for told, sign in zip(text[at : at + size], held, strict=False)) == size - 1
        and not _DENIED.search(text[:at])
    ]
    return found[-1] if found and person.plausible_name(found[-1]) else ""


_MAKE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}|[A-Za-z]{2,10})(?:牌子?|品牌)的?|(?:可以?|能)?(?:折叠|升降|遥控|拆洗|躺|伸缩)的?"
    r"|(?:立|台|落地|挂壁|壁挂|手推|充电|自动)式?的?|(?:乳|象牙|奶)白色的?"
)


def _with_all(item: str, text: str) -> str:
    """「灰色 折叠 好孩子牌的」: the item with all that the text tells of it; "" where the text tells anything else."""
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    told = [
        clause.removesuffix("的") for clause in clauses if only_details(clause) or _MAKE.fullmatch(clause)
    ]
    if not told or len(told) < len(clauses):
        return ""
    more = BETWEEN.join(clause for clause in told if clause not in item)
    if not more:
        return item
    return f"{item[:-1]}{BETWEEN}{more}）" if item.endswith("）") else f"{item}（{more}）"
