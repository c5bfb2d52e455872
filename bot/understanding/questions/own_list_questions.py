"""Whether a clause asks what there is of one's own on record, in whatever words: 「我报了些啥你讲给我听听」. Pure."""

import re

from bot.understanding.slots.person import plausible_name
from bot.understanding.text.bounded_cache import remembered

LONGEST = 30  # characters: a longer clause tells more than it asks
_KIN = (
    r"(?:我|阿拉|俺|咱)?(?:们|屋里|家里?|的){0,3}"
    r"(?:老头子?|老公|老婆|老伴|阿?[爸妈爹娘]|儿子|女儿|囡囡?|孙子|孙女|外孙|婆婆|公公|爷爷|奶奶)"
)
_ME = rf"(?:我|阿拉|俺|咱|自己|本人|名下|{_KIN})"
_TOOK = r"(?:报名?|登记?|记|写|订|挂|存|留|弄|办|填|交|反映|提|约|预约|申请|参加|求助|录)"
_PAST = r"(?:过|了|着|的|下|在|上|进|好|到|去|来|你们|这里|这儿|那里|那边|些|点|都|有|是|一共|总共|起来|东西){1,8}+"
_PIECE = r"(?:样|条|门|件|桩|项|单|张|份|桩|个(?=课|班|活动|登记|东西|事))"
_WHAT = rf"(?:啥|什么|哪些|哪几{_PIECE}|几{_PIECE}|多少{_PIECE})"
_THING = r"(?:东西|事情?|课程?|班|活动|队|名|记录|登记|报名|单子?|内容|手艺|本事|课)?"
_SHOW = (
    r"(?:你|侬|您|能不能|可以|麻烦|请|再|给我|跟我|同我|帮我|替我|我|都|只管|全部?|一条条|一样样|逐条|从头|也|先|倒是|快点?|想){0,6}+"
    r"(?:讲|说|念|报|读|列|看|瞧|听|查|数|告诉|晓得|知道|翻|调|核对)"
    r"(?:讲|说|念|报|读|列|看|瞧|听|查|数|一?[下遍眼声]|给|我|出来|清楚|仔细|到底|来|都|是|在|那里|这里){0,8}+"
)
_END = (
    rf"{_THING}(?:来着|没有?|呀|啊|呢|嘛|啦|吗|伐|的|了){{0,3}}+(?:{_SHOW})?+"
    rf"(?:吧|好伐|好吗|行吗|呀|啊|呢|来着|可以吗|[?？!！。 ]){{0,3}}+$"
)
_PLANS = r"(?:想|要|能|好|可以|可|该|应该|需要|还要|得)"
_LISTS = (
    re.compile(
        rf"{_ME}(?!{_PLANS}{_TOOK})[^，,。？?]{{0,10}}?(?<!想)(?<!能)(?<!要)(?<!可以)(?<!怎么){_TOOK}{_PAST}{_WHAT}{_END}"
    ),
    re.compile(rf"{_TOOK}(?:着|了|过|下|有)(?:关于)?{_ME}(?:的|些|点|有){{0,2}}{_WHAT}{_END}"),
    re.compile(
        rf"{_ME}[^，,。要想能可需没]{{0,4}}有(?:些|点)?{_WHAT}(?:东西|事情?|单子)?{_TOOK}(?:在|着|了|过|上)[^，,。]{{0,8}}$"
    ),
    re.compile(
        rf"{_ME}(?:现在|目前|手上|名下|一共|总共|到底|还|总){{0,3}}(?:有|是){{0,1}}(?:几|多少)[个张条件份](?:单子?|工单|登记|报名|报修|记录)"
        rf"|(?:现在|目前|一共|总共)[，, ]?{_ME}(?:有|是)?(?:几|多少)[个张条件份](?:单子?|工单|登记|报名|报修|记录)"
    ),
    re.compile(
        rf"(?:一共|总共|统共|前前后后|到底)(?:都|已经|给我)?{_TOOK}(?:了|过|着|好){{0,2}}(?:有)?几{_PIECE}{_END}"
    ),
)
_EVER = re.compile(
    rf"{_ME}(?:以前|之前|上次|到底|有没有|是不是|曾经){{0,3}}{_TOOK}过(?!警|火警|[一两二三几]{{1,2}}[次遍回])[^，,。？?]{{1,8}}?(?:没有?|吗|伐|么)[啊呀呢]?$"
    rf"|{_ME}(?:以前|之前|上次|到底){{0,2}}(?P<act>[报登订挂存约])(?:没|没有)(?P=act)(?:过)?[^，,。？?]{{1,8}}$"
)
_UNDER_ONES_NAME = re.compile(rf"名下(?=.{{0,12}}(?:啥|什么|哪|几|有|{_SHOW}))")
_ALL = r"(?:所有|全部|全都|统统|一共|总共|这几|那几|哪几|这些|那些|这两|那两|几)"
_RECORDS = r"(?:登记|报名|单子?|记录|条|样|件|桩|项|东西|事)"
_SHOWS_ALL = (
    re.compile(
        rf"{_ME}[^，,。]{{0,4}}{_ALL}(?:的|个|两|三)?{_RECORDS}[^，,。]{{0,8}}?(?:记着|记牢|记好|记了|都在|还在|{_SHOW})"
    ),
    re.compile(rf"^{_SHOW}{_ME}(?:的)?{_ALL}(?:的)?{_RECORDS}{{1,2}}$"),
    re.compile(rf"{_ALL}[^，,。]{{0,3}}{_RECORDS}(?:都|一条条|一样样|逐条|给我|帮我){{1,3}}(?:列|念|读|报)"),
)
_ONLY_SHOW = re.compile(rf"(?:那|就|都)?{_SHOW}(?:吧|好伐|好吗|行吗|呀|啊|呢|可以吗){{0,3}}")
_ENDS = re.compile(r"撤|退|取消|删|去掉|改|换|补|不要|拿掉")
_ONE_KIND = re.compile(rf"{_WHAT}(?P<kind>课|班|活动|队)")


_PAST_ACT = re.compile(
    r"(?<!人)(?:报|登记?|约|预约|订|反映|投诉|申请|求助|挂|存|办|弄|托)(?:了|上|好)?过(?!(?:去|年|期|来|日子))"
    r"|(?:叫|请|找|托|喊|派|寻)(?:过(?=[^，,。]{0,8}(?:修|弄|做|来|帮|换|看|装|师傅|人|没|伐|吗|$))"
    r"|(?:你们?|侬|社区|人|师傅|个人)[^，,。？?]{0,6}(?:修|弄|做|来|帮|换|看|装|办)(?:了|好)?过)"
    r"|(?:讲|说|提)过(?:要|叫|请|想|报|[^，,。]{0,6}(?:坏|修|事体))"
)
_WHETHER = re.compile(
    r"有没有|是不是|有伐|有吗|好像|恐怕|大概|记(?:不|勿|弗)(?:清|得|牢|起)|想(?:不|勿)起|忘记|忘了|忘掉|到底|有过[吗伐么]"
    r"|查|(?:看看|翻翻?)(?:有没有|吧|$)|问(?:的)?(?:是)?(?:我)?(?:以前|从前|老早|之前)"
    r"|(?:啥|什么|哪些|几样)(?:[，,。 ]|事体|东西|$)|没有?[啊呀?？]?$|[吗伐么][?？]?$"
)
_OF_OTHERS = re.compile(
    r"(?:老师|师傅|他们?|她们?|伊拉?|人家|隔壁|邻居|物业|医生|广播里?|有没有人|谁|啥人|(?<![叫请找喊托])(?<!叫了)你们?|(?<![叫请找喊托])侬"
    r"|妈妈?|爸爸?|爷爷|奶奶|老公|老婆|老伴|老头子|儿子|女儿|囡|孙子|孙女|外孙|邻里|姐|妹|哥|弟)"
    r"[^，,。？?我俺拉]{0,6}(?:报|登记|约|反映|投诉|办|弄|讲|说|提|叫|请|来|修)[^，,。？?]{0,2}过"
)
_NOW_TOO = re.compile(
    r"(?<!不是)(?<!不)(?<!勿)(?<!弗)(?<!别)(?<!没)(?<!过)(?:想|要|再|还想|能|可以|好)(?:再|来|去|给我|帮我|叫人|请人)?(?:报(?!过)|学|请|叫|订|约|登记|换|改|退|撤|修)"
    r"|(?:怎么|哪能|咋)(?:报|弄|办|登记|约|退|撤|改|收费)|多少钱|几钿|又(?:坏|漏|堵|没|勿|不|黑)|还(?:没|不|勿)(?:来|修|弄|好|回)|过了[呀啊哦]"
)
_ELSE = re.compile(r"别的|其他|其它|旁的")
_LONGEST_PAST = 45
"""Characters: who searches their memory tells more than it asks."""
_ACTS_OF: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(words), kinds)
    for words, kinds in (
        (r"班|课|学|写字|书法|跳舞", ("enrol", "request")),
        (
            r"修|师傅|[叫请找喊派寻](?:过|你们|侬|社区)?[^，,。]{0,2}人|帮忙|上门|灯|水管",
            ("talent_request", "feedback", "voice"),
        ),
        (r"反映|投诉|报修|意见", ("feedback", "voice")),
        (r"订|短信|提醒|提示", ("subscription",)),
        (r"活动|演出|表演", ("event",)),
        (r"队|志愿", ("volunteer", "feedback")),
        (r"本事|手艺|教", ("talent_offer",)),
        (r"送|卖|挂", ("listing", "wish", "reserve")),
        (r"约|回电|打电话", ("callback",)),
    )
)  # fmt: skip


@remembered
def asks_of_the_past(text: str) -> bool:
    """「我好像讲过叫人修灯 看看有没有」: does somebody search their memory for what they once signed up or asked for?"""
    if len(text) > _LONGEST_PAST or _ELSE.search(text) or _OF_OTHERS.search(text) or _NOW_TOO.search(text):
        return False
    act = _PAST_ACT.search(text)
    named = act is not None and plausible_name(text[: act.start()])
    return act is not None and not named and _WHETHER.search(text) is not None


def kinds_of_the_past(text: str) -> frozenset[str]:
    """The kinds of record that such words may mean; empty where they tell nothing of it."""
    return frozenset(kind for pattern, kinds in _ACTS_OF if pattern.search(text) for kind in kinds)


@remembered
def asks_for_own_list(clause: str) -> bool:
    """「我报了啥你只管讲」, 「名下那几条列给我看看」: is it asked what there is of one's own?"""
    if len(clause) > LONGEST or _ENDS.search(clause):
        return False
    return any(pattern.search(clause) for pattern in (*_LISTS, _EVER, _UNDER_ONES_NAME, *_SHOWS_ALL))


def asks_if_ever(clause: str) -> bool:
    """「我订过短信没有」: is it asked of one thing only whether it is there?"""
    return _EVER.search(clause) is not None


@remembered
def only_shows(clause: str) -> bool:
    """「念给我听听」「都讲讲」 behind such a question: does it say nothing else?"""
    return len(clause) <= LONGEST and _ONLY_SHOW.fullmatch(clause) is not None


def kind_listed(clause: str) -> str:
    """「我报了哪几门课」: the word for the only kind that is meant; "" for all kinds."""
    found = _ONE_KIND.search(clause)
    return found["kind"] if found else ""
