"""Changing a record: its form opens again, filled in, and asks what is to be changed."""

from collections.abc import Mapping

from bot.common.message import Choice
from bot.common.postback import Postback, Wish
from bot.conversation.forms.engine import CHANGE
from bot.conversation.forms.spec import FormSpec
from bot.conversation.session import FormState
from bot.conversation.turn import Turn

REPLACES = "replaces"  # the form's slot that holds the id of the record to change

SAYS: dict[str, frozenset[str]] = {"form.change_link": frozenset({"what"})}


def change_link(turn: Turn, spec: FormSpec, row: int, what: str, values: Mapping[str, str]) -> Choice:
    """The choice that opens the form with the values on record; `what`: how the resident calls the record."""
    slots = tuple((name, value) for name, value in values.items() if value)
    label = turn.words.say("form.change_link", what=what)
    return Choice(label, Wish(spec.intent, slots, replaces=row))


def reopened(spec: FormSpec, postback: Postback | None) -> FormState | None:
    """The form as `change_link` filled it; None for any other way to open a form."""
    if not isinstance(postback, Wish) or not postback.replaces:
        return None
    names = {slot.name for slot in spec.slots}
    filled = {name: value for name, value in postback.slots if name in names}
    filled[REPLACES] = str(postback.replaces)
    left = [slot.name for slot in spec.slots if slot.name not in filled]
    return FormState(form=spec.name, slots=filled, skipped=left, asking=CHANGE, told_why=True)


def replaced(state: FormState) -> int:
    """The id of the record that the confirmed form is to change; 0 for a new one."""
    return int(state.slots.get(REPLACES, "0"))
