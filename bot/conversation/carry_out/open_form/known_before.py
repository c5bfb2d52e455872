"""What a form that is opened knows already: of the resident, of the talk before, and of a name said without more."""

import re
from collections.abc import Mapping

from bot.conversation.carry_out.open_form.next_person import EACH_FOR_ONESELF
from bot.conversation.hooks import ServiceForm
from bot.conversation.interpret.values.introduced import bare_name
from bot.conversation.interpret.values.kinship import SELF as SELF_NAMED
from bot.conversation.interpret.values.kinship import for_whom
from bot.conversation.interpret.values.people_added import one_added
from bot.conversation.interpret.values.people_listed import for_somebody
from bot.conversation.session import LAST_PHONE
from bot.conversation.turn import Turn

_WHOM, _ADDRESS, _TIPS = "for_whom", "address", "subscription"
_SAME_PHONE = re.compile(
    r"(?:电话|号码|手机号?)(?:也|都|还)?(?:是|用|留)?(?:跟.{1,4})?(?:一样|同上|相同|刚才那个|同一个|不变)"
)


def of_resident(turn: Turn, form: ServiceForm) -> dict[str, str]:
    """The phone, and for themselves name and address, that the resident has given before, and who else it is for.

    The summary shows them.
    """
    if not form.spec.confirm:
        return {}
    session, names = turn.session, {slot.name for slot in form.spec.slots}
    last = session.known.get(LAST_PHONE, "") if _SAME_PHONE.search(turn.message.text) else ""
    there = _only(_place_of_danger(turn), names)
    return {
        **there,
        **_of_person(turn, form, names),
        **({"phone": last} if last and "phone" in names else {}),
    }


def _place_of_danger(turn: Turn) -> dict[str, str]:
    """Where the danger was that has just passed: there help is wanted next, unless another address is told."""
    past = turn.session.just_over
    found = past is not None and any(map(str.isdecimal, past.place))
    return {_ADDRESS: past.place} if past is not None and found else {}


def _of_person(turn: Turn, form: ServiceForm, names: set[str]) -> dict[str, str]:
    session = turn.session
    text = turn.message.text
    if form.spec.name in EACH_FOR_ONESELF and (somebody := for_somebody(text) or one_added(text)):
        told = {"name": somebody.name, "for_whom": somebody.who, "phone": session.known.get("phone", "")}
        return {slot: value for slot, value in told.items() if value and slot in names}
    whom = for_whom(text)
    if kept := _kept_for(turn, form, whom):
        return _only(kept, names)
    if whom in ("", SELF_NAMED):
        return _only(session.known, names)
    if form.spec.name == _TIPS:
        return {}  # 「我老公也要订一个」: they go to a phone of his
    known = _only(session.known, names & {"phone"})  # the rest is the resident's own
    return {**known, _WHOM: whom} if _is_for_persons(form, names) else known


def _only(slots: Mapping[str, str], names: set[str]) -> dict[str, str]:
    return {name: value for name, value in slots.items() if name in names}


def _is_for_persons(form: ServiceForm, names: set[str]) -> bool:
    return form.spec.name in EACH_FOR_ONESELF and _WHOM in names


def _kept_for(turn: Turn, form: ServiceForm, whom: str) -> dict[str, str]:
    """What was said before of the person for whom the form is, and waited for it; {} where nothing waits for them."""
    session = turn.session
    waits = [wish for wish in session.waiting if wish.intent == form.spec.intent and wish.slots.get("name")]
    meant = next((wish for wish in waits if whom and wish.slots.get("for_whom") == whom), None)
    if meant is None:
        return {}
    session.waiting = [wish for wish in session.waiting if wish != meant]
    return dict(meant.slots)


def bare_name_said(turn: Turn, form: ServiceForm) -> dict[str, str]:
    """The name that the message tells without a word for it: 「周六的 报上 杜海峰」."""
    name = (
        bare_name(turn.message.text) if turn.postback is None and form.spec.slot("name") is not None else ""
    )
    return {"name": name} if name else {}


def from_topic(turn: Turn, form: ServiceForm) -> dict[str, str]:
    """The course that was spoken of, for a form that asks for one, unless the message names another."""
    course = turn.session.topic.course
    if not course or turn.slot("course") or form.spec.slot("course") is None:
        return {}
    return {"course": course}
