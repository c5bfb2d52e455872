"""The clauses of a message that ask something, whatever stands beside them. Pure."""

import re

from bot.conversation.interpret.clauses.form_messages import asks, asks_why
from bot.conversation.interpret.values import times
from bot.understanding.questions.aspects import Aspect, aspects_asked, wants_yes_or_no
from bot.understanding.questions.record_questions import asks as asks_for_field
from bot.understanding.questions.record_questions import asks_consequence, fields_asked
from bot.understanding.questions.small_questions import small_questions

_CLAUSES = re.compile(r"(?<=[?？])|[，,。.；;！!…\s]+")
_LEADS = re.compile(
    r"^(?:再|还|另外|顺便|那|我|想|就|先|对了|刚才?|刚刚|方才|是|要){0,4}"
    r"(?:问|打听)(?:你们?|您|侬)?(?:一下|一声|一句|下|声|句)?[，,：: ]?(?=.{3})"
)
_SIGNS = " ，,。.；;！!?？~～"
_TAG = re.compile(
    r"(?:这样|那|都)?(?:可不可以|行不行|好不好|对不对|是不是|(?:可以|行|好|对|是|中|成|要得|晓得|知道|懂|清楚|明白)(?:了|的)?(?:吗|伐|不|吧|么|没|没有)?)"
    r"[啊呀哦]?"
)
_SUGGESTS = re.compile(
    r"(?:行|可以|好|中|成|对|是)(?:吗|伐|么|不|不行|不好|不对|吧)[呀啊]?$|吧$|^(?:那)?要不|怎么(?:这么|那么|又|还|老)|怎么(?:都|就|也)?(?:收|等|打|接|联系)不(?:到|着|通)了?"
)
_UNANSWERED = re.compile(r"[没不](?:有)?(?:给|跟|和)?(?:我|阿拉)?(?:回|答|讲|说|告诉)(?!完|清|出|得|上)")
_CORRECTS = re.compile(r"(?:改|换|写|登记?)(?:成|为|作)(?!什么|啥|谁|哪|几|多少)")
_LONGEST_CLAUSE = 40


def questions(text: str) -> list[str]:
    """The clauses of a text that ask something; 「要交学费，可以伐」 as one."""
    clauses: list[str] = []
    parts = (_LEADS.sub("", part.strip(_SIGNS)) for part in _CLAUSES.split(text) if part)
    for clause in filter(None, parts):
        if clauses and _TAG.fullmatch(clause):
            clauses[-1] = f"{clauses[-1]}{clause}"
        else:
            clauses.append(clause)
    ignored = bool(_UNANSWERED.search(text))
    return [clause for clause in clauses if _is_question(clause, ignored=ignored)]


def suggests(clause: str) -> bool:
    """「礼拜天吧」「这样行吗」: does the clause ask no more than whether that will do?"""
    return bool(_SUGGESTS.search(clause))


def _only_suggests(clause: str, *, of_detail: bool) -> bool:
    """「礼拜天吧」: is something suggested, and no detail asked for but the time that is suggested?"""
    return suggests(clause) and (not of_detail or bool(times.alone(clause.removesuffix("吧"))))


def _is_question(clause: str, *, ignored: bool) -> bool:
    """Does it ask something? ignored: 「就是钞票，你三趟没回我」 asks again by naming it."""
    if len(clause) > _LONGEST_CLAUSE or _TAG.fullmatch(clause) or asks_why(clause):
        return False
    if _CORRECTS.search(clause) and not wants_yes_or_no(clause):
        return False  # 「给谁报那里改成我自己」
    of_detail = aspects_asked(clause) or small_questions(clause)
    if _only_suggests(clause, of_detail=bool(of_detail)):
        return False
    return asks(clause) or wants_yes_or_no(clause) or (ignored and Aspect.FEE in of_detail)


def really_asked(text: str) -> str:
    """The clauses of the text that ask for something; without those that ask what follows: 「…不影响报名吧」."""
    asked = questions(text)
    parts = (part.strip(_SIGNS) for part in _CLAUSES.split(text) if part) if asked else ()
    beside = [part for part in parts if not any(clause in part for clause in asked) and _of_field(part)]
    kept = [clause for clause in [*asked, *beside] or [text] if not asks_consequence(clause)]
    return "，".join(kept)


def _of_field(clause: str) -> bool:
    """「礼拜几发」 beside another question: does it ask for what stands in a field of a record?"""
    return bool(fields_asked(clause)) and asks_for_field(clause)
