"""Is somebody in danger now? Signs of danger, and expressions that only sound like it. Pure."""

import re
from collections import defaultdict
from dataclasses import dataclass

from bot.content.lexicon import Alarms
from bot.content.shared.hazards import Hazard

# The confidence in `disaster.emergency` from which a message counts as an emergency:
CERTAIN = 0.50  # without any sign of danger
SUSPECTED = 0.12  # with a sign of danger, and nothing that says drill, film, past or what-if
HINTED = 0.65  # with a sign of danger, and something that says drill, film, past or what-if
UNDOUBTED = 0.95  # with such a mark alone
HINTED_NOW = 0.35  # with a sign, such a mark and a word that says now: 「昨晚开始胸口痛现在喘不上气」

MEDICAL = frozenset(
    {"heart", "stroke", "unconscious", "choking", "bleeding", "burn", "fall", "seizure", "childbirth",
     "snake_or_dog_bite", "poisoning"}
)  # fmt: skip
HAZARDS = frozenset(hazard.value for hazard in Hazard)


@dataclass(frozen=True, slots=True)
class DangerSigns:
    """The signs of danger in a message.

    dangers: the dangers that its words point to, the one with the longest sign first.
    now, not_now: it says that it is happening now; that it is a drill, a film, past or imagined.
    figurative: nothing but an expression that only sounds dangerous: 「股票跌得我想跳楼」.
    """

    dangers: tuple[str, ...]
    now: bool
    not_now: bool
    figurative: bool = False

    def danger_and_hazard(self, mentioned: str) -> tuple[str, str]:
        """(danger, hazard): a danger that is one of our hazards gives ("", hazard); first aid has both.

        mentioned: a hazard that is merely named; it counts when there is no sign of a specific danger.
        """
        first = next((danger for danger in self.dangers if danger != "general"), mentioned)
        if first in HAZARDS or not first:
            return "" if first else "general", first
        return first, Hazard.FIRST_AID.value if first in MEDICAL else ""


class DangerDetector:
    """Finds the signs of `intents/emergency.yaml` in texts."""

    def __init__(self, alarms: Alarms) -> None:
        self._signs: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        for sign in alarms.signs:
            for say in sign.say:
                words = say.split()
                self._signs[words[0][:2]].append((sign.of, words))
        self._hints = [(hint.of, [say.split() for say in hint.say]) for hint in alarms.hints]
        self._now = _any(alarms.now)
        self._not_now = _any(alarms.not_now)
        self._harmless = _any(alarms.harmless)
        self.fingerprint = alarms.model_dump_json()

    def detect(self, text: str) -> DangerSigns:
        """The signs of danger in a normalised text without spaces."""
        serious = self._harmless.sub("", text)
        lengths: dict[str, int] = {}
        heads = {serious[start : start + size] for start in range(len(serious)) for size in (1, 2)}
        for head in heads & self._signs.keys():
            for danger, words in self._signs[head]:
                if all(word in serious for word in words):
                    lengths[danger] = max(lengths.get(danger, 0), sum(map(len, words)))
        dangers = tuple(sorted(lengths, key=lambda danger: (-lengths[danger], danger)))
        figurative = serious != text and not dangers
        return DangerSigns(
            dangers, bool(self._now.search(serious)), bool(self._not_now.search(serious)), figurative
        )

    def hinted_hazard(self, text: str) -> str:
        """The hazard that the words of an emergency hint at where no sign names one; "" if none."""
        serious = self._harmless.sub("", text)
        return next(
            (
                hazard
                for hazard, hints in self._hints
                if any(all(word in serious for word in words) for words in hints)
            ),
            "",
        )


def is_emergency(signs: DangerSigns, confidence: float) -> bool:
    """The decision; confidence: the model's in `disaster.emergency`, 0 to 1."""
    if signs.figurative:
        return False
    if signs.not_now:
        hinted = HINTED_NOW if signs.now else HINTED
        return confidence >= (hinted if signs.dangers else UNDOUBTED)
    if signs.dangers:
        return confidence >= SUSPECTED or signs.now
    return confidence >= CERTAIN


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)")
