"""Whether a clause really asks for a fact that the community may know: the judge of all who say that nothing is written."""

from bot.common.text import letter_pairs
from bot.conversation.interpret.session_state import state_of
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.turn import Turn
from bot.understanding.dialog_state import DialogState
from bot.understanding.questions import said_to_bot
from bot.understanding.text import own_words, sounds_asked

LEAST_SHARED = 2  # pairs of characters
ASKS = 0.3  # likelihood of a question: below it stands what is said to the bot, to a child or for fun
_OPENLY = DialogState(asked="open")


def is_real(turn: Turn, clause: str) -> bool:
    """Does the clause ask for a fact, by its words and by the act model? The model reads it with and without the open form."""
    if said_to_bot.asks_no_fact(clause) or sounds_asked.asks_nothing(clause) or own_words.is_talk(clause):
        return False
    if turn.interpreter is None or sounds_asked.asks_of_helper(clause):
        return True
    states = (_OPENLY, state_of(turn.session))
    likely = (turn.interpreter.reading(clause, state).likelihoods.get("ask", 0.0) for state in states)
    return any(share >= ASKS for share in likely)


def asks_real(turn: Turn, text: str) -> bool:
    """Is one of the clauses of the text such a question?"""
    return any(is_real(turn, clause) for clause in questions(text) or [text])


def is_alike(kept: str, words: str) -> bool:
    """Do the words ask, or answer, what stands in this text already, by half of their pairs of characters?"""
    pairs = letter_pairs(words)
    return len(pairs & letter_pairs(kept)) >= max(LEAST_SHARED, len(pairs) // 2)
