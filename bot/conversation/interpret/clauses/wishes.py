"""A message that holds two wishes: 「我要报名插花，再问问图书馆几点开门」. Pure."""

from collections.abc import Collection, Sequence

from bot.understanding.parse import Parse
from bot.understanding.ranking import is_confident

_NO_WISH = frozenset({"dialog.greet", "dialog.thanks", "dialog.bye", "dialog.affirm", "dialog.deny"})


def two_wishes(
    clauses: Sequence[Parse], answered: Collection[str], not_opened: Collection[str] = ()
) -> tuple[Parse, ...]:
    """The two sure wishes of a message that holds exactly two; empty for all others.

    answered: the intents that some service answers. not_opened: those that the interpreter knows better: 「厂里要求会数控，
    给我报名数控」 is one wish, 「场地能借吗，我们想打羽毛球」 a question.
    """
    wishes: dict[str, Parse] = {}
    for clause in clauses:
        if is_confident(clause) and clause.intent in answered and clause.intent not in _NO_WISH:
            wishes.setdefault(clause.intent, clause)
    questions = not any(intent in not_opened for intent in wishes)
    return tuple(wishes.values()) if len(wishes) == 2 and questions else ()
