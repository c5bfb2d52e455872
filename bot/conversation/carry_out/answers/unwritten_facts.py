"""What is written to a small question, and the honest answer where nothing is: that it is not written here, and who knows it."""

import re
from collections.abc import Collection, Iterable

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.community import COMMUNITY
from bot.content.shared.details import Details, answer_of
from bot.content.shared.questions import QUESTIONS, Question
from bot.conversation.carry_out.readings.real_questions import asks_real, is_alike, is_real
from bot.conversation.interpret.wishes.question_alone import question_alone
from bot.conversation.turn import Turn
from bot.understanding.passages.faq import closest_question
from bot.understanding.questions import said_to_bot
from bot.understanding.questions.aspects import unwritten
from bot.understanding.questions.small_questions import condition_asked, particular_question, small_questions
from bot.understanding.text import own_words

ASK_COMMUNITY = "feedback.ask"
"""The wish that the community be asked a question for the resident."""
SAYS: dict[str, frozenset[str]] = {
    "fact.unwritten": frozenset({"what", "address", "hours"}),
    "fact.unwritten_this": frozenset({"address", "hours"}),
    "fact.unwritten_beside": frozenset({"question"}),
    "fact.this": frozenset(),
    "fact.again": frozenset(),
    "fact.ask_what": frozenset(),
    "fact.wanted": frozenset(),
    "fact.of_the_bot": frozenset(),
    "fact.counts": frozenset(),
    "form.sorry": frozenset(),
    "fact.grant": frozenset(),
    "afterwards.pass_on": frozenset(),
}


def small_answers(turn: Turn, text: str, *details: Details) -> list[str]:
    """The written answers to the small questions in the text, then what of them is not written. details: own before general."""
    asked = small_questions(text)
    texts = list(dict.fromkeys(answer_of(question.key, *details) for question in asked))
    missing = [question.words for question in asked if not answer_of(question.key, *details)]
    condition = condition_asked(text)
    missing += [condition] if condition else []
    answers = [text for text in texts if text]
    if not asked and not missing:
        missing = [unwritten(text)] if unwritten(text) else []
    return [*answers, not_written(turn, "、".join(missing))] if missing else answers


def not_written(turn: Turn, what: str = "", asked: str = "") -> str:
    """Says that this is not written down, and who knows it: the office; beside an open form only that it is not written.

    what: "" for 「这个」. asked: the words that ask, where that is not the whole message.
    """
    words = asked or turn.message.text
    turn.outcome.beside.unwritten.append(words)
    form = turn.session.form
    if form is not None:  # it goes on: the question is kept, and offered to be asked when it is done
        if is_alike(form.asked, words):
            return turn.words.say("fact.again")
        return turn.words.say("fact.unwritten_beside", question=what or turn.words.say("fact.this"))
    office = turn.content.part(COMMUNITY).office
    turn.session.topic.tell_matter(turn.message.text, turn.session.turn)
    if not what:
        return turn.words.say("fact.unwritten_this", address=office.address, hours=office.hours)
    return turn.words.say("fact.unwritten", what=what, address=office.address, hours=office.hours)


_GRANT = re.compile(r"补贴|补助|有钱补|[补贴](?:多少|几(?!门|个|天|节|次)|钱)|给钱补")
_OF_LEARNING = re.compile(r"学(?!校|历|生|费|期)|培训|手艺|技能|课|考证|结业|月嫂|家政")
_OTHER_GRANT = re.compile(r"老人|高龄|残疾|育儿|生育|住房|租房|大学|电梯|丧葬|护理(?!员)|社保|补贴家用|看病")
_GRANT_ASKED = re.compile(r"多少|几|[吗么伐不]$|[?？]|有没有|是不是|能不能|能拿|怎么|咋|哪")


def asks_grant(text: str, *, of_course: bool) -> bool:
    """「学手艺有钱补的，补多少啊」: is it asked what is paid to those who learn? of_course: a course is spoken of."""
    if not _GRANT.search(text) or not _GRANT_ASKED.search(text) or _OTHER_GRANT.search(text):
        return False
    return of_course or _OF_LEARNING.search(text) is not None


def grant_unwritten(turn: Turn) -> Reply:
    """That what is paid to those who learn is not written here, with who knows it and the offer to ask."""
    told = not_written(turn, turn.words.say("fact.grant"))
    return Reply(told, (ask_for_me(turn, turn.message.text),))


def beside_the_form(turn: Turn, question: str) -> str:
    """That a question beside the open form is not written; "" where it asks no fact, or the form itself is the answer."""
    if own_words.asks_the_bot(question):
        return turn.words.say("fact.of_the_bot")
    if said_to_bot.grumbles(question):
        return turn.words.say("form.sorry")
    return not_written(turn, asked=question) if is_real(turn, question) else ""


def ask_for_me(turn: Turn, about: str) -> Choice:
    """The offer to ask the community what is not written. about: what the question is about."""
    alone = question_alone(turn.message.text)
    said = alone if about in turn.message.text else f"{about}：{alone}"
    return Choice(turn.words.say("afterwards.pass_on"), Wish(ASK_COMMUNITY, (("question", said),)))


def particular_unwritten(turn: Turn, *names: str) -> str:
    """That the particular question of the message is not written; "" for a general one. names: of what it is about."""
    question = particular_question(turn.message.text, *names)
    return not_written(turn) if question and asks_real(turn, question) else ""


def known_among(turn: Turn, names: Iterable[str], questions: Iterable[Question]) -> str:
    """The answer to that of the questions which comes nearest when the names are left out; "" where none is near enough."""
    text = turn.parse.normal
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    known = closest_question(text, questions)
    if known is None:
        return ""
    turn.rely_on(known)
    return known.answer


def known_about(turn: Turn, names: Collection[str]) -> str:
    """The answer to the known question about what these names mean that comes nearest; "" where none is near enough."""
    about = turn.content.part(QUESTIONS).naming(frozenset(names))
    return known_among(turn, names, about)
