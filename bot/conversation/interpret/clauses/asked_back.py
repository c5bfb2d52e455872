"""The answer to 「您是想…吗？」: yes takes the guess, which is then read in the words that were not clear. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.common.message import Choice, Message
from bot.common.postback import Control, Postback, Wish
from bot.understanding.parse import Parse
from bot.understanding.ranking import is_confident
from bot.understanding.text.reading_budget import ReadingBudget

_YES, _NO = "dialog.affirm", "dialog.deny"
A_MERE_NO = 8  # characters


class ParseAs(Protocol):
    """What is needed of understanding."""

    def parse_as(self, intent: str, text: str, budget: ReadingBudget) -> Parse: ...


def answer_to_guess(parse: Parse, choices: Sequence[Choice]) -> Postback | None:
    """What yes or no means after the bot has asked back; None for another answer, or where nothing was asked.

    Yes takes the guess, or the offer to pass the message on, which both keep its words.
    """
    if not choices or not is_confident(parse):
        return None
    first = choices[0].postback
    if parse.intent == _YES and isinstance(first, Wish) and first.said:
        return first
    if len(parse.normal) > A_MERE_NO:
        return None  # 「不是的呀，我说那个…」 says what is meant
    guessed = any(choice.postback is Control.NONE_OF_THESE for choice in choices)
    return Control.NONE_OF_THESE if guessed and parse.intent == _NO else None


def in_first_words(
    reader: ParseAs, message: Message, parse: Parse, postback: Postback | None, budget: ReadingBudget
) -> tuple[Message, Parse, Postback | None]:
    """The turn's message, parse and postback as if the message that was asked back had been clear at once.

    So nothing that it said, a name or a day, is asked again. Unchanged for any other postback.
    """
    if not isinstance(postback, Wish) or not postback.said:
        return message, parse, postback
    read = reader.parse_as(postback.intent, postback.said, budget)
    slots = {**read.slots, **dict(postback.slots)}
    wish = replace(postback, slots=tuple((name, str(value)) for name, value in slots.items()))
    return message.saying(postback.said), replace(read, slots=slots), wish
