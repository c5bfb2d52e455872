"""What commands do to a form: a value set, an option excluded, a slot disputed or skipped. Pure functions."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.common.message import Choice
from bot.content.shared.hazards import Hazard
from bot.conversation.forms import engine
from bot.conversation.forms.common_slots import LONGEST, SELF
from bot.conversation.forms.engine import CHANGE, FormStep, StepKind
from bot.conversation.forms.readers import NOTHING, Reading
from bot.conversation.forms.spec import FormSpec, SlotSpec, World
from bot.conversation.session import FormState
from bot.understanding.parse import Parse
from bot.understanding.slots import person, place, place_put_right
from bot.understanding.slots.familiar_names import familiar
from bot.understanding.text.normalize import simplified
from bot.understanding.text.own_words import essence

Hear = Callable[[str], Parse]
"""Understands a text by itself."""

_SPOKEN = {
    ("anonymous", "yes"): "匿名",
    ("anonymous", "no"): "不匿名",
    ("terms", "give"): "送",
    ("terms", "swap"): "换",
    ("terms", "sell"): "卖",
    ("channel", "sms"): "短信",
    ("channel", "wechat"): "微信",
    ("kind", "hire"): "招人",
    ("kind", "train"): "培训",
}
"""Values of the vocabulary in words that the forms' readers know."""
_NAMES_OF_THINGS = frozenset({"item", "skill", "subject"})
_NAMED_SHORTLY = frozenset({"firm"})  # whose own reader finds the name among other words
_TOLD_WHOLE = frozenset({"detail", "place", "need", "interest", "skills", "free"})
_PLACES = frozenset({"address"})
_SEVERAL_THINGS = re.compile(r"[、（]|和|跟|还有")
_EXACT = re.compile(r"(?:幢|栋|号楼|弄)\d")
_RELATIVE = re.compile(r"和|跟|与|中间|当中|之间|对面|旁|后面|前面")
SHORT_ANSWER = 24  # characters
_AROUND = re.compile(
    r"^(?:就是|就在|是在|在|嗯|哦|那个|那就)+|^[\u4e00-\u9fff]{0,6}(?:改成|改为|换成|改到)[：:，, ]*"
    r"|(?:呀|啊|哦|嘛|吧|呢|嘞|咯|的呀|这里|那里|谢谢)+$|[。.!！，,]+$"
)
_LABELLED = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,4}(?:改成|改为|换成|写成)"
    r"|我?们?(?:单位|工厂|厂|店|公司)(?:的?名字?|名称)?(?:就?是|叫))[：:，, ]{0,2}(?=.{2})"
)
"""The field and the word for a change before the value: 「单位改成…」."""
_WIDE = re.compile(r"都行|都可以|都好|都有空|随便|随时|天天|每天|周末|平时|工作日")
_BETWEEN = "、"
_ALL_BUT = "除了{value}都可以"
_WITHOUT = "{known}（除了{value}）"


def set_value(
    spec: FormSpec, state: FormState, name: str, value: str, words: str, hear: Hear, world: World
) -> FormStep:
    """The form with the value in the slot; INVALID when it is no value for it, NO_ANSWER when the form has no such slot.

    value: as the vocabulary of commands writes it; words: the part of the message that says it.
    """
    slot = spec.slot(name)
    if slot is None:
        return FormStep(StepKind.NO_ANSWER, state)
    reading = _reading(slot, state, value, words, hear, world)
    if reading.value:
        return engine.filled(
            spec, state, {name: reading.value, **_volunteered(spec, state, name, words, hear, world)}, world
        )
    answer = engine.take_answer(spec, state, hear(words), world) if words else None
    if answer is not None and answer.kind is StepKind.FILLED:
        return answer
    faulty = replace(state, asking=name, attempts=state.attempts + 1)
    return FormStep(StepKind.INVALID if reading.attempted else StepKind.NO_ANSWER, faulty)


def _volunteered(
    spec: FormSpec, state: FormState, name: str, words: str, hear: Hear, world: World
) -> dict[str, str]:
    """What the same words say of slots that are still empty, where it can be nothing else: the place in 「桥头有积水」."""
    if not words:
        return {}
    readings = engine.unasked(spec, state, hear(words), world)
    return {slot: value for slot, value in readings.items() if slot != name and slot not in state.slots}


def exclude(spec: FormSpec, state: FormState, name: str, value: str, hear: Hear, world: World) -> FormStep:
    """The form without what is excluded: the one option that is left, else the slot asked for again.

    A slot in the resident's own words takes 「除了…都可以」. EDIT: the slot is asked for, its value gone.
    """
    slot = spec.slot(name)
    if slot is None:
        return FormStep(StepKind.NO_ANSWER, state)
    known = state.slots.get(name, "")
    stands_nowhere = bool(known) and value not in known
    if name in _NAMES_OF_THINGS | {"skills"} and stands_nowhere:  # 「理发我不会」
        return engine.filled(spec, state, {name: known}, world)
    in_words = _left(known, value) if slot.any_words else ""
    if in_words:
        return engine.filled(spec, state, {name: in_words}, world)
    options = slot.offered(state.slots, world)
    if not options:
        if slot.free and stands_nowhere:
            return engine.filled(spec, state, {name: _WITHOUT.format(known=known, value=value)}, world)
        return FormStep(StepKind.EDIT, engine.cleared(state, name))
    left = remaining(slot, state, value, hear, world)
    if _stands_without(slot, state.slots.get(name, ""), value, left):
        return engine.filled(spec, state, {name: state.slots[name]}, world)
    if len(left) == 1:
        return engine.filled(spec, state, {name: left[0].value}, world)
    return FormStep(StepKind.EDIT, engine.cleared(state, name))


def _left(known: str, value: str) -> str:
    """In words what is left of the known value without this one; "" where it stands as it is."""
    if known and value not in known:
        return _WITHOUT.format(known=known, value=value) if _WIDE.search(known) else ""
    return _others(known, value) or _ALL_BUT.format(value=value)


def _others(known: str, value: str) -> str:
    """「下午、晚上」 without 晚上; "" where the value is none of several."""
    parts = known.split(_BETWEEN)
    others = [part for part in parts if value not in part]
    return _BETWEEN.join(others) if others and len(others) < len(parts) else ""


def _stands_without(slot: SlotSpec, known: str, value: str, left: Sequence[Choice]) -> bool:
    """「礼拜六可以，平时不要」: does what the slot holds stay as it is without what is excluded?"""
    among = any(option.value == known for option in left)
    return bool(known) and (among or (slot.any_words and value not in known))


def remaining(slot: SlotSpec, state: FormState, value: str, hear: Hear, world: World) -> tuple[Choice, ...]:
    """The slot's options that are not excluded by the value."""
    options = slot.offered(state.slots, world)
    excluded = slot.read(hear(value), options, True).value
    return tuple(
        option
        for option in options
        if option.value and option.value != excluded and value not in option.label
    )


def dispute(spec: FormSpec, state: FormState, name: str) -> FormStep:
    """Something is wrong and the right value not said: the slot is asked for again, or which one is wrong."""
    if name and spec.slot(name) is not None:
        return FormStep(StepKind.EDIT, engine.cleared(state, name))
    return FormStep(StepKind.EDIT, replace(state, asking=CHANGE, attempts=0))


def skip(spec: FormSpec, state: FormState, name: str, world: World) -> FormStep:
    """The form without an answer to this slot; NO_ANSWER where the form cannot do without it."""
    slot = spec.slot(name)
    if slot is None or not slot.skippable:
        return FormStep(StepKind.NO_ANSWER, state)
    skipped = replace(state, skipped=[*state.skipped, name], attempts=0)
    return FormStep(StepKind.SKIPPED, engine.settled(spec, skipped, world))


def _own_words(value: str, words: str) -> str:
    """A value in the resident's own words: all of a short answer without what is said around it, else the part that was read."""
    whole = essence(_AROUND.sub("", words.strip()))[:LONGEST]
    if value and _plain(value) in _plain(whole) and len(whole) <= SHORT_ANSWER:
        return whole
    return essence(value)[:LONGEST]


def _able(skills: str, words: str) -> str:
    """What somebody can do, without who it is, that they can, and when: 「1 她也会装系统 一三五上午」 → 装系统."""
    told = [part for part in _OPTION.sub("", skills).split() if not _ONLY_A_TIME.fullmatch(part)]
    skills = " ".join(told) or skills
    said = _SAID.match(skills)
    if said and any(f"{who}{skills}" in words for who in "我她他伊"):
        skills = skills[said.end() :]
    return _CAN.sub("", skills)


_ONLY_A_TIME = re.compile(
    r"(?:(?:每|周|礼拜|星期)?[一二三四五六日天末、和]++|平时|白天|每天|上午|下午|晚上|早上|中午|夜里|有空)++"
)
_OPTION = re.compile(r"^\d[，,、.\s]+")
_SAID = re.compile(r"[说讲](?:的是|的)?(?=[\u4e00-\u9fff]{2})")
_CAN = re.compile(
    r"^(?:我|她|他|伊|俺|阿拉|人家|孩子)?(?:也|还|就|都|只|平时)*(?:会(?!计|议|员)|能(?!干|力)|懂|擅长)(?:一?点儿?|一些)?(?=[\u4e00-\u9fff]{2})"
)


def _of_place(value: str, words: str) -> str:
    """A place: with all that belongs to it where a house is told, else as any other value in the resident's own words."""
    others = place_put_right.of_others(words)
    words, value = place_put_right.bare_place(words), place_put_right.bare_place(value)
    value = words if value.isdecimal() and words else value  # a part of a phone number is no place
    told = others or place.whole(words)
    if any(sign.isdecimal() for sign in told) and len(told) >= len(value):
        return place.with_town(words, told)
    return _own_words(value, words)


def _plain(text: str) -> str:
    return re.sub(r"[^\w]+", "", simplified(text))


def _reading(slot: SlotSpec, state: FormState, value: str, words: str, hear: Hear, world: World) -> Reading:
    options = slot.offered(state.slots, world)
    direct = _chosen(options, value) or _taken_as_it_is(slot.name, value, words)
    if direct:
        return Reading(direct)
    if slot.free or slot.any_words:
        return _in_own_words(slot, state, value, words, hear, options)
    if _is_told_whole(slot, state) and 0 < len(words) <= SHORT_ANSWER:
        whole = slot.read(hear(words), options, True)
        if whole.value:
            return whole
    spoken = _SPOKEN.get((slot.name, value), value)
    reading = slot.read(hear(spoken), options, True) if spoken else NOTHING
    if reading.value or words in ("", spoken):
        return reading
    return slot.read(hear(words), options, True)


def _chosen(options: Sequence[Choice], value: str) -> str:
    """The value of the option that is called so; "" for none."""
    return next(
        (option.value for option in options if option.value and value in (option.value, option.label)), ""
    )


def _is_told_whole(slot: SlotSpec, state: FormState) -> bool:
    """Is the slot asked for, and one in which all that is answered counts?"""
    return slot.name in _TOLD_WHOLE and state.asking == slot.name


def _taken_as_it_is(name: str, value: str, words: str) -> str:
    """A name, or for whom it is, in the resident's own word; "" for any other slot, and for what is no name."""
    if name == "name":
        is_whole = person.plausible_name(value) or person.family_only(value) == value or familiar(value)
        return value if is_whole else person.called(words)
    if name == "quantity" and value.isdecimal():
        return value
    if name == "hazards" and _are_hazards(value):
        return value
    if name == "for_whom":
        return SELF if value == "自己" else value
    return ""


def _are_hazards(value: str) -> bool:
    """Is it a list of hazards by their codes?"""
    return bool(value) and all(code in set(Hazard) for code in value.split(","))


def _in_own_words(
    slot: SlotSpec, state: FormState, value: str, words: str, hear: Hear, options: tuple[Choice, ...]
) -> Reading:
    reading = slot.read(hear(words or value), options, True)
    if reading.attempted and not reading.value:
        return reading
    exact = _house_told(words) if slot.name in _PLACES else ""
    if exact:
        exact = place.with_estate(words, exact)
        return Reading(value if value.endswith(exact) and place.is_one_house(value) else exact)
    value = _shortly(slot.name, value, reading.value)
    if slot.name in _NAMES_OF_THINGS:
        return Reading(_name_of_thing(slot.name, value, reading.value))
    whole = words if _is_told_whole(slot, state) else ""
    if slot.name == "skills":
        return Reading(_able(_own_words(value, whole), words))
    return Reading(_of_place(value, whole) if slot.name == "place" else _own_words(value, whole))


def _house_told(words: str) -> str:
    """The house with its number, where the place is in it and not only near it; "" otherwise."""
    spot = place.spot(words)
    return spot if spot and _EXACT.search(spot) and not _RELATIVE.search(words) else ""


def _shortly(slot: str, value: str, read: str) -> str:
    """A firm without the field's name before it: what the field's own reader finds in it, if it finds something."""
    if slot not in _NAMED_SHORTLY:
        return value
    value = _LABELLED.sub("", value)
    return read if read and read in value else value


def _name_of_thing(slot: str, value: str, read: str) -> str:
    """What the slot's own reader calls it, where that is part of the value, or the whole of it for a thing that is given.

    Several things keep the names that they were told by.
    """
    if _SEVERAL_THINGS.search(value):
        return value
    longer = slot == "item" and value in read
    return read if read and (read in value or longer) else value
