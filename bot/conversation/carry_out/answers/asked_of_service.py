"""What is asked about the open form, or about what was just filed, by the many wordings that the staff wrote for it."""

import re
from collections.abc import Callable

from bot.common.message import Reply
from bot.content.shared.service_answers import ServiceAnswer
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me
from bot.conversation.carry_out.readings.real_questions import asks_real
from bot.conversation.interpret.clauses import form_messages
from bot.conversation.interpret.flows import FLOWS
from bot.conversation.interpret.values import times
from bot.conversation.interpret.wishes.question_clauses import questions, suggests
from bot.conversation.session import Session
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.passages.service_answer_finder import FoundServiceAnswer
from bot.understanding.questions.afterwards_questions import asks_status
from bot.understanding.questions.aspects import Aspect, aspects_asked
from bot.understanding.questions.record_acts import changes_plainly
from bot.understanding.questions.record_questions import fields_asked
from bot.understanding.ranking import is_confident
from bot.understanding.text.sounds_asked import asks_nothing

LIKE, VERY_LIKE = 0.45, 0.7
"""The probability from which a question has the answer; and a remark, which may mean anything."""
LIKE_BY_LETTERS, VERY_LIKE_BY_LETTERS = 0.55, 0.75
"""The likeness by letters for the same, where the meaning of the text is not known."""
LASTING = 6  # turns for which what was filed may be asked about
NEARLY_SURE = 0.75  # probability from which it comes before what stands on record
SURE = 0.9  # probability from which it is the answer whatever else the words could be
_OF_TALK = (OUT_OF_SCOPE, "dialog.", "meta.")
_COURSES = "enrol"
BY_STAFF = "service_answers"  # in place of an intent
_TIMES = frozenset({"time", "free", "session", "weekday"})
_PLAINLY = re.compile(r"会不会|能不能|可不可以|要不要|是不是|有没有|[吗么伐][?？]?$")
_LONGEST = 40  # characters: a longer message tells more than it asks
_SHORTEST = 4


def may_ask(session: Session, text: str) -> bool:
    """Could the text ask something of the open form, or of what was just done?"""
    topic, oldest = session.topic, session.turn - LASTING
    lately = (bool(topic.record) and topic.record_turn >= oldest) or (
        bool(topic.done) and topic.done_turn >= oldest
    )
    return (session.form is not None or lately) and len(text) >= _SHORTEST


def embed_questions(embed: Callable[[str], None], text: str) -> None:
    """Have the meaning of the text at hand, and of each question in it."""
    for part in dict.fromkeys((text, *questions(text))):
        if len(part) <= _LONGEST:
            embed(part)


def answer(turn: Turn, flow: str, words: str) -> ServiceAnswer | None:
    """The answer to what the words ask of this form; None for any other words."""
    if len(words) > _LONGEST:
        return None
    found = turn.service_answer(flow, words)
    if found is None or found.likeness < _bar(found, words):
        return None
    if asks_status(words) or _may_be_the_time(turn, words) or not _is_asked(turn, words, found):
        return None
    surely = found.by_meaning and found.likeness >= SURE
    return None if not surely and _is_told_elsewhere(turn, flow, words) else found.answer


def _is_asked(turn: Turn, words: str, found: FoundServiceAnswer) -> bool:
    """Do words that sound like a question ask for a fact? 「你们管不管的」 only grumbles; a worry may be answered."""
    if found.likeness >= NEARLY_SURE or (_PLAINLY.search(words) and not asks_nothing(words)):
        return True
    sounds = form_messages.asks(words) or suggests(words) or bool(questions(words))
    return not sounds or asks_real(turn, words)


def surely(turn: Turn, flow: str, words: str) -> ServiceAnswer | None:
    """The answer that comes before whatever a record tells: a question by its meaning, that names no field and no time."""
    found = turn.service_answer(flow, words) if len(words) <= _LONGEST and questions(words) else None
    if found is None or not found.by_meaning or found.likeness < NEARLY_SURE:
        return None
    if fields_asked(words) or times.find_all(words) or changes_plainly(words):
        return None
    return answer(turn, flow, words)


def reply(turn: Turn, found: ServiceAnswer) -> Reply:
    """The answer by itself, with the offer to ask the community where it is not written."""
    turn.outcome.beside.by.append(BY_STAFF)
    return Reply(found.answer, (ask_for_me(turn, turn.message.text),) if found.pass_on else ())


def _is_told_elsewhere(turn: Turn, flow: str, words: str) -> bool:
    """Does another service answer it, or the course itself?"""
    heard = turn.hear(words)
    if is_confident(heard) and not heard.intent.startswith((_family(flow), *_OF_TALK)):
        return True
    return flow == _COURSES and bool(set(aspects_asked(words)) - {Aspect.HOW} or times.find_all(words))


def _may_be_the_time(turn: Turn, words: str) -> bool:
    """「礼拜三下午 店里忙就来不了」: may it be the answer to the time that the form asks for?"""
    form = turn.session.form
    return (
        form is not None and form.asking in _TIMES and (bool(times.find_all(words)) or not questions(words))
    )


def _family(flow: str) -> str:
    """The first word of the labels of the service whose form it is: 「training.」."""
    return FLOWS[flow].intent.split(".")[0]


def _bar(found: FoundServiceAnswer, words: str) -> float:
    asks = form_messages.asks(words)
    if found.by_meaning:
        return LIKE if asks else VERY_LIKE
    return LIKE_BY_LETTERS if asks else VERY_LIKE_BY_LETTERS
