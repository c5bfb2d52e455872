"""What is said for politeness in front of a question or a wish, or of a slip of the finger, needs no answer of its own."""

import re
from collections.abc import Sequence

from bot.conversation.carry_out.readings.listening import FEELINGS, weighs
from bot.conversation.carry_out.readings.parts import commands_in, commands_of, with_text
from bot.conversation.commands import Command, Hold, No, Nothing, Social, SocialKind, Yes
from bot.conversation.interpret.flows import FLOWS
from bot.conversation.turn import Turn
from bot.understanding.danger_signs.mourning import Mourning
from bot.understanding.questions.record_acts import asks_plainly

_STOPS = re.compile(r"[\s，,。.；;！!？?、~～…]+")
_SLIP = re.compile(
    r"^(?:哎|啊|呀|不好意思|对不起|刚才|刚刚|前面|那[条个]|这条|我|们|家|里|小|外|孙子|孙女|孩|子|儿子|女儿|宝宝|囡|娃|老伴|猫|手机|自己|不小心|不当心"
    r"|又|是|在|给|玩|都|拿|的)*+"
    r"(?:[按点摁碰戳触][错岔偏到]|误[点触发按]|[发打]错|手滑|手抖|[乱瞎][按点摁发戳打弄玩])"
    r"(?:了|的|字|人|群|地方|一下|一通|出来|出去|啊|呀|哈)*+$"
)
_PUTS_RIGHT = re.compile(
    r"^(?:哎|啊|呀|不好意思|对不起|对勿起|抱歉|刚才|刚刚|我|又|是|的)*+[写打说讲填输发]错(?:了|字|啦|咧)*+$"
)
_VALUE = re.compile(r"(?:是|应该|不是|改|我叫|叫)|.*\d{5}")
_ASKS = re.compile(r"^(?:再|还|想|那|我)*+(?:请?问|请教)(?:一?[句下声个]|你|您|侬)?[，, ]*+")
_POLITE = frozenset({
    SocialKind.SORRY, SocialKind.THANKS, SocialKind.GREET, SocialKind.PRAISE, SocialKind.JOKE, SocialKind.CHAT,
})  # fmt: skip
_KNOWN = re.compile(
    r"(?:不好意思|对不起|对勿起|抱歉|打扰|麻烦|(?:好|都|多|太|真)*谢|辛苦|劳烦|难为|费心|您?你?好|早上?好|老师好|哈喽|嗨|在吗|聪明|厉害|真(?:好|行|棒|快)|太(?:好|棒)"
    r"|帮了?.{0,2}忙)"
)
_THANKS_AT_END = re.compile(
    r"(?<![我要想帮替该])(?<!说声)(?<!好好)[\s，,。.；;！!？?、~～]{0,3}(?:(?:多|太)?谢谢?|辛苦|麻烦|劳烦|拜托)(?:[你您侬]们?|大家|老师|同志|社区|了|啦|哦|啊|呀|哈|噢){0,4}[\s。.！!~～]{0,3}$"
)
LONGEST, SHORTEST = 14, 3  # characters: of a clause that is only polite, of what says something
MOST = 3  # clauses in front


def without_courtesy(turn: Turn) -> Turn:
    """The turn without what is only polite at either end of its message; unchanged where nothing else is said.

    While a form is open, where politeness is all that was heard: thanks beside an answer are answered as well.
    """
    form = turn.session.form
    if turn.postback is not None or (form is not None and form.form not in FLOWS):
        return turn
    if form is not None and not _only_polite(commands_of(turn)):
        return turn
    rest = _behind(turn)
    turn = with_text(turn, rest) if rest else turn
    before = _THANKS_AT_END.sub("", turn.message.text)
    thanked = before != turn.message.text and len(before) > SHORTEST and _says_something(turn, before)
    return with_text(turn, before) if thanked else turn


def _only_polite(commands: Sequence[Command]) -> bool:
    polite = (isinstance(command, Social) and command.kind in _POLITE for command in commands)
    return bool(commands) and all(polite)


def _behind(turn: Turn) -> str:
    """What the message says behind the politeness; "" where it has none, or nothing else."""
    text, behind = turn.message.text, 0
    for stop in list(_STOPS.finditer(text))[:MOST]:
        clause = text[behind : stop.start()]
        if not clause or not _is_polite(turn, clause):
            break
        behind = stop.end()
    rest = _ASKS.sub("", text[behind:].strip()) if behind else ""
    if turn.session.form is None and _VALUE.match(rest) and not asks_plainly(rest):
        return ""  # 「打错了，是1380…」 puts right what is on record
    return rest if len(rest) >= SHORTEST and _says_something(turn, rest) else ""


def _is_polite(turn: Turn, clause: str) -> bool:
    """Is the clause politeness or a slip and nothing else?"""
    if len(clause) > LONGEST:
        return False
    if _SLIP.fullmatch(clause) or (turn.session.form is not None and _PUTS_RIGHT.fullmatch(clause)):
        return True
    return _KNOWN.search(clause) is not None and _only_polite(commands_in(turn, clause))


def _says_something(turn: Turn, rest: str) -> bool:
    """Does it ask or wish for something, or tell a feeling: 「谢谢侬 我想老头子想得一夜没睏」?"""
    if turn.content.made(Mourning.of).longs(rest) or weighs(rest):
        return True
    talk, commands = Social | Nothing | Hold | Yes | No, commands_in(turn, rest)
    felt = (isinstance(command, Social) and command.kind in FEELINGS for command in commands)
    return any(felt) or any(not isinstance(command, talk) for command in commands)
