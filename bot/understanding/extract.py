"""The slots of a parse: the values in the text that its intent has a use for."""

from collections.abc import Callable, Mapping, Sequence

from bot.understanding.parse import SlotValue
from bot.understanding.slots import amounts, day_time, person, phone, place, request_details, topic
from bot.understanding.text.normalize import Normal
from bot.understanding.text.reading_budget import UNLIMITED, ReadingBudget
from bot.understanding.text.vocabulary import Mention

# Slots that are filled from the vocabulary of another slot for these intents.
_VOCABULARY_SLOTS: Mapping[tuple[str, str], str] = {
    ("feedback.submit", "item"): "facility",
    ("feedback.status", "item"): "facility",
}
# Values that the vocabulary of a slot holds but that these intents do not mean.
_EXCLUDED_VALUES: Mapping[tuple[str, str], frozenset[str]] = {
    # "exchange.rates" asks about the waste that is handed in, not about the plants that are given for it.
    ("exchange.rates", "item"): frozenset(
        {"绿萝", "多肉", "吊兰", "花草", "花", "花苗", "盆景", "发财树", "文竹"}
    ),
}


def extract_slots(
    intent: str,
    slots: Sequence[str],
    text: str,
    normal: Normal,
    mentions: Sequence[Mention],
    budget: ReadingBudget = UNLIMITED,
) -> dict[str, SlotValue]:
    """The values in the text for the slots that a message of this intent can carry, as far as the budget reaches."""
    values: dict[str, SlotValue] = {}
    for slot in slots:
        if budget.spent:
            break
        value = _value(intent, slot, text, normal, mentions)
        if value:
            values[slot] = value
    return values


def _value(
    intent: str, slot: str, text: str, normal: Normal, mentions: Sequence[Mention]
) -> SlotValue | None:
    special_reader = _SPECIAL_READERS.get((intent, slot))
    if special_reader is not None:
        return special_reader(text, normal, mentions)
    value = _from_vocabulary(intent, slot, normal.bare, mentions)
    if value is not None:
        return value
    reader = _READERS.get(slot)
    return reader(text, normal.bare) if reader else None


def _from_vocabulary(intent: str, slot: str, bare: str, mentions: Sequence[Mention]) -> str | None:
    vocabulary_slot = _VOCABULARY_SLOTS.get((intent, slot), slot)
    excluded = _EXCLUDED_VALUES.get((intent, slot), frozenset())
    values = [
        mention for mention in mentions if mention.slot == vocabulary_slot and mention.value not in excluded
    ]
    if not values:
        return None
    if slot == "item":
        return topic.item(bare, values)
    return max(values, key=lambda mention: mention.end - mention.start).value


def _quantity(text: str, bare: str, *, single: bool = False) -> int | None:
    amount = amounts.quantity(bare, single=single) or amounts.quantity(text, single=single)
    return amount[0] if amount else None


_READERS: Mapping[str, Callable[[str, str], SlotValue | None]] = {
    "name": lambda text, bare: person.find_name(text, asked=False) or person.beside(text),
    "phone": lambda text, bare: phone.find_any(text),
    "age": lambda text, bare: amounts.age(text, asked=False),
    "gender": lambda text, bare: person.gender(text),
    "education": lambda text, bare: person.education(bare),
    "date": lambda text, bare: day_time.day(bare),
    "place": lambda text, bare: place.spot(bare),
    "quantity": _quantity,
    "phase": lambda text, bare: request_details.phase(bare),
    "course_kind": lambda text, bare: request_details.kind(bare),
    "channel": lambda text, bare: request_details.channel(bare),
    "ticket": lambda text, bare: request_details.ticket(text),
}
# Readers for one slot of one intent, which take the place of the vocabulary and of the slot's own reader.
_SPECIAL_READERS: Mapping[tuple[str, str], Callable[[str, Normal, Sequence[Mention]], SlotValue | None]] = {
    ("health.pest", "item"): lambda text, normal, mentions: topic.pest(normal.bare),
    ("training.request", "course"): lambda text, normal, mentions: (
        _from_vocabulary("training.request", "course", normal.bare, mentions) or topic.wanted(normal.clean)
    ),
    ("learning.resources", "course"): lambda text, normal, mentions: (
        _from_vocabulary("learning.resources", "course", normal.bare, mentions) or topic.school(normal.bare)
    ),
    ("training.employer", "course"): lambda text, normal, mentions: topic.trained(
        normal.bare, mentions, as_course=True
    ),
    ("training.employer", "skill"): lambda text, normal, mentions: topic.trained(
        normal.bare, mentions, as_course=False
    ),
    ("talent.request", "skill"): lambda text, normal, mentions: topic.needed(
        _from_vocabulary("talent.request", "skill", normal.bare, mentions), normal.bare
    ),
    ("talent.offer", "skill"): lambda text, normal, mentions: (
        _from_vocabulary("talent.offer", "skill", normal.bare, mentions) or topic.repair(normal.bare)
    ),
    ("exchange.rates", "quantity"): lambda text, normal, mentions: _quantity(text, normal.bare, single=True),
}
