"""「就写“水槽下面漏水”」, 「你得写底下漏」 at the summary of a form: the field in the resident's own words as it is dictated."""

import re

from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.readings.named_records import overlap
from bot.conversation.commands import SetSlot
from bot.conversation.forms import engine
from bot.conversation.forms.corrections import slot_named
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import free_text
from bot.conversation.session import FormState
from bot.understanding.slots import person, phone, place
from bot.understanding.text import edited_words, own_words
from bot.understanding.text.clauses import bare_clauses
from bot.understanding.text.dictated import QUOTED

IN_WORDS = ("need", "detail", "skills", "skill", "item")
_BESIDES = re.compile(
    r"(?:^|[，,。；;！!？?\s])(?:那|你|您|侬|给我|帮我|也|都){0,3}(?:(?:得|要|应该|该|最好|总得)写(?:上|明|清楚)?|写(?:上|明|进))(?:是)?[：:，,\s]{0,2}"
    r"(?P<to>(?!错|完|这|那|在|得|去|来|进|上去|了|吗|啥|什么|几|多少|哪|不)\S.{1,60})$"
)
_WHETHER = re.compile(r"(?:了|过)?(?:没有|没|吗|伐|么)[?？。 ]{0,2}$")
_STANDS = re.compile(
    r"[，,\s]?(?:也|都)?(?:写|加|记|补)(?:上|进|明)?(?:去)?(?:了|过)?(?:没有|没|吗|伐|么)[?？。 ]{0,2}$"
)
_AND = re.compile(r"[、和跟及，,\s]+")


def dictated(opened: OpenForm, state: FormState) -> SetSlot | None:
    """The field in the resident's own words with what is dictated: in its place, or beside what stands there; else None."""
    text = opened.turn.message.text
    slot = next((name for name in IN_WORDS if state.slots.get(name)), "")
    at_summary = state.asking in (engine.CONFIRM, engine.CHANGE) or edited_words.is_too_long(text)
    if not at_summary or not slot:
        return None
    if slot_named(opened.words, opened.spec, text) not in ("", slot):
        return None
    named = _estate(state, text)
    if named is not None:
        return named
    value = _as_dictated(slot, state.slots[slot], text)
    return SetSlot(slot, value) if value else None


def _estate(state: FormState, text: str) -> SetSlot | None:
    """「你得写兴港宿舍」: the known house with the name of the estate before it."""
    held = next((name for name in ("address", "place") if state.slots.get(name)), "")
    name = next(filter(None, map(place.named_estate, bare_clauses(text))), "")
    if not held or not name or name in state.slots[held]:
        return None
    return SetSlot(held, f"{name}{state.slots[held]}")


def _as_dictated(slot: str, held: str, text: str) -> str:
    """What is to stand in the slot that holds this; "" where the text dictates nothing for it."""
    instead, besides = (
        edited_words.dictated(text) or edited_words.rewritten(held, text),
        _BESIDES.search(text),
    )
    instead = free_text.with_the_rest(instead, text) if slot == "need" else instead
    words = instead or (besides["to"] if besides else "")
    told = _told(words) if words else _asked_after(text)
    if not told or is_another_field(told, held):
        return ""
    selects = slot == "need" and _names_parts(told, held)
    return told if instead or selects else held if told in held else f"{held}（{told}）"


def _names_parts(told: str, held: str) -> bool:
    """「要写擦玻璃和拆窗帘」: are these two things or more that stand there among others?"""
    parts = [part for part in _AND.split(told) if part]
    return len(parts) > 1 and all(part in held for part in parts)


def _asked_after(text: str) -> str:
    """「“要带工具”写上了没」: the words in quotes of which it is asked whether they stand there; "" for none."""
    quoted = QUOTED.search(text)
    return quoted["words"] if quoted and _STANDS.match(text[quoted.end() :]) else ""


def _told(words: str) -> str:
    """What is dictated: the words in quotes, else all clauses but complaints and questions; "" for nothing."""
    quoted = QUOTED.search(words)
    if quoted is not None:
        return quoted["words"]
    clauses = bare_clauses(_WHETHER.sub("", words))
    told = [
        clause
        for clause in clauses
        if not (
            free_text.says_nothing_else(clause)
            or own_words.grumbles(clause)
            or own_words.is_talk(clause)
            or asks(clause)
        )
    ]
    return "，".join(told)


def is_another_field(told: str, held: str) -> bool:
    """Is it a number, a house or a name, which belong to fields of their own? Not in words that are held already."""
    house = place.whole(told) or place.spot(told) or ""
    of_house = house not in held and (any(sign.isdecimal() for sign in house) or house == told)
    is_name = person.called(f"我叫{told}") == told and not overlap(told, held)
    return bool(phone.find_any(told) or of_house or is_name)
