"""Hears that only a detail is denied while the danger goes on: 「我没昏迷 就是呛」 denies a word of the card and no more."""

import re

from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger.cards import advice_of
from bot.understanding.danger_signs.danger import MOUTHFULS
from bot.understanding.slots.crisis_facts import clauses

_DENIED = re.compile(
    r"(?<![有是要])(?:没有?|呒没|勿曾|不是|勿是|弗是|不|勿|弗)(?P<what>[^，,。！!？?\s啊呀了的呢嘛]{1,6})"
)
_TELLS_ON = re.compile(
    r"呛|辣|咳|喘|透不过|胸闷|闷得|(?:味道?|气味)(?:重|大|冲|浓|难闻|还)|味儿?大|痛|疼|晕|昏|发麻|麻木|流血|出血|还在(?:流|漏|冒|烧|里|抖)|烟大|冒烟|流(?:眼)?泪|想吐|在吐|难受|烫|肿"
)
_OF_FUMES = frozenset({"gas", "co", "chemical_leak", "poisoning"})
_SMELLS = re.compile(r"呛|辣|咳|喘|臭|味道|气味|流(?:眼)?泪|胸闷")
_NOT_THIS = re.compile(r"(?<![是要])(?:不|勿|弗)是(?P<what>(?!说|讲|要|吗)[^，,。！!？?\s呀啊的了是]{1,5})")
_IT_IS = re.compile(r"(?<![不勿弗])是(?!不是|不|勿)|吞的|吃的|咽的|磁|硬币|扣|珠|玻璃|针|钉|电池|药")
_SPLIT = re.compile(r"[，,。！!？?；;\s]+|(?<=[^不勿弗可])(?=是)")
_SAYS_LITTLE = frozenset("了的在里面人打上下不一")


def is_all(turn: Turn, crisis: Crisis) -> bool:
    """Is nothing denied but what neither the card's name nor their own words hold, and harm told of beside it?"""
    parts = clauses(turn.message.text)
    denied = [said["what"] for part in parts for said in _DENIED.finditer(part)]
    known = set(advice_of(turn, crisis.card).name) - _SAYS_LITTLE
    if not denied or any(known.intersection(what) or what[:2] in crisis.words for what in denied):
        return False
    return any(_TELLS_ON.search(part) and not _DENIED.search(part) for part in parts)


def without(turn: Turn, crisis: Crisis) -> str:
    """The message without the clauses that deny a detail; the whole of it where the danger itself may be denied."""
    text = turn.message.text
    if crisis.card in MOUTHFULS:
        return _of_what_it_is(text)
    if not is_all(turn, crisis):
        return text
    return " ".join(part for part in clauses(text) if not _DENIED.match(part.lstrip("我他她伊人都又现在也")))


def _of_what_it_is(text: str) -> str:
    """「不是电池 电池找到了 是磁铁」: the clauses but those of what was not swallowed; all where nothing else is."""
    return _but_for_denied(text) or text


def _but_for_denied(text: str) -> str:
    """What is said of the thing that was swallowed, without the one that was not; "" where only one is named."""
    denied = _NOT_THIS.search(text)
    if denied is None:
        return ""
    rest = " ".join(part for part in _SPLIT.split(text) if denied["what"] not in part)
    return rest if _IT_IS.search(rest) else ""


def says_what_it_is(turn: Turn, crisis: Crisis) -> bool:
    """「搞错了 不是电池 是硬币」: is another thing named that was swallowed? That is no denial."""
    return crisis.card in MOUTHFULS and bool(_but_for_denied(turn.message.text))


def still_smells(turn: Turn, crisis: Crisis) -> bool:
    """「没啥事 就是呛」: are there fumes still, by a clause that neither denies nor asks it?"""
    told = (part for part in clauses(turn.message.text) if not (_DENIED.search(part) or asks(part)))
    return crisis.card in _OF_FUMES and any(map(_SMELLS.search, told))
