"""The question of the content that is nearest to what was asked."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from bot.content.knowledge import Question

NEAR = 62.0  # of 100; below it the answer would be to another question (tried on our own questions, reworded)


def closest(text: str, questions: Iterable[Question]) -> Question | None:
    """The question whose wording is nearest, or None when none is near enough."""
    best, best_score = None, NEAR
    for question in questions:
        for wording in question.ask:
            score = fuzz.ratio(text, wording) * 0.6 + fuzz.partial_ratio(text, wording) * 0.4
            if score > best_score:
                best, best_score = question, score
    return best
