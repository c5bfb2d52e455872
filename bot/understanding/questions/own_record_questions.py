"""What a text asks about all that somebody has on record: whether it stands, how much it is, what stands there twice. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

LONGEST = 40  # characters: a longer text tells more than it asks
_ME = r"(?:我|阿拉|俺|咱|自己|本人)"
_ASKED = r"(?:没有?|没得|吗|伐|么|不|嘛|呢|啊|呀|了|来着|[?？。!！ ])*$"
_YES_NO = r"(?:没有?|没得|吗|伐|么|不|嘛)(?:啊|呀|呢|哦)?[?？。!！ ]*$"
_THING = r"(?:课|班|东西|单子?|登记|报名|预订|预约|活动|订阅|提醒|短信|记录|本事|手艺|队|物件|名额|位子)"
_TOOK = r"(?:报名?|登记?|挂|订阅?|存|反映|投诉|提|参加|加入|约|预约|请|求助|下(?=了|过))"
_NAME = r"(?:名字|姓名|人|名额|位子|座位|东西|单子?|登记|报名)"
_PLACE = r"(?:上面|上头|里面|里头|名单上?|册子上?)"
_STANDS = re.compile(
    rf"{_ME}[^，,。]{{0,6}}{_NAME}[^，,。]{{0,5}}(?:在不在|有没有(?=[在挂留])|还在|在)[^，,。]{{0,6}}{_YES_NO}"
    rf"|{_ME}[^，,。]{{0,6}}{_NAME}[^，,。]{{0,5}}(?:在不在|还在|在){_PLACE}?[?？。 ]*$"
    rf"|(?:名单|名册|册子|表|系统|上面|里面|里头)[上里]?(?:现在|到底|还|都)*(?:有没有|有){_ME}[^，,。]{{0,4}}{_ASKED}"
    rf"|还有没有{_ME}的?(?:名字|名额|位子|份)"
    rf"|{_ME}(?:还|到底|现在|是不是|是否)*在(?:不在)?(?:队里|(?:人才)?银行[里上]?|名单[上里]?|册子?上?|里面|上面|班[上里])"
    r"[^，,。]{0,2}[?？没吗伐么不]?[?？。 ]*$"
    rf"|{_ME}(?:还|都|到底|现在|是不是|在|上面|里面|上头)*+(?:挂|登|留|记)着{_YES_NO}"
    rf"|(?:东西|[位座]子|座位|名额|票)(?:还|都)*(?:给{_ME}们?)?(?:挂|留)着(?:没有?|吗|伐|么|不|的吗)"
)
_IS_ONE = re.compile(
    rf"{_ME}(?:现在|到底|这|这样|如今|目前)*(?:是不是|是否|还是|就是|算是?|算不算|已经是|是)[^，,。]{{0,8}}"
    r"(?:队员|志愿者|学员|会员|成员|义工|队的?人?|队里的?人?|银行的?人?|里头?的人|一员)(?:了)?[^，,。]{0,2}$"
)
_HERE = r"(?:名下|手[上里]|这边|现在|到底|这里|那边|一共|总共)*"
_HAVE = re.compile(
    rf"{_ME}{_HERE}(?:还|还剩|总共|一共)?有(?:没有)?[^，,。]{{0,6}}{_THING}[^，,。]{{0,4}}{_YES_NO}"
    rf"|{_ME}{_HERE}(?:还|还剩)?有没有[^，,。]{{0,4}}{_THING}(?:还)?(?:挂着|在身上?|在手上?|报着|登着|留着|没退|没撤)"
    rf"|{_ME}(?:名下|手[上里])(?:现在|到底)*(?:还|都)?(?:有|剩)(?:着)?(?:些)?(?:啥|什么)[^，,。]{{0,3}}(?:{_THING}|没有?$|$)"
    rf"|{_ME}{_HERE}(?:还|还剩|总共|一共)?(?:有|剩)(?:着)?(?:几|多少|哪些|哪几)[^，,。]{{0,3}}{_THING}"
)
_HOLDS = re.compile(r"还有|名下|在?手[上里]|没[退撤]|挂着|登着|报着|在身|剩|别的|其他|其它")
_COUNTS = re.compile(
    rf"{_ME}(?:现在|一共|总共|都|到底|前前后后|以前|之前|已经)*{_TOOK}(?:了|过|着|的)?(?:有|都|是)*"
    rf"(?:几(?!个?人|[位点号时月天期幢楼年])|多少(?!钱)|哪些|哪几|些?(?:啥|什么)(?=来着|没有?|[?？。 ]*$|东西))"
)
_ELSE = r"(?:别的|其他|其它|另外的|别个)"
_OTHERS = re.compile(
    rf"{_ME}[^，,。]{{0,6}}(?:还|另外|别处)[^，,。]{{0,3}}(?:{_TOOK}(?:了|过|着|有)?|有)(?:什么|啥)?{_ELSE}[^，,。]{{0,5}}{_ASKED}"
    rf"|除了(?:这|那)[个条门件样][^，,。]{{0,8}}(?:{_ELSE}|啥|什么)[^，,。]{{0,5}}{_YES_NO}"
    rf"|还有(?:没有)?{_ELSE}的?(?:登记|单子?|记录)[^，,。]{{0,3}}{_ASKED}"
    rf"|{_ME}[^，,。]{{0,4}}还{_TOOK}(?:了|过)(?:什么|啥)(?:没有?|吗|来着)?[?？。 ]*$"
)
_OTHER = re.compile(r"别的|其他|其它|另外|别个|除了|还(?:报|登|挂|订|存)")
_TIMES = r"(?:次|回|遍|条|个|份|张)"
_TWICE = re.compile(
    r"重复|重(?:了|掉|着)(?:没有?|吗|伐|么)|(?:报|登记|登|挂|订|写)重"
    rf"|(?:报|登记|登|挂|订|写|记|交)(?:成|了|过)?(?:两|2|二|好几|三){_TIMES}"
    rf"|多(?:报|登|挂|订|写|出)(?:了|来)?(?:一|两)?{_TIMES}|(?:两|2|二)(?:次|遍|条|份)(?:一样|同样|相同)"
)
_LOOKS = re.compile(r"看|查|核|有没有|是不是|[吗没伐么不?？]|会不会|去掉|撤|删|取消|留一|拿掉")
_ONLY_ONE = re.compile(
    r"(?:只|就|光)(?:要|留|保留|剩)(?:下)?(?:一|1)[个条份次门样](?:就|好|行|够|吧|了|可以|$)"
)
_DOES = re.compile(r"撤|退|取消|删|去掉|拿掉|改|换")
_COMMUNITY = re.compile(r"可以|能|想|适合|推荐|要不要|哪里|开(?!始)|新|需要|免费|要|怎么|咋")
_KINDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(words), kinds)
    for words, kinds in (
        (r"队|志愿|义工", ("volunteer",)),
        (r"课|班|培训|学员", ("enrol", "request")),
        (r"活动|演出|比赛|晚会|讲座", ("event",)),
        (r"东西|物件|转让|出掉|^(?!.*(?:名字|姓名|名单|上面|上头)).*挂", ("listing", "wish", "reserve")),
        (r"反映|投诉|报修|意见|建议|提(?:了|过)", ("feedback", "voice")),
        (r"(?<!名)单", ("other", "feedback", "talent_request", "voice", "employer")),
        (r"求助|请(?:人|了|过)|帮忙", ("talent_request",)),
        (r"本事|手艺|人才|技能|银行", ("talent_offer",)),
        (r"提醒|短信|订阅|预警|推送|提示", ("subscription",)),
        (r"回电|回话", ("callback",)),
        (r"招工|招人|订单", ("employer",)),
        (r"报", ("enrol", "event", "volunteer")),
        (r"订", ("subscription", "reserve")),
    )
)  # fmt: skip
_REMINDS = re.compile(
    rf"^(?:哎|咦|那|可是?|但是?|不对|不是){{0,2}}+[，, ]?{_ME}(?:不是|不)(?:还|也|已经|早就?|都|另外|前面|之前|上次){{0,3}}+"
    rf"{_TOOK}(?:上|好)?(?:了|过)[^，,。]{{0,16}}?(?:吗|嘛|么|伐)[?？!！]?"
    r"(?:[，, ]*(?:那个|那条|它|这个|现在|人|怎么|咋|哪|还)[^，,。]{0,6})?[?？。!！ ]*$"
)
_BY_NAME = re.compile(
    r"^(?:哎|那|还有|请|麻烦|把|帮我|给我|我要|我想|看看?|看一?下|查查?|查一?下|念念|再){0,4}+(?P<what>[^，,。\s]{1,10}?)的?"
    r"(?:(?:那|这)(?:个|张|条|份|件)?(?:单子?|工单|登记|申请|报名|预约|记录)|单子|工单)"
    r"(?:呢|在哪里?|去哪了|到哪了|怎么没了|怎么样了?|(?:再|也)?(?:给|帮|让|跟|和)我(?:看|念|查|讲|说|瞧)[看念查讲说瞧一下遍]{0,2}|看看|看一?下|查一?下|念一遍)?"
    r"[啊呀吧]?[?？。!！ ]*$"
)
_LOOKS_AFTER = re.compile(r"呢|看|查|念|在哪|去哪|到哪|怎么|讲|说|瞧")
_LEADS = (
    r"(?:那么?|这样?|现在|到底|请问|哎|哦|喂|我们?|阿拉|俺|咱|你们?|侬|给|帮|替|名字|单子|信息|资料|算是?|是不是|有没有|已经"
    r"|还|就|都|究竟|该|应该|刚才|刚刚|的|，|,| )*+"
)
_TAKEN = r"(?:登记|报名?|挂|订阅?|写|记录?|存|交|递|提交|反映|发|加入|参加|约|预约|申请|办|弄|录|排|填)"
_DONE = r"(?:名|进去?|上去?|好|成功?|完|到|下来|过去|出去|中|掉|齐)"
_BOTH_WAYS = r"(?:报没报|登没登|交没交|挂没挂|订没订|记没记|存没存|办没办|成没成)"
_ASKS_IN_YET = re.compile(
    rf"^{_LEADS}{_TAKEN}(?:{_DONE}++(?:了|过)?|了|过)?(?:没有?|没得)(?:啊|呀|呢|哦|现在)*[?？。!！ ]*$"
    rf"|^{_LEADS}{_TAKEN}(?:{_DONE}++(?:了|过)?|了|过)(?:吗|伐|么|不|吧|现在)++[?？。!！ ]*$"
    rf"|^{_LEADS}{_BOTH_WAYS}(?:上|好|成|进去)?(?:啊|呀|呢)?[?？。!！ ]*$"
)
_WRITTEN = r"(?:登记|留|填|写|说|报|记|讲|存|交)(?:下来?|上|好|过)?"
_CONTENT = r"(?:信息|资料|东西|内容|登记|记录|情况|那些|话|啥|什么|些)*+"
_SEE = r"(?:看看?|瞧瞧?|念念?|读读?|查查?|听听?|报|核对|复述|讲|列|调|翻)(?:一?[下遍眼]|出来|给|我|听|看)*+"
_PLEASE = r"(?:吗|吧|行吗|好吗|好不好|行不行|可以吗)?[?？。!！ ]*$"
_ASKS_TO_SEE = re.compile(
    r"^(?:那|先|再|请|麻烦|能不能|可以|能|你|侬|帮|给|让|我|再来|要|想|还|就|把|，|,| )*+"
    rf"{_SEE}(?:自己|刚才|刚刚|前面|上面|现在|到底|这里|我|都|的|个人|了|过|{_WRITTEN})*+{_CONTENT}{_PLEASE}"
    rf"|^(?:那|先|把|请|我|刚才|刚刚|前面|上面|现在|都)*+{_WRITTEN}(?:的|了)*+{_CONTENT}"
    rf"(?:给我|帮我|再|跟我)*+{_SEE}{_PLEASE}"
    rf"|^(?:那|先|把|请|我|自己|个人)*+的(?:个人)?(?:信息|资料|东西|内容|登记|记录)(?:给我|帮我|让我|再)*+{_SEE}{_PLEASE}"
    rf"|^(?:那|到底|你|侬|我|刚才|刚刚|说的|讲的|现在|都|这里|给我)*+{_WRITTEN}(?:了|过|的|些|都|是)*+"
    r"(?:啥|什么)(?:东西|内容)?(?:来着|啊|呀|了)?[?？。!！ ]*$"
)
_OF_ONESELF = re.compile(r"我|自己|留|填|登记|刚才|前面|上面|记|写")


_WHICH_OF_OWN: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "volunteer",
        re.compile(
            rf"{_ME}(?:现在|到底|当时|之前|究竟|算){{0,2}}(?:是)?(?:在|进|加入?|报|属于?)?(?:了|的|是){{0,2}}(?:哪|啥|什么)(?:一)?(?:[个支只])?的?(?:志愿)?队"
            rf"|{_ME}(?:们)?的?(?:那个)?(?:志愿者?)?队伍?(?:到底|现在)?(?:是|叫)?(?:的?哪|啥|什么)[^，,。要]{{0,4}}$"
        ),
    ),
    (
        "callback",
        re.compile(
            r"(?:谁|哪位|哪个人?|啥人|几点|什么时候|啥时候|啥辰光|几时|哪天|周几|礼拜几)(?:会|能|来|要){0,2}(?:打|回)(?:个)?(?:电话)?(?:给我|过来|来)"
            r"|(?:打(?:电话)?给我|来电|回电(?:话)?)(?:的)?(?:人)?(?:是|会是|要|到底)?(?:谁|哪位|哪个|啥人|几点|什么时候|啥时候|哪天)"
            r"|^(?:那|我|约的|这个|那个|个|的|请的|你们){0,4}(?:电话|回电话?)(?:是|要|会|到底)?(?:几点|什么时候|啥时候|啥辰光|几时|哪天)(?:会|能)?(?:打|来|回)"
        ),
    ),
)


@remembered
def kind_of_own(text: str) -> str:
    """「我现在在哪个队」, 「周一谁打给我」: the kind of one's own record of which it is asked how it is; "" for none."""
    if len(text) > LONGEST or _DOES.search(text):
        return ""
    return next((kind for kind, pattern in _WHICH_OF_OWN if pattern.search(text)), "")


@remembered
def asks_of_own(text: str) -> bool:
    """「我名字还在不在上面」「我现在还有课没有」: does the text ask what of one's own stands on record?"""
    if len(text) > LONGEST or _DOES.search(text):
        return False
    if _STANDS.search(text) or _IS_ONE.search(text) or asks_for_others(text) or _COUNTS.search(text):
        return True
    return bool(_HAVE.search(text) and _HOLDS.search(text)) and not _COMMUNITY.search(text)


@remembered
def reminds_of_own(text: str) -> bool:
    """「我不是还报了志愿队吗 那个呢」: is the bot reminded of something that must be on record?"""
    return len(text) <= LONGEST and bool(_REMINDS.search(text))


@remembered
def ticket_by_name(text: str) -> str:
    """「礼堂那个单子呢」: the words that tell which record is to be shown; "" where the text asks for none."""
    named = _BY_NAME.search(text) if len(text) <= LONGEST and not _DOES.search(text) else None
    return named["what"] if named and _LOOKS_AFTER.search(text) else ""


def asks_how_many(text: str) -> bool:
    """「我报了几门课」: is it asked how much of one's own there is, or what?"""
    return bool(_COUNTS.search(text))


@remembered
def asks_for_others(text: str) -> bool:
    """「我还报了别的没有」: is more asked for than what was spoken of?"""
    return len(text) <= LONGEST and bool(_OTHERS.search(text)) and not _COMMUNITY.search(text)


def means_others(text: str) -> bool:
    """Is what was spoken of left out of the question?"""
    return bool(_OTHER.search(text))


@remembered
def asks_of_doubles(text: str) -> bool:
    """「看看有没有重复」「只留一个就行」: is something of one's own on record twice, and once is enough?"""
    if len(text) > LONGEST:
        return False
    return bool(_TWICE.search(text) and _LOOKS.search(text)) or bool(_ONLY_ONE.search(text))


def kinds_named(text: str) -> tuple[str, ...]:
    """The kinds of record that the text names by a word of theirs, the likeliest first; () for none."""
    return next((kinds for pattern, kinds in _KINDS if pattern.search(text)), ())


def asks_whether_in(text: str) -> bool:
    """「我这算登记上了没」「报上没有啊」: is it asked whether it has gone through, and nothing else said?"""
    return len(text) <= LONGEST and bool(_ASKS_IN_YET.search(text))


def asks_to_see(text: str) -> bool:
    """「给我看看我的信息」「念一遍我留的东西」: is what was written down to be shown, and nothing else said?"""
    return len(text) <= LONGEST and bool(_ASKS_TO_SEE.search(text) and _OF_ONESELF.search(text))
