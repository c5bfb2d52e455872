"""The state that a message is read against, from the session. Pure."""

from collections.abc import Mapping, Sequence

from bot.common.message import Choice
from bot.common.postback import Control, FillSlot, FormAction, Wish, intent_of
from bot.conversation.forms.engine import CHANGE, CONFIRM
from bot.conversation.interpret.values.choices import confirms
from bot.conversation.session import FormState, Session
from bot.understanding.dialog_state import DialogState, OnRecord

_ASKED = {CONFIRM: "confirm", CHANGE: "change_what"}
SLOT_NAMES: Mapping[str, str] = {"interest": "interests"}
"""Slots of forms whose name in the vocabulary of commands is another."""
_FORM_SLOTS: Mapping[str, str] = {name: slot for slot, name in SLOT_NAMES.items()}
_ERASING = frozenset({"privacy.erase"})


def state_of(session: Session, own: Sequence[OnRecord] = ()) -> DialogState:
    """The state of the conversation, before a message."""
    form, sure = session.form, confirmation(session.choices)
    return DialogState(
        flow=form.form if form else "",
        asked=_asked(form) if form else _asked_openly(session, sure),
        slots=_named(form) if form else {},
        shown=tuple([choice.label for choice in session.choices if _is_option(choice)]),
        topic=_topic(session),
        own=tuple(own),
        pending=_pending(sure),
        paused=session.draft.form if session.draft else "",
    )


def signs_of_state(session: Session) -> tuple[object, ...]:
    """What the state depends on while no form is open: equal signs, equal states."""
    topic, draft = session.topic, session.draft
    told = (topic.course, topic.hazard, topic.intent, topic.danger)
    return (session.choices, told, session.handoff, session.turn, draft.form if draft else "")


def form_slot(name: str) -> str:
    """The form's own name of a slot that a command names."""
    return _FORM_SLOTS.get(name, name)


def options(choices: Sequence[Choice]) -> list[Choice]:
    """The choices that can be chosen by their words; a command's index counts these."""
    return [choice for choice in choices if _is_option(choice)]


def confirmation(choices: Sequence[Choice]) -> Choice | None:
    """The choice that says yes to 「要…吗？」; None when nothing of the kind was asked."""
    for choice in choices:
        if confirms(choice):
            return choice
    return None


def declining(choices: Sequence[Choice]) -> Choice:
    """The choice that says no to 「要…吗？」: the last one, but for the way to the staff that may stand below it."""
    own = [choice for choice in choices if intent_of(choice.postback) != "dialog.human"]
    return (own or choices)[-1]


def _asked(form: FormState) -> str:
    return _ASKED.get(form.asking, SLOT_NAMES.get(form.asking, form.asking))


def _asked_openly(session: Session, sure: Choice | None) -> str:
    if session.topic.danger:
        return "card"
    if sure is not None:
        return "sure"
    if session.handoff:
        return "person"
    if any(choice.postback is Control.NONE_OF_THESE for choice in session.choices):
        return "which"
    return "open" if session.turn else "start"


def _named(form: FormState) -> dict[str, str]:
    return {SLOT_NAMES.get(name, name): value for name, value in form.slots.items()}


def _topic(session: Session) -> dict[str, str]:
    topic = session.topic
    told = (
        ("course", topic.course), ("hazard", topic.hazard), ("intent", topic.intent), ("danger", topic.danger),
    )  # fmt: skip
    return {name: value for name, value in told if value}


def _pending(sure: Choice | None) -> str:
    if sure is None:
        return ""
    return "erase" if sure.intent in _ERASING else "withdraw"


def _is_option(choice: Choice) -> bool:
    """Something that can be chosen by its words, and no button of the form such as 「对，就这样」."""
    if isinstance(choice.postback, FormAction):
        return choice.postback is FormAction.SKIP
    return isinstance(choice.postback, FillSlot | Wish) and not confirms(choice)
