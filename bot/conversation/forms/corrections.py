"""「电话错了，是139…」「改成周六那班」「名字不对」: what is to be changed in a form. Pure."""

import re
from dataclasses import dataclass, replace

from bot.content.intents import FormWords
from bot.conversation.forms.readers import Reading
from bot.conversation.forms.spec import FormSpec, SlotSpec, World, read_slot
from bot.conversation.session import FormState
from bot.understanding.parse import Parse

_CUE = re.compile(
    r"改成|改为|改到|改报|改一下|换成|换到|换一|更正|应该是|写错|说错|打错|报错|搞错|弄错|错了|不对|不是|勿对|弗对|勿是|弗是|重新填|改下"
)
_AFTER_CUE = re.compile(
    r"(?:改成|改为|改到|改报|换成|换到|应该是|而是|[，,。 ]\s*(?:是|叫)|^是)(?P<value>.+)$"
)


@dataclass(frozen=True, slots=True)
class Correction:
    """slot: the one that is to be changed; value: the new value, "" when it was not said."""

    slot: str
    value: str = ""


def corrects(text: str) -> bool:
    """Does the text say that something is to be changed?"""
    return bool(_CUE.search(text))


def find_correction(
    spec: FormSpec, words: FormWords, state: FormState, heard: Parse, world: World
) -> Correction | None:
    """What the message corrects; None when it corrects nothing of this form."""
    if not corrects(heard.text):
        return None
    named = slot_named(words, spec, heard.text)
    after_cue = _AFTER_CUE.search(heard.text)
    part = replace(heard, text=after_cue["value"] if after_cue else heard.text)
    candidates = [
        slot
        for slot in spec.slots
        if named in ("", slot.name) and slot.name in {*state.slots, state.asking, named}
    ]
    for slot in candidates:
        # Two signs of three: a slot that takes any words must be named, with the value after a word for the change.
        meant = sum((slot.name == named, after_cue is not None, not slot.any_words)) > 1
        value = _read(slot, part, state, world, meant=meant).value
        if value and value != state.slots.get(slot.name):
            return Correction(slot.name, value)
    return Correction(named) if named else None


def _read(slot: SlotSpec, part: Parse, state: FormState, world: World, *, meant: bool) -> Reading:
    """The new value; as if the slot had been asked for when it is certain that this slot is meant."""
    unasked = read_slot(slot, part, state.slots, world, asked=False)
    return unasked if unasked.value or not meant else read_slot(slot, part, state.slots, world, asked=True)


def slot_names(words: FormWords, spec: FormSpec) -> list[tuple[str, str]]:
    """Each name by which a slot is called, and the slot; the longest names first."""
    names = [
        (name, slot.name)
        for slot in spec.slots
        if slot.name in words.slots
        for name in (words.slots[slot.name].label, *words.slots[slot.name].aliases)
    ]
    return sorted(names, key=lambda pair: -len(pair[0]))


def slot_named(words: FormWords, spec: FormSpec, text: str) -> str:
    """The slot that the text calls by its name, longest name first; "" if none."""
    return next((slot for name, slot in slot_names(words, spec) if name in text), "")


_LEAVES = re.compile(
    r"^(?:那|哎|唉|嗯|好|行){0,2}(?:算了|不改了?|不用改了?|别改了?|不换了?|照旧|照原来|还是原来的?|就?按原来的?|没错的?|就这样|原来的就行)"
)
_ENDS_IT = re.compile(r"不(?:办|报|登|订|弄|搞|要)了|取消|退|撤")


def leaves_as_it_was(text: str) -> bool:
    """「算了就这样吧 对」 to the question for a new value: is what stood there to stay?"""
    return _LEAVES.match(text.strip()) is not None and not _ENDS_IT.search(text)
