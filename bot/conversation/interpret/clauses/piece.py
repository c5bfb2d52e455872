"""A piece of a message, as it was written and in readable words. Pure."""

from dataclasses import dataclass

from bot.understanding.acts.act_features import readable_words


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a message: as it was written, and in readable words."""

    text: str
    words: str

    @classmethod
    def of(cls, text: str) -> "Piece":
        """The piece of this text."""
        return cls(text, readable_words(text))

    @property
    def bare(self) -> str:
        """The words without blanks."""
        return self.words.replace(" ", "")
