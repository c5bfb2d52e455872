"""What is written to a small question, and the honest answer where nothing is: that it is not written here, and who knows it."""

from bot.content.shared.community import COMMUNITY
from bot.content.shared.details import Details, answer_of
from bot.conversation.turn import Turn
from bot.understanding.aspects import unwritten
from bot.understanding.small_questions import condition_asked, small_questions

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
