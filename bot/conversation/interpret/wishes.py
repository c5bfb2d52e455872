"""A message that holds two wishes: 「我要报名插花，再问问图书馆几点开门」. Pure."""

from collections.abc import Collection, Sequence

from bot.understanding.parse import Parse
from bot.understanding.ranking import is_confident

_NO_WISH = frozenset({"dialog.greet", "dialog.thanks", "dialog.bye", "dialog.affirm", "dialog.deny"})


def two_wishes(
    clauses: Sequence[Parse], answered: Collection[str], not_two_of: Collection[str] = ()
) -> tuple[Parse, ...]:
    """The two sure wishes of a message that holds exactly two; empty for all others.

    answered: the intents that some service answers. not_two_of: those of which two in a message are one wish:
    「厂里要求会数控，给我报名数控」.
    """
    wishes: dict[str, Parse] = {}
    for clause in clauses:
        if is_confident(clause) and clause.intent in answered and clause.intent not in _NO_WISH:
            wishes.setdefault(clause.intent, clause)
    one_wish = all(intent in not_two_of for intent in wishes)
    return tuple(wishes.values()) if len(wishes) == 2 and not one_wish else ()
