"""What the tips say to a question about one thing: 「花盆要搬进来对不对」 gets yes or no with the line that says so."""

import re
from collections.abc import Iterable, Sequence

from bot.common.text import letter_pairs
from bot.content.shared.hazards import TIPS, Hazard, Tips
from bot.content.shared.questions import QUESTIONS
from bot.conversation.carry_out.answers import written
from bot.conversation.turn import Turn
from bot.understanding.passages.faq import closest_question
from bot.understanding.questions.aspects import wants_yes_or_no
from bot.understanding.questions.small_questions import particular_question

SAYS: dict[str, frozenset[str]] = {
    **{
        key: frozenset({"tip"})
        for key in ("tips.line", "tips.must", "tips.must_not", "tips.may", "tips.may_not")
    },
    "tips.not_apart": frozenset({"item"}),
}
INTENT = "disaster.tips"
ENOUGH = 2  # character pairs that a tip shares with a question, where it has as many
NEAR = 0.6  # likeness of a known question, above which its answer is given instead of the list
_CLAUSES = re.compile(r"[，,。.；;！!？?\s]+")
_FRAME = re.compile(
    r"就是说|是不是|要不要|能不能|可不可以|用不用|该不该|好不好|行不行|对不对|有没有|可以|应该|需要|怎么办|来了|(?:下|进|出|上|起|过)(?:去|来)|的时候|以后|之前"
    r"|[我你您他她它们问说讲的了吗么呢啊呀吧伐嘛那就都也还要能该着得到在给跟]"
)
_WHETHER = re.compile(r"([^\W不])不\1")
_NEGATED = re.compile(r"别|不|勿|莫")
_AFTERWARDS = re.compile(r"过后|以后|之后|过去了|退了|停了|完了")
_FOR_DAYS = re.compile(
    r"(?:备|囤|准备|存|买|放|够)[^，,。]{0,4}(?:几|多少)天|(?:几|多少)天[^，,。]{0,3}(?:的量|够|的吃)"
)
_DAYS = re.compile(r"[一二三四五六七两\d]天")
_MAY = re.compile(r"能|可以|行|好不好")


def answer(turn: Turn, hazard: str) -> str:
    """The answer to a question about one thing in this hazard; "" where the tips as a whole are the answer."""
    tips = turn.content.part(TIPS).get(Hazard(hazard)) if hazard in tuple(Hazard) else None
    if tips is None:
        return ""
    if days := for_days(turn, tips):
        return days
    text = turn.message.text
    for name in sorted((tips.name, *tips.aliases), key=len, reverse=True):
        text = text.replace(name, " ")
    clauses = [clause for clause in _CLAUSES.split(text) if _words(clause)]
    asked = _asked(clauses)
    if len(asked) > 1:  # 「花盆搬不搬，窗户要不要贴胶带」: each is answered by itself
        told = [_known(turn, [clause]) or _of_line(turn, tips, [clause]) for clause in asked]
        return "\n".join(dict.fromkeys(filter(None, told)))
    return _known(turn, clauses) or _of_line(turn, tips, clauses)


def for_days(turn: Turn, tips: Tips) -> str:
    """「奶粉尿不湿要备几天的」: the tip that says for how many days, and what it does not name; "" for no such question."""
    text = turn.message.text
    line = next((line for line in tips.before if _DAYS.search(line)), "")
    if not line or not _FOR_DAYS.search(text):
        return ""
    told = turn.words.say("tips.line", tip=line)
    named = [str(turn.parse.named[slot]) for slot in ("item",) if slot in turn.parse.named]
    apart = [name for name in named if name in text and name not in line]
    return "\n".join([told, *(turn.words.say("tips.not_apart", item=name) for name in apart)])


def nearest_line(turn: Turn, tips: Tips) -> str:
    """The tip that shares most words with the question, said as what is written; "" where none shares any."""
    clauses = _asked(_CLAUSES.split(turn.message.text))
    pairs = set[str]().union(*(letter_pairs(word) for clause in clauses for word in _words(clause)))
    lines = {line: sum(pair in line for pair in pairs) for line in _lines(tips, turn.message.text)}
    best = max(lines, key=lambda line: lines[line], default="")
    return turn.words.say("tips.line", tip=best) if best and lines[best] else ""


def known_like(turn: Turn) -> str:
    """The answer to a known question of tips that the message is like in meaning; "" for none."""
    passage = written.nearest(turn, written.NEAR)
    asked = dict(passage.wish.slots).get("question", "") if passage is not None else ""
    known = next((entry for entry in turn.content.part(QUESTIONS).of(INTENT) if entry.id == asked), None)
    return known.answer if known is not None else ""


def unanswered(turn: Turn, *names: str) -> str:
    """The question about one thing that no tip answers; "" for a question about the hazard as a whole. names: of the hazard."""
    asked = _asked(_CLAUSES.split(turn.message.text))
    return next(filter(None, (particular_question(clause, *names) for clause in reversed(asked))), "")


def _asked(clauses: Iterable[str]) -> list[str]:
    """The clauses that ask for yes or no."""
    return [clause for clause in clauses if wants_yes_or_no(clause)]


def _words(clause: str) -> list[str]:
    """What the clause is about."""
    return _FRAME.sub(" ", _WHETHER.sub(r"\1", _FRAME.sub(" ", clause))).split()


def _known(turn: Turn, clauses: Sequence[str]) -> str:
    """The answer to a known question of tips that a clause of the message comes near."""
    questions = turn.content.part(QUESTIONS).of(INTENT)
    known = next(filter(None, (closest_question(clause, questions, NEAR) for clause in clauses)), None)
    if known is None:
        return ""
    turn.rely_on(known)
    return known.answer


def _of_line(turn: Turn, tips: Tips, clauses: Sequence[str]) -> str:
    """The tip that shares most with the yes-or-no question, with yes or no where it holds all that was asked."""
    question = next((clause for clause in reversed(clauses) if wants_yes_or_no(clause)), "")
    words = _words(question)
    pairs = set[str]().union(*map(letter_pairs, words))
    lines = {line: sum(pair in line for pair in pairs) for line in _lines(tips, turn.message.text)}
    best = max(lines, key=lambda line: lines[line], default="")
    holds_all = all(sign in best for word in words for sign in word)
    if not best or not lines[best] or (lines[best] < min(ENOUGH, len(pairs)) and not holds_all):
        return ""
    return turn.words.say(_key(question, "".join(words), best), tip=best)


def _key(question: str, words: str, line: str) -> str:
    """Yes or no as the clause has it that holds most of the question, where the line holds all of it."""
    if _NEGATED.search(words) or any(sign not in line for sign in words):
        return "tips.line"
    clause = max(_CLAUSES.split(line), key=lambda part: sum(sign in part for sign in words))
    kind = "tips.may" if _MAY.search(question) else "tips.must"
    return f"{kind}_not" if _NEGATED.search(clause) else kind


def _lines(tips: Tips, text: str) -> tuple[str, ...]:
    """The tips that hold now: what to do afterwards is no answer to what to do before."""
    return tips.after if _AFTERWARDS.search(text) else (*tips.before, *tips.during, f"{tips.never}。")
