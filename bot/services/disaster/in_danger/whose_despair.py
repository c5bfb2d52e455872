"""Whose despair it is: of who writes, unless somebody else is told of who despairs."""

import re
from collections.abc import Sequence

from bot.content.shared.danger_answers import Standing
from bot.conversation.crisis_state import Crisis
from bot.understanding.slots.crisis_facts import clauses
from bot.understanding.slots.standing import INSIDE, speaks_of_others, stands

_IT_IS_ME = re.compile(
    r"(?:不|勿|弗)是(?:说)?(?:别人|他|她|伊|人家|旁人|哪个)[，,。\s]{0,3}(?:就?是)?我"
    r"|(?:^|[，,。！!\s])(?:就)?是我(?:自己|自家|本人)?(?:[啊呀的了，,。！!\s]|$|想|不想|要死|活)"
    r"|我(?:说|讲|问)(?:的)?(?:就)?(?:是)?(?:我)?(?:自己|自家)|我(?:说|讲|问)的(?:就)?是我|哪(?:里)?有(?:别人|他|她)|(?:就|只有?)我(?:自己)?一个人(?:[啊呀的在，,。！!\s]|$)"
)
_WHO = (
    r"老公|老婆|丈夫|妻子|男朋友|女朋友|男友|女友|对象|儿子|女儿|囡|孩子|小孩|爸|妈|爹|娘|老伴|老头|老太|爷爷|奶奶"
    r"|外公|外婆|媳妇|女婿|家里人|老板|同学|朋友|他们?|她们?|伊"
)
_OF_THEM = re.compile(
    rf"(?:{_WHO})[^，,。\s说讲想]{{0,6}}(?:走了|跑了|没了|过世|去世|不在了|死了|离婚|分手|出轨|不要我|不管我|不理我|不要这个家"
    r"|嫌我|骂我|打我|怪我|看不起我|恨我|赶我|逼我|瞒着我|外面有人|外头有人|回(?:了)?(?:老家|娘家)|搬走|搬出|带[^，,。\s]{0,3}走)"
)
"""What others have done or met with, which drives who writes to despair: 「老婆跑了 活着没意思」."""
_DONE_BY_HELPER = re.compile(
    r"跳楼了|跳下去了|跳下来|跳河了|跳江了|跳进|投河|下水了|沉下去|上吊了|吊着|挂在|没反应|叫不醒|叫不应|没呼吸|不答应|不应声|不开门|不肯|敲门|撞门|劝|守着|陪着(?!我)|抢下|夺下|拉住|抱住|坠楼|掉下去|说要|闹着"
)


def is_of_oneself(text: str) -> bool:
    """「啥意思 我说的是我自己」: does who writes say that it is of themselves?"""
    return _IT_IS_ME.search(text) is not None


def note(crisis: Crisis, words: Standing | None, text: str) -> None:
    """Keep whose it is. Their own word for it holds against all; who tells of nobody else is assumed to speak of themselves."""
    if is_of_oneself(text):
        crisis.stands, crisis.assumed = INSIDE, False
        return
    if crisis.asks_of_death and not _may_be_of_others(text):
        crisis.stands, crisis.assumed = (
            INSIDE,
            True,
        )  # what is said to 「您是不是想过不活了」 is of themselves
        return
    if crisis.stands and not crisis.assumed:
        return  # whose despair it is does not change
    texts = (crisis.words, text) if not crisis.stands else (text,)
    told = _told(words, texts)
    if told:
        crisis.stands, crisis.assumed = told, False
    elif not any(map(_may_be_of_others, texts)):
        crisis.stands, crisis.assumed = INSIDE, True


def _told(words: Standing | None, texts: Sequence[str]) -> str:
    """Where who writes stands by the last of these texts that tells it; "" for none."""
    if words is None:
        return ""
    told = [stands(_but_for_causes(text), words.inside, words.outside, words.told_of) for text in texts]
    return next((where for where in reversed(told) if where), "")


def _but_for_causes(text: str) -> str:
    """The text without what others have only done to who writes."""
    return " ".join(clause for clause in clauses(text) if not _OF_THEM.search(clause))


def _may_be_of_others(text: str) -> bool:
    """Is somebody else spoken of, or what only who stands by would tell?"""
    rest = _but_for_causes(text)
    return speaks_of_others(rest) or _DONE_BY_HELPER.search(rest) is not None
