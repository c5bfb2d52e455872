"""What a search may find in sealed columns: no more than the staff must know already, lest masks be undone digit by digit."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.console.lists.record_lists import NAMES, PERSONAL, PHONES
from bot.storage.record_type import RecordType

LAST_DIGITS = 4  # which lists show anyway
_NUMBER = re.compile(r"\+?[\d\s-]+")
_WORDY = frozenset({"detail", "place"})  # masked, as residents write anything there; found by their words


class SealedBy(StrEnum):
    """How it is searched, as the audit log says it."""

    NUMBER = "searched by number"
    LAST_DIGITS = "searched by last four"
    NAME = "searched by name"


@dataclass(frozen=True, slots=True)
class SealedTerm:
    """A whole phone number, its last four digits, or a whole name; the last also finds words in longer texts."""

    text: str
    by: SealedBy

    def looks_into(self, column: str, record_type: RecordType) -> bool:
        """Whether this column of the list is searched for it."""
        if self.by is not SealedBy.NAME:
            return column in PHONES
        open_words = column in record_type.staff_list.search and column not in PERSONAL
        return column in NAMES or column in _WORDY or open_words

    def is_in(self, column: str, value: str) -> bool:
        """Whether the opened column has it."""
        if column in PHONES and self.by is SealedBy.LAST_DIGITS:
            return value.endswith(self.text)
        return value == self.text if column in NAMES | PHONES else self.text in value


def sealed_term(term: str) -> SealedTerm | None:
    """What the search looks for in sealed columns; None when it may find nothing there.

    A part of a number finds nothing, nor do words with digits: a few of those would tell a phone or a house.
    """
    if _NUMBER.fullmatch(term):
        digits = re.sub(r"\D", "", term)
        digits = digits.removeprefix("86") if len(digits) == 13 else digits
        return SealedTerm(digits, SealedBy.LAST_DIGITS if len(digits) == LAST_DIGITS else SealedBy.NUMBER)
    has_digit = any(character.isnumeric() and not "\u4e00" <= character <= "\u9fff" for character in term)
    return None if has_digit or len(term) < 2 else SealedTerm(term, SealedBy.NAME)
