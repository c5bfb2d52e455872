"""The matter that a message tells, without what was said to the bot before it: 「都不是！公交站的椅子断了」."""

import re
from collections.abc import Sequence

from bot.conversation.interpret.interpreter import Interpreter
from bot.conversation.interpret.piece_reader import Reading
from bot.conversation.turn import Turn
from bot.understanding.dialog_state import DialogState
from bot.understanding.slots import place
from bot.understanding.text.own_words import essence

_CLAUSE = re.compile(r"[^，,。！!？?；;:：\s]+[，,。！!？?；;:：\s]*")
_STOPS = "，,。！!；;:： "
_TOLD_TO_THE_BOT = frozenset({
    "yes", "no", "complain", "hold", "person", "stop", "restart", "more", "none", "repeat.again",
    "social.greet", "social.thanks", "social.insult", "social.sorry", "social.praise", "social.bye",
    "record.add", "record.change", "record.withdraw", "record.status", "meta.bot", "meta.said", "meta.why",
})  # fmt: skip
_NOT_THAT = re.compile(r"^(?:都)?(?:不是|弗是|勿是)")
_THAT = re.compile(r"^(?:是|而是|我(?:说|讲|问)的?是|我是(?:说|讲))(?!不是)")
_HEART = 0.7  # a clause that is so likely a wish is what the message is about
# A clause that is so likely talk is left out before the heart, and before anything else.
_TALK, _SURE_TALK = 0.25, 0.6
SHORTEST, LONGEST_TALK, PARTICLE = 4, 14, 3  # characters
_STATE = DialogState(asked="open")


def matter(turn: Turn, text: str) -> str:
    """The text from where it comes to the point, without what is only talk; unchanged where nothing else is in it."""
    clauses = _CLAUSE.findall(text)
    if turn.interpreter is None or len(clauses) < 2:
        return essence(text)
    talk = _are_talk(turn.interpreter, clauses)
    at = 0
    while at < len(clauses) - 1 and _is_left_out(clauses, at, is_talk=talk[at]):
        at += 1
    rest = "".join(clauses[at:]).strip(_STOPS)
    rest = _THAT.sub("", rest) if at else rest
    return essence(rest if len(rest) >= SHORTEST else text)


def _are_talk(interpreter: Interpreter, clauses: Sequence[str]) -> list[bool]:
    """Is each clause only said to the bot? Where no later clause is a wish, only what is surely so counts."""
    acts = [interpreter.reading(clause.strip(_STOPS), _STATE) for clause in clauses]
    has_heart = any(act.act == "start" and act.likelihood >= _HEART for act in acts[1:])
    bar = _TALK if has_heart else _SURE_TALK
    return [act.act in _TOLD_TO_THE_BOT and act.likelihood >= bar and not _may_be_wish(act) for act in acts]


def _may_be_wish(reading: Reading) -> bool:
    """「热水器打不着火」 is as likely a complaint to the bot as what somebody is to come for."""
    return reading.likelihoods.get("start", 0.0) > reading.likelihood / 2


def _is_left_out(clauses: Sequence[str], at: int, *, is_talk: bool) -> bool:
    """Is the clause talk, 「不是报名」 before 「是洗衣机坏了」, or a particle after such a clause?"""
    clause = clauses[at].strip(_STOPS)
    if len(clause) > LONGEST_TALK or place.find(clause):
        return False
    not_that = bool(_NOT_THAT.match(clause)) and bool(_THAT.match(clauses[at + 1]))
    return is_talk or not_that or (at > 0 and len(clause) <= PARTICLE)
