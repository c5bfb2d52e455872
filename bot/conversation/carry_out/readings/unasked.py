"""What is plainly meant although nothing was asked: a bare phone number, a name beside a course. Pure."""

import re
from collections.abc import Callable, Sequence

from bot.conversation.commands import Ask, Command, Start
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.wishes import call_wishes
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.ranking import is_confident
from bot.understanding.slots import person, phone

SHORTEST_WISH = 5  # characters
_ANOTHER = re.compile(
    r"[，,。；;！!？?\s]+(?:另外|还有|顺便|再帮我|再给我|再就是|对了|还想)(?:[，, ]|个事|一件事)*"
)
_NO_WISH = ("dialog.", OUT_OF_SCOPE)
_CARRIED = ("course", "event", "team")
FEWEST = 4  # letters beside a number that say what it is for
_RINGS = re.compile(r"打(?!印|扫|折|针|牌|球|拳|听|算)|来电|回电|联系")
_OTHER_WISH = re.compile(r"防灾|预警|报名|报个|登记|反映|投诉|举报|订阅|订一?个|预[约订定]|送人|转让|志愿者")
_ASKS_CALL = re.compile(
    r"打(?:我|给|这个|过来|来|(?:个|一个|只)?电话(?:给|到|过来))|回(?:个)?电|来电|给我(?:回|打)"
)
_ME = (
    r"(?:我|俺|阿拉)(?!们?(?:家|老|妈|爸|爹|娘|女|儿|婆|媳|孙|弟|妹|姐|哥|奶|爷|外|邻|朋|亲|爱人|公公|厂|店))"
)
_RING_ME = re.compile(
    rf"(?:打|回|来|挂|拨)(?:个|一个|只|一下|下)?(?:电话)?(?:给|到){_ME}"
    rf"|给{_ME}们?(?:再|也|直接|先)?(?:回|打|来|挂|拨|通)(?:个|一个|只|一通|通|下|一下)?(?:电话|电(?!脑|视|饭|瓶)|过来)"
    rf"|(?:打|回|拨){_ME}(?:的)?(?:个|一个)?(?:电话|手机|座机)|(?:跟|和|同){_ME}(?:通|打)(?:个|一个)?(?:话|电话)"
    r"|(?:叫|让|请|喊|找|要|麻烦|喊得)[^，,。！!？?\s]{1,10}?(?:打|来|回)(?:个|一个|只|一只)?电话(?:过来|来|吧|呗|好|谢|$|[，,。\s])"
)
_NO_RING = re.compile(
    r"别|不要|不用|勿要|覅|甭|谁|骗|推销|陌生|上次|上趟|昨天|刚才|前几?天|老是|有人|接到|(?:前|好了|到了|来了|有了|之后|再)[^，,。\s]{0,4}(?:打|回|来|给)"
    r"|(?:打|回|来)(?:了|过)|电话[^，,。\s]{0,3}(?:是谁|真的)|会不会|不肯|(?:[他她伊爸妈]|老公|老婆|儿子|女儿|媳妇|老板|房东|快递|骑手)[^，,。\s]{0,4}(?:给我|打|回|来)|(?<!不)会(?:打|回|来)|11[09]|120"
)
_JOINS = re.compile(r"我去|我要去|我来|报上|报名|算我|写上|记上|登记|我叫|我姓")
CALL_BACK, CALL_FLOW, PERSON = "handoff.call", "callback", "dialog.human"
_OWN = re.compile(r"退|取消|换|改|撤|不(?:去|来|上|学|报)|报过|报了|报的|我的|登记|名单|还在|查")


def is_bare_number(turn: Turn) -> bool:
    """Is the message a phone number and hardly anything else, or one that is to be rung: a call is wanted?"""
    text = turn.message.text
    if phone.find_any(text) is None or len(phone.find_all(text)) > 1:
        return False
    if _OWN.search(text):
        return False
    rest = [sign for sign in phone.without(text) if sign.isalpha()]
    return len(rest) < FEWEST or asks_call(text)


def leaves_number(turn: Turn) -> bool:
    """Is there a phone number in the message after a call was offered?"""
    offered = any(choice.intent == CALL_BACK for choice in turn.session.choices)
    return offered and turn.session.form is None and phone.find_any(turn.message.text) is not None


def takes_call(turn: Turn, wishes: Callable[[Turn, str], bool]) -> bool:
    """Does a phone number take the offer to be called back: 「周一打 别打到我老公手机上」? wishes: is it another wish?"""
    text = turn.message.text
    if not leaves_number(turn):
        return False
    return (speaks_of_ringing(text) and not wishes_else(text)) or not wishes(turn, text)


def speaks_of_ringing(text: str) -> bool:
    """Does the text say anything of ringing: 「周一打」, 「联系我老公」?"""
    return _RINGS.search(text) is not None


def wishes_else(text: str) -> bool:
    """Does the text hold a word for another wish than to be rung: 「报名」, 「反映」?"""
    return _OTHER_WISH.search(text) is not None


def asks_call(text: str) -> bool:
    """Is somebody to ring: 「晚上六点后打给我」?"""
    return bool(_ASKS_CALL.search(text))


def wants_ringing(text: str) -> bool:
    """「字我不会打，你们打个电话给我」: is the resident to be rung, whatever for, now and not after something else?"""
    return _RING_ME.search(text) is not None and _NO_RING.search(text) is None


def call_wish(turn: Turn) -> Start:
    """The wish to be called on the number in the message, at the time that it names."""
    text = turn.message.text
    when = call_wishes.when_to_ring(text)
    return Start(CALL_FLOW, {"free": when} if when else {}, text)


def enrols(turn: Turn, commands: Sequence[Command]) -> tuple[Command, ...]:
    """「礼拜五上午好的，我叫张阿发」 while a course is spoken of, or named, is a wish to come to it."""
    text, course = turn.message.text, turn.parse.named.get("course", "") or turn.session.topic.course
    introduced = bool(person.called(text)) or (phone.find(text) is not None and person.beside_phone(text))
    already = any(isinstance(command, Start) and command.flow == "enrol" for command in commands)
    if not course or not introduced or already or not _JOINS.search(text) or _OWN.search(text):
        return tuple(commands)
    return (Start("enrol", {"course": str(course)}, text),)


def in_one_breath(turn: Turn, commands: Sequence[Command]) -> tuple[Command, ...]:
    """「帮我报名营业员，另外门口的灯坏了」: both wishes, where each half is surely one and only one was heard."""
    parts = _ANOTHER.split(turn.message.text, maxsplit=1)
    if len(parts) < 2 or len(commands) > 1 or min(map(len, parts)) < SHORTEST_WISH:
        return tuple(commands)
    heard = [turn.hear(part) for part in parts]
    sure = all(is_confident(parse) and not parse.intent.startswith(_NO_WISH) for parse in heard)
    if not sure or heard[0].intent == heard[1].intent:
        return tuple(commands)
    return tuple(
        Start(FLOW_OF_INTENT[parse.intent], _named(parse), part)
        if parse.intent in FLOW_OF_INTENT
        else Ask(parse.intent, words=part)
        for parse, part in zip(heard, parts, strict=True)
    )


def _named(parse: Parse) -> dict[str, str]:
    return {name: str(parse.named[name]) for name in _CARRIED if name in parse.named}


def asks_of_course(turn: Turn, own: Sequence[OwnRecord]) -> bool:
    """Is a course named, and nothing said of what the resident has on record of it, which is nothing?"""
    return "course" in turn.parse.named and not own and not _OWN.search(turn.message.text)


def rings(turn: Turn) -> bool:
    """Is the message a wish to be rung, that tells no number?"""
    return wants_ringing(turn.message.text) and phone.find_any(turn.message.text) is None


def call_intent(turn: Turn) -> str:
    """What answers a wish to be rung: where a number was told before, the staff are called, which books it at once."""
    return PERSON if rings(turn) and turn.session.known.get("phone", "") else CALL_BACK
