"""What a slot shows of a value: also of words that are no value of it, as those that a resident left out."""

import pytest

from bot.content.snapshot import Content
from bot.conversation.forms.spec import SlotSpec, World
from bot.services import SERVICES
from tests.unit.services.enrolment.sample_enrolments import NOW

SLOTS = [
    (form.spec.name, slot)
    for service in SERVICES
    for form in service.forms.values()
    for slot in form.spec.slots
]


@pytest.mark.parametrize(("form", "slot"), SLOTS, ids=lambda value: getattr(value, "name", value))
@pytest.mark.parametrize("words", ["周四", "随便", "7", "0"])
def test_any_words_can_be_shown(form: str, slot: SlotSpec, words: str, small_content: Content) -> None:
    assert slot.shown(words, {}, World(small_content, NOW))
