"""What a choice that is taken, a key of the menu or exact words mean."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.common.message import Choice, Kind, Message
from bot.common.postback import Postback, Wish
from bot.content.snapshot import Content
from bot.conversation.carry_out.answers.media import is_unknown_key
from bot.conversation.interpret.clauses.exact_words import ExactWordIndex
from bot.conversation.interpret.values.choices import MORE_WORDS, choice_taken, next_page
from bot.conversation.interpret.wishes.named_matter import matter_named

ERASE = "privacy.erase"


@dataclass(frozen=True, slots=True)
class ChosenMeaning:
    """answered: the intents that a service answers; exact_words: the words that always mean the same."""

    answered: Collection[str]
    exact_words: ExactWordIndex

    def of(
        self, message: Message, choices: Sequence[Choice], content: Content
    ) -> tuple[Postback | None, bool]:
        """The meaning, None where nothing such was said; and whether it was exact words."""
        text = message.text
        if message.kind is Kind.ACCOUNT_CLOSED:
            return Wish(ERASE, confirmed=True), False
        if message.kind is Kind.CLICK and text in self.answered:
            return Wish(text), False
        if is_unknown_key(message, content):
            return None, False
        page = next_page(choices)
        if page is not None and text in MORE_WORDS:
            return page.postback, False
        meaning = self.exact_words.meaning(text)
        if meaning is not None:
            return meaning, True
        choice = None if matter_named(text) else choice_taken(choices, text)
        return choice.postback if choice else None, False
