"""What may be paid back to who comes no more: a question, which never takes anything off the record."""

from bot.common.message import Reply
from bot.conversation.carry_out.answers import written
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, not_written
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.wishes.question_alone import question_alone
from bot.conversation.turn import Turn
from bot.understanding.questions.ending_questions import asks_for_money_back

SAYS: dict[str, frozenset[str]] = {"fact.money_back": frozenset()}


def answered(turn: Turn) -> Reply | None:
    """「要是报了名不想去了 材料钱退不退」 of a course: that it is not written, with the offer to ask; else None."""
    text, session = turn.message.text, turn.session
    course = str(turn.parse.named.get("course", "")) or session.topic.course
    if turn.postback is not None or session.form is not None or session.crisis is not None or not course:
        return None
    if not asks_for_money_back(text) or not asks(text) or written.by_sure_words(turn) is not None:
        return None
    session.choices = []  # nothing that was to end is ended by this
    about = course if course not in text else ""
    alone = question_alone(text)
    told = not_written(turn, turn.words.say("fact.money_back"))
    return Reply(told, (ask_for_me(turn, about or alone),))
