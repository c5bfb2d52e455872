"""What a text says of a danger."""

from dataclasses import dataclass

from bot.understanding.danger_models.danger_model import NEVER, NOW, POSSIBLE


@dataclass(frozen=True, slots=True)
class HeardDanger:
    """answer: now, possible or never; card: the id of the card, "" for none."""

    answer: str
    card: str = ""

    def with_part(self, card: str, *, clear: bool) -> "HeardDanger":
        """The same where a part of the text tells of this danger by itself. clear: that part fits no other card as well.

        What may be this danger is certain then; where nothing was heard it is asked.
        """
        if self.answer == POSSIBLE and (card == self.card or clear):
            return HeardDanger(NOW, card)
        return HeardDanger(POSSIBLE, card) if self.answer == NEVER and clear else self


SILENT = HeardDanger(NEVER)
"""What a text without a letter or character says, whatever its signs stand for: 🔥 alone is no danger."""
