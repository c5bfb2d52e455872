"""What is written to a small question, and the honest answer where nothing is: that it is not written here, and who knows it."""

from collections.abc import Iterable

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.content.shared.community import COMMUNITY
from bot.content.shared.details import Details, answer_of
from bot.content.shared.questions import QUESTIONS
from bot.conversation.turn import Turn
from bot.understanding.aspects import unwritten
from bot.understanding.faq import NEAR, closest_question
from bot.understanding.small_questions import condition_asked, small_questions

_TICKET = "feedback.submit"

SAYS: dict[str, frozenset[str]] = {"fact.unwritten": frozenset({"what", "address", "hours"})}


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


def unwritten_fact(turn: Turn, text: str) -> str:
    """Says that what the text asks about is not written down; "" when it asks about no such fact."""
    what = unwritten(text)
    return not_written(turn, what) if what else ""


def not_written(turn: Turn, what: str) -> str:
    """Says that this is not written down, and where and when the office can be asked."""
    office = turn.content.part(COMMUNITY).office
    return turn.words.say("fact.unwritten", what=what, address=office.address, hours=office.hours)


def ask_for_me(turn: Turn, about: str) -> Choice:
    """The offer to ask the community what is not written. about: what the question is about."""
    said = turn.message.text if about in turn.message.text else f"{about}：{turn.message.text}"
    return Choice(turn.words.say("afterwards.pass_on"), Wish(_TICKET, said=said))


def known_about(turn: Turn, names: Iterable[str]) -> str:
    """The answer to the known question about what these names mean that comes nearest; "" where none is near enough."""
    names, text = sorted(names, key=len, reverse=True), turn.parse.normal
    about = [
        question
        for question in turn.content.part(QUESTIONS).all
        if any(name in ask for ask in question.ask for name in names)
    ]
    for name in names:
        text = text.replace(name, "")
    known = closest_question(text, about, NEAR)
    if known is None:
        return ""
    turn.rely_on(known)
    return known.answer
