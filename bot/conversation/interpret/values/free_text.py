"""A value in the resident's own words: every clause that tells the thing, whole, without what is said around it. Pure.

Left out are: an option's number and the name of the field before the value, 「我讲的是」, a yes or a no, courtesy, what is
said to the clerk (「你写清爽点」), scolding, and questions to the bot beside the matter. A clause is never shortened to a
part that a model found in it. Where only such clauses stand there is no value.
"""

import re
from collections.abc import Collection, Sequence

from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values.worth_writing import is_to_the_writer
from bot.understanding.questions import said_to_bot
from bot.understanding.text import own_words

_CLAUSE = re.compile(r"[^，,。；;！!？?：:\s]+[，,。；;！!？?：:\s]*")
_STOPS = " \t\n，,。；;！!？?：:、"
_END = r"[了的呀啊哦嘛啦嘞吧哈呢格]{0,3}"
_ANSWER = re.compile(
    rf"(?:嗯|恩|哦|噢|喔|哎|唉|诶|咦|对|是|好|行|可以|没错|不对|弗对|勿对|不是|弗是|勿是|错|算了|随你|随便你|就这样|不要紧|那个|这个|嗯哪|就是说?){{1,3}}{_END}"
    r"|(?:查看|看看?|查)?(?:不用|不要|不必|勿要)(?:看|查)?了|(?:是|对|好|行|可以|晓得|知道|懂)[了]?[伐吗么吧不]|谢谢.{0,3}|麻烦.{0,3}"
)
_TO_THE_CLERK = re.compile(
    r"(?:那|你|您|侬|请|就|给我|帮我|重新|再|东西|字|话|内容|事情|零零碎碎|零碎|把它?|也|稍微){0,6}(?:写|记|改|编|弄|理)(?:得|的)?"
    r"(?:清爽|清楚|明白|简单|简短|短|干净|整齐|齐|好看|利索|少|全)(?:一?[点些下])?(?:好伐|好吗|行吗|可以吗|了|吧|呀|啊|嘛|为好){0,2}"
    r"|(?:不是|弗是|勿是|不要|别|不能|哪能){0,1}(?:这样|那样|这么|介|嘎)(?:子)?(?:写|记|登记?|弄)(?:的)?"
    r"|(?:你|您|侬|请|那|帮我|给我|重新|再|就){0,4}(?:写|记|改|登记|弄)(?:一?[下遍次])?(?:好了|一下|过|对|掉)?"
)
_NOTHING_ELSE = re.compile(
    r"(?:别的|其他的?|其它的?|旁的|多余的)(?:都|就|全)?(?:不要|别|不用|勿要|覅|莫)(?:写|记|加|提|讲|说)?(?:了|上去?|进去)?|(?:别|不要|勿要|覅)写(?:在)?一起|两码事"
)
_SCOLDS = re.compile(
    r"^(?:你|侬|这|那|真|又|都|机器人?){0,3}(?:瞎|乱|胡)(?:搞|写|弄|记|改|来|讲|说)|乱七八糟|一塌糊涂|(?:烦|气|急|笨|慢|累)(?:死|煞)"
    r"|^(?:你|侬|您|怎么|咋|又|都|还|全|真){0,4}(?:搞|弄|写|记|听|理解|改|填)(?:错|岔|反|混|偏|丢|漏|少)|^(?:你|侬)(?:没|怎么|咋|到底|又|老|为啥|为什么|干嘛)"
    r"|没(?:搞|听|弄|看)懂|听不懂|(?:记性|脑子|态度|耳朵)(?:真|这么|太|好|是)?(?:差|坏|不好)|有毛病|什么玩意|莫名其妙|笑死|无语|讲了(?:几|半|多少|[两三四五])|说了(?:几|半|多少|[两三四五])|不是(?:讲|说)过"
)
_LEAD = re.compile(
    r"^(?:不对|弗对|勿对|错了|那|就|而|还|是这样|哦|喔|哎|诶|欸|唉|喂|小囡|同志|师傅|阿姨){0,3}"
    r"(?:(?:我|阿拉|俺)(?:(?:是|要|想|刚才|刚刚|明明|本来|就是){0,2}(?:讲|说|写|报|问)的?(?:就|都)?是(?!不是)|的?意思就?是|(?:是)?(?:讲|说)(?![了过完得是你给好的]))"
    r"|应该(?:写|是)|(?:你|您|侬|请|那|帮我|给我|就|重新|只|光|要|干脆){1,4}写(?:上|成|作|个|明|是)?(?![的得了错完])|(?:改|换|写)(?:成|为|作)|写上|就是说|是说|就是(?=[^这那说]))[：:，,\s]{0,2}"
)
_CALLS = re.compile(
    r"^(?:(?:小囡|囡囡|同志|师傅|小姑娘|小伙子|阿姨|大姐|小塘|姑娘)(?:们)?(?:啊|呀|哦|哎|诶|欸|呢|[，,\s])|(?:哎|喂|诶|欸|唉|哎哟|哦哟|对了|哦)[，,\s]{0,2}){1,3}(?=.{2})"
)
_HEARSAY = re.compile(r"^(?:我)?(?:听|听说|听讲|听人|听见|隔壁|人家|他们)(?:讲|说)?.{0,10}(?:有|会|能|可以)")
_ASKED_OF_BOT = re.compile(
    r"钱|钞票|收费|价|几[点时天号]|啥时候|什么时候|啥辰光|多久|什么样|啥样|啥意思|什么意思|什么人|啥人|谁(?:来|会|去)|[你您侬]们?(?:叫来|找来|派来|是|听|懂|会说|写|说|讲|知道|晓得)|(?:[伊他她]拉?|来的人)(?:好|会|能|是)"
)
_BROKEN = re.compile(r"坏|漏|堵|断了|破了|松了|不亮|不转|不响|不动|不热|不制冷|打不开|关不上|拉脱|脱了")
_HELPER = re.compile(
    r"(?:有|可有|阿有)?(?:讲学堂|学堂|学校|社区|物业|[你您侬]们?)?(?:里|那边|的)?(?:学生|师傅|志愿者?|邻居|人|有人|老师|[你您侬]们?|社区|物业)?"
)
_V_NOT_V = re.compile(r"([\u4e00-\u9fff])[^，,。\s]{0,2}不\1[^，,。\s]{0,2}$")
_MAY = re.compile(
    r"(?:还|也)?(?:能不能|可不可以|可以|能|会|好|有人|可否)(?:不能)?(?:来|帮|给|上门|请人|找人|叫人|我|忙){0,3}(?:修|弄|看|换|做|通|改|搞|收|教|洗){0,2}(?:看|一下|一?下|好)?(?:吗|伐|不|么|没)[呀啊]?$"
)
_ASKS_HELP = re.compile(
    r"^(?:你们?|社区|那里|这里)?(?:能不能|可不可以|能否|有没有|可以|能)(?:人|哪个|师傅)?(?:找|请|叫|派|帮|来|给|个|人|师傅|忙|我|上门|家里|看看|看|修|弄|通|处理|解决|搞|一下|下|吗|伐|不|没有|没){1,10}$"
)
_PERSON_ASKED = re.compile(r"^(?:那个人|来的(?:那个)?人|他们|伊拉)")
_IS_ENOUGH = re.compile(r"[，,\s]?(?:这样|这几个字)?(?:就|便)(?:行|好|可以|够|成|中)[了啦的吧呀]{0,2}$")
_IS = re.compile(r"^是(?!是|不是|不|什么|啥|谁|否|非)(?=[\u4e00-\u9fff\d]{2})")
_NUMBER = re.compile(r"[1-9１-９一二三四五六七八九][、.．]?")
_BETWEEN_LABEL = re.compile(
    r"^(?:这?一?[项栏行])?(?:要|应该|得|就|里|那里|给我|帮我){0,2}"
    r"(?:改成|改为|换成|写成|写上|写|填|是|叫|改)?[：:，,\s]{0,2}"
)
SHORTEST = 2  # characters
BESIDE = 5  # characters around another field's value: 「打电话139…」


def whole(text: str, labels: Sequence[str] = (), others: Collection[str] = (), *, asked: bool = False) -> str:
    """Every clause of the text that tells the thing; "" where none does.

    labels: what the field is called; others: values of other fields, whose clauses are theirs. asked: a report, in which
    what is asked belongs to the matter (「为什么没人修」).
    """
    clauses = [match[0] for match in _CLAUSE.finditer(text.strip())]
    if len(clauses) > 1 and _NUMBER.fullmatch(clauses[0].strip(_STOPS)):
        clauses = clauses[1:]
    kept = [_told(clause, labels, others, asked=asked) for clause in clauses]
    if clauses and not asked:
        kept = _without_subject(clauses, kept)
    return _joined(clauses, kept)


def with_the_rest(value: str, text: str) -> str:
    """「就写擦玻璃 拆窗帘」: what is dictated with the clauses that go on behind it; the value alone where none tells more."""
    start = text.find(value)
    rest = whole(text[start:], asked=True) if value and start >= 0 else ""
    return rest if len(rest) > len(value) and rest.startswith(value[:SHORTEST]) else value


def says_nothing_else(clause: str) -> bool:
    """「别的不要写」: does the clause only say that nothing else is to stand there?"""
    return _NOTHING_ELSE.fullmatch(clause.strip(_STOPS)) is not None


def scolds(clause: str) -> bool:
    """「瞎搞」, 「你没搞懂」: does the clause only tell the bot off?"""
    return _SCOLDS.search(clause) is not None or said_to_bot.grumbles(clause)


def _without_subject(clauses: Sequence[str], kept: Sequence[str]) -> list[str]:
    """「那个人来陪说话 收钱不收」: what is told without the person of whom the next clause asks."""
    follows = [*map(_is_question, clauses[1:]), False]
    return [
        "" if asked and _PERSON_ASKED.search(told) else told
        for told, asked in zip(kept, follows, strict=True)
    ]


def _is_question(clause: str) -> bool:
    bare = clause.strip(_STOPS)
    return asks(bare) or _V_NOT_V.search(bare) is not None


def _joined(clauses: Sequence[str], kept: Sequence[str]) -> str:
    """The clauses that are kept with the signs that stood behind them."""
    parts = [
        told + clause[len(clause.rstrip(_STOPS)) :]
        for clause, told in zip(clauses, kept, strict=True)
        if told
    ]
    return _IS.sub("", _IS_ENOUGH.sub("", "".join(parts).strip(_STOPS))).strip(_STOPS)


def _told(clause: str, labels: Sequence[str], others: Collection[str], *, asked: bool) -> str:
    """What the clause tells of the thing; "" where it tells something else, or nothing."""
    bare = clause.strip(_STOPS)
    if says_nothing_else(bare):
        return ""
    bare = _without_label(_CALLS.sub("", bare), labels)
    if _is_said_around(bare) or _is_of_another(bare, others):
        return ""
    bare = _without_label(_LEAD.sub("", bare), labels)
    if _is_said_around(bare) or (_HEARSAY.search(bare) and not asked):
        return ""
    told = bare if asked else _without_question(bare)
    return told if len(told) >= SHORTEST else ""


def _is_of_another(bare: str, others: Collection[str]) -> bool:
    """Does the clause hardly tell more than a number, a name or a place, which belong to fields of their own?"""
    plain = bare.replace(" ", "")
    return any(value and value in plain and len(plain) - len(value) <= BESIDE for value in others)


def _is_said_around(bare: str) -> bool:
    """Is it an answer, courtesy, an order to the clerk or scolding?"""
    if len(bare) < SHORTEST or _ANSWER.fullmatch(bare) or _TO_THE_CLERK.fullmatch(bare):
        return True
    return own_words.is_talk(bare) or scolds(bare) or is_to_the_writer(bare)


def _without_label(bare: str, labels: Sequence[str]) -> str:
    """The clause without the name of the field before the value: 「要帮的事是…」."""
    for label in labels:
        if label and bare.startswith(label):
            return _BETWEEN_LABEL.sub("", bare[len(label) :])
    return bare


def _without_question(bare: str) -> str:
    """The clause without the request in its end, and "" for a question to the bot: 「收钱不收」."""
    if not _is_question(bare):
        return bare
    if _BROKEN.search(bare) and len(bare) > SHORTEST + 1:
        return bare  # 「我家电饭煲坏了谁会修」 tells what is to be mended
    if _ASKED_OF_BOT.search(bare) or _V_NOT_V.search(bare) or _ASKS_HELP.search(bare):
        return ""
    told = _MAY.sub("", bare)
    return "" if _HELPER.fullmatch(told) else told
