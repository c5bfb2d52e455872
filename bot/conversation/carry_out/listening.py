"""Listens on to who has told of a feeling: the answer to a warm question, a wish in it, an offer that is taken."""

import re
from collections.abc import Sequence

from bot.conversation.commands import Command, SetSlot, Social, SocialKind, Start
from bot.conversation.interpret import hesitation
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.form_messages import asks
from bot.conversation.turn import Turn
from bot.understanding.bounded_cache import remembered
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.ranking import is_confident
from bot.understanding.slots import yes_no

LISTENS = 2  # turns for which what is told after a feeling belongs to it
SHORTEST = 4  # characters that tell something; shorter ones only answer a question
LIKELY = 0.6  # of a wish told in passing
FEELINGS = frozenset({SocialKind.LONELY, SocialKind.SAD, SocialKind.AFRAID})
HEARD = FEELINGS | {SocialKind.CHAT}
BESIDE = "social.beside"
"""Half a sentence for a feeling that stands beside something to be done."""
_YES_OR_NO = frozenset({"dialog.affirm", "dialog.deny"})
_TO_BE_DONE = frozenset({"talent.request", "feedback.submit"})
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
    if asks(text) or not any(map(str.isalpha, text)):
        return False
    answers = parse.intent in _YES_OR_NO or len(text) < SHORTEST
    if answers and turn.session.choices:
        return False
    alone = parse.intent == "talent.request" and _only_alone(text)
    return alone or not is_confident(parse) or parse.intent in (OUT_OF_SCOPE, *_YES_OR_NO)


def _only_alone(text: str) -> bool:
    """「没有人陪」 answers a question, and asks for nobody."""
    return _ALONE.search(text) is not None and _WANTED.search(text) is None


def wish_in(turn: Turn) -> Start | None:
    """What is to be done for who tells of it in passing: 「夜里电视机也坏了，连个声音都没有」; None for nothing."""
    for clause in _CLAUSES.split(turn.message.text):
        parse = turn.hear(clause)
        broken = "item" in parse.named and _OUT_OF_ORDER.search(clause) is not None
        intent = next((name for name, _ in parse.ranked if name in _TO_BE_DONE), "")
        sure = parse.intent in _TO_BE_DONE and parse.confidence >= LIKELY
        if intent and (broken or (sure and is_confident(parse) and not _only_alone(clause))):
            return Start(FLOW_OF_INTENT[intent], words=clause)
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
