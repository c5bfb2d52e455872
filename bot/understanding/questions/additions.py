"""More that is to be written to something on record: 「忘了说是三楼」「再补一句：晚上也响」「尺寸没写，一米二」. Pure."""

import re
from collections.abc import Sequence

from bot.understanding.slots.numerals import figures
from bot.understanding.text import dictated
from bot.understanding.text.bounded_cache import remembered

_TO_HELPER = (
    r"(?:告诉|转告|提醒|跟|和|同)(?:来|接单|帮忙|上门|来修|来看|帮我[^，,。\s]{1,4}|接活)的"
    r"(?:那个|那位)?(?:人|师傅|邻居|志愿者)"
)
_HELPER = re.compile(_TO_HELPER)
_CUE = re.compile(
    r"(?:我|刚才|刚刚|前面|上面|好像)*(?:忘(?!记(?:[，,。！!\s了掉]|$))|漏|忘记(?=了?(?:跟你)?[说讲写提填]))(?:了|记|掉)*(?:跟?你?)?(?:说|讲|写|提|填|记|交代)(?:了|清楚|明白|进去|上去|全|一?[点句样]|是)*"
    r"|(?:还)?没(?:有)?(?:写|填|记)(?!错|过|什么|啥|你|我|了|吧|吗|的)(?:上去?|进去?|清楚|全|明白|到)?(?:呢|呀|啊|了)*|(?:写|说|讲)漏了"
    r"|(?:再|还要|也|帮我|给我|可以|能|想|要)*(?:补(?:充)?(?:写|上|说|进去)?|添|加)(?:上)?(?:一|几|两)[句条笔点](?:话)?(?:上去|进去|上)?|(?:帮我|给我|请|也)(?:写|记)上$"
    r"|(?:再|还要|也|帮我|给我|请|想|要)*补(?:充|写|上|到|进去)(?:说明|一下|上去|进去)*"
    r"|(?:也|再|还要|要|一起|都|帮我|给我|麻烦|请)*(?:把.{1,12})?(?:写|加|记|添)(?:进去|上去|到(?:那个?|这个?|刚才的?)*(?:单子?|登记|备注|里面?|上面?)+(?:里|上|里面|上面)?|在(?:里面|上面|备注里?))"
    r"|(?:要|请|麻烦|帮我)?(?:写|讲|说)清楚|(?:帮我|麻烦|请|再)*(?:备注|注明|标注|标明)(?:一下|上|进去|好)?"
    r"|(?:能不能|可不可以|能|可以|帮我|帮忙|麻烦|请|你|您|侬|要)*(?:(?:告诉|转告|提醒)|(?:跟|和|同)(?=.{1,3}(?:说|讲)))"
    r"(?:他|她|伊|人家|师傅|老师|对方|来的人)们?(?:说|讲)?(?:一声|一下|清楚)?"
    r"|(?:能不能|可不可以|能|可以|帮我|麻烦|请|要)*(?:让|叫)(?:他|她|伊|师傅|来的人)们?(?=.{2,12}(?:来|带|打|到))"
    rf"|(?:就|只是|是|要|想|麻烦|请|帮我|那){{0,3}}{_TO_HELPER}(?:说|讲)?(?:一声|一下|清楚)?"
    r"|(?:也|要|得|最好|还是|都){0,2}(?:写|记|注)(?:明白|清楚|清爽)(?:一?[点些])?(?:好|为好)?(?=(?:吧|的|了|呀|啊){0,2}$)"
    r"|^(?:你|您|侬|请|麻烦|那|就){0,2}(?:给|帮我|给我|帮忙)(?:写|记|补|加|添)上?(?:一?[句笔下])?(?=[，,：: ])"
    r"|(?:能不能|可不可以|能|可以|好|帮我|给我|麻烦|请|也|都|一起|一道|一并){1,3}(?:加|补|写|记|添|备注|标)(?:上|进去|上去)?(?:写|记|补|加)?(?:一下|上|上去|进去)"
    r"(?=(?:吗|么|伐|吧|不|行吗|好吗|可以吗|谢谢|[，,。！!?？\s]){0,3}$)"
)
_FRAME = re.compile(
    r"^(?:对了|哦|喔|啊|哎|诶|那(?![位边天])个?|这(?![位边天])个?|还有|另外|顺便|再就是|能不能|可不可以|可以|能|麻烦|帮我|帮忙|请(?!他|她|伊|师傅|人)|给我|我想|我要|想|要(?!紧|个|有|找)|你|您|侬|就|再|也|都|是|说|：|:|，|,|。|、|\s)++"
    r"|(?:你|侬|改改|改一[改下]|补补|补一[补下]|吧|行不行|行吗|行伐|可以吗|可以不|好吗|好伐|好不好|吗|么|伐|谢谢|啊|呀|哦|的话|才行|，|,|。|、|！|!|？|\?|\s)++$"
)
_PLACE = re.compile(
    r"^(?:.{0,8}(?:那|这|刚才的?)?[个张条]?(?:的)?(?:单子?|工单|投诉单?|报修单?|登记|记录|申请)(?:上面?|里面?|那里)?"
    r"|(?:那|这|你|怎么)?(?:事情|内容|说明|备注)(?:里面?|里头|上面?|那里|那栏|一栏)?"
    r"|(?:麻烦|请)?(?:尽快|快点)|(?:别人|人家|有人|到时候?)?来?(?:要|拿|问|领|取)的时候|有[个件]事|我(?:就|只|是|想|要){0,3}|你|侬|吧|不是.{0,5}|一下|没有|能加|都)$"
)
_NO_PART_OF_IT = re.compile(
    r"^(?:我|你|您|侬)?(?:看|看看|看了|查|问)?(?:一下)?.{0,10}(?:写上|写了|记了|记上)$"  # 「我看反映的事写上没写…」
    r"|^(?:这个|这|那|都|很|蛮|老|顶|最|挺|也|是|交关|特别)*(?:要紧|重要|关键|严重)(?:的|呀|啊|哦|嘛|得很)*$"
    r"|^我?(?:要|想)?(?:刚才)?(?:送|报|登记|存|发|交|找|借|约)[\u4e00-\u9fff]{1,8}[那这][个件样单条事里]$"  # 「送电视那个」
    r"|^(?:刚才|刚刚|上次)?的?(?:那|这)(?:个|件|样|单|条).{0,4}$"
    r"|^(?:那|你|您|这)?(?:个)?(?:写|记)的(?:是)?(?:啥|什么|什么呀|啥呀)$"
)
_TOPIC = re.compile(
    r"^[^是在有]{1,8}[那这][个件样单条](?:事|单子)?$|^(?:就|那就)?(?:改|给|往)[^，,。\s]{1,8}(?:的|上|里|那[个件样单条])$"
)  # 「井盖那条，再加一句…」
_TO_RECORD = re.compile(
    r"^(?:就|再|也|那|你|[，,\s]){0,3}(?:给|往|在|到|跟|和|同|向){0,1}(?:[Tt]0{0,5}\d{1,6}|\d{1,4}号(?!楼|幢|线))(?:单子?|那?[条个张])?(?:上面?|里面?)?(?:也|再)?$"
    r"|^(?:就|再|也|那|你|请|麻烦|只|是){0,3}(?:跟|和|同|给|向)(?:社区|物业|居委会?|工作人员|你们|那边|他们)(?:的人)?(?:也|再)?$"
    r"|^(?:你|您|侬)?(?:这|那)?(?:上面|里面|上头|里头|单子上?)$|^(?:顺便|顺带)?(?:再)?(?:说|讲|提)(?:一?[下声句]|个事)$"
)
_REFUSAL = re.compile(
    r"^(?:(?:不了|不用了?|不撤了?|别撤了?|不要撤|别动|不改了?|没有|不是|对的?|好的?|行)\s{0,2}){1,3}$"
)
_COMPLAINT = re.compile(
    r"^[^，,。\s]{0,6}(?:怎么|咋|哪能|为什么|为啥)(?:只|光|才|就|没|不|还){1,2}(?:有)?(?:写|记|填|登)[^，,。\s]{0,12}$"
)
_OPENS = re.compile(r"^(?:对了|还有|另外|那|哦|好|[，,\s]){1,3}")
_OF_ONE = re.compile(
    r"^[^，,。；;！!？?\s那这]{1,10}+[那这][条个件张单样](?:登记|单子)?+(?:上面|里面|上|里)?+[，,\s]{0,2}+"
    r"(?:再|也|请|帮我|给我|你|麻烦|要){0,3}+(?:加|补|添|写)(?:上|一句|一笔|个|明)?+[：:，,\s]{0,2}+"
    r"(?P<more>(?![了成错的个一])[^，,。？?]{3,40})$"
)
_OF_A_TICKET = re.compile(
    r"^(?:(?:那|这)个)?(?:[^，,。；;！!？?\s]{1,10}?的?)?(?:[那这]张)?(?:单子|工单|报修单|投诉单)(?:上面|里面|里头|上|里)[，,\s]{0,2}+"
    r"(?:再|也|请|帮我|给我|你|麻烦|要|可以|能不能){0,3}+(?:加|补|添|写|记|备注)(?:上|一下|一句|一笔|个|明)(?:是|说|就说|一下|，|：|:|,|\s){0,2}+"
    r"(?P<more>(?![了成错的个没])[^，,。？?]{3,40})$"
)
_LEADS_TO = re.compile(
    r"^(?:把)?(?:刚才|刚刚|那|这)[个张条]?(?:单子?|工单|投诉单?|登记|记录)(?:上面?|里面?)?[，, ]*"
)
_CLAUSE = re.compile(r"[，,。；;：:！!~～|]+")
_ASKED = re.compile(r"[?？]$|什么|啥|哪|几[点号时天]|多少|多久|谁|怎么|(?:了|过)(?:没有|没|吗|伐)$|有没有")
_ASKS_IF_KNOWN = re.compile(
    r"(?:你们?|侬|您|社区|他们|人家){0,2}(?:是)?(?:晓得|知道|清楚|明白)(?:不|勿)?(?:晓得|知道)?"
    r"[^，,。？?\s]{0,14}(?:吗|伐|么|不)(?:[啊呀])?[，,？? ]+"
)
_DONE_YET = re.compile(r"(?:补|写|加|记|添)(?:上|进|好)?(?:去)?了?(?:没有|没|吗|伐|么)[?？。 ]*$")
_MAY = re.compile(r"能|可以|好不好|行不行|想|要")
_NOT = re.compile(
    r"(?:没|不|别)(?:要)?(?:写|记|填)错|忘(?:了|记)(?:几|什么|多少|哪|在)|补课|补习|补贴|补办|补卡|加班"
)
_TO_WRITE = re.compile(r"(?:写|补|加|记|添|注|标|备)(?:上|进|充|一句|明|注)|写到|单子")
_URGES = re.compile(
    r"(?:帮我|给我|再|能不能|麻烦)*催(?:一?催|一下|促)|(?:要|请|让|叫|麻烦|能不能|说|讲).{0,6}(?:快点|快些|快一点|尽快|抓紧)|加急|急(?:煞|死)(?:人|我)?"
)
_WAITS = re.compile(
    r"总该|早该|[怎咋][么个]?还(?:不|没|在)|还不(?:来|修|弄|办|打|处理)|还没(?:人|来|修|弄|办|动|消息|影)|没(?:个|一点)?(?:动静|下文|人影|人管)|天天(?:问|等|盼)"
    r"|(?:一[只个趟次]|半[个点])[^，,。]{0,3}(?:也|都)(?:没|不)"
)
_ONE_MORE_WORD = r"(?:再|还要|还想)?[跟同给](?:你|您|侬)们?(?:再|多)?(?:说|讲|提)(?:一[声下句]|[声下句]|个事)|再[说讲提]一[句声]"
_SAYS_MORE = re.compile(_ONE_MORE_WORD)
_BESIDES = re.compile(
    r"^(?:哦|噢|喔|啊|哎|诶|嗯|那|我|[，, ])*+(?:对了|还有(?!没|人|几|多少|什么|啥)(?:啊|呀|哦|噢|喔|呢|个事|一点){0,1}"
    r"|再就是|忘了(?:说|讲)?"
    rf"|补一句|{_ONE_MORE_WORD})[，,：: ]*(?P<more>\S.{{3,}})$"
)
_GOES_ON = re.compile(
    r"^(?:它|他|她|伊|那[个只盏里边条根]|这[个只盏里边条根]|就是|一|每|晚上|夜里|早上|白天|下雨|刮风|平时|有时|现在|最近|已经|大概|老人|小孩|孩子|我(?:妈|爸|家|老))"
)
_PUT_RIGHT = re.compile(
    r"(?:还有|另外|哦|对了|[，, ])*(?:不是|弗是|勿是)(?P<wrong>[^，,。；;！!？?\s是]{1,10})[，, ]*(?:应该)?是"
    r"(?P<right>[^，,。；;！!？?\s]{2,14})"
    r"(?:[，, ]*我?(?:看|讲|说|记|写|报|弄)错了)?"
)
_TELL_ANOTHER = re.compile(
    r"(?P<more>(?:也|再|都)?(?:跟|和|同|向|给|让|叫|通知)(?![你侬您我])(?P<who>[\u4e00-\u9fff]{2,5}?)(?:那边|的人|的)?"
    r"(?:也|都|再)*(?:(?:说|讲|提|反映|通知|招呼|知会)(?:[一个]?[声下])|打[一个]?声?招呼|(?:晓得|知道|注意)(?:一下|下)?))"
    r"(?:[吧啊呀哦呢的]|好了|为好|才好|谢谢)*[。!！ ]*$"
    r"|(?P<not>(?:千万)?(?:别|不要|勿要|弗要|覅)(?:跟|和|同|向|给|让|告诉)(?![你侬您我])[\u4e00-\u9fff]{2,5}?(?:说|讲|提|晓得|知道)(?:出去|起|是我[\u4e00-\u9fff]{0,3})?)"
    r"(?:[吧啊呀哦的])*[。!！ ]*$"
)
_FOR_CALLER = re.compile(
    r"(?:打|回|来)(?:来|过来)?(?:电话|给我|我电话)?(?:来|过来|给我)?的(?:那[个位])?(?:人|同志|工作人员|师傅|那位|小姑娘|小伙子)"
    r"(?!是谁|是哪|叫[啥什]|几|什么|啥|到底|会不会|还|怎么|咋|没|哪|[来在][吗没伐]|呢)"
    r"|^(?:那|我|再|还|想|要|就|帮我|给我|先|对了|哦|[，, ])*(?:留|带|捎|传)(?:[个句一段]{0,2}[话言]|个?口信)"
    r"|(?:电话里|回电(?:话)?(?:的时候|时|里)|打(?:给我|来|过来|电话)的?(?:时候|辰光))[^，,。]{0,4}(?:跟|和|同|给|告诉|说|讲|带|讲清)"
)
_SHOULD = re.compile(r"最好|顺便|也|麻烦|请|帮我|给我|再|要不|能不能|好了")
_PEOPLE = re.compile(
    r"(?:再|多|另外|还要?)(?:加|来|带|报|添|算)(?:上)?(?P<number>\d)(?:个|位|名|口)(?:人)?(?:$|[，,。\s])"
    r"|^(?:对了|还有|那)*[，, ]?(?:我|阿拉)(?:家|们)?[\u4e00-\u9fff]{1,4}也(?:要|想|一起)?(?:去|来|参加)(?:的|吧|呀|啊)*$"
)
_BESIDE_EXCEPTED = re.compile(
    r"除[了开掉][^，,。；;！!？?]{1,10}?(?:以外|之外)?[，,\s]*(?![^，,。]{0,8}都)[^。；;！!？?]{0,16}?[也还](?:要|想|给|发|收|订|行|可以|有|得|来|讲|会|能|做)"
)
_ONLY_EXCEPTED = re.compile(
    r"除[了开掉][^，,。；;！!？?]{1,10}?(?:以外|之外)?[，,\s]*(?:别的|其[他它余]的?|我|另外的?)?(?:都|全|统统|一律)(?:不要|不用|不收|不看|别发|不订|不需要|弗要|勿要|覅)"
)
SHORTEST, LONGEST = 2, 120  # characters
SHORTEST_WITH_MORE = 20  # characters: a longer text says what they are to hear


@remembered
def addition(text: str) -> str | None:
    """What is to be written besides; "" where it is not said yet (「能不能补一句」), None for any other message."""
    if len(text) > LONGEST or _NOT.search(text) or (_DONE_YET.search(text) and not _MAY.search(text)):
        return None
    return dictated.quoted(text) or _of_one(text) or _behind_cues(text)


def _of_one(text: str) -> str:
    """「还有推车那条，加前轮有点松」: what is to be added to the one that is named; "" for any other message."""
    bare = _OPENS.sub("", text)
    found = _OF_ONE.match(bare) or _OF_A_TICKET.match(bare)
    return _bare(found["more"]) if found and not _ASKED.search(found["more"]) else ""


def _behind_cues(text: str) -> str | None:
    """What is told beside the words for writing it; "" for nothing, None where no such word stands there."""
    marked, cues = _CUE.subn(
        "|", "，".join(part for part in _CLAUSE.split(_without_questions(text)) if not _COMPLAINT.match(part))
    )
    if not cues or for_another(text):
        return None
    told = _told(marked)
    if any(_ASKED.search(clause) for clause in told):
        return None
    return "，".join(clause for clause in told if not _said_again(clause, told))


def _without_questions(text: str) -> str:
    """「你晓得我报的是门球伐 上面没写门球」 without the words that only ask whether something is known."""
    return _ASKS_IF_KNOWN.sub("", text)


def _told(marked: str) -> list[str]:
    """The clauses that tell something, without those that only say where it belongs."""
    clauses = [_bare(clause) for clause in _CLAUSE.split(marked)]
    told = [clause for clause in clauses if len(clause) >= SHORTEST and not _is_frame(clause)]
    return told[1:] if len(told) > 1 and _TOPIC.match(told[0]) else told


def _said_again(clause: str, told: Sequence[str]) -> bool:
    """「没写油烟，油烟熏人」: does another clause say the same and more?"""
    return any(clause != other and clause in other for other in told)


def beside_excepted(text: str) -> bool:
    """「除了台风，下大雨的也要」: does 「除了」 name what stays, beside which more is wanted?"""
    return _BESIDE_EXCEPTED.search(text) is not None


def only_excepted(text: str) -> bool:
    """「除了台风都不要」: does 「除了」 name all that is wanted?"""
    return _ONLY_EXCEPTED.search(text) is not None


def for_helper(text: str) -> bool:
    """「告诉帮忙的人…」: is it for whoever comes, whatever else these words could name?"""
    return _HELPER.search(text) is not None


@remembered
def more_people(text: str) -> int:
    """How many more are to come along: 「再加一个，我孙女也去」; 0 for any other message."""
    found = _PEOPLE.search(figures(text))
    return int(found["number"] or 1) if found else 0


def is_to_write(text: str) -> bool:
    """Does the text say that something is to be written down, and not only that it was forgotten?"""
    return bool(_TO_WRITE.search(text))


@remembered
def urges(text: str) -> bool:
    """「帮我催一催」「要师傅快点来」: is what was reported to be done sooner?"""
    return len(text) <= LONGEST and bool(_URGES.search(text))


@remembered
def waits_long(text: str) -> bool:
    """「总该去修了吧，都四天了」: has nothing been done for longer than the resident can bear?"""
    return len(text) <= LONGEST and bool(_WAITS.search(text))


@remembered
def besides(text: str) -> str:
    """What is told after 「哦对了」; "" for any other message."""
    told = _BESIDES.match(text)
    return told["more"] if told and len(text) <= LONGEST else ""


def one_more_word(text: str) -> bool:
    """「再跟你说一声，是声控的那种」: is it said in so many words that more is told?"""
    return bool(_SAYS_MORE.search(text))


@remembered
def for_another(text: str) -> str:
    """「最好跟物业也讲一声」: who else is to hear of it, and nothing else said; "" for any other message."""
    found = _TELL_ANOTHER.search(text) if len(text) <= SHORTEST_WITH_MORE else None
    if found is None:
        return ""
    return found["not"] or (found["more"] if _SHOULD.search(text) else "")


@remembered
def for_caller(text: str) -> bool:
    """「让打电话的人先打听好」「我留个话」: is something told to whoever will ring?"""
    return len(text) <= LONGEST and bool(_FOR_CALLER.search(text))


def goes_on(text: str) -> bool:
    """Does the text tell more of what was told, by a word for it, or of when and how: 「它是时亮时不亮」?"""
    return bool(_GOES_ON.match(text))


def put_right(text: str) -> tuple[str, str]:
    """What a text puts right in passing, and the rest: 「我妈八十了，还有不是17幢是18幢后面」; "" for nothing."""
    found = _PUT_RIGHT.search(text)
    if found is None:
        return "", text
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return found["right"], rest.strip(" ，,。；;！!")


def _is_frame(clause: str) -> bool:
    """Does the clause only say where it belongs, or how much it matters?"""
    patterns = (_PLACE, _NO_PART_OF_IT, _TO_RECORD, _COMPLAINT, _REFUSAL)
    return any(pattern.match(clause) for pattern in patterns)


def _bare(part: str) -> str:
    """The part without the words around what is to be written."""
    before = None
    while part != before:
        before = part
        part = _LEADS_TO.sub("", _FRAME.sub("", part))
    return part
