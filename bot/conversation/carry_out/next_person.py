"""The same form for a second person: what is said of them while the first one's is open waits for its turn."""

from bot.conversation.carry_out.open_form import OpenForm
from bot.conversation.session import FormState, WaitingWish

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
    place = next((index for index, wish in enumerate(session.waiting) if wish.intent == intent), None)
    if place is None and slot in ("phone", "age"):
        return []  # a second number is no second person
    if place is None:
        shared = {name: state.slots[name] for name in _SHARED if state.slots.get(name)}
        session.waiting = [*session.waiting, WaitingWish(intent, opened.prompter.title(state), shared)]
        place = len(session.waiting) - 1
    waiting = list(session.waiting)
    told, words = {**waiting[place].slots, slot: value}, waiting[place].words
    if slot == "course":
        # Another course than the first person's: neither its class nor its title is shared.
        told.pop("session", None)
        words = ""
    waiting[place] = WaitingWish(intent, words, told)
    session.waiting = waiting
    return [opened.turn.words.say("form.waiting_person", who=value)] if slot == "name" else []


def no_longer_waits(opened: OpenForm, name: str) -> None:
    """Forget the wish that waits for the person of this name: it is the open form that is for them."""
    session = opened.turn.session
    session.waiting = [
        wish
        for wish in session.waiting
        if wish.intent != opened.spec.intent or wish.slots.get("name", "") != name
    ]
