"""The same form for a second person: what is said of them while the first one's is open waits for its turn."""

from collections.abc import Sequence

from bot.common.message import Reply
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.readings.record_reference import value_of
from bot.conversation.forms.common_slots import SELF
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.session import FormState, WaitingWish
from bot.conversation.turn import Turn

SAYS: dict[str, frozenset[str]] = {"form.there_already": frozenset({"title", "status"})}

EACH_FOR_ONESELF = frozenset({"enrol", "volunteer", "subscription"})
"""Forms that are filled for one person; in the others a second person is only mentioned."""
_OF_PERSONS = frozenset({"name", "phone", "age", "for_whom"})
_SHARED = ("course", "session", "event", "team")  # the same for both, unless it is said otherwise


def for_next_person(opened: OpenForm, state: FormState, slot: str, value: str) -> list[str]:
    """Keep the value for the wish of the next person; one begins with what both share, where none waits yet.

    Returns what is said of it: that the person is not forgotten, once there is a name.
    """
    if slot in _OF_PERSONS and opened.spec.name not in EACH_FOR_ONESELF:
        return []
    session, intent = opened.turn.session, opened.spec.intent
    place = _place_of_last(session.waiting, intent)
    if place is not None and _is_another(session.waiting[place], slot, value):
        place = None
    if place is None and slot in ("phone", "age"):
        return []  # a second number is no second person
    waiting = list(session.waiting)
    if place is None:
        place = len(waiting)
        waiting.append(WaitingWish(intent, opened.prompter.title(state), _shared(state)))
    told, words = {**waiting[place].slots, slot: value}, waiting[place].words
    if slot == "course":
        # Another course than the first person's: neither its class nor its title is shared.
        told.pop("session", None)
        words = ""
    waiting[place] = WaitingWish(intent, words, told)
    session.waiting = waiting
    opened.turn.outcome.people_changed = True
    return [opened.turn.words.say("form.waiting_person", who=value)] if slot == "name" else []


def _place_of_last(waiting: Sequence[WaitingWish], intent: str) -> int | None:
    """The place of the last wish that waits for the same form."""
    places = [index for index, wish in enumerate(waiting) if wish.intent == intent]
    return places[-1] if places else None


def _shared(state: FormState) -> dict[str, str]:
    """What the form holds of what both persons share."""
    return {name: state.slots[name] for name in _SHARED if state.slots.get(name)}


def _is_another(wish: WaitingWish, slot: str, value: str) -> bool:
    """Is the name, or who it is, that of another person than the one who waits?"""
    return slot in ("name", "for_whom") and wish.slots.get(slot, value) != value


def no_longer_waits(opened: OpenForm, name: str) -> None:
    """Forget the wish that waits for the person of this name: it is the open form that is for them."""
    session = opened.turn.session
    session.waiting = [
        wish
        for wish in session.waiting
        if wish.intent != opened.spec.intent or wish.slots.get("name", "") != name
    ]


async def already_there(turn: Turn, wish: WaitingWish) -> Reply | None:
    """That the place which the wish is for is on record already, in the same course and for the same person; else None."""
    flow, course = FLOW_OF_INTENT.get(wish.intent, ""), wish.slots.get("course", "")
    own_name = turn.session.known.get("name", "") if wish.slots.get("for_whom", SELF) == SELF else ""
    name = wish.slots.get("name", own_name)
    if flow not in EACH_FOR_ONESELF or not course or not name:
        return None
    held = [record for record in await turn.own_records() if record.kind == flow]
    placed = [r for r in held if value_of(r, "course") == course and value_of(r, "name") == name]
    return turn.say("form.there_already", title=placed[0].title, status=placed[0].status) if placed else None
