"""The interpreter's vocabulary of forms is compared with what the services declare.

`bot/conversation/interpret/flows.py` is pure and stands below the services, so it cannot ask them: it is the vocabulary of
`python -m bot interpret`, with which evaluation sets outside the repository are written.
"""

from collections.abc import Iterator
from types import MappingProxyType

import pytest

from bot.content.snapshot import Content
from bot.conversation.forms.common_slots import not_asked
from bot.conversation.forms.spec import FormSpec
from bot.conversation.interpret.flows import FLOW_OF_INTENT, FLOWS
from bot.conversation.interpret.session_state import SLOT_NAMES
from bot.services import RECORD_TYPES, SERVICES

FORMS = MappingProxyType({
    name: form.spec for service in SERVICES for name, form in service.forms.items()
})  # fmt: skip
SPOKEN_KINDS = frozenset(form for kind in RECORD_TYPES.values() for form in kind.forms)

NOT_SPOKEN_OF = {"own_number": "opened by exact words alone, and filled by a phone number alone"}
WITHOUT_FORM = {"wish": "a search that found nothing is kept by a choice; nothing is asked"}
# (form, slot): what residents say for a form that does not ask it, and why it does not.
TOLD_BESIDE = {
    ("request", "gender"): "a request keeps age and education alone",
    ("request", "need"): "the subject says it",
    (
        "feedback",
        "phone",
    ): "the answer comes into the conversation; a number that is told all the same is kept",
    ("callback", "name"): "a call keeps no name; what was said beside it stands in its reason",
    ("listing", "price"): "stands in the words of the thing",
    ("listing", "condition"): "stands in the words of the thing",
    ("recommend", "for_whom"): "courses are chosen by interest, age and education",
    ("recommend", "gender"): "courses are chosen by interest, age and education",
}

of_each_form = pytest.mark.parametrize("name", sorted(FORMS.keys() - NOT_SPOKEN_OF.keys()))


def spoken(form: FormSpec) -> list[str]:
    """The slots of a form by their names in the vocabulary, without those that the form fills for itself."""
    named = [(SLOT_NAMES.get(slot.name, slot.name), slot) for slot in form.slots]
    return [name for name, slot in named if name in FLOWS[form.name].slots or slot.needed is not not_asked]


def told_beside(name: str) -> set[str]:
    return {slot for form, slot in TOLD_BESIDE if form == name}


def test_every_form_and_every_kind_of_record_has_a_name_in_the_vocabulary() -> None:
    assert set(FLOWS) == (FORMS.keys() - NOT_SPOKEN_OF.keys()) | SPOKEN_KINDS
    assert set(FLOWS) - FORMS.keys() == set(WITHOUT_FORM)
    assert set(NOT_SPOKEN_OF) <= FORMS.keys() - SPOKEN_KINDS


@of_each_form
def test_a_form_is_opened_by_the_intent_that_its_service_declares(name: str) -> None:
    assert FLOWS[name].intent == FORMS[name].intent
    assert FLOW_OF_INTENT[FORMS[name].intent] == name


@of_each_form
def test_the_slots_are_those_that_the_form_asks_in_its_order(name: str) -> None:
    asked = [slot for slot in FLOWS[name].slots if slot not in told_beside(name)]
    assert asked == spoken(FORMS[name])


def test_what_is_told_beside_a_form_is_no_slot_of_it() -> None:
    for name, slot in TOLD_BESIDE:
        assert slot in FLOWS[name].slots
        assert slot not in spoken(FORMS[name])


@pytest.mark.parametrize("name", WITHOUT_FORM)
def test_a_kind_without_a_form_is_made_by_the_service_that_keeps_it(name: str) -> None:
    [keeper] = [service for service in SERVICES if any(name in kind.forms for kind in service.records)]
    assert FLOWS[name].intent in keeper.handlers


@pytest.mark.parametrize("name", FLOWS)
def test_what_a_form_is_about_is_one_of_its_slots(name: str) -> None:
    assert FLOWS[name].words
    assert FLOWS[name].matter in {"", *FLOWS[name].slots}


def test_no_intent_opens_two_forms() -> None:
    assert len(FLOW_OF_INTENT) == len(FLOWS)


def test_the_staff_write_their_turns_with_these_names(content: Content) -> None:
    assert set(names_written(content)) <= set(FLOWS)


def names_written(content: Content) -> Iterator[str]:
    """The names of forms in `intents/acts/`: of the open form, of wishes and of records."""
    for block in content.acts:
        yield from filter(None, (block.flow, block.paused))
        for turn in block.turns():
            yield from (command.word.split()[0] for command in turn.commands if command.do == "start")
            records = (command.word.split() for command in turn.commands if command.do == "record")
            yield from (kind for words in records for kind in words[1:2])  # 「我的登记」 names no kind
