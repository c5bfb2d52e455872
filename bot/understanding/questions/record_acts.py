"""Whether a text asks for a change or an end of something on record, or only asks about one, or denies it. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.clauses import bare_clauses

_ENDS = r"(?:退[掉出订课队]?|撤[掉回销下]?|取消|注销|停[掉]?(?![水电气车])|删掉?)"
_HOW_TO_END = re.compile(
    rf"(?:怎么|咋个?|怎样|如何|哪能|找(?:谁|哪个|啥人)|[跟和同](?:谁|哪个|啥人)(?:说|讲)?)(?:样|个)?(?:才能?|去|好)?{_ENDS}(?![费钱款租路])"
    r"|(?:随时|到时候?|以后|中途|半路|后面)[^，,。]{0,4}(?:能不能|可不可以|可以|能|好|让)[^，,。]{0,3}(?:退(?![费钱款])|撤|取消|不[来去做])"
    r"|(?:随时|到时候?|以后|中途|半路)(?:要)?(?:退(?![费钱款])|撤|取消)[^，,。]{0,2}(?:可以|行|好|能)"
    r"|(?:退(?![费钱款])|撤|取消)[^，,。]{0,4}(?:要|得)?(?:怎么|咋|找谁|跟谁|哪能)"
)
_HOW_TO_LEAVE = re.compile(
    r"(?<![他她伊人傅])(?<![你他]们)(?<!老师)(?<![他她伊人]要是)"
    r"不(?:想)?[来去上学要做干收参][^，,。\s]{0,3}了?[^，,。]{0,4}[，, ]?(?:到时候?|以后|再)?(?:[跟和同](?:谁"
    r"|哪个|啥人)|找(?:谁|哪个)|怎么(?:说|讲|弄|办)|咋(?:说|讲|弄|办))"
    r"|不(?:想)?[来去上学要做干收参][^，,。\s]{0,3}了[^，,。]{0,3}(?:到时候?|以后)?[^，,。]{0,2}[跟和同](?:你|侬|你们|社区|老师)(?:说|讲)"
)
_ABOUT_LATER = re.compile(
    r"^(?:我|是|就|只|想|要|先)*(?:问|讲|说)(?:的是|的|一下|问|句)*(?:以后|到时候?|将来|后面|下回|下次|往后)(?:的事|的|呢|咋办|怎么办)*$"
    r"|^(?:我|是|就|只|想|要|先)*问(?:的是|一下)?(?:该|要|好)?[跟和同找](?:谁|哪个|啥人)(?:说|讲)?$"
)
_GIVEN_UP_NOW = re.compile(
    r"不(?:用|要|想|能)?(?:来|去|学|上|要|做|办|修|参加|弄|收)?[^，,。\s]{0,1}了(?![解])"
)
_NOBODY_COMES = re.compile(
    r"(?:没有?人(?:来|接|应|管|修|理|打|联系)|等不(?:到|着)|没等(?:到|着)|(?:人|师傅|他们?|她|伊|志愿者|电话|消息)(?:还|都|也|要是|万一|如果){0,2}(?:不来|没来|没打)|没(?:消息|回音|音讯))"
    r"[^，,。；;！!？?]{0,6}[，, ]?(?:我|阿拉)?(?:该|要|好|去|再)*(?:找谁|问谁|跟谁|怎么办|咋办|咋个办|怎么弄|哪能办)"
    r"|(?:他们?|她|伊|人|师傅|志愿者)(?:[今明后]天|明朝|到时候?|要是|万一|如果|还|又){0,3}(?:不来|没来|不到)了?(?:呢|咋|怎么)"
)
_CONDITION = re.compile(r"要是|如果|假如|万一|要么|到时|以后|将来|哪天|过(?:几|两|些|一阵)")
_EITHER_WAY = re.compile(
    r"接不接|去不去|来不来|做不做|应不应|(?:可以|能|好)不[接去来做干应]|(?:说|讲)了?算|自己(?:定|决定|作主|做主)"
)
_CHANGES_PLAINLY = re.compile(
    r"改|(?<!交)换|变更|更[改换正]|写成|推迟|提前|挪|调[到成整换]|延[后期迟]|写错|记错|弄错|错了"
)
_ENDS_PLAINLY = re.compile(
    r"退|撤|取消|不要|不用|算了|放弃|让给|清掉|[拿去划勾抹消取摘][掉下]|下[架掉]|收回|停|删"
    r"|[不弗勿莫]+(?:再)?(?:去|来|学|想|参加|送|卖|收|订|报|上|干|做|弄|换|找|修|借|租|搞|招)"
)
_TAG = re.compile(
    r"(?:伐|吗|么|[好行是对能会有]不|可以不|[是对的]吧|会\S{1,8}吧|是\S{1,12}吧|(?:周|礼拜|星期)几)$"
)
_I_ASK = re.compile(r"^(?:我|就|只|是|想|要|来|先|那|[，, ])*问(?!题|到|过|了)")
_ACT = (
    r"(?:改|退|撤|取消|换|删|修改|更改|退出|退订|退课|退掉|撤回|撤掉|登记|报名|重新报|再报|订|不[送卖来去学上要收参])"
    r"(?:了|加|掉|回|出|订|名|班|课|时间|地址|电话|东西)?"
)
_DENIED_ACT = re.compile(
    r"^(?:哎|啊|喂|哦|唉|不对|错了|我|侬|你|这|那|都|又|可|真|[，,！! ])*"
    r"(?:(?:不|勿|弗)(?:是|系)(?:说|讲|叫你|让你)?|没(?:有)?(?:说|讲|叫你|让你)|谁(?:说|讲)(?:我)?)"
    rf"(?:我|阿拉)?(?:要|想|来|现在|马上|今天|立刻|就|说|讲|给我)*{_ACT}(?:的意思|啊|呀|的|了)*"
    r"[！!，,。；;\s]+(?:(?:我)?是(?=改|换|加|补|问))?(?P<rest>\S.{2,})$"
)

_PAPER = (
    r"(?:[\u4e00-\u9fff]{1,3}证(?!书|明(?!上|写))|[\u4e00-\u9fff]{1,4}证明|户口[本簿]?|学籍|病历|档案|执照|护照|驾照|发票|存折"
    r"|(?:银行|医保|社保|市民|公交|老年|身份|电话|手机)卡|[\u4e00-\u9fff]{1,2}合同|水电?费|电费|煤气费|账单)"
)
_OF_A_PAPER = re.compile(
    rf"{_PAPER}(?:上面?|里面?|的|那[个张本]|这[个张本])*[^，,。]{{0,2}}"
    r"(?:名字|姓名|地址|照片|号码|电话|生日|出生|性别|字|信息|写错|打错|弄错|错|丢|掉|遗失|过期|到期|挂失|补|换|改|更正|办|挂)"
)
_WISHES = re.compile(
    r"(?:登记|报名|报|加入|参加|写|记|订|挂|存)(?:上|进去?|一下|一个|个名|好)(?!了|没|的)"
    r"|(?:给|帮|替|把|让)[^，,。\s]{1,8}(?:登记|报名?|加入|参加|订|存|挂)(?!了|过|的)|(?:说了|是)(?:要|想)(?:登记|报名?|加入|参加)"
)

_WHERE_SEEN = re.compile(
    r"(?:去|到|在|上|从)?(?:哪里?|哪儿|啥地方|什么地方|哪个地方)(?:可以|能|好|去)?(?:看|查|问|晓得|知道|瞧)(?:得?到|见)?"
    r"(?=.{0,4}(?:结果|进度|消息|回音|下文|答复|情况|有没有人|有人|到哪|办得|修好|人来)|[啊呀呢吗?？]?$)"
    r"|(?:怎么|咋|哪能)(?:样)?(?:才能?|能|可以|好)?(?:看|查|晓得|知道)(?:到|得到)?[^，,。]{0,3}(?:结果|进度|回音|下文|办好|修好|有没有人|有人(?:接|要|来|应)|办得)"
)


@remembered
def asks_where_seen(text: str) -> bool:
    """「我过两天去哪看有没有人来」: is it asked where one sees what came of it?"""
    return bool(_WHERE_SEEN.search(text))


@remembered
def is_of_a_paper(text: str) -> bool:
    """「出生证上名字写错了去哪改」: is it about what stands in a paper of one's own, which is kept elsewhere?"""
    return bool(_OF_A_PAPER.search(text))


@remembered
def wishes_anew(text: str) -> bool:
    """「把她登记上，电话用我的」: is somebody to be signed up for something?"""
    return bool(_WISHES.search(text))


def asks_how_to_end(text: str) -> bool:
    """「到时怎么退」「以后能不能不去」: is it asked how one gets out of it, and is nobody out of it yet?"""
    if _GIVEN_UP_NOW.search(text) and not _CONDITION.search(text):
        return False  # 「不用来了，怎么撤」 wants it done
    how = _HOW_TO_END.search(text) or _HOW_TO_LEAVE.search(text)
    return bool(how or _ABOUT_LATER.match(text.strip(" ，,。？?！!")))


@remembered
def asks_whom_to_turn_to(text: str) -> bool:
    """「没人来我找谁」「等不到怎么办」: what is to be done if nothing comes of it?"""
    return bool(_NOBODY_COMES.search(text))


def is_conditional(text: str) -> bool:
    """「要是没人我带她去行不行」, 「接不接我讲了算伐」: does the text speak of what may be, and settles nothing now?"""
    return bool(_CONDITION.search(text) or _EITHER_WAY.search(text))


@remembered
def asks_plainly(text: str) -> bool:
    """Is a clause a question by its ending: 「…是伐」, 「卫生小分队是扫地的吧」? 「那就周六吧」 is none."""
    return bool(_I_ASK.search(text)) or any(_TAG.search(clause) for clause in bare_clauses(text))


def changes_plainly(text: str) -> bool:
    """Is there a word in the text that can only mean a change?"""
    return bool(_CHANGES_PLAINLY.search(text))


def ends_plainly(text: str) -> bool:
    """Is there a word in the text that can only mean an end?"""
    return bool(_ENDS_PLAINLY.search(text))


@remembered
def after_denied_act(text: str) -> str:
    """「不是改，我就问19号去好伐」: what is said after it; "" where no change, end or form is denied first."""
    denied = _DENIED_ACT.match(text)
    return denied["rest"] if denied else ""
