"""What a text asks about something that is on record: the phone that was written down, the hour, all of it. Pure."""

import re
from collections.abc import Iterator

from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.clauses import bare_clauses

_POINTS = re.compile(
    r"(?:记|写|填|登记|登|报|存|订|挂|约|预约|反映|留)(?:的|了|着|过|上|下|成|在|对|全|好)|(?:登记|上面|单子上|里面|系统里)(?:是|的)|来着|(?:地址|门牌|电话|号码|名字|姓名|时间|日子).{0,4}(?:对吗|对不对|对伐|对没)|(?:地址|地点|地方|位置|门牌|电话|号码|名字|姓名|时间|日子|人数)[^，,。]{0,4}(?:改(?:好|对|过来|掉|成|过)?了?(?:没|吗|伐|么)|改没改|改不改)|(?:电话|号码|地址).{0,3}(?:在不在|还在|还留)|没(?:写|记|填|弄|登)错"
)
_NOT_WRONG = re.compile(
    r"没(?:有)?(?:给|帮|替|把)?(?:我|他|她|伊|人家)?的?(?:名字|电话|号码|地址|时间)?"
    r"(?:写|记|填|弄|登|打|搞)错了?(?:吧|吗|伐|么)?(?=[，,。？?！! ]|$)"
)
_ELSEWHERE = re.compile(r"停车|车位|停哪|厕所|公交|地铁|坐车|坐几路|怎么去|怎么走|吃饭|老师|退钱|押金|证书")
_CALLED = re.compile(r"(?:编|报名|单|序)号")
_ASKS = re.compile(
    r"[?？]|没改|改(?:好|对|过来|掉|过)?了?没|什么|啥|哪|几|多少|多大|谁|怎么|吗|么|伐|呢|对不对|对没|对了没|是不是|有没有|来着|忘了|不记得|记不得"
    r"|查一?下|看一?下|看看|告诉我|讲给我|报给我|核对|吧[?？。 ]*$|(?:跟|给|同)我(?:说|讲)(?:说|讲|一?[遍下声])"
)
_WHOLE = re.compile(
    r"(?:念|读|报|核对|复述|讲|重复)(?:一遍|一下|给我听|我听|给我|出来)|(?:记|写|登记|填|存|报|留)(?:了|的|下|着|过)?(?:些|都|是|了){0,3}(?:啥|什么)(?!时|地方|人|名|电话|号)"
    r"|(?:看看?|看一[下眼]|查一?[下查])?(?:我)?(?:现在)?(?:登记|记|写|填)(?:的|了|下来)(?:是)?(?:内容|东西|资料|信息|那些)(?:给我)?"
    r"|(?:看|瞧|念|读)(?:一?看|一下)?(?:给)?(?:我)?(?:现在)?(?:登记|记|写|填|存)(?:的|了|下来的?)(?:是)?$"
    r"|(?:给我|让我|我)(?:再)?(?:看|读)一遍|写(?:全|对|清楚)了?(?:没|吗|伐)|记(?:全|对|清楚)了?(?:没|吗|伐)|[写改]成(?:了)?(?:啥|什么|哪样)(?:样)?"
    r"|改(?:了|过|动){0,2}(?:些|的|点){0,2}(?:啥|什么|哪些|哪里)|改(?:好|完|成|过来)?了?(?:没有?|吗|伐)[，,。\s]{0,2}(?:再)?(?:给我|让我|我){0,1}(?:看|念|读)"
    r"|(?:有没有|有无)(?:给我|帮我|替我)?(?:写|记|填)(?!错)|(?:写没写|记没记)"
    r"|(?:看|查|念|读)(?:一?下|看|一眼|给我|听|我|的|那|这|[张个条]|刚才|刚刚|自己){0,6}(?:单子|工单)(?:吧|呀|啊|呢)?[。!！ ]*$"
)
_HOW_FAR = re.compile(
    r"(?:单子?|事体?|[Tt]\d{1,6}|办|走|弄|处理|进行|现在|那个)(?:现在)?到(?:哪里|哪儿|哪块|哪)了"
)
"""「T0001到哪里了」 asks how it stands, and for no place."""
_MISHEARD = re.compile(
    r"^(?:哎|啊|不对|是|又|都|可|[你侬您，, ])*(?:搞|弄|听|理解)错了?(?:[呀啊吧嘛哦]|[，,。！! ])+"
)
_IF_WRITTEN = re.compile(r"有没有|有无|写没写|记没记|[看查念读].{0,12}(?:单子|工单)")
_CORRECTS = re.compile(
    r"(?<!没)改(?!没改|(?:了|好|对|完|过来|成功?|些|动)*(?:没|吗|伐|么|啥|什么|哪))|换成|换到|换个|(?<!没)(?<!没有)(?:写|记|填|弄)错|(?<!没[写记填弄登])(?<![搞听])错了|不是.{1,8}是|怎么(?:写|记)成"
    r"|加上|补|删|去掉"
)
_FIELDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(words), slots)
    for words, slots in (
        (r"电话|号码|手机号|哪个号(?!楼)|哪[个部只]手机|手机.{0,4}(?:几|多少|哪)|联系方式", ("phone",)),
        (r"名字|姓名|姓什么|叫什么|叫啥|联系人|谁的名|谁报|写的谁|登记的谁|报的谁", ("name",)),
        (r"地址|地点|地方|位置|在哪|哪里|哪儿|哪块|几幢|几号楼|门牌|教室", ("address", "place", "venue")),
        (
            r"几点",
            ("hours", "session", "time", "free", "when", "due"),
        ),
        (
            r"是不是(?:周|礼拜|星期)[一二三四五六日天]|时间|什么时候|啥时候|几时|啥?辰光|哪天|哪一天|哪个?日|几号(?!楼)|礼拜几|星期几|周几|几月|什么日子|日子",
            ("hours", "session", "time", "weekday", "free", "when", "due"),
        ),
        (r"年龄|年纪写|几岁|多大(?:年纪|岁数)?$", ("age",)),
        (r"几个人|几位|多少人|人数|几个(?!月)|几件|多少件|数量|几样", ("people", "quantity")),
        (r"怎么给|送还是卖|卖还是送|价钱|多少钱挂|换还是", ("terms",)),
        (r"灾害|哪几?[样种]|台风.{0,6}[吗没]|暴雨.{0,6}[吗没]", ("hazards",)),
        (r"匿名|不?具名|写.{0,2}我的?名|我的?名字.{0,6}写", ("anonymous",)),
        (r"带什么|带啥|要带|带点|自带|带些", ("bring",)),
        (r"给谁|谁去|谁来上|替谁|帮谁", ("for_whom",)),
        (r"哪个队|哪支队|哪队|什么队|队伍", ("team",)),
        (r"哪门课|什么课|哪个课|啥课", ("course", "session")),
        (r"哪个班|什么班|哪一?期", ("session", "course")),
        (r"什么本事|啥本事|什么手艺|啥手艺", ("skill",)),
        (r"会什么|会啥|会做", ("skills",)),
        (r"短信还是|微信还是|怎么收|怎么发", ("channel",)),
        (r"单位|厂名|公司", ("firm",)),
    )
)  # fmt: skip
_ENDED = re.compile(
    r"(?:撤|退|取消|删|停|注销|下架|拿)(?:掉|好|成功?|下来|下|出来?)?了?(?:没有?|吗|伐|么|不)(?:啊|呀|哦)?$|(?:撤|退|取消|删|停)(?:掉|好|成)?(?:了)?是(?:不是|吧)"
    r"|(?:是不是|有没有|到底)(?:已经|真的?)?(?:给我|帮我)?(?:撤|退|取消|删|停)(?:掉|好|下来)?[了过]?(?:啊|呀)?$"
)
_SUPPOSED = re.compile(r"(?:撤|退|取消|删|停)(?:掉|好|成)?了(?:对)?吧$")
_ENDED_BESIDE = re.compile(
    r"(?:跟|给|同)我(?:说说?|讲讲?)(?:一?[遍下声])?|我们|我|你们|你|侬|给|帮|那|这|个|单|件|条|张|的|到底|已经|有没有|刚才|刚刚|上次|是不是|登记|报名|单子|预约|订阅|短信|课|班|活动|约|回电|电话|了|都|给我"
)
_KEEPS = re.compile(
    r"(?:先|暂时|现在|还是|千万|可|都|又)*(?:别|不要|不用|勿要|勿|弗要|弗|覅|不)(?:急着|忙着|给我|帮我|想|再)*(?:改|动|撤|退|取消|删|停|换|去掉)(?:掉|了)?"
    r"|(?:又|都|可)?(?:没|没有)(?:说|讲|要)(?:过)?(?:要)?(?:不要|退|撤|取消|不办|停)(?:掉|了)?|(?:就|还是|都)?(?:留着|保留)(?:吧|好了)?"
)
_GIVEN_UP = re.compile(
    r"退|撤|不要|取消|删|停|下[架掉]|[拿去划]掉|不去|不来|不参加|不学|不用|勿要|弗要|覅|不订|不收|不送|不卖|不给|不换"
    r"|不(?!急|忙|好意思|对|是|晓得|知道|过)"
)
_SPARED = re.compile(
    r"(?P<what>[^，,。；;！!？?\s]{1,12}?)[，, ]?(?:的|就|还|是|都|先|给我){0,3}+"
    r"(?:留着(?!自己|自家|我|家里|用)|保留|(?:不用|不要|勿要|别|弗要|覅)(?:退|撤|动|删|取消))"
)
_TO_CHANGE = re.compile(
    r"(?:换|变|改)(?:了|过)(?:，|,|。|\s|$|怎么|要|号)|(?:要|想|能|能不能|可以|可不可以|得|帮我|给我|怎么|咋|需要)(?:再|也|去)?(?:改|换|变更|修改|更改)(?!成|为|到)"
    r"|(?:改|换|修改|更改)(?:一?下|一改)|(?:改|修改|更改).{0,6}(?:登记|报名|单子|信息|记录|资料)|要改$"
)
_NEW_VALUE = re.compile(r"(?:改|换|写)(?:成|为|到|给|作)|\d{5,}|写错|不对|错了")
_TICKET = re.compile(r"[Tt]\s*0*(\d{1,6})")
_NUMBERED = re.compile(r"(?<![\d月])(\d{1,4})号(?!楼|班|线|[幢栋]|下午|上午|晚上|早上|开)")
_NUMBER = re.compile(r"(?:电话|手机|号码).{0,5}?(?:几号|哪个号|什么号)")
_RINGS = re.compile(
    r"(?:打|用|来)(?:个|一个)?电话(?:来|给我|过来|里){0,2}(?:告诉|通知|讲|说|提醒|喊|叫|念|联系|行|好|可以|[吗伐么不?？]|$)"
    r"|(?:能不能|可不可以|能|可以|好|肯|会)(?:给我)?打(?:个|一个)?电话"
)
"""「能打电话告诉我伐」 asks to be rung, and not for the number."""
_CONSEQUENCE = re.compile(
    r"影响|要紧|(?:没|有)(?:啥|什么)?关系|碍事|怎么办|咋办|哪能办|提醒|通知|怎么[停退]|(?:都行|随便|都可以|无所谓|都好)(?:吧|的)?$"
)
LONGEST = 40  # characters


@remembered
def points_at_record(text: str) -> bool:
    """「电话你记的几号」: does the text ask after something that was written down?"""
    points = _POINTS.search(text) or (_NOT_WRONG.search(text) and fields_asked(text))
    return len(text) <= LONGEST and bool(points) and asks(text)


@remembered
def asks(text: str) -> bool:
    """Does the text ask for what stands there, and corrects nothing?"""
    asked = _ASKS.search(text) or _NOT_WRONG.search(text)
    return bool(asked) and not _CORRECTS.search(_NOT_WRONG.sub("", text)) and not _ELSEWHERE.search(text)


@remembered
def asks_for_all(text: str) -> bool:
    """「给我念一遍」「你都记了啥」: is all of the record wanted?"""
    text = _MISHEARD.sub("", text)
    return len(text) <= LONGEST and bool(_WHOLE.search(text)) and not _CORRECTS.search(text)


@remembered
def asks_if_written(text: str) -> bool:
    """「单子上有没有写三楼」「我叫你看单子」: is it asked what stands there, although words for adding are in it?"""
    return asks_for_all(text) and bool(_IF_WRITTEN.search(text))


def fields_asked(text: str) -> tuple[tuple[str, ...], ...]:
    """What the text asks for, in the order in which it does: for each the slots that may hold it, the likeliest first."""
    text = _HOW_FAR.sub("", _RINGS.sub("", _NUMBER.sub("电话", text)))
    places = [(match.start(), slots) for pattern, slots in _FIELDS if (match := pattern.search(text))]
    return tuple(dict.fromkeys(slots for _, slots in sorted(places)))


@remembered
def asks_whether_ended(text: str) -> bool:
    """「那个撤掉了没有」: is something off the records by now?"""
    return bool(_ENDED.search(text.strip(" ，,。？?！!")))


@remembered
def supposes_ended(text: str) -> bool:
    """「那个取消了吧」: is it taken to be off, or is to be taken off?"""
    return bool(_SUPPOSED.search(text.strip(" ，,。？?！!")))


_STILL_THERE = re.compile(r"还在[^，,。\s]{0,6}(?:吧|伐|么)[?？。]?$")


def supposes_it_stands(text: str) -> bool:
    """「凳子还在上面吧」: is it asked, as what is supposed, whether something still stands there?"""
    return _STILL_THERE.search(text) is not None


@remembered
def keeps(text: str) -> bool:
    """「先别改」「我没说不要」: is everything to stay as it is? Not where something is given up beside it."""
    rest, kept = _KEEPS.subn("", text.strip(" ，,。？?！!"))
    return bool(kept) and not _GIVEN_UP.search(rest) and not _CORRECTS.search(rest)


@remembered
def numbers_named(text: str) -> tuple[str, ...]:
    """The numbers of records that the text names: 「T0005」 as 5, 「3号」 as 3."""
    return tuple(match[1].lstrip("0") for match in _numbers(text))


def record_numbers(text: str) -> list[str]:
    """The same as they are said, a ticket's with its letter."""
    return [match[0] for match in _numbers(text)]


def _numbers(text: str) -> Iterator[re.Match[str]]:
    return (match for pattern in (_TICKET, _NUMBERED) for match in pattern.finditer(text))


@remembered
def is_to_change(text: str) -> bool:
    """「电话换了」「时间能改吗」: is something on record to be changed, and the new value not said?"""
    return len(text) <= LONGEST and bool(_TO_CHANGE.search(text)) and not _NEW_VALUE.search(text)


def spared(text: str) -> str:
    """「台灯撤掉，书桌留着」: the words for what is to stay; "" for none."""
    return " ".join(match["what"] for match in _SPARED.finditer(text))


def asks_consequence(clause: str) -> bool:
    """「身份证地址是外地的影响报名吗」: is it asked what follows, so that the words of a field are no question for it?"""
    return bool(_CONSEQUENCE.search(clause))


@remembered
def asks_number(text: str) -> bool:
    """「编号多少」「我报名号是几」: is the number of the record asked for?"""
    return len(text) <= LONGEST and bool(_CALLED.search(text)) and bool(_ASKS.search(text))


_BESIDE = re.compile(
    r"(?:跟|给|同)我(?:说说?|讲讲?)(?:一?[遍下声])?|我们|我|你们|你|侬|阿拉|他|她|伊|那边|那天|那|这|个|门|课|班|样|件|两|都|第|一|的|了|呢|啊|呀|哦|吗|吧|伐|么|来着|到底|现在|还是|还|是|在|要|会|得"
    r"|上课|下课|上|下|开始|开课|开|结束|到|去|来|集合|发|打给|打|收|送|回|再|钟|点|几|什么|啥|哪|多少|怎么|里|儿"
    r"|(?:礼拜|星期|周)[一二三四五六日天]?|上午|下午|晚上|早上|人|位|楼|给|啦|嘞|些|地方|灾害|匿名|电话|号码|记|写|报|登记|订"
)


def is_bare(text: str, title: str, known: str = "") -> bool:
    """「几点开始」「在哪里上的」: does the clause that asks name nothing but what stands in the title, or is known of it?"""
    clauses = [clause for clause in bare_clauses(text) if fields_asked(clause)]
    return bool(clauses) and all(_rest(clause, title + known) <= 1 for clause in clauses)


def _rest(clause: str, known: str) -> int:
    """How many characters of the clause are neither those of a question nor of what is known."""
    for pattern, _ in _FIELDS:
        clause = pattern.sub("", clause)
    return sum(sign.isalnum() and sign not in known for sign in _BESIDE.sub("", clause))


def ends_bare(text: str, title: str) -> bool:
    """「那个撤掉了没有」: is nothing named beside the act but what stands in the title?"""
    rest = _ENDED_BESIDE.sub("", _SUPPOSED.sub("", _ENDED.sub("", text.strip(" ，,。？?！!"))))
    return sum(sign.isalnum() and sign not in title for sign in rest) <= (not title)
