"""「1 撤掉 再讲一遍几点到哪里」: a message that takes a choice by its number, or its words, and goes on. Pure."""

import re
from collections.abc import Callable, Sequence

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.conversation.commands import RecordAction
from bot.conversation.interpret.agreed_and_more import agreed_and_more
from bot.conversation.interpret.clauses.consent_head import consent_head
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.values.choices import choice_taken, confirms
from bot.conversation.session import Session
from bot.understanding.parse import Parse
from bot.understanding.slots.numerals import value
from bot.understanding.text import own_words
from bot.understanding.text.clauses import first_clause

_HEAD = re.compile(
    r"^(?:那|就|我|选|要|回|好|嗯|[，, ])*(?P<number>[1-9一二三四五六七八九])(?:[吧呀啊哦嘛的]|好了)?"
    r"[\s,，.。、:：;；…!！~]+(?P<rest>\S.+)$"
)
_FIRST = re.compile(r"^(?:好|行|那|就|选|回|嗯|[，, ]){0,3}1[\s，,。、；;]{1,3}(?P<rest>\S.{2,200})$")
_DECLINED = re.compile(
    r"^(?:[^，,。；;！!？?]{1,24}[，,]\s?){0,2}(?:哦|嗯|哎|唉|那|就|我|还是|也|先|[，, ]){0,4}"
    r"(?:不了|不转了?|算了|(?:不|别|不用|不要)[换改]了?)"
    r"(?:吧|啊|呀|哦|啦|哈){0,2}[\s,，.。、;；!！~～]{1,3}(?P<rest>\S.{1,200})$",
    re.DOTALL,
)
_DOES = re.compile(r"撤|退(?!休)|删|取消|注销|去掉|拿掉|下架")
_COUNTS = re.compile(
    r"^(?:[0-9]{1,6}(?!\d)|[楼幢栋号个月点位人块元斤本只张条件岁年天次遍周分瓶袋箱把台辆层室门]|单元|[2-9一二三四五六七八九]$)"
)
"""What goes on with the number itself: 「1 楼」, 「1 2都要」."""
_STOPS = " ，,。；;！!？?~～…"
_REFUSES = re.compile(r"不|别|勿|弗|覅|留|算了|没")
_OTHER_VALUE = re.compile(r"写|改|不是|不对|别|去掉|只|应该")
_GIVES_UP = re.compile(r"(?:还是|那|哎|唉|我看|要么){0,2}(?:算了|不用了|不要了|不了|先不|不弄了|不办了)")
_PARTICLES = "了掉吧的呀啊"
_BESIDES = re.compile(r"也|还有|再|另外|顺便")
_ONLY_POLITE = re.compile(
    r"(?:多谢|麻烦|辛苦|可以|就这样|就这个|这个|那个|[谢好行对嗯你您侬啦了的吧呀啊哦])++"
)
SAME = 5  # characters of a clause that only says the choice once more
SHORTEST = 3  # characters of what is heard after the choice


def choice_and_more(
    session: Session, parse: Parse, text: str, hear: Callable[[str], Parse]
) -> tuple[str, str]:
    """The choice that is taken first, and what is said behind it; "" for any other message. hear: reads words alone.

    An open form reads its own choices, but for a yes to its summary. Not where somebody may be in danger, or talks with
    a person.
    """
    choices = session.choices
    if _is_heard_elsewhere(session, parse):
        return "", ""
    taken, more = agreed_and_more(session, text, hear)
    if taken:
        return taken, _heard_on(more)
    if not choices or session.form is not None:
        return "", ""
    found = _HEAD.match(text.strip())
    index = (value(found["number"]) or 0) - 1 if found else -1
    if found is None or not 0 <= index < len(choices) or _COUNTS.match(found["rest"]):
        told = _by_its_words(choices, text)
        return told if told[0] else _refused(session, text)
    rest = _without_same_words(session, choices[index], found["rest"])
    return ("", "") if rest is None else (str(index + 1), _heard_on(rest))


def _is_heard_elsewhere(session: Session, parse: Parse) -> bool:
    """May somebody be in danger, or does the message go to a person of the staff?"""
    in_danger = session.crisis is not None or parse.emergency or bool(parse.possible)
    return in_danger or bool(session.handoff)


def details_and_choice(session: Session, text: str) -> tuple[str, str]:
    """「1 16号晚上，八个人」 to 「没说的接着说，回1我转给社区」: what is told first, and the choice; "" for any other message."""
    choices = session.choices
    if not session.topic.borrowing or session.form is not None or len(choices) != 1 or session.crisis:
        return "", ""
    rest = _behind_only_choice(choices, text)
    return ("", "") if len(rest) < SHORTEST or asks(rest) or _REFUSES.match(rest) else (rest, "1")


def _behind_only_choice(choices: Sequence[Choice], text: str) -> str:
    """What is said behind the number, or the words, that take the only choice; "" where they do not."""
    numbered, head = _FIRST.match(text.strip()), consent_head(text)
    if numbered:
        return numbered["rest"]
    taken = head is not None and head.parted and choice_taken(choices, head.words) is not None
    return head.rest if head is not None and taken else ""


def _refused(session: Session, text: str) -> tuple[str, str]:
    """「不换，给她退了吧」 to 「改成…，对吗？」: the choice that leaves it as it is, and what is to be done instead."""
    found = _DECLINED.match(text.strip())
    sure = confirmation(session.choices)
    if found is None or sure is None or not _changes(sure) or not _DOES.search(found["rest"]):
        return "", ""
    rest = found["rest"]
    return ("", "") if _REFUSES.match(rest) or asks(rest) else (str(len(session.choices)), _heard_on(rest))


def _changes(sure: Choice) -> bool:
    """Is it asked whether something is to be changed, and not whether it is to end?"""
    postback = sure.postback
    withdraws = isinstance(postback, Wish) and ("action", RecordAction.WITHDRAW.value) in postback.slots
    return isinstance(postback, Wish) and not withdraws and not _DOES.search(sure.label)


def _by_its_words(choices: Sequence[Choice], text: str) -> tuple[str, str]:
    """The choice whose very words the message begins with: 「替我问问社区 我等着」."""
    first = first_clause(text)
    labels = [choice.label for choice in choices]
    if first.strip(_STOPS) not in labels:
        return "", ""
    rest = _heard_on(text[len(first) :])
    return (str(labels.index(first.strip(_STOPS)) + 1), rest) if rest else ("", "")


def _without_same_words(session: Session, taken: Choice, rest: str) -> str | None:
    """What is behind the number, without the clause that says the same once more; None where it says another thing.

    「1 不了留着」 to 「要撤回吗？1. 对 2. 不了」 takes neither; 「1 地点写38幢」 to 「改成37幢，对吗」 puts it right.
    """
    sure = confirmation(session.choices)
    clause = first_clause(rest).strip(_STOPS)
    if _puts_right(sure, taken, rest) or _says_another(session.choices, taken, clause):
        return None
    if sure is None and _GIVES_UP.match(clause):
        return None
    if len(clause) > SAME or not _says_the_same(session, taken, clause, sure=sure is not None):
        return rest
    if sure is not None and bool(_REFUSES.search(clause)) is confirms(taken):
        return None
    return rest[len(clause) :].lstrip(_STOPS)


def _says_another(choices: Sequence[Choice], taken: Choice, clause: str) -> bool:
    """Does the clause say another choice than the one that is taken?"""
    others = [choice.label for choice in choices if choice is not taken]
    return any(clause in label or label in clause for label in others)


def _puts_right(sure: Choice | None, taken: Choice, rest: str) -> bool:
    """Is it a change that is agreed to, and is another value told at once?"""
    postback = taken.postback
    changes = (
        sure is taken
        and isinstance(postback, Wish)
        and ("action", RecordAction.CHANGE.value) in postback.slots
    )
    return changes and bool(_OTHER_VALUE.search(rest)) and not _BESIDES.search(rest)


def _says_the_same(session: Session, taken: Choice, clause: str, *, sure: bool) -> bool:
    """Is a short clause part of what the choice is called, or, under 「要撤吗？」, a word of the question?"""
    if not sure:
        return clause in taken.label or taken.label in clause
    if _REFUSES.search(clause):
        return True
    replies = session.answered[-1].read() if session.answered else []
    asked = replies[-1].text if replies else ""
    return any(sign in asked + taken.label for sign in clause if sign not in _PARTICLES)


def _heard_on(rest: str) -> str:
    """What is to be heard after the choice; "" for thanks, or hardly anything."""
    rest = rest.strip(_STOPS)
    return (
        ""
        if len(rest) < SHORTEST
        or own_words.wants_word(rest)
        or _ONLY_POLITE.fullmatch(re.sub(r"[\s，,。！!]", "", rest))
        else rest
    )
