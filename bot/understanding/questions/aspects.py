"""Which details of a course, an event or a place a question is about, and whether it wants a yes or no. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.understanding.slots import amounts
from bot.understanding.slots.numerals import NUMERAL, value
from bot.understanding.text.bounded_cache import remembered


class Aspect(StrEnum):
    """A detail that can be asked for."""

    FEE = "fee"
    PLACE = "place"
    TEACHER = "teacher"
    CERTIFICATE = "certificate"
    BRING = "bring"
    HOW = "how"
    WHO = "who"
    JOBS = "jobs"
    SEATS = "seats"
    TIME = "time"


_WAGE = r"工钿|工钱|工资|薪水|月薪|(?:几钿|多少钱|几块钱?)一个?月|一个?月[^，,。]{0,4}(?:几钿|多少钱|几块)"
_FIRM = r"(?:地方|单位|厂家?|厂里|公司|人家|老板|哪家)"
_TAKES_ME = r"(?:肯|会|能|愿意|现在|就|还|好)*+(?:(?:要|收|用|招|雇)(?:我|阿拉|俺|人|[吗么伐不])|招)"
_LEARNT = r"(?:学(?:出来|完|好|会|成)|教会|毕业|结业|出师)"
_LEADS_TO = (
    r"[^，,。？?]{0,6}"
    r"(?:[做干](?:啥|什么|点啥)|(?:到|去)(?:哪|啥地方|什么地方)|[派有](?:啥|什么)用|有人要|啥人要|谁要)"
)
"""「学出来有地方要我伐」 asks where one can work afterwards, and not whom the course is for."""

_WORDS: dict[Aspect, str] = {
    Aspect.FEE: (
        r"多少钱|(?<!个月)(?<!一月)几钿(?!一个?月)|铜钿|钞票|铜板|白学|白教|白上课|收不收费|(?<!罚)(?<!工)钱(?!买|一个?月)|收费|学费|材料费|报名费|门票|票价|要票|买票|免费|费用|价格|贵(?![州阳姓宾重])|便宜|划算|报销|补贴|高温费|交费|缴费|花费|\d+(?:块|元)|(?!一块(?:儿|[去来听学玩上报跟同]))[一二两三四五六七八九十百千]+块"
    ),
    Aspect.TEACHER: r"老师|师傅教|谁教|谁来教|谁上|讲师|教练",
    Aspect.CERTIFICATE: r"证书|[发给拿考]\w?证(?!明)|结业|资格证|有证|什么证|有没有证",
    Aspect.BRING: (
        r"带什么|带啥|(?:花钱|自己|要不要|要|得)买(?!票)|要[带戴]|自带|自己带|准备什么|准备啥"
        r"|工具|材料(?!费)|穿什么|身份证(?!地址|上|是|不是)"
    ),
    Aspect.HOW: (
        r"怎么加入|怎么参加|咋参加|咋加入|第一次(?:去|来)|怎么报|咋报|如何报|报名方式|报名流程|哪里报|哪儿报|手续|报名要"
        r"|(?:怎么|咋|如何|去?哪里?|哪儿).{0,4}登记|登记.{0,6}(?:怎么|咋|哪)|怎么保名|怎么才能报"
    ),
    Aspect.SEATS: (
        r"名额|还有位|位置(?!在)|满了|满没|满员|报满|几个人|多少人|收多少(?!钱|铜钿|费)|位置还有|位子|还能报|报得上"
        r"|(?:其他|其它|别的?|旁)人.{0,2}报|有(?:没有)?人报|报的人|收人|还?招(?:不招)?人?(?=[吗么伐不没呢]|还是)|招人|缺人|要人(?=[吗么伐不])|空位|(?<![\d岁]了)(?<![\d岁])还收[吗么伐不]"
    ),
    Aspect.WHO: (
        r"能不能学|可以学吗|能学|(?<!地方)能要[我俺他她伊]|(?<!地方)(?<!单位)(?<!公司)(?<!人家)(?<!老板)(?<!厂)(?<!厂里)要[我俺](?=不|[吗么伐])|能不能[去来]学|能报(?=不|[吗么伐])|(?:没|不)(?:上|读|念)过|高中|初中|小学文化|没读过|识字|没文化|年龄|岁|文化程度|学历|身份证(?:地址|上|是|不是)|外地|外省|户口|要求|条件|谁能|哪些人|什么人"
        r"|男的|女的|学得会|基础|零基础|难不难|限|能来(?=[学上]?[吗么不伐])|能不能来|可以来(?=[学上]?[吗么不伐])|好来学|收不收(?!钱|费)|年纪|老年人能|老人能|嫌.{0,3}老|太老|赶出来|老头子收|老太婆收"
        rf"|(?:\d{{2}}|{NUMERAL}{{2,3}})了?(?:也|还)?(?:能|可以|行不行|行吗|收[吗么伐不])"
    ),
    Aspect.PLACE: (
        r"在哪|哪里|哪儿|地址|地点|(?:上课|学|教|开课)的?(?:地方|场地)|什么地方|啥地方|怎么走|怎么去|怎么过去|怎么到|咋走|咋去|教室|几楼"
    ),
    Aspect.JOBS: (
        rf"工作(?!服|日|人员|证|牌|室|台|餐|鞋|时间|站)|就业|上班(?!时间)|找活|招工|招人|去处|出路|分配(?=工作|[吗么伐不])|[做寻找]生活|{_WAGE}"
        rf"|{_FIRM}{_TAKES_ME}|{_LEARNT}{_LEADS_TO}"
    ),
    Aspect.TIME: (
        r"什么时候|啥时候|几时|几点|哪天|哪一天|时间|开课(?!前|之前)|多久|几天|几周|礼拜几|星期几|周几|几次|周末|晚上|辰光|上到"
        r"|几个?月|几节|多少节|多长时间|(?:寒假|暑假|放假|过年|春节|国庆|节假日).{0,4}(?:开|还?有人)|几号|日脚|[啥哪][个一]?日子?(?!去哪)|几[趟堂]|几时结束|啥时候结束"
        r"|来得及|来不及(?=[吗么伐不])|赶得[上及到]|赶不赶得|还开(?:不开|[吗么伐])|开不开"
    ),
}
_PATTERNS = {aspect: re.compile(words) for aspect, words in _WORDS.items()}
_WAGE_WORDS = re.compile(_WAGE)
_WORK_AFTERWARDS = re.compile(rf"{_FIRM}{_TAKES_ME}|{_LEARNT}{_LEADS_TO}|去处|出路|分配")
_CONSEQUENCE = re.compile(r"影响|要紧|(?:没|有)(?:啥|什么)?关系|碍事|碍不碍")
"""「我家地址在外地不影响报名吧」 names the detail and asks what follows from it."""
_TOLD = frozenset({Aspect.PLACE, Aspect.BRING, Aspect.FEE, Aspect.TIME, Aspect.TEACHER, Aspect.JOBS})
_BREAK = re.compile(r"[，,。.；;、？?！!\s]+|还有|另外|再就是")
_YES_OR_NO = re.compile(
    r"是不是|要不要|用不用|能不能|可不可以|有没有|收不收|贵不贵|行不行|会不会|可以不|好不好|对不对"
    r"|[吗么伐嘛](?:[呀啊]|$)|满了没|满没满|了没有?$|没有$|(?<!要)不[啦呀啊]?$|([^\W不])不\1|吧[?？]?$"
)
_FREE = re.compile(r"免费|(?<!要)不要钱|(?<!用)不用钱|(?<!收)不收|不花钱|白学")
_PRICE = re.compile(rf"(\d+|{NUMERAL}+)(?:多)?(?:块|元|圆)")
_AGE_TO_COME = re.compile(rf"(\d{{2}}|{NUMERAL}{{2,3}})了?(?:也|还)?(?:能|可以|行|收)")
# What residents ask about and no file of knowledge/ has a field for.
_UNWRITTEN = re.compile(
    r"押金|保证金|停车|车位|包饭|管饭|午饭|吃饭|食堂|教材|课本|空调|退费|退钱|退款|班车|接送|作业|考试|试听|试课|回放|录像"
    r"|直播|电梯|厕所|轮椅|无障碍|住宿|保险|发票|奖品|纪念品|礼品|小礼物|无线网|签到|点名|宠物|带狗|罚款|罚钱|逾期"
)


@dataclass(frozen=True, slots=True)
class AskedAspect:
    """A detail that a question asks for, with the part of the question that does."""

    aspect: Aspect
    words: str

    @property
    def yes_or_no(self) -> bool:
        """Does it want a yes or no?"""
        return wants_yes_or_no(self.words)

    @property
    def whether_free(self) -> bool:
        """Does it ask whether something is free, so that yes means free?"""
        return bool(_FREE.search(self.words))

    @property
    def price(self) -> int | None:
        """The price in yuan that it names; None for none."""
        match = _PRICE.search(self.words)
        return value(match[1]) if match else None

    @property
    def age(self) -> int | None:
        """The age in years that it names: 「68岁能来吗」「我妈75能来吗」."""
        match = _AGE_TO_COME.search(self.words)
        return amounts.age(self.words, asked=False) or (value(match[1]) if match else None)


def asks_for_work(text: str) -> bool:
    """「学出来有单位要我伐」: is it asked where one can work afterwards, and not only told of work?"""
    return bool(_WORK_AFTERWARDS.search(text))


def asks_wage(text: str) -> bool:
    """「那个绿化工几钿一个月」: is it asked what the work pays?"""
    return bool(_WAGE_WORDS.search(text))


def wants_yes_or_no(text: str) -> bool:
    """Is it a question that yes or no answers?"""
    return bool(_YES_OR_NO.search(text))


@remembered
def aspects_asked(text: str) -> tuple[Aspect, ...]:
    """The details that the text asks for, the most specific first; empty for a general question."""
    return tuple(aspect for aspect, pattern in _PATTERNS.items() if pattern.search(text))


@remembered
def asked_in_order(text: str) -> tuple[AskedAspect, ...]:
    """The details that the text asks for, in the order in which it does, each once."""
    asked: dict[Aspect, AskedAspect] = {}
    for words in _BREAK.split(text):
        told = _TOLD if _CONSEQUENCE.search(words) else frozenset[Aspect]()
        places = (
            (pattern.search(words), aspect) for aspect, pattern in _PATTERNS.items() if aspect not in told
        )
        in_words = sorted((match.start(), aspect) for match, aspect in places if match)
        for _, aspect in in_words:
            asked.setdefault(aspect, AskedAspect(aspect, words))
    return tuple(asked.values())


@remembered
def unwritten(text: str) -> str:
    """What the text asks about that the content never describes (押金, 停车); "" for nothing such."""
    match = _UNWRITTEN.search(text)
    return match[0] if match else ""
