"""Is somebody in danger now? Signs of danger, and marks of what only sounds like it. Pure."""

import re
from collections import defaultdict
from dataclasses import dataclass

from bot.content.knowledge import Hazard
from bot.content.lexicon import Alarms

CERTAIN = 0.50  # share of confidence at which a message counts as an emergency
SUSPECTED = 0.12  # the same where a sign of danger stands in it and nothing says that it is not now
HINTED = 0.65  # the same where a mark says drill, film, past or what-if …
UNDOUBTED = 0.95  # … and no sign of danger stands beside it
HINTED_NOW = 0.35  # … beside a word that says now: 「昨晚开始胸口痛现在喘不上气」

MEDICAL = frozenset(
    {"heart", "stroke", "unconscious", "choking", "bleeding", "burn", "fall", "seizure", "childbirth",
     "snake_or_dog_bite", "poisoning"}
)  # fmt: skip
HAZARDS = frozenset(hazard.value for hazard in Hazard)


@dataclass(frozen=True, slots=True)
class DangerSigns:
    """What the words of a message say of danger: the dangers that they name, and how present they are.

    figurative: nothing but an expression that only sounds dangerous: 「股票跌得我想跳楼」.
    """

    dangers: tuple[str, ...]
    now: bool
    not_now: bool
    figurative: bool = False

    def danger_and_hazard(self, mentioned: str) -> tuple[str, str]:
        """(danger, hazard): a hazard of ours or "" for dangers that are none; first aid has both.

        mentioned: the hazard that is merely named; it counts when no sign says more.
        """
        first = next((danger for danger in self.dangers if danger != "general"), mentioned)
        if first in HAZARDS or not first:
            return "" if first else "general", first
        return first, Hazard.FIRST_AID.value if first in MEDICAL else ""


class DangerDetector:
    """Reads the signs of `intents/emergency.yaml`."""

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

    def detect(self, bare: str) -> DangerSigns:
        """What a normalised text says of danger; the danger with the longest sign first."""
        told = self._harmless.sub("", bare)
        found: dict[str, int] = {}
        heads = {told[start : start + size] for start in range(len(told)) for size in (1, 2)}
        for head in heads & self._signs.keys():
            for danger, words in self._signs[head]:
                if all(word in told for word in words):
                    found[danger] = max(found.get(danger, 0), sum(map(len, words)))
        dangers = tuple(sorted(found, key=lambda danger: (-found[danger], danger)))
        figurative = told != bare and not dangers
        return DangerSigns(
            dangers, bool(self._now.search(told)), bool(self._not_now.search(told)), figurative
        )

    def hinted_hazard(self, bare: str) -> str:
        """The hazard that it is, if it is an emergency and no sign says which; "" if none."""
        told = self._harmless.sub("", bare)
        return next(
            (of for of, said in self._hints if any(all(word in told for word in words) for words in said)), ""
        )


def is_emergency(alarm: DangerSigns, confidence: float) -> bool:
    """The decision: `confidence` is the share that the model gives to `disaster.emergency`."""
    if alarm.figurative:
        return False
    if alarm.not_now:
        hinted = HINTED_NOW if alarm.now else HINTED
        return confidence >= (hinted if alarm.dangers else UNDOUBTED)
    if alarm.dangers:
        return confidence >= SUSPECTED or alarm.now
    return confidence >= CERTAIN


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)")
