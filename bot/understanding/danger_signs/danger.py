"""Is somebody in danger now? Signs of danger, and expressions that only sound like it. Pure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.common.text import any_of
from bot.content.lexicon import Alarms
from bot.content.shared.hazards import Hazard

MEDICAL = frozenset(
    {"heart", "stroke", "unconscious", "choking", "bleeding", "burn", "fall", "seizure", "childbirth",
     "snake_or_dog_bite", "poisoning"}
)  # fmt: skip
GENERAL, SUICIDE = "general", "suicide"
DESPAIR = frozenset({SUICIDE, "self_harm"})
MAY_BE_FORCED = DESPAIR | {"domestic_violence", "abuse", "crime", "indecency", "bullying", "scam"}
"""Dangers in which somebody else may be writing, or who writes is told to say that all is well."""
OWN_HAND = frozenset({"swallowed"})
"""Cards of mishaps by which in despair somebody's own deed is told: 「吞下去就好了」 is then no swallowed coin."""
POISONING = "poisoning"
MOUTHFULS = frozenset({"swallowed", "food_safety", GENERAL})
"""Cards of what else was put into a mouth: with the name of a poison it is poisoning."""
WITHIN: Mapping[str, frozenset[str]] = {
    **{card: frozenset({"crime"}) for card in ("domestic_violence", "abuse", "indecency", "bullying")},
    **{card: frozenset({"fire"}) for card in ("battery_fire", "oil_pan", "electrical_fire", "wildfire")},
    POISONING: frozenset({"swallowed", "food_safety"}),
    "manhole": frozenset({"drowned_ashore", "drowning"}),
    "confined_space": frozenset({"drowned_ashore", "drowning"}),
}
"""By whose signs a danger goes on: who breaks the lock at home is no burglar, the flames of a battery are no other fire."""
BECOMES = frozenset({"unconscious", "drowned_ashore"})
"""Cards of what another danger becomes for the same person: 「没气了 怎么按」 is news of the one who was ill."""
HAZARDS = frozenset(hazard.value for hazard in Hazard)
GRAVE = frozenset(
    {SUICIDE, "unconscious", "stroke", "heart", "bleeding", "choking", "allergy", "head_injury"}
)
"""Dangers in which minutes count: only what marks another time or a story says that they are not now."""


@dataclass(frozen=True, slots=True)
class DangerSigns:
    """The signs of danger in a message.

    dangers: the dangers that its words point to, the one with the longest sign first.
    now, not_now: it says that it is happening now; that it is a drill, a film, past or imagined. In a grave danger
    only a film, a course or long ago counts as not now: 「昨晚开始说话不清」 is a stroke.
    figurative: nothing but an expression that only sounds dangerous: 「股票跌得我想跳楼」.
    """

    dangers: tuple[str, ...]
    now: bool
    not_now: bool
    figurative: bool = False

    @property
    def first(self) -> str:
        """The danger that the words point to most; "" for none in particular."""
        return next((danger for danger in self.dangers if danger != GENERAL), "")


def danger_and_hazard(card: str) -> tuple[str, str]:
    """(danger, hazard) of a card: one of our hazards gives ("", hazard), first aid both, no card the general one."""
    if card in HAZARDS or not card:
        return "" if card else GENERAL, card
    return card, Hazard.FIRST_AID.value if card in MEDICAL else ""


class DangerDetector:
    """Finds the signs of `intents/emergency.yaml` in texts."""

    def __init__(self, alarms: Alarms) -> None:
        self._signs: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        for sign in alarms.signs:
            for say in sign.say:
                words = say.split()
                self._signs[words[0][:2]].append((sign.of, words))
        self._hints = [(hint.of, [say.split() for say in hint.say]) for hint in alarms.hints]
        self._now = any_of(alarms.now)
        self._not_now = any_of((*alarms.not_now, *alarms.elsewhere))
        self._elsewhere = any_of(alarms.elsewhere)
        self._harmless = any_of(alarms.harmless)
        self.fingerprint = alarms.model_dump_json(exclude={"figures", "things"})

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
        not_now = self._elsewhere if GRAVE.intersection(dangers) else self._not_now
        return DangerSigns(
            dangers, bool(self._now.search(serious)), bool(not_now.search(serious)), figurative
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


def has_words(text: str) -> bool:
    """Does the text hold a letter or a Chinese character? A number or punctuation is no wish."""
    return any(map(str.isalpha, text))
