"""A text as the models and the slot readers look at it."""

from dataclasses import dataclass

from bot.understanding.danger_signs.danger import DangerSigns
from bot.understanding.text.normalize import Normal
from bot.understanding.text.vocabulary import Mention


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text with what the models and the slot readers look at; bare: without fillers, long numbers as #."""

    normal: Normal
    bare: str
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    signs: DangerSigns
    features: tuple[str, ...]

    @property
    def named(self) -> dict[str, str]:
        """The things of the community that the text names, by slot; of several the first."""
        return {mention.slot: mention.value for mention in reversed(self.mentions)}
