"""Listens on to who has told of a feeling: the answer to a warm question, a wish in it, an offer that is taken."""

import re
from collections.abc import Sequence

from bot.conversation.carry_out.readings.real_questions import is_real
from bot.conversation.commands import Command, SetSlot, Social, SocialKind, Start
from bot.conversation.interpret.clauses import hesitation
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.values import times
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.questions.aspects import aspects_asked
from bot.understanding.questions.small_questions import small_questions
from bot.understanding.ranking import is_confident
from bot.understanding.slots import phone, yes_no
from bot.understanding.text.bounded_cache import remembered

LISTENS = 2  # turns for which what is told after a feeling belongs to it
SHORTEST = 4  # characters that tell something; shorter ones only answer a question
LIKELY = 0.6  # of a wish told in passing
FEELINGS = frozenset({SocialKind.LONELY, SocialKind.SAD, SocialKind.AFRAID})
HEARD = FEELINGS | {SocialKind.CHAT}
BESIDE = "social.beside"
"""Half a sentence for a feeling that stands beside something to be done."""
_YES_OR_NO = frozenset({"dialog.affirm", "dialog.deny"})
_TO_BE_DONE = frozenset({"talent.request", "feedback.submit"})
_NOT_FELT = re.compile(
    r"(?<!能)(?:没有?|呒没)(?:在|是|啥|什么|得){0,1}(?:难过|难受|伤心|不开心|心事|心情不好)(?!(?:得|极|死))|(?:难过|难受|伤心)(?:啥|什么|个啥|个鬼)|谁(?:说我)?(?:难过|难受|伤心)"
)
_CLAUSES = re.compile(r"[\s，,。.；;！!？?、~～…]+")
_OUT_OF_ORDER = re.compile(
    r"坏|[不弗勿](?:响|亮|灵|转|动|出水|通|制冷|热)|漏|堵|断|松|修|没(?:图像|声音|信号|电|水|人头|画面)|黑(?:掉|屏|特|脱)|沙沙响|死机|[不勿弗]会弄|弄[不勿弗](?:来|好)"
)
_TAKES = re.compile(
    r"^(?:那|那么|格么|嗯|哎|唉|我)*(?:好(?:的|呀|啊|嘛|个|额)|要的|可以|蛮好|行[啊的吧]?|麻烦|拜托|帮我|[你侬您]?去?问问|叫|请|试试)"
    r"|(?:叫|请|找|寻|喊|有)(?:个|一个|得)?人(?:来|陪)|人来(?:陪|讲|说|坐)"
)
_TURNS_DOWN = re.compile(r"(?:不|别|莫|勿|弗)(?:用|要|必|想|肯|麻烦|了)|算了|免了|覅")
_CONSENT = re.compile(
    r"^(?:那|嗯|哎|我|就|格么)*(?:好|要|可以|行|麻烦|拜托)[的呀啊嘛吧啦哦个额]*[\s，,。!！]*"
)


def in_window(turn: Turn) -> bool:
    """Was a feeling told a moment ago, so that what is told now belongs to it?"""
    heard = turn.session.topic.heard_turn
    return bool(heard) and turn.session.turn - heard < LISTENS


def note(turn: Turn, kind: SocialKind) -> None:
    """Keep in mind that something was told as one tells it to a person, and which feeling."""
    topic = turn.session.topic
    if kind in FEELINGS:
        topic.feeling = kind
    elif not in_window(turn):
        topic.feeling = ""
    topic.heard_turn = turn.session.turn + 1


def tells_on(turn: Turn) -> bool:
    """Does somebody who has told of a feeling go on telling, or answer what they were asked, and ask for nothing?"""
    text, parse = turn.message.text, turn.parse
    if turn.postback is not None or turn.session.form is not None or not in_window(turn):
        return False
    if asks(text) or not any(map(str.isalpha, text)) or confirmation(turn.session.choices) is not None:
        return False
    if denies_feeling(text):
        turn.session.topic.feeling, turn.session.topic.heard_turn = "", 0
        return False
    answers = parse.intent in _YES_OR_NO or len(text) < SHORTEST
    if answers and turn.session.choices:
        return False
    return _wishes_nothing(parse, text)


def asks_fact(turn: Turn) -> str:
    """「我明朝去看看 下雨也有人伐」: what is asked of a thing, its rain, time or price, in a heavy talk; "" for nothing such."""
    asked = [
        clause for clause in questions(turn.message.text) if aspects_asked(clause) or small_questions(clause)
    ]
    return "，".join(clause for clause in asked if is_real(turn, clause) and not weighs(clause))


def _wishes_nothing(parse: Parse, text: str) -> bool:
    """Is no wish sure, or the one for company only the answer that there is nobody?"""
    alone = parse.intent == "talent.request" and _only_alone(text)
    return alone or not is_confident(parse) or parse.intent in (OUT_OF_SCOPE, *_YES_OR_NO)


@remembered
def denies_feeling(text: str) -> bool:
    """「我没难过」, 「难过啥」: is it said that there is no such feeling?"""
    return _NOT_FELT.search(text) is not None


def _only_alone(text: str) -> bool:
    """「没有人陪」 answers a question, and asks for nobody."""
    return _ALONE.search(text) is not None and _WANTED.search(text) is None


def is_alone(text: str) -> bool:
    """「一个人冷清」: is it told how alone one is?"""
    return _LONELY.search(text) is not None


def wish_in(turn: Turn) -> Start | None:
    """What is to be done for who tells of it in passing: 「夜里电视机也坏了，连个声音都没有」; None for nothing."""
    for clause in _CLAUSES.split(turn.message.text):
        parse = turn.hear(clause)
        broken = "item" in parse.named and _OUT_OF_ORDER.search(clause) is not None
        intent = next((name for name, _ in parse.ranked if name in _TO_BE_DONE), "")
        sure = parse.intent in _TO_BE_DONE and parse.confidence >= LIKELY
        if intent and (broken or (sure and is_confident(parse) and not _only_alone(clause))):
            whole = (
                turn.message.text if phone.find_any(turn.message.text) else clause
            )  # name and address as well
            return Start(FLOW_OF_INTENT[intent], words=whole)
    return None


@remembered
def out_of_order(text: str) -> bool:
    """Is something told to be broken?"""
    return _OUT_OF_ORDER.search(text) is not None


_WORRY = re.compile(
    r"怕.{0,6}(?:笑|学不|做不|跟不上|拖|丢|难为情|不会|太难|听不懂|看不懂|记不住)|手(?:会|老|有点|要)?(?:抖|笨)|难为情|丢人|丢脸|(?:人家|别人|大家)笑"
)


def worries(text: str) -> bool:
    """「就是怕手抖人家笑话」: does somebody say what they are shy of?"""
    return _WORRY.search(text) is not None


def without_worry(text: str, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands without values that were read out of such words: 「手抖」 is no name."""
    if not worries(text):
        return commands
    shy = [clause for clause in _CLAUSES.split(text) if worries(clause)]
    return [
        command
        for command in commands
        if not (isinstance(command, SetSlot) and any(command.value in clause for clause in shy))
    ] or [Social(SocialKind.AFRAID, text)]


_WANTED = re.compile(r"找|请|要|叫|想|有没有|能不能|可以|帮|来(?:个|人|陪)")
_COMPANY = re.compile(
    r"(?:讲讲|说说|聊聊)(?:话|天)?(?:也|就|都)?(?:好|蛮好|行)|有个声音|解解?闷|陪我(?:讲|说|聊)"
)
_OF_BOT = re.compile(r"真人|机器|电脑|程序|活人")


@remembered
def asks_for_company(text: str) -> bool:
    """「侬是真人还是机器，讲讲话也好的」: is the bot itself wanted to talk?"""
    return _COMPANY.search(text) is not None and _OF_BOT.search(text) is not None


def offer_taken(turn: Turn) -> str:
    """The words that take what was offered to comfort, with what else the message says; "" where it is not taken."""
    topic, text = turn.session.topic, turn.message.text
    if not topic.offered or topic.offered_turn != turn.session.turn or turn.session.form is not None:
        return ""
    if turn.postback is not None or _TURNS_DOWN.search(text) or hesitation.is_sound(text):
        return ""
    if yes_no.read(text) is not True and not _TAKES.search(text):
        return ""
    rest = _CONSENT.sub("", text) if yes_no.read(text) is not True else ""
    return f"{topic.offered}，{rest}" if len(rest) >= SHORTEST else topic.offered


_FELT = {
    SocialKind.AFRAID: re.compile(r"怕|慌|吓|担心|紧张|抖|不敢|心跳|惊|恐|睡不着"),
    SocialKind.RELIEVED: re.compile(r"好了|没事|松|放心|安心|过去了|谢天|总算|平安|太平|解决|找到|回来"),
}
_UNSERVED = re.compile(
    r"没(?:有)?人(?:来?(?:接|修|换|收|答|应|回|处理|教|带|开|扫|送|弄|帮忙)|来(?!看我|陪|往)|看(?!我|看我)|管(?!我))|没(?:有)?人.{0,4}(?:怎么办|找谁)"
)
_ALONE = re.compile(
    r"孤|冷清|寂寞|独|闷|没(?:有)?人(?:说|讲|陪|理|听|聊|要我|疼|管我|来看我|来往)|空荡|空落|清静|伴|想(?:他|她|伊|家)|难过|难受"
)


_LONELY = re.compile(r"孤|冷清|寂寞|一个人|没人|空荡|空落|清静")
_HEAVY = re.compile(
    r"心里(?:好|很|真|交关|一直|老是|总|有点)?(?:慌|闷|堵|难|苦|酸|空|烦|乱|沉|不好受|不是滋味)|难过|伤心|想哭|哭了|眼泪|[睡困](?:不|勿|弗)着|没[睡睏]|孤单|冷清|害怕|吓得"
)


@remembered
def weighs(text: str) -> bool:
    """「这两天心里慌兮兮的」: is it said in plain words that something weighs on somebody?"""
    return _HEAVY.search(text) is not None


def is_felt(kind: SocialKind, text: str) -> bool:
    """Does the text bear out the feeling? 「放学没人接」 tells of none: somebody is wanted for something."""
    cue = _FELT.get(kind)
    if cue is not None:
        return cue.search(text) is not None
    return kind is not SocialKind.LONELY or not _UNSERVED.search(text) or bool(_ALONE.search(text))


_HEART = re.compile(
    r"心(?:里头?|头|情|里面)?(?:总是?|老是?|一直|真的?|好|很|特别|太|有点|有些|蛮|挺|又|都|实在){0,3}"
    r"(?:难受|难过|堵|闷|苦|憋|酸|沉|乱|不好受|勿好受|不舒服|不痛快|不是滋味|压抑|不好|很?差|低落|委屈|没着落)"
    r"|想哭|难过得|委屈得|憋屈|压抑|郁闷|抑郁|孤独|透不过气来?的?日子|日子(?:真|好)?难熬|情绪(?:不好|很?差|低落)"
)
_WITH_HEART = re.compile(
    r"[睡困]不[着牢]|吃不下|没胃口|没精神|提不起劲|掉眼泪|流眼泪|哭|熬|撑|(?:不知道?|不晓得|勿晓得|没处|没地方|没人|呒人)[^，,。]{0,5}(?:讲|说|诉|听|懂)"
    r"|^(?:最近|这几天|这阵子|这段时间|近来|一个人|晚上|夜里|我|唉|哎)+$"
)
_BEREFT = re.compile(
    r"(?:老伴|老头子?|老太婆|老婆|老公|爱人|(?:我|阿|姆|老)(?:妈|爸|爹|娘|公|奶|爷))[^，,。\s]{0,8}(?:走(?:掉|了|的)|没了|过世|去世|不在(?:了|人世))"
)
_WENT = re.compile(
    r"打工|上班|出差|出门|出去|回(?!来也|不来)|旅游|医院|离婚|跟人|跑|上海|外地|外头|外面|散步|买|接|送|不在家|走散|走丢|走失|走了一|走了几|[?？]|[吗伐么]$"
)
_SOMEBODY = re.compile(
    r"(?:有没有|有勿有|有|找|寻|想|要|请|给我找)[^，,。\s]{0,4}?(?:人|女的|男的|女同志|阿姨|大姐|师傅)[^，,。\s]{0,5}?(?:聊|说说|讲讲|谈谈|倾诉|说话|讲话|听我|吐吐)"
    r"|(?:跟|和|同|找)(?:个|一个)?(?:人|女的|女同志)[^，,。\s]{0,2}(?:聊|说|讲|谈)"
)
_NOBODY = re.compile(
    r"(?:不知道?|不晓得|勿晓得|没处|没地方|没人|没有人|呒人|无处)[^，,。\s]{0,6}(?:讲|说|诉|聊|听|懂)"
)
_COMES_TO_ME = re.compile(r"人来(?:家里|坐|陪|我家)|上门|来陪|陪(?:陪)?我")
_WHAT_KIND = re.compile(r"^(?:最好|要|想要)?(?:找|是)?(?:个|位)?(?:女|男)(?:的|同志|士)?(?:也行|最好|就好)?$")
_OF_DOCTORS = re.compile(r"医生|医院|挂号|门诊|吃药|心理咨询|心理科|体检|检查")
_NOT_THAT = re.compile(r"^(?:我|又|都|这){0,2}(?:不是|没有?|弗是|勿是)(?:要|想|说|来)")


@remembered
def is_bereft(text: str) -> bool:
    """「老婆去年走的 就剩我一个」: is it told that somebody near has died, and not that they went somewhere?"""
    return _BEREFT.search(text) is not None and _WENT.search(text) is None


@remembered
def wants_somebody(text: str) -> bool:
    """「有没有人能聊聊，要女的」: is a person to talk to wanted, and nobody who comes to the house?"""
    return _SOMEBODY.search(text) is not None and _COMES_TO_ME.search(text) is None


@remembered
def wished_of_somebody(text: str) -> str:
    """「要女的，礼拜二没空」: what is said of the person to talk to and of when; "" where nothing is."""
    clauses = [clause for clause in _CLAUSES.split(text) if clause]
    of_them = (_SOMEBODY, _WHAT_KIND)
    told = [
        clause for clause in clauses if any(of.search(clause) for of in of_them) or times.find_all(clause)
    ]
    return "，".join(told)


@remembered
def has_nobody(text: str) -> bool:
    """「也不知道跟谁讲」: is there nobody to tell it to?"""
    return _NOBODY.search(text) is not None


def _tells_of_a_heart(turn: Turn) -> bool:
    """Is a heavy heart told, or after it that somebody to talk to is wanted?"""
    text, topic = turn.message.text, turn.session.topic
    told_lately = topic.feeling == SocialKind.SAD and in_window(turn) and wants_somebody(text)
    return told_lately or _HEART.search(text) is not None or is_bereft(text)


def tells_only_feeling(turn: Turn) -> bool:
    """「最近心里难受，睡不着」: is a heavy heart told, or after it that somebody to talk to is wanted, and nothing to be done?"""
    text = turn.message.text
    if turn.postback is not None or turn.exact or turn.session.form is not None or _COMES_TO_ME.search(text):
        return False
    if not _tells_of_a_heart(turn) or _OF_DOCTORS.search(text):
        return False
    return not any(_is_matter(turn, clause) for clause in _CLAUSES.split(text) if clause)


def _is_matter(turn: Turn, clause: str) -> bool:
    """Does the clause ask or wish for something else than to be heard?"""
    if any(
        of.search(clause) for of in (_HEART, _BEREFT, _WITH_HEART, _NOBODY, _SOMEBODY, _WHAT_KIND, _NOT_THAT)
    ):
        return False
    parse = turn.hear(clause)
    serves = is_confident(parse) and parse.intent != OUT_OF_SCOPE and not parse.intent.startswith("dialog.")
    return serves and (asks(clause) or parse.intent in FLOW_OF_INTENT or bool(parse.named))
