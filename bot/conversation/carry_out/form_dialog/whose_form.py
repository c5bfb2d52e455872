"""Puts right for whom the open form is: 「不是老乡，是我自己」, 「搞反了，是我沈阿娣去」, 「不是给我报，给我妹妹报」."""

import re
from dataclasses import replace

from bot.conversation.carry_out.form_dialog import people_together
from bot.conversation.carry_out.open_form import tips_for_two
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.open_form.people_waiting import FOR_SEVERAL, PeopleHeard
from bot.conversation.forms import engine
from bot.conversation.forms.common_slots import SELF
from bot.conversation.interpret.values import kinship, times
from bot.conversation.interpret.values.introduced import introduced
from bot.conversation.session import FormState
from bot.understanding.slots import person, phone

_FRIENDS = frozenset({"朋友", "老乡", "同事", "邻居", "战友"})
"""What the form calls by one word, and residents by several."""
_DENIED = re.compile(
    r"(?:不是|弗是|勿是|不系)(?:给|帮|替|为|写)?(?:我(?!自己|本人)的?)?(?P<who>[\u4e00-\u9fff]{1,4})"
)
_NOT_ME = re.compile(
    r"(?:不是|弗是|勿是)(?:给|帮|替|为)?我(?:自己|本人)?(?:报|学|去|来|上|的|，|,|\s)|我(?:自己)?不(?:去|来|学)"
)
_END = r"(?:去|来|学|报|的|$|[\s，,。呀啊])"
_ME = re.compile(rf"(?:是|给|报)我(?:自己|本人)?(?:一个|{_END})|我(?:自己|本人){_END}|我本人")
_I_NAMED = re.compile(r"是我[，, ]?(?P<name>[\u4e00-\u9fff]{2,3}?)(?:去|来|学|报|本人|自己|$|[\s，,。])")
_RELATED = re.compile(
    r"(?:我|她|他|伊)?(?:的|家)?(?P<who>[\u4e00-\u9fff]{1,3}的(?:同学|同桌|朋友|同事|老师|邻居))"
)


def put_right(opened: OpenForm, state: FormState) -> PeopleHeard | None:
    """The form for whom the message says it is; None where the message puts nothing of that right."""
    text, whom = opened.turn.message.text, state.slots.get("for_whom", SELF)
    if state.form not in FOR_SEVERAL or opened.turn.postback is not None or "name" not in state.slots:
        return None
    told = _for_me(text, whom) or _for_another(text, whom)
    if told is None:
        return None
    slots = {**state.slots, **told}
    if told.get("name") == "":
        slots.pop("name")
    changed = engine.settled(opened.spec, replace(state, slots=slots, attempts=0), opened.world)
    opened.turn.outcome.people_changed = True
    label = opened.words.slots["for_whom"].label if "for_whom" in opened.words.slots else ""
    said = opened.turn.words.say("form.changed", label=label, value=told["for_whom"]) if label else ""
    return PeopleHeard(changed, said, _rest(text))


def _for_me(text: str, whom: str) -> dict[str, str] | None:
    """「不是老乡，是我自己」, 「是我沈阿娣去」 of a form for somebody else: it is for the resident."""
    if whom == SELF:
        return None
    named = _I_NAMED.search(text)
    if named and person.plausible_name(named["name"]):
        return {"for_whom": SELF, "name": named["name"]}
    return {"for_whom": SELF} if _ME.search(text) and _denies(text, whom) else None


def _for_another(text: str, whom: str) -> dict[str, str] | None:
    """「不是婆婆，是我女儿的同学」; of a form for the resident 「不是给我报，给我妹妹报，她叫王丽」."""
    if not (_NOT_ME.search(text) if whom == SELF else _denies(text, whom)):
        return None
    related, people = _RELATED.search(text), [who for who in kinship.people_named(text) if who != whom]
    other = related["who"] if related else (people[-1] if people else "")
    if not other:
        return None
    named = [somebody.name for somebody in introduced(text)]
    if whom == SELF:
        return {"for_whom": other, "name": named[-1] if named else ""}
    return {"for_whom": other} | ({"name": named[-1]} if named else {})


def _denies(text: str, whom: str) -> bool:
    """Is it said that the form is not for this person?"""
    denied = _DENIED.search(text)
    people = kinship.people_named(denied["who"]) if denied else []
    return whom in people or (whom in _FRIENDS and bool(_FRIENDS & set(people)))


def _rest(text: str) -> str:
    """What of the message may fill the form besides: a phone and a time; "" for nothing."""
    number, time = phone.find_any(text) or "", times.meant(text)
    return " ".join(filter(None, (number, time)))


def of_people(opened: OpenForm, state: FormState) -> PeopleHeard | None:
    """What the message says of several people, or of whom the form is for."""
    heard = put_right(opened, state) or people_together.heard(opened, state)
    return heard or tips_for_two.heard(opened, state)
