"""Which dangers are kinds of others, which cause harm, and which are harm that was done: by the ids of their cards."""

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, ...]] = {
    "fire": ("oil_pan", "battery_fire", "wildfire", "electrical_fire"),
    "electricity": ("electrical_fire",),
    "flood": ("car_in_water",),
    "drowning": ("drowned_ashore", "sea"),
    "poisoning": ("swallowed",),
    "heart": ("breathing", "allergy"),
    "seizure": ("febrile_seizure",),
    "fall": ("head_injury",),
    "unconscious": ("seizure", "febrile_seizure"),
    "snake_or_dog_bite": ("wasp",),
    "crime": ("domestic_violence", "indecency"),
}
"""Whose signs are signs of these dangers too, which are kinds of it or begin like it: 「吞了」 of a button cell."""
CAUSES = frozenset({"electricity", "gas", "co", "fire", "confined_space"})
HARMS = frozenset({"unconscious", "breathing", "first_aid", "seizure"})
