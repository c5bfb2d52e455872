"""How choices and replies are written down: the one place that knows what a postback looks like in a session.

The stored form is that of release 0.1.0, flat and without types, for two reasons: sessions of that release still
wait in Redis, and while one release replaces another the processes of both read what either wrote.
"""

from collections.abc import Iterable

from msgspec import Struct

from bot.common.message import Choice, Reply
from bot.common.postback import AskSlot, Control, FillSlot, FormAction, Postback, Wish
from bot.understanding.text.bounded_cache import keep, recurs

Slots = tuple[tuple[str, str], ...]

_ACTIONS = {
    "#yes": FormAction.CONFIRM,
    "#edit": FormAction.EDIT,
    "#stop": FormAction.STOP,
    "#skip": FormAction.SKIP,
    "#human": FormAction.HUMAN,
    "#later": FormAction.LATER,
}
_ACTION_VALUES = {action: value for value, action in _ACTIONS.items()}
_ASK_SLOT = "#clear:"
_CONFIRMED = {"yes": True, "no": False}
_OPENS_FORM = ("open", "yes")
_OPENED_FORM = (_OPENS_FORM, ("ask", "yes"))  # 0.1.0 had a word of its own for each form
_CONTROLS = {control.value: control for control in Control}
_RECURRING: dict[tuple[object, ...], Choice] = {}
_MARKS = frozenset({"sure", "open", "ask", "replaces", "said"})


class StoredChoice(Struct, omit_defaults=True):
    """A choice as it is stored. value: for the open form; intent, slots: what it means by itself."""

    label: str
    value: str = ""
    intent: str = ""
    slots: Slots = ()
    more: bool = False
    detail: str = ""


class StoredReply(Struct, omit_defaults=True):
    """A reply as it is stored."""

    text: str
    choices: tuple[StoredChoice, ...] = ()
    urgent: bool = False
    look: str = ""


def stored_choices(choices: Iterable[Choice]) -> list[StoredChoice]:
    """The choices in their stored form."""
    return [_stored(choice) for choice in choices]


def choices_of(stored: Iterable[StoredChoice]) -> list[Choice]:
    """The choices that were stored."""
    return [_choice(choice) for choice in stored]


def _choice(stored: StoredChoice) -> Choice:
    """The choice that was stored; those that come again and again, and are no person's, are made once."""
    key = (stored.label, stored.value, stored.intent, stored.slots, stored.more, stored.detail)
    known = _RECURRING.get(key)
    if known is not None:
        return known
    choice = Choice(stored.label, _postback(stored), stored.more, stored.detail)
    told = (stored.label, stored.value, *(value for _, value in stored.slots))
    return keep(_RECURRING, key, choice) if all(map(recurs, told)) else choice


def stored_replies(replies: Iterable[Reply]) -> list[StoredReply]:
    """The replies in their stored form."""
    return [
        StoredReply(reply.text, tuple(stored_choices(reply.choices)), reply.urgent, reply.look)
        for reply in replies
    ]


def replies_of(stored: Iterable[StoredReply]) -> list[Reply]:
    """The replies that were stored."""
    return [Reply(reply.text, tuple(choices_of(reply.choices)), reply.urgent, reply.look) for reply in stored]


def _stored(choice: Choice) -> StoredChoice:
    postback = choice.postback
    if isinstance(postback, Wish):
        return StoredChoice(choice.label, "", postback.intent, _marked(postback), choice.more, choice.detail)
    return StoredChoice(choice.label, _value(postback), choice.intent, (), choice.more, choice.detail)


def _value(postback: Postback | None) -> str:
    if isinstance(postback, FillSlot):
        return postback.value
    if isinstance(postback, AskSlot):
        return f"{_ASK_SLOT}{postback.slot}"
    return _ACTION_VALUES[postback] if isinstance(postback, FormAction) else ""


def _marked(wish: Wish) -> Slots:
    """The slots of a wish with what else it carries."""
    slots = list(wish.slots)
    if wish.confirmed is not None:
        slots.append(("sure", "yes" if wish.confirmed else "no"))
    if wish.opens_form:
        slots.append(_OPENS_FORM)
    if wish.replaces:
        slots.append(("replaces", str(wish.replaces)))
    if wish.said:
        slots.append(("said", wish.said))
    return tuple(slots)


def _postback(stored: StoredChoice) -> Postback | None:
    if stored.value in _ACTIONS:
        return _ACTIONS[stored.value]
    if stored.value.startswith(_ASK_SLOT):
        return AskSlot(stored.value.removeprefix(_ASK_SLOT))
    if stored.value:
        return FillSlot(stored.value)
    if stored.intent in _CONTROLS:
        return _CONTROLS[stored.intent]
    return _wish(stored) if stored.intent else None


def _wish(stored: StoredChoice) -> Wish:
    if not stored.slots:
        return Wish(stored.intent)
    marks = dict(stored.slots)
    if _MARKS.isdisjoint(marks):
        return Wish(stored.intent, stored.slots)
    return Wish(
        intent=stored.intent,
        slots=tuple(slot for slot in stored.slots if slot[0] not in _MARKS),
        confirmed=_CONFIRMED.get(marks.get("sure", "")),
        opens_form=any(mark in stored.slots for mark in _OPENED_FORM),
        replaces=int(marks.get("replaces", "0")),
        said=marks.get("said", ""),
    )
