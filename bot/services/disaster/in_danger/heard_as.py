"""As what a message is heard while a danger is on: without what it only sounds like, and a denial only where it is one."""

import re
from dataclasses import replace

from bot.conversation import lift_in_fire
from bot.conversation.crisis_notes import SURE
from bot.conversation.crisis_state import Crisis
from bot.conversation.fumes import only_sting
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import card_corrections, denied_detail, fitting_answers
from bot.services.disaster.in_danger.fitting_answers import Nearest
from bot.understanding.danger_models.follow_ups import FollowUp
from bot.understanding.danger_signs.danger import DESPAIR, GENERAL, OWN_HAND, WITHIN
from bot.understanding.slots import crisis_facts, place

LIKE = 0.5  # likeness to a written answer that speaks against another danger
_WAYS = frozenset(
    {"drowning", "sea", "fall"}
)  # what words of despair sound like, before anybody else is named
_BREATHLESS = frozenset({"unconscious", "co", "gas", "chemical_leak"})
_WATER = re.compile(r"水|溺|淹|河|江|海|湖|塘|泳|浮")
_BURNS = re.compile(r"烟|火|焦|糊|烧|滋|嗞|烫")
_TOLD_BY = {
    "fall": re.compile(r"(?<!没)(?<!没有)[摔跌绊]|滑倒|掉下|滚下|坠|骨折"),
    "electrical_fire": _BURNS,
    "fire": _BURNS,
}
"""Without these words what is said once help is there only sounds like that danger."""
SOON = 1  # replies after the card within which a mistake is put right
_DENIES = re.compile(
    r"没有|没事|没人|不是|勿是|弗是|误会|听错|搞错|弄错|谁说|哪有|我说的是|我问的是|我是问|我是说"
)

_NOT = re.compile(r"[不没勿弗]|错")


def has_answer(turn: Turn, crisis: Crisis, near: Nearest, *, beside: str = "") -> bool:
    """Is an answer written for it? beside: a danger that it names, whose card comes before what holds for all."""
    written, likeness = fitting_answers.found(turn, crisis, near)
    if written is None or written.ends or likeness < LIKE:
        return False
    other = beside not in ("", GENERAL, crisis.card)
    return not (other and fitting_answers.is_for_all(turn, written))


def of_this_danger(turn: Turn, crisis: Crisis, follow: FollowUp) -> FollowUp:
    """What the message is, without what it sounds like by a sign of this danger: the mishap that a deed of despair is like."""
    own = follow.other in OWN_HAND or (crisis.asked and follow.other in _WAYS)
    same = follow.other in WITHIN.get(crisis.card, ()) or _is_breath(turn, crisis, follow)
    same = same or only_sting(crisis.card, follow.other, turn.message.text)
    same = same or lift_in_fire.is_way_out(crisis.card, follow.other, turn.message.text)
    same = same or (bool(follow.other) and _is_echo(turn, crisis, follow.other))
    return replace(follow, other="") if same or (crisis.card in DESPAIR and own) else follow


def _is_echo(turn: Turn, crisis: Crisis, other: str) -> bool:
    """Do words only sound like another danger, once help is there? Who is shocked cannot stand up; a fuse box may be looked at.

    A new one is told in clauses that are an emergency by themselves, and some by a word of their own.
    """
    text = turn.message.text
    if not (crisis.eased or crisis_facts.help_is_here(text)):
        return False
    rest = [
        part
        for part in crisis_facts.clauses(text)
        if not (crisis_facts.tells_of_help(part) or crisis_facts.tells_of_rescue(part))
    ]
    heard = turn.hear(" ".join(rest)) if rest else None
    if heard is None or not heard.emergency:
        return True
    return other in _TOLD_BY and not _TOLD_BY[other].search(text)


def _is_breath(turn: Turn, crisis: Crisis, follow: FollowUp) -> bool:
    """Does somebody who was gassed or lies there only sound like one who was drowned: 「拉上来了 嘴发青」?"""
    no_water = crisis.card in _BREATHLESS and not _WATER.search(turn.message.text)
    return follow.other == "drowned_ashore" and no_water


def _denies_no_danger(turn: Turn, crisis: Crisis) -> bool:
    """Is another danger told of instead, or no more than a detail denied?"""
    return bool(card_corrections.told_instead(turn, crisis)) or denied_detail.is_all(turn, crisis)


def meant(turn: Turn, crisis: Crisis, follow: FollowUp, near: Nearest) -> FollowUp:
    """What the message is meant as; a question in anger is no sign that nothing happened, nor is a late denial.

    What is denied later on is what the bot has said since, and not the danger. Where an answer is written for the message,
    what it denies belongs to its question: 「没有电梯 怎么抬」.
    """
    if fitting_answers.corrects(turn, crisis):
        return FollowUp()
    if _denies_no_danger(turn, crisis):
        return FollowUp() if follow.kind == "mistaken" else replace(follow, denies=False)
    if follow.denies and not has_answer(turn, crisis, near):
        return replace(follow, kind="mistaken", margin=max(follow.margin, SURE))
    if follow.kind != "mistaken":
        return follow
    if place.spot_to_go_to(turn.message.text) and not _NOT.search(turn.message.text):
        return FollowUp()  # 「我说的是4幢那家」 tells where it is
    angry = asks(turn.message.text) and not _DENIES.search(turn.message.text)
    return FollowUp() if angry or len(crisis.told) > SOON else follow
