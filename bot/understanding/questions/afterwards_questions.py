"""What a text asks about something that was just arranged: when, who comes, what it costs, whether one is told. Pure."""

import re
from collections.abc import Iterable, Sequence

from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.clauses import bare_clauses

_GETS = r"(?:得?到|来|回){0,1}(?:点|些){0,1}(?:啥|什么|哪些)(?!班|课|时间|时候|日子|天|地方|人|老师)"
_PATTERNS: dict[str, re.Pattern[str]] = {
    key: re.compile(words)
    for key, words in {
        "fee": (
            r"多少钱|几钿|几钱|几多钱|好多钱|几块|有钱不|有没有钱|要钱|收钱|出钱|付钱|给钱|铜钿|钞票|收费|免费|费用|材料费|工钱|价钱怎么|贵不贵|自己掏|路费|"
            r"车费|油费|谁出钱"
        ),
        "told": (
            r"(?:告诉|通知|联系|提醒|回复|回话|招呼|知会)(?:我|侬|一声|阿拉|的)|会不会(?:打|通知|联系|告诉(?!学校|老师|别|单位|人家|邻居|家里)|回)|真的?会|打给我|给我打|说一声"
            r"|别忘|忘记|忘掉|忘了|不会不|靠得住|怎么(?:通知|联系|晓得|知道)"
        ),
        "when": (
            r"什么时候|啥时候|几时|几号|哪天|哪一天|多久|几天|多长时间|啥?辰光|几点|要等|多快|等到|什么时间|啥时间|好久|今天能|明天能|快不快"
            r"|(?:礼拜|星期|周)几"
        ),
        "hour": r"几点",
        "who": (
            r"(?:来|上门)的(?:人)?(?:是|会是|都是)|谁来|谁会来|什么人来|哪个来|啥人来|谁看|谁负责|谁管|(?<!知道)(?<!晓得)是谁|哪位|男的"
            r"|女的|谁(?:上门|帮|搬|做|修|教)"
        ),
        "oblige": (
            r"每(?:周|个?礼拜|个?星期|个?月|天|次)|一直要|必须|非要|次次|硬性|天天|要不要都去|不去行|(?:接不接|去不去"
            r"|来不来|做不做)|(?:说|讲)了?算|可以不(?:接|去|来)|太远"
        ),
        "bring": r"带什么|带啥|要带|自带|自己带|准备(?:些|点)?(?:什么|啥)|要准备|工具|烧饭|做饭|招待|泡茶|买点|穿什么|身份证",
        "place": r"在哪|哪里|哪儿|地址|地点|什么地方|啥地方|怎么走|怎么去|去哪",
        "seen": (
            r"看得到|看得见|看不看|别人晓得|别人知道|泄露|给别人|公开|保密|外人|会不会给|卖(?:给|掉|出去)|骚扰"
            r"|(?:讲|说|传|透)(?:出去|给别|开)|(?:知道|晓得|猜到|查到|看出|认出)(?:这)?是?(?:我|谁)(?:(?=[说讲告投举反提打报])|$)|(?:知道|晓得)是我"
            r"|找我.{0,2}麻烦|报复|来寻我|给(?:谁|啥人|哪个)看|谁(?:能)?看(?:得|到)|隐私|(?:告诉|讲给|说给|通知)(?:学校|老师|别人|单位|人家|邻居|家里|同学)|别人会不会"
        ),
        "safe": r"安全|放心|靠谱|可靠|骗子|坏人|危险吗|熟人吗",
        "fit": (
            r"[一二三四五六七八九十\d]岁?了?(?:也|还)?(?:行|能|可以|好)|年纪|年龄|岁数|太老|不会.{1,5}(?:行|能|可以)|没经验|没基础|没做过"
            r"|(?:身体|腿脚|眼睛).{0,3}不好"
        ),
        "apart": r"(?:专门|单独|特意|单)(?:给|为|替)?[^，,。]{0,6}(?:[开办]|一[班期])",
        "gets": rf"换{_GETS}",
        "change": (
            r"(?:能不能|可以|可不可以|怎么|好)(?:再)?(?:改|换)(?!"
            + _GETS
            + r")|还能改|改得了|[改换][^，,。]{0,4}(?:找谁|跟谁|同谁"
            r"|怎么弄|咋弄)"
        ),
    }.items()
}
_HOW_LONG = re.compile(
    r"(?:要|等|得|用|花|大概|大约|差不多)(?:等|要|是)?几(?:天|个?(?:礼拜|星期|月|钟头|小时))"
    r"|(?<![这前过好头后那])几天(?:能|才|来|会|可以|修|办|处理|有人|搞)"
)
_GIVES_UP = re.compile(r"怎么退|咋退|怎么撤|咋撤|不想去了|不去了|不想要了|退出|撤掉|退掉|不用来了|不要来了")
_STATUS = re.compile(
    r"(?:找|联系|约|安排|办|弄|修|处理|登记|报|写|记|订|挂|批|转|打|派)(?:到|着|上|好|成|过|过去|给人)*(?:去|人|电话)?(?:了)?(?:没有?|吗|伐|么|不)(?:啊|呀|哦)?$"
    r"|(?:念|读|核对|复述)(?:一遍|一下|给我听|我听听)?|给我(?:看看?|听听?|看一[眼下遍])|算(?:是)?.{0,6}了[吗伐么]|(?:报|登记|订|加)(?:上|进)?(?:名)?了[吗伐么]"
    r"|(?:有没有人(?:愿意|肯|能|会|来)?(?:来|接|应|要|看|管|联系|修|理)(?:过|了|单|下来)*|有人(?:愿意|肯|能|会)?(?:来|接|应|要|看|管|联系|修|理)(?:过|了|单|下来)*(?:没有?|吗|伐|么))$|收到(?:了)?(?:没有?|吗|伐)|成功(?:了)?(?:没有?|吗|伐)|有人(?:来)?(?:问|打听|应聘|报名)过?了?(?:没有?|吗|伐)|还(?:发|收|算|有效|作数|在找|在修)(?:吗|伐|么)|有谁.{0,3}想学$|定(?:了|下来|好)了?(?:没有?|吗|伐)|有人出(?:了)?(?:没有?|吗|伐)|(?:几个|多少)人.{0,4}了$|有没有(?:给|帮|替)?我?(?:登记|报|写|记|存|订|挂|加)(?:上|好|进去|下来|成)"
    r"|(?:回(?:话|复|音|信)?|答复|受理|批)(?:了|过)(?:我|你|伊)?(?:没有?|吗|伐|么)(?:啊|呀)?$"
    r"|(?:怎么|咋|啥)样了|到哪一步|(?:单子?|事体?|[Tt]\d{1,6}|办|走|弄|处理|进行|现在|那个)到(?:哪里|哪儿|哪块|哪)了|有消息|有信儿?|(?:算|作)不(?:算|作)数|(?:算|作)数(?:吗|伐|不)|有没有效|有没有(?:人|社区|你们)?(?:看到|看过|收到|处理|受理)|(?:啥|什么|怎么个?)(?:情况|状态|进度|进展)(?:了|啊|呀)?$|(?:还)?在不在|还在的?(?:吗|伐|吧)|成没成|都在吗|(?P<act>[^\W\d有])(?:到|着|上|好|成)?没(?P=act)|有(?:个|点)?(?:信|消息|音讯|回音)儿?没|的(?:人|师傅)呢"
    r"|有(?:没有)?(?:个)?着落(?:了)?(?:没有?|吗|伐|么)|(?:轮|排)到(?:我|阿拉|咱|俺)了?(?:没有?|吗|伐|么)"
)
_OWN_MATTER = re.compile(
    r"(?:那|那么)?(?:我|阿拉)(?:的|那|这|报的|登记的|反映的|讲的|说的|请的|约的|订的)[个张条件桩门]?(?P<name>[^，,。\s]{1,8}?)(?:的?(?:事体?|单子?|申请))?(?=[，,。\s]|社区|你们|有|到|回|批|怎|现|$)"
)
_POINTS_BACK = re.compile(
    r"的人(?=什么时候|几时|啥|几点|多久|哪天)|那个人|那人|那个师傅|来的人|来的那个|刚才|刚刚|方才|我(?:登记|报|订|挂|约|反映|叫|请|填|说)(?:过)?的|我那个|这件?事|那件?事|他来|她来|你们来|人来|师傅来"
)


def asked_afterwards(text: str) -> tuple[str, ...]:
    """The fields of `Afterwards` that the text asks for, in the order in which it does."""
    places = {key: pattern.search(text) for key, pattern in _PATTERNS.items()}
    found = sorted((match.start(), key) for key, match in places.items() if match)
    return tuple(key for _, key in found)


def worded_as(text: str, lines: Iterable[Sequence[str]]) -> bool:
    """Does a word of each group of one of the lines, 「没人|没找着」 and 「怎么办|会」, stand in the text, in any order?

    Of a group that begins with 「!」 none may stand there.
    """
    return any(all(_in_group(text, group) for group in line) for line in lines)


def _in_group(text: str, group: str) -> bool:
    found = any(word in text for word in group.removeprefix("!").split("|"))
    return found is not group.startswith("!")


_WHO_SEES = re.compile(
    r"(?:别人|人家|外人|旁人|邻居|谁|啥人|什么人|哪些人|他们|老师|生人)[^，,。？?\s]{0,6}(?:看得?到|看得?见|晓得|知道|拿得?到)"
    r"|(?:会不会|会|不会)[^，,。？?\s]{0,4}(?:公开|泄露|外传|传出去|漏出去)"
    r"|不是(?:说|讲)(?:过)?(?:只|光|就)(?:用来|用于|用|给|告诉)"
)
_OF_OWN_DATA = re.compile(r"电话|号码|手机|名字|姓名|地址|信息|资料|住哪|住址|不是(?:说|讲)")


def asks_who_sees(text: str) -> bool:
    """「我登的电话别人会看到不」, 「不是说只用来通知吗」: is it asked who gets to see what was told of oneself?"""
    return _WHO_SEES.search(text) is not None and _OF_OWN_DATA.search(text) is not None


def asks_how_long(text: str) -> bool:
    """「要等几天才有人来」: how long will it take? 「这几天」 asks nothing."""
    return bool(_HOW_LONG.search(text))


def gives_up(text: str) -> bool:
    """Does the text ask how to get out of it, or say that it is not wanted any more?"""
    return bool(_GIVES_UP.search(text))


@remembered
def asks_status(text: str) -> bool:
    """「师傅找着没」「登上了没有」: how does it stand?"""
    return bool(_STATUS.search(text.strip(" ，,。？?！!")))


def status_of_own(text: str) -> str:
    """「我那个门球 社区回了没有 要自己去伐」: the clauses that ask how one's own matter stands; "" for none."""
    clauses = bare_clauses(text)
    for at, clause in enumerate(clauses):
        before = clauses[at - 1] if at else ""
        if asks_status(clause) and _OWN_MATTER.search(clause):
            return clause
        if asks_status(clause) and _OWN_MATTER.match(before):
            return f"{before} {clause}"
    return ""


def own_matter_named(text: str) -> str:
    """「我那个门球」: what one's own matter is called; "" for no such words."""
    found = _OWN_MATTER.search(text)
    return found["name"] if found else ""


def points_back(text: str) -> bool:
    """Does the text say that it is about what was just done?"""
    return bool(_POINTS_BACK.search(text))
