"""The slots of a parse: what the text names and tells, as far as the wish has a use for it."""

from collections.abc import Callable, Mapping, Sequence

from bot.understanding.normalize import Normal
from bot.understanding.parse import SlotValue
from bot.understanding.slots import amounts, dates, person, phone, place, request_details, topic
from bot.understanding.vocabulary import Mention

_PEOPLE = ("name", "phone")
_WANTED: Mapping[str, tuple[str, ...]] = {
    "training.browse": ("course_kind",),
    "training.recommend": ("age", "gender", "education"),
    "training.info": ("course", "age"),
    "training.enrol": ("course", *_PEOPLE, "age"),
    "training.mine": ("course", *_PEOPLE),
    "training.cancel": ("course", *_PEOPLE, "date"),
    "training.request": ("course",),
    "training.jobs": ("course", "age", "gender", "education"),
    "training.employer": (*_PEOPLE, "quantity", "course", "skill"),
    "activity.browse": ("date",),
    "activity.join": (*_PEOPLE, "age", "date", "quantity"),
    "club.info": ("club", "age"),
    "venue.info": ("venue", "date"),
    "learning.resources": ("course",),
    "disaster.tips": ("hazard", "phase"),
    "disaster.emergency": ("place",),
    "disaster.shelter": ("hazard", "place"),
    "disaster.drill": ("hazard",),
    "disaster.subscribe": ("channel", "hazard", "phone", "date"),
    "disaster.unsubscribe": ("channel", "hazard", "phone"),
    "health.pest": ("item", "place"),
    "exchange.info": ("item",),
    "exchange.rates": ("item", "quantity"),
    "exchange.offer": ("item", "quantity", *_PEOPLE),
    "exchange.find": ("item",),
    "exchange.mine": ("item", "phone"),
    "recycling.sort": ("item",),
    "volunteer.join": (*_PEOPLE, "team", "age", "date"),
    "volunteer.activities": ("team", "date"),
    "talent.offer": ("skill", *_PEOPLE, "date"),
    "talent.request": ("item", "skill", *_PEOPLE, "team"),
    "feedback.submit": ("place", "item"),
    "feedback.status": ("ticket", "item"),
    "community.info": ("place", "date"),
    "privacy.manage": ("phone", "name"),
    "dialog.greet": ("name",),
    "dialog.human": _PEOPLE,
    "out_of_scope": ("phone",),
}
# The vocabulary that fills a slot for these wishes, where it is not the slot's own.
_KINDS: Mapping[tuple[str, str], str] = {
    ("feedback.submit", "item"): "facility",
    ("feedback.status", "item"): "facility",
}
_NOT_NAMED: Mapping[tuple[str, str], frozenset[str]] = {
    # What is to be had for the waste is not the waste.
    ("exchange.rates", "item"): frozenset(
        {"绿萝", "多肉", "吊兰", "花草", "花", "花苗", "盆景", "发财树", "文竹"}
    ),
}


def extract_slots(
    intent: str, text: str, normal: Normal, mentions: Sequence[Mention]
) -> dict[str, SlotValue]:
    """The slots that this wish can carry, with their values."""
    found: dict[str, SlotValue] = {}
    for slot in _WANTED.get(intent, ()):
        value = _value(intent, slot, text, normal, mentions)
        if value:
            found[slot] = value
    return found


def _value(
    intent: str, slot: str, text: str, normal: Normal, mentions: Sequence[Mention]
) -> SlotValue | None:
    own = _OF_WISH.get((intent, slot))
    if own is not None:
        return own(text, normal, mentions)
    named = _named(intent, slot, normal.bare, mentions)
    if named is not None:
        return named
    reader = _READERS.get(slot)
    return reader(text, normal.bare) if reader else None


def _named(intent: str, slot: str, bare: str, mentions: Sequence[Mention]) -> str | None:
    kind = _KINDS.get((intent, slot), slot)
    unwanted = _NOT_NAMED.get((intent, slot), frozenset())
    values = [one for one in mentions if one.slot == kind and one.value not in unwanted]
    if not values:
        return None
    if slot == "item":
        return topic.item(bare, values)
    return max(values, key=lambda mention: mention.end - mention.start).value


def _quantity(text: str, bare: str, *, single: bool = False) -> int | None:
    found = amounts.quantity(bare, single=single) or amounts.quantity(text, single=single)
    return found[0] if found else None


_READERS: Mapping[str, Callable[[str, str], SlotValue | None]] = {
    "name": lambda text, bare: person.find_name(text, asked=False) or person.beside(text),
    "phone": lambda text, bare: phone.find(text) or phone.find_landline(text),
    "age": lambda text, bare: amounts.age(text, asked=False),
    "gender": lambda text, bare: person.gender(text),
    "education": lambda text, bare: person.education(bare),
    "date": lambda text, bare: dates.day(bare),
    "place": lambda text, bare: place.spot(bare),
    "quantity": _quantity,
    "phase": lambda text, bare: request_details.phase(bare),
    "course_kind": lambda text, bare: request_details.kind(bare),
    "channel": lambda text, bare: request_details.channel(bare),
    "ticket": lambda text, bare: request_details.ticket(text),
}
# Slots that a wish has a way of its own to tell.
_OF_WISH: Mapping[tuple[str, str], Callable[[str, Normal, Sequence[Mention]], SlotValue | None]] = {
    ("health.pest", "item"): lambda text, normal, mentions: topic.pest(normal.bare),
    ("training.request", "course"): lambda text, normal, mentions: (
        _named("training.request", "course", normal.bare, mentions) or topic.wanted(normal.clean)
    ),
    ("learning.resources", "course"): lambda text, normal, mentions: (
        _named("learning.resources", "course", normal.bare, mentions) or topic.school(normal.bare)
    ),
    ("training.employer", "course"): lambda text, normal, mentions: topic.trained(
        normal.bare, mentions, as_course=True
    ),
    ("training.employer", "skill"): lambda text, normal, mentions: topic.trained(
        normal.bare, mentions, as_course=False
    ),
    ("talent.request", "skill"): lambda text, normal, mentions: topic.needed(
        _named("talent.request", "skill", normal.bare, mentions), normal.bare
    ),
    ("talent.offer", "skill"): lambda text, normal, mentions: (
        _named("talent.offer", "skill", normal.bare, mentions) or topic.repair(normal.bare)
    ),
    ("exchange.rates", "quantity"): lambda text, normal, mentions: _quantity(text, normal.bare, single=True),
}
