"""What a message puts right in the open form by the wrong words themselves, or by the word for the place. Pure."""

from collections.abc import Mapping

from bot.conversation.interpret.corrections import said_otherwise
from bot.conversation.interpret.corrections.asked_beside import asks_there
from bot.conversation.interpret.values.addresses import with_known_room
from bot.understanding.slots import anonymity, place, place_put_right

_HIDDEN = {anonymity.YES: "anonymous", anonymity.NO: "named"}
_AT = ("place", "address")
_IN_WORDS = (*_AT, "detail", "need")


def other_words(text: str, slots: Mapping[str, str]) -> dict[str, str]:
    """「不是一单元是二单元」 in whichever slot holds the wrong words; 「地点错了，是26幢602」 in the one for a place."""
    found = _wrong_words_mended(text, slots)
    labelled = place_put_right.labelled(text)
    found |= {
        slot: with_known_room(place_put_right.instead(text, slots[slot]), slots[slot])
        for slot in _AT
        if labelled and slots.get(slot)
    }
    found |= _named_or_not(text, slots)
    return {slot: value for slot, value in found.items() if value and value != slots[slot]}


def _wrong_words_mended(text: str, slots: Mapping[str, str]) -> dict[str, str]:
    """The slots that hold words which the text says to be wrong, with the right ones in their place."""
    found: dict[str, str] = {}
    plain = place.in_figures(text)
    for wrong, right in said_otherwise.pairs(plain):
        if asks_there(plain, plain.find(right)):
            continue
        now = {slot: place.in_figures(found.get(slot) or slots.get(slot, "")) for slot in _IN_WORDS}
        mended = {slot: said_otherwise.with_right(held, wrong, right) for slot, held in now.items()}
        slot = next((slot for slot in _IN_WORDS if mended[slot]), "")  # the place before the matter
        found |= {slot: mended[slot]} if slot else {}
    return found


def _named_or_not(text: str, slots: Mapping[str, str]) -> dict[str, str]:
    """Whether to be named, where the message says otherwise than before."""
    told = _HIDDEN.get(anonymity.told(text), "") if slots.get("anonymous") else ""
    return {"anonymous": told} if told and told != slots["anonymous"] else {}
