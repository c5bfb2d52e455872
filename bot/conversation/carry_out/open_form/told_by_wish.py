"""What the wish that opened a form says of its slots."""

from collections.abc import Mapping

from bot.conversation.carry_out.open_form.merged_values import IN_OWN_WORDS, PARTS
from bot.conversation.commands import SetSlot, Start
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.values import kinship
from bot.conversation.interpret.values.item_details import PRICE
from bot.conversation.session import FormState
from bot.understanding.slots.thing_details import bare

_CARRIED = frozenset({
    "session", "for_whom", "name", "phone", "team", "event", "time", "address", "when", "free", "hazards", "anonymous", "age",
})  # fmt: skip
_THINGS = frozenset({"item", "skill"})  # of several the form's own reader takes the first
_OF_THING = frozenset({"item", PRICE})
_LISTED = _THINGS | {"hazards"}
TAKEN_OVER = _CARRIED | _THINGS | {"need"}
"""What a wish says of its form is taken over from these slots of it."""


def told_at_start(wish: Start, form: FormState, known: Mapping[str, str], *, several: bool) -> list[SetSlot]:
    """What the wish says of the form that it opened, and the form has not read by itself.

    known: what the form holds only because the resident gave it before; the wish knows better.
    several: the people who come were heard all together.
    """
    return [
        SetSlot(slot, wish.words if slot in IN_OWN_WORDS else value, words=wish.words)
        for slot, value in wish.slots.items()
        if (slot == "name" or value != wish.slots.get("name"))  # a person is no thing
        and not (several and slot in ("name", "for_whom"))
        and (_knows_better(slot, value, form, known) or _knows_whom(slot, value, wish.words))
    ]


def _knows_whom(slot: str, value: str, words: str) -> bool:
    """「我是婆婆 给我媳妇报」: is told who speaks, or plainly for whom, which a reader of single words mistakes?"""
    several = len(kinship.people_named(words)) > 1
    plainly = kinship.as_spoken(words) != words or (several and kinship.is_given_to(words, value))
    return slot == "for_whom" and plainly and value == kinship.for_whom(words)


def _knows_better(slot: str, value: str, form: FormState, known: Mapping[str, str]) -> bool:
    """Has the form nothing of its own in this slot, or less than the wish says?"""
    if slot == "for_whom" and value == kinship.SELF:
        return True  # of two people oneself comes first
    if slot in _CARRIED | IN_OWN_WORDS and form.slots.get(form_slot(slot)) in (None, known.get(slot)):
        return True
    if slot in _OF_THING and not form.slots.get("item" if slot == PRICE else slot):
        return True
    return slot in _LISTED and bare(form.slots.get(slot, "")) in value and PARTS.search(value) is not None
