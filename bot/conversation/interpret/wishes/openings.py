"""Which form a message opens where it was taken for another: who speaks of the own work is no employer. Pure."""

import re
from collections.abc import Mapping

from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.clauses.weekly_tips import (
    SUBSCRIBE,
    UNSUBSCRIBE,
    tired_of_tips,
    wants_weekly_tips,
)
from bot.conversation.interpret.wishes.listed_wishes import outgrown
from bot.conversation.interpret.wishes.wished_course import chooses_course
from bot.understanding.slots import place
from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.sounds_asked import asks_where_mended

EMPLOYER, ENROL, RECOMMEND, JOBS = (
    "training.employer",
    "training.enrol",
    "training.recommend",
    "training.jobs",
)
REQUEST, OFFER, VOLUNTEER, REPORT = "talent.request", "talent.offer", "volunteer.join", "feedback.submit"
_OWN_WORK = re.compile(
    r"打工的|打工仔|打工人|下岗|失业|工友|(?:我|俺|阿拉)(?:[^，,。！!？?\s]{0,10})?(?:在|是|做|当)[^，,。！!？?\s]{0,12}(?:厂|公司|工地|店|车间)"
    r"[^，,。！!？?\s]{0,6}(?:上班|夜班|干活|做工|做事|打工|踩|做)|(?:上|做)(?:夜班|白班|早班|中班)"
    r"|(?:我|俺|阿拉)(?:就)?是(?:个)?(?:做|搞|干|跑|送|扫)[^，,。！!？?\s]{1,6}的"
)
_HIRES = re.compile(
    r"招|缺(?:人|[\u4e00-\u9fff]{0,4}工)|用工|请(?:人|工)|雇|员工|职工|我们?(?:的)?(?:厂|公司|单位|店)(?:里)?(?:要|想|准备|打算|需要)|我司"
    r"|给(?:工人|他们)|(?:培训|教)(?:工人|新人)|订单班"
)
_LEARNS = re.compile(r"学(?!校|历|生|徒)|报名|报个|培训|教(?!室)|考个?证|有没有班")
_CLAUSES = re.compile(r"[，,。.！!？?；;\s]+")
_SEEKS_WORK = re.compile(r"(?:找|换|介绍)(?:个|份|点)?(?:工作|活|事做)|招人的|能去哪(?:上班|做)")
_CALLS_HELPER = re.compile(
    r"(?:要|找|叫|请|派|喊|来)(?:个|几个|一个|两个|一下|点)?(?:人|师傅|邻居|小伙子|志愿者|义工)(?:[来去过上门]{0,4})(?:帮|替)(?:我|阿拉|俺|忙)(?!看看|查|问|转|说|办|登记|报)[^，,。！!？?\s]{2}"
    r"|(?:叫|要|请|找|派|喊|有没有|有勿有|能不能有|有)[^，,。！!？?\s]{0,4}(?:志愿者|义工)[^，,。！!？?\s]{0,6}(?:上门|来|帮|拉|搬|修|陪|送|扶)"
    r"|(?:请|找|叫|派|喊|要)(?:个|位|几个|一个|一位|两个)(?:志愿者|义工)(?!队|当|做)[^。！!？?]{0,20}(?:照看|照顾|照料|要人|没人|看着|陪|搬|修|扶|背)"
    r"|(?:志愿者|义工)[^，,。！!？?\s]{0,4}(?:上门|来(?:帮|拉|搬|修|陪|看|扶)|帮我)"
    r"|(?:叫|找|请|要|派|喊)(?:个|几个|一个)?(?:懂的|会的|会修的|懂行的|在行的)?(?:人|师傅)(?:来|上门)[^，,。！!？?\s]{0,3}(?:抬|搬|拉|修|装|陪|扛|扶|剪|理发|量|通|看看)"
    r"|^(?:人|师傅)(?:来|上门){1,2}(?:帮|替)(?:我|阿拉|俺|忙)[^，,。！!？?\s]{2}"
    r"|(?:有没有|有勿有|有不有|哪位|可有)[^，,。！!？?\s]{0,8}(?:人|后生|小伙子?|小姑娘|邻居|师傅|大哥|阿姨|力气大的)[^，,。！!？?\s]{0,4}"
    r"(?:帮[把个忙我下]|搭把手|搀|扶|背(?![课书])|抬|搬)"
    r"|有(?:没有)?(?:啥|什么)?人(?:好|能|会|可以|肯|愿意)?(?:来|上门)[^，,。！!？?\s]{0,3}(?:抬|搬|拉|修|装|陪|扛|扶|剪|通|教教)"
    r"|(?:有(?:没有|勿有)?(?:啥|什么)?人|谁)(?:好|能|会|可以|肯|愿意)?(?:过来|过去|来|去|上门)[^，,。！!？?\s]{0,3}"
    r"(?:看一?看?(?:他|她|伊|我|老|爸|妈|爷|奶)|照应|照看|照顾|送(?:饭|口|顿))"
)
_JOINS = re.compile(
    r"我(?:们|也|就)?(?:想|要|可以|愿意|能)?(?:当|做|加入|参加|报名|去)"
    r"|算我|带(?:我|孩子|女儿|儿子)[^，,。]{0,6}(?:去|做|当)"
)
_TAKEN_FOR_HELPER = frozenset({
    VOLUNTEER, EMPLOYER, REQUEST, JOBS, "dialog.human", "exchange.mine", "exchange.find", "exchange.offer", "out_of_scope",
    "recycling.sort",
})  # fmt: skip
_IDLE = re.compile(
    r"退休|退下来|闲(?:着|得|来|在|不住)|没(?:啥|什么)?事(?:做|干|情做)|骨头[疼痛]"
    r"|不要(?:工)?(?:钱|工资)|义务|白干|余热|不图钱"
)
_TAUGHT = re.compile(
    r"教(?:过)?(?P<taught>[\u4e00-\u9fff]{2,4}?)(?:的|出身)"
    r"|(?:做过|当过|是|以前|退休前|退休的?)[^，,。]{0,6}?(?P<of>[\u4e00-\u9fff]{2})(?:老师|教师|教练|师傅)"
)
_OWN_CRAFT = re.compile(
    r"(?:做|干|搞|当|开|修|烧|教|拉|踩|剪|写|画|唱|缝|织|绣|种|编|雕|跳|打)(?:了|过)(?:整整|快|近|好)?[\d一二三四五六七八九十廿几多半]{1,4}(?:来|多|几)?年|[\d一二三四五六七八九十廿几]{1,3}(?:来|多|几)?年(?:的)?(?:手艺|老师傅|工龄)"
    r"|(?:吹|拉|弹|唱|跳|写|画|修|烧|剪|织|缝|做|打)[\u4e00-\u9fff]{0,3}?(?:得|的)(?:还|蛮|也|挺|都|交关|邪气)?(?:可以|好|不错|行|来事|像样)"
    r"|手艺|一手好|老本行|拿手"
)
_TALENT_BANK = re.compile(
    r"(?:什么|啥|那个|这个|个|人才|本事|学习|爱心|服务|快乐)银行|银行[^，,。\s]{0,4}(?:不是|不)存钱|(?:不是|不)存钱的"
)
_WOULD_TEACH = re.compile(
    r"(?:我|阿拉|俺)(?:是|就是|就|也)?(?:想|要|愿意|可以|能)(?:来|去|当)?(?:教(?!室|材)|当(?:个)?老师|做(?:个)?老师)"
)
_BORROWED = re.compile(r"教教?我|我(?:是)?(?:想|要)学|请[^，,。\s]{0,4}教我")
_GIVES = re.compile(
    r"出(?:点|份|一份)?力|做(?:点|些)(?:事|贡献|什么)|贡献|发挥|余热|教(?:教)?(?:大家|邻居|孩子|小朋友|人家)"
)
_OF_A_TEAM = re.compile(r"志愿|义工|队|捡|扫|巡|清|铲|搬")
_JOINS_IN = re.compile(
    r"我(?:们|家[\u4e00-\u9fff]{1,2})?(?:也)?(?:想|要|愿意|可以)(?:跟着|跟你们|跟他们|和你们|一起|来|去)?(?:一起)?(?:弄|干|捡|扫|清|铲|巡|出(?:点|份)?力|搭把手|帮(?:帮)?忙)"
    r"|我是来(?:干活|出力|帮忙)的"
    r"|(?:别人|人家|邻居|大家|街坊)[^，,。\s]{0,10}我也?(?:能|会|可以)(?:帮着?|修|弄|教|搭)|(?:想|找)(?:找)?(?:有)?点(?:儿)?(?:事|活)(?:情)?(?:做|干)[^。]{0,4}(?:别人|人家|邻居|大家)"
)
_USE_ME = re.compile(
    r"要(?:不要)?人[不吗么伐]?|用得[着上到]|派得上|用场|帮(?:得)?上|帮(?:帮)?(?:邻居|大家|人家|街坊)|缺(?:不缺)?人|(?:啥|什么)(?:活|事)(?:好|能|可以)做|出(?:点|份)力"
)
_OF_THE_PLACE = re.compile(r"(?:接送人|监护人|紧急联系人|家长信息|租客|房客|车牌)")
_WHOSE = re.compile(
    r"管不管|归(?:不归)?(?:你们|社区|谁|哪|什么|啥|物业|街道)|(?:谁|哪个|啥人|哪里|哪个部门|什么部门|啥部门)(?:来|在|好)?管"
    r"|(?:该|应该|得|要|好|可以)?(?:找|问|去)(?:谁|哪个|哪里|哪儿|啥人|什么人|哪个部门)(?:去)?(?:说|讲|反映|投诉|解决|管|要|办)?(?:的|呢|啊|呀|好|才对)?(?=[，,。！!？?\s]|$)"
)
_URGES = re.compile(r"(?:你们|社区|有没有人|到底|还)?管不管|有(?:没有)?人管")
_HELPS = re.compile(
    r"(?:能不能|可不可以|可以|好不好|能|想|愿意|肯|打算|就是想|要|会|来|去)[^，,。！!？?\s]{0,3}(?:帮|教|给|替|为|带)(?:着|帮|教|教教)?(?:一下)?(?:你们|咱们?|我们|阿拉)?"
    r"(?:邻居|街坊|别人|人家|大家|大伙|居民|老人|老年人|小孩|孩子们|社区|小区|有需要的人|他们)(?:们)?"
)
_OWN_SKILL = re.compile(
    r"退休|以前|原来|从前|做过|当过|干过|学过|我(?:就)?会|我(?:也)?懂|我(?:就)?是(?!问|说|想|要|来)|会这个|这个我会|手艺|本事|(?:年|辈子)"
)
_TAKEN_FOR_JOB = frozenset({ENROL, EMPLOYER, RECOMMEND, "training.info", "training.browse", "out_of_scope"})
FORMS_FOR_JOB = frozenset({"enrol", "employer", "recommend"})
"""Forms that a job is taken for."""
_WANTS_JOB = re.compile(
    r"(?:我|想|要|去|来|能|可以|打算|也){1,3}(?:是|就)?(?:想|要|去|来)?应聘|(?:要|想|报|选|找)(?:的|的是|是)?[^，,。！!？?\s]{0,8}(?:那个|这个|那份|这份)?岗位|应聘(?:那|这|食堂|厨|厂|店)|求职"
)
_ASKED_OF_OTHERS = re.compile(
    r"(?:你们|社区|有没有人|谁|哪里|哪个|志愿者)(?:能不能|可不可以|会不会|能|来|给|帮|可以)|找|请人|叫人|派人"
)
FIND, LISTING = "exchange.find", "exchange.offer"
_SEEKS_THING = re.compile(r"(?:想|要)(?:找|寻|买|收|讨|借)|求购|找(?:个|一)|有没有人(?:要)?(?:送|卖|出)")
_SWAPS_OWN = re.compile(
    r"(?:旧|我的?|家里|阿拉|自己|自家|这[台个辆件只张]|[一二两三几\d][台辆只件箱捆套张]|用不[着上]|闲|不用的|(?:用|拿|把)(?!什么|啥))[^，,。！!？?]{0,14}?(?:换|跟人调)(?:一?[个点些台辆只件把张套]|几|本)"
)
_GIVES_MORE = re.compile(
    r"(?:再|还|也|另外|一道|一起)(?:有|要|想|可以|能)?[^，,。！!？?]{0,12}?送(?!我|阿拉|俺|来|货|到|水|快递|医)(?![^，,。！!？?]{0,10}(?:给我|我吧|吗|伐))"
)
OFFICE, SHORTEST_MATTER = "community.info", 4
_OFFICE = re.compile(r"社区|居委|街道|共建|办公室|大厅")
_REPORTS = re.compile(
    r"我(?:要|想)?(?:来)?(?:投诉|反映|报修|举报)|帮我(?:反映|报|投诉)"
    r"|(?:快|赶紧|马上|派人)[^，,。]{0,4}(?:来|修|管)"
)
_POINTS = re.compile(r"(?:这|那)(?:个|件|种|桩)?事?|它|这个")
_CHOOSES = re.compile(
    r"(?:我|就|那就|那我)(?:就|想|要)?(?:选|要|报|定|挑)(?:这|那)(?:个|门|样)|(?:选|就)(?:这|那)(?:个|门)(?:吧|了|好了)?(?=[，,。！!\s]|$)"
)

_NEEDS_WORD: Mapping[str, re.Pattern[str]] = {
    "event": re.compile(r"^(?!.*登记)|活动|参加|报名|演|赛|节目|讲堂|电影|灯谜|名额|[这那]场|去(?!不)|人去"),
    "listing": re.compile(
        r"送|卖|换|挂|出(?!门|来|院|生|血)|转让|处理|捐|不用了|用不|闲|多余|扔|丢|旧|淘汰|没人|登|便宜|穿|占地"
        r"|拿去|拿走|免费|新|不要|白给|给人|给别人|发出去|谁要|有人要|不想要|二手|收不收|元|块|转|发布|给(?!我)|哪位|打包|半价|好人家|需要|多(?:一|了|买|出)|拆封|[骑穿睡坐玩](?:不|勿|弗)[了下着上]|空着|长?大了|小了"
    ),
    "subscription": re.compile(r"订|提醒|提示|短信|推送|发|通知|预警|消息|收|告诉|晓得|知道|防灾|台风|天气|留意"
        r"|喊|说一声|警报|灾|开通|加回|开起来|呼叫|小知识|加上|想要"),
    "wish": re.compile(r"找|买|要(?!紧)|二手|旧|留意|有没有|谁|哪|闲置|淘|便宜|收|求|换|送|讨|借|寻|缺|想|需"),
}  # fmt: skip
_NEEDS_WORD_IN_QUESTION: Mapping[str, re.Pattern[str]] = {
    "volunteer": re.compile(
        r"志愿|义工|出(?:点|份|一份)?力|帮(?:帮|得上)?(?:忙|人|邻居|大家|老人|你们)|好事|公益|贡献|余热|做(?:点|些)|捡|扫|巡|值班|服务|环保|慈善"
        r"|[红绿紫橙蓝]|(?:表演|维修|礼仪|电脑|物流|清洁|分类|防灾)(?:队|团|小?分队)|缺(?:不缺)?人|要(?:不要)?人"
    )
}
"""What a question must hold to be such a wish: 「有没有跳舞的队好参加」 only asks what there is."""


def rather(intent: str, text: str, *, course: bool = False, skill: bool = False) -> str:
    """The intent that is meant instead of the one that was read; "" where that may stand.

    course, skill: does the text name one?
    """
    if plain := _plainly(intent, text):
        return plain
    if intent == EMPLOYER and _OWN_WORK.search(text) and not _HIRES.search(text):
        return _of_own_work(text, course=course)
    if intent == RECOMMEND and course and chooses_course(text):
        return ENROL
    if intent == FIND and _gives_own(text) and not _SEEKS_THING.search(text):
        return LISTING
    return _rather_helps(intent, text, skill=skill)


def _gives_own(text: str) -> bool:
    return _SWAPS_OWN.search(text) is not None or gives_more(text) or outgrown(text)


def gives_more(text: str) -> bool:
    """「再送一个烧水壶」, 「书桌也不要了，一道送」: is one more thing given away, and none sought?"""
    return _GIVES_MORE.search(text) is not None and not _SEEKS_THING.search(text)


def _rather_helps(intent: str, text: str, *, skill: bool) -> str:
    """The intent of asking for help, offering it or volunteering that is meant instead; "" for none of them."""
    if intent in _TAKEN_FOR_HELPER and calls_helper(text):
        return REQUEST
    if intent == VOLUNTEER and _lends(text, skill=skill):
        return OFFER
    if intent in (ENROL, RECOMMEND, JOBS, REPORT) and joins_in(text):
        return VOLUNTEER
    idle = skill and intent in (JOBS, EMPLOYER) and _IDLE.search(text)
    return OFFER if idle and _USE_ME.search(text) else ""


def _plainly(intent: str, text: str) -> str:
    """The intent that the words of the message plainly are, whatever they were taken for; "" for none."""
    if intent in (SUBSCRIBE, UNSUBSCRIBE) and tired_of_tips(text):
        return UNSUBSCRIBE
    if wants_weekly_tips(intent, text):
        return SUBSCRIBE
    if intent in _TAKEN_FOR_JOB and seeks_job(text):
        return JOBS
    return OFFER if intent not in (OFFER, VOLUNTEER) and (offers_help(text) or brings_skill(text)) else ""


def seeks_job(text: str) -> bool:
    """「我是想应聘食堂帮厨」「我要的是那个岗位」: is it a job that somebody wants, and no course or hand?"""
    return _WANTS_JOB.search(text) is not None and not _HIRES.search(text)


def helps_others(text: str) -> bool:
    """「想问问能不能帮邻居们看看报税」: is it something that one would do for others?"""
    return _HELPS.search(text) is not None and _ASKED_OF_OTHERS.search(text) is None


def offers_help(text: str) -> bool:
    """「我退休前是会计，能不能帮邻居看看报税」: does somebody tell what they can, and want to do it for others?"""
    if not helps_others(text) or _OWN_SKILL.search(text) is None:
        return False
    return not (_OF_A_TEAM.search(text) or _LEARNS.search(_HELPS.sub("", text)))


def brings_skill(text: str) -> bool:
    """「剪纸剪了三十多年，听说你们有个什么银行」, 「我不是要学，我是想来教」: is a skill told of by who would teach it?"""
    if _ASKED_OF_OTHERS.search(text.replace("叫人才", "")) or _BORROWED.search(text):
        return False
    knows = _OWN_CRAFT.search(text) or _TAUGHT.search(text)
    return _WOULD_TEACH.search(text) is not None or bool(knows and _TALENT_BANK.search(text))


def _lends_what_was_taught(text: str) -> bool:
    return all(pattern.search(text) for pattern in (_TAUGHT, _GIVES)) and not _OF_A_TEAM.search(text)


def _lends(text: str, *, skill: bool) -> bool:
    return _lends_what_was_taught(text) or (skill and _lends_own_craft(text))


def _lends_own_craft(text: str) -> bool:
    """「做了三十年电焊，退休了，能不能出点力」: is a craft told of and lent, and no team asked for?"""
    gives = _GIVES.search(text) or _USE_ME.search(text)
    return bool(_OWN_CRAFT.search(text) and gives) and not _OF_A_TEAM.search(text)


@remembered
def joins_in(text: str) -> bool:
    """「看你们有人捡垃圾，我也想跟着弄弄」: does somebody want to lend a hand, and not to learn?"""
    return _JOINS_IN.search(text) is not None and _LEARNS.search(text) is None


def taught(text: str) -> str:
    """美术 of 「退休前是中学教美术的」: what somebody taught; "" where none is told."""
    match = _TAUGHT.search(text)
    return (match["taught"] or match["of"] or "") if match else ""


def learning_clauses(text: str) -> list[str]:
    """The clauses that speak of learning, not those that tell of the own work."""
    return [
        clause for clause in _CLAUSES.split(text) if _LEARNS.search(clause) and not _OWN_WORK.search(clause)
    ]


def _of_own_work(text: str, *, course: bool) -> str:
    if _SEEKS_WORK.search(text):
        return JOBS
    if not _LEARNS.search(text):
        return ""
    return ENROL if course else RECOMMEND


@remembered
def calls_helper(text: str) -> bool:
    """「能不能有志愿者上门来拉」, 「要人来帮我拉纸箱」: is somebody wanted, and said what for?"""
    called = _CALLS_HELPER.search(text) is not None or asks_where_mended(text)
    return called and not _JOINS.search(text)


def asks_whose(intent: str, text: str) -> bool:
    """「房东押金不退 你们管不管」, 「楼上油烟归谁管」 asks who is responsible, and reports nothing yet."""
    if _WHOSE.search(text) is None or _REPORTS.search(text):
        return False
    if (
        intent == REPORT
        and (place.find(text) or place.spot(text))
        and not _WHOSE.search(_URGES.sub("", text))
    ):
        return False  # 「三楼往下倒水 管不管的」 tells what is wrong and where, and urges
    of_office = intent == OFFICE and not _OFFICE.search(text) and len(_WHOSE.sub("", text)) >= SHORTEST_MATTER
    return intent == REPORT or of_office


def says_whose(text: str) -> bool:
    """「就想晓得归哪个修」: is it asked who is responsible, of whatever?"""
    return _WHOSE.search(text) is not None


def asks_whose_it_is(text: str) -> bool:
    """「这个归哪个管」: is it asked of what was told before?"""
    return _WHOSE.search(text) is not None and _POINTS.search(text) is not None


def registers_with_place(text: str) -> bool:
    """「怎么登记接送人」: is it a person or the like that is registered, and no thing that is given away?"""
    return _OF_THE_PLACE.search(text) is not None


def chooses(text: str) -> bool:
    """「踩缝纫机那个是坐着的吧 我选这个」."""
    return _CHOOSES.search(text) is not None


def borne_out(flow: str, words: str) -> bool:
    """Is there a word in what was taken for a wish that speaks of such a form at all?"""
    needed = _NEEDS_WORD.get(flow) or (_NEEDS_WORD_IN_QUESTION.get(flow) if asks(words) else None)
    return needed is None or needed.search(words) is not None
