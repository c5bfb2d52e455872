"""Which small questions a text asks of a course, an event, a club or a place: deposit, rain, may one just look. Pure."""

import re
from dataclasses import dataclass

from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.clauses import bare_clauses

_WORDS: dict[str, str] = {
    "deposit": r"押金|保证金|定金",
    "refund": r"学费.{0,3}退|能退钱|退费|退钱|退款|退学费|钱退|退给我",
    "rain": r"下.{0,2}雨|落.{0,2}雨|雨天|刮.{0,2}风|台风天|打雷|天气不好|天气差|下.{0,2}雪|落.{0,2}雪|雪天|天不好",
    "look": (
        r"试听|试课|旁听|先(?:去|来)?(?:看|听|试)|看一次|看一眼|光看|只看|看看行|来看看|看热闹"
        r"|(?:去|来)(?:坐坐|听听|看看)[^，,。]{0,4}(?:行|可以|好)(?:不|吗|伐|么)|听一节|听一次|试一节|体验一下"
    ),
    "access": r"电梯|爬楼|楼梯|台阶|轮椅|无障碍|上下楼|上楼",
    "hard": (
        r"太难|难不难|难学|会不会难|跟不上|跟得上|学不会|学得会|学得来|吃力|听不懂|零基础|没有?基础|没底子|手笨|一窍不通"
        r"|学得慢|嫌.{0,3}慢|反应慢|记性|不会.{1,4}(?:能|可以|也行|也好)"
    ),
    "along": (
        r"带娃|带老伴|带朋友|带个?伴|带家里|带家属|陪着|陪同|陪[我她他伊]|(?<![想要])一(?:起|道)(?:来|去)|带老公|带老婆|带妈"
        r"|(?:孩子|小孩|孙女|孙子|外孙|小囡|囡囡|宝宝|老伴|老公|老婆).{0,3}跟(?:着|我|去|来)"
        r"|抱着?.{0,4}(?:孩子|小孩|宝宝|毛头|儿子|女儿|囡|孙|娃)"
        r"|(?<!天我)(?<!天要)(?<!天天)(?<!在家)带(?:着)?.{0,6}(?:孩子|小孩|小朋友|宝宝|毛头|儿子|女儿|囡|孙)(?!子?的[，,\s])"
        r"|(?:孩子|小孩|小朋友|宝宝|娃|小囡)(?:也|都)?(?:能不能|能|可以|好)带"
        r"|(?:孩子|小孩子?|小朋友|宝宝|娃|小囡|囡囡|毛头)(?:也|都)?(?:能|可以|好|让|给)(?:一起)?(?:去|来|参加|进|玩)(?![学上报])"
    ),
    "remind": (
        r"发不发(?:短信|通知|消息)|(?:叫|喊|催)(?:我)?一声"
        r"|提醒|会不会通知|会通知|通知我吗|发短信通知|打电话通知|怎么通知|直接(?:去|来)就?(?:好|行|可以)"
    ),
    "full": r"满了怎么办|满了咋办|报不上怎么办|没名额怎么办|报满了还能|满员了怎么",
    "lunch": r"包饭|管饭|午饭|吃饭|食堂|中饭",
    "parking": r"停车|车位|车停",
    "missed": (
        r"迟到|晚到|来晚|晚来|晚一点到|早退|早走|缺课|缺一次|漏一次|漏一节|少上一|请假(?!去|来|带|接|陪|办|过)|落下一?课"
        r"|(?:一|有)次(?:来|去)不了|(?:(?:[那有哪]个?|有些|有的|碰到)(?:礼拜|星期|周|天|次|趟|时候)|倒班|加班|值班|夜班)[^，,。]{0,6}(?:来|去|上)不(?:了|成)(?=行|能|可以|怎么|咋|要紧|没关系|会|[吗么伐不])"
        r"|(?:开?头|第|前|有|缺|漏|少)[一二两几]?(?:个)?[趟回堂节次](?:课)?(?:要是|可不可以|能不能|好不好|可能|可以|能|好|要|我|得)?(?:(?:来|去|上|赶|到)?不(?:了|成|去|来|上|到)|没(?:去|来|上|法)|请假)"
        r"|(?:缺|漏|少)(?:了|掉|上|来)?[一二两三四几]{1,2}(?:个)?[趟回堂节次]"
    ),
    "leave": (
        r"怎么退(?!钱|费)|咋退(?!钱|费)|(?:不想|不)(?:去|上|来|学|参加)了(?:怎么|咋|能|可以|好)"
        r"|(?:能|可以|好)(?:不)?中途退|去不(?:了|成)(?:怎么|咋)"
    ),
    "online": r"线上|网上(?:上|学|听|看)|网课|直播|在家里?(?:上|学|听)|视频课|远程",
    "senses": (
        r"眼睛.{0,3}(?:不(?:太|大|怎么)?(?:好|灵)|花|看不清|模糊|差)|眼花|老花|看(?:不|勿)清|耳朵.{0,3}(?:不(?:太|大|怎么)?(?:好|灵)|背|聋)|耳背"
        r"|听(?:不|勿)清|坐(?:在|到)?(?:最)?(?:前[排头面]|第一排)"
    ),
    "proxy": (
        r"代办|代领|代拿|代取|代我|替我|帮我(?:去|拿|领|取|办)|(?:让|叫|喊).{1,6}(?:去|来|拿|带|领|取|办).{0,4}(?:行|可以|好)"
        r"|(?:儿子|女儿|老公|老婆|老伴|爱人|我爸|我妈|家里人|家属|别人).{0,4}(?:去|来)?(?:拿|领|取|办).{0,4}(?:行|可以|好|吗|伐)"
    ),
    "health": (
        r"手(?:会|老|有点|要)?抖|血压|糖尿病|心脏|哮喘|腰不好|腰疼|腰痛|腿脚?不好|腿脚?不便|关节|膝盖|怀孕|孕妇|身体不好|身体吃"
    ),
}
_PATTERNS = {key: re.compile(words) for key, words in _WORDS.items()}
# Conditions that no entry has a field for.
_CONDITIONS = re.compile(
    r"女老师|男老师|女的教|男的教|老师.{0,3}(?:男|女)(?:的|还)?|宁波话|方言|普通话|一对一|单独教|上门教|只发文字|发文字|文字版|盲文|手语|双语|英文"
)


@dataclass(frozen=True, slots=True)
class SmallQuestion:
    """key: the field of `Details` that answers it; words: of the text that ask it."""

    key: str
    words: str


@remembered
def small_questions(text: str) -> tuple[SmallQuestion, ...]:
    """The small questions that the text asks."""
    found = ((key, pattern.search(text)) for key, pattern in _PATTERNS.items())
    return tuple(SmallQuestion(key, match[0]) for key, match in found if match)


def condition_asked(text: str) -> str:
    """A condition in the text that no entry has a field for (女老师); "" for none."""
    match = _CONDITIONS.search(text)
    return match[0] if match else ""


_THEN = (
    r"(?:前[一两]?天|前夜|头天|提前|到时候|到辰光|到日子|到点|到了(?:时候|日子|那天)|当天|那天|明[天朝早]|后[天日]|早[上浪]|下午|夜里|晚上|每天|天天"
    r"|辰光|时候|(?:[\d一二三四五六七八九十廿]{1,3})[号日点]|(?:礼拜|星期|周)[一二三四五六日天]|不要忘|别忘)"
)
_CALLS_ME = (
    r"(?:(?:叫|喊|催|讲|告诉|通知|招呼|提醒)(?:我|阿拉|俺)?(?:一声|一下|声|一句)(?!阿|大|爷|奶|妈|叔|哥|姐)"
    r"|提醒(?:提醒)?(?:我|阿拉|俺)|(?:叫|喊)(?:我|阿拉)(?:去|起来|起床|吃药))"
)
_TO_BE_REMINDED = re.compile(
    rf"{_THEN}[^，,。？?]{{0,10}}{_CALLS_ME}|{_CALLS_ME}[^，,。？?]{{0,4}}{_THEN}"
    r"|(?:有没有|有伐|会不会|会|能不能|能|可不可以|可以)[^，,。？?]{0,4}提醒(?:的|这个|这种)?"
    r"(?:我|人|功能|本事|服务|[吗伐么不]|$)[^，,。？?]{0,6}$"
)
_OF_SOMEBODY = re.compile(
    r"来之前|来的时候|来前|上门|师傅|有人|修好|办好|回音|结果|开班|开课|台风|暴雨|预警|灾|涨水|停水|停电"
)


@remembered
def reminder_wished(text: str) -> str:
    """「我忘性大 十二号前一天叫我一声」: the clause that wants to be called to mind at a time; "" where none does."""
    clauses = bare_clauses(text)
    wished = (
        clause for clause in clauses if _TO_BE_REMINDED.search(clause) and not _OF_SOMEBODY.search(clause)
    )
    return next(wished, "")


_ASKS = re.compile(
    r"[?？]|[吗么伐嘛](?:[呀啊]|$)|呢$|怎么|怎样|咋|哪|多少|多久|多长|多大|多远|几|谁|啥|什么|能不能|可不可以|可以不|行不行|要不要|有没有|会不会|是不是|好不好|算不算|要紧|能否|([^\W不])不\1|([\u4e00-\u9fff]{2})不\2"
    r"|[^\W不][^\W不说要]不[啊呀嘛]?$|有没得"
)
_GENERAL = re.compile(
    r"介绍|怎么样|咋样|怎么回事|怎么一回事|是什么|是啥|干什么|干啥|干嘛|做什么|做啥|什么样|啥样|了解|讲讲|说说|情况|有没有$|有没有.{0,12}(?:课|班|教)|的[课班][吗么伐]?$|有什么|有哪些|有啥|想问问?$"
)
_WHETHER_THERE = re.compile(
    r"(?:是不是|真的|到底|确实)有(?:这|那)?(?:个|样|回|种)?(?:东西|地方|事体?|学校|去处)?(?:[啊呀]|的)?$|有(?:这|那)(?:个|样|回|种)(?:东西|地方|事体?)?(?:[吗伐么没]|[啊呀的])"
    r"|(?:直接|随便|自己|走着)(?:去|来|过去|过来|进去)[^，,。？?不]{0,8}(?:行不行|好不好|可不可以|行吗|好吗|可以吗|[吗伐么不]$)"
)
_WHAT = re.compile(
    r"(?:干|做|搞|弄|玩|讲)(?:啥子?|什么|些啥|些什么|嘛|点啥)|是啥子?|是什么|什么内容|啥内容|哪些内容|怎么个(?:搞|弄)法|做点啥"
)
_SHORTEST = 4  # characters that a question of its own has beside the name of what it is about


def asks_whether_there(text: str) -> bool:
    """「是不是有这个地方」, 「直接去行不行」: is it only asked whether a thing is there, or whether one may just go?"""
    return _WHETHER_THERE.search(text) is not None


def asks_what(text: str) -> bool:
    """「那是干啥子的」: does the text ask what something is, or what one does there?"""
    return bool(_WHAT.search(text))


def particular_question(text: str, *names: str) -> str:
    """The question in the text where it asks for something particular of what the names mean; "" for a general one."""
    bare = text.strip(" ，,。？?！!~～")
    rest = bare
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, "")
    asks = _ASKS.search(rest) or text.rstrip().endswith(("?", "？"))
    return bare if asks and len(rest) >= _SHORTEST and not _GENERAL.search(rest) else ""


def asks_something(text: str) -> bool:
    """Does the text ask for something particular, whether a thing is there, or whether one may just go?"""
    return bool(particular_question(text)) or asks_whether_there(text)
