"""Answers who would rather leave no phone number: what it is for, which other will do, and that one may come to the hall."""

import re

from bot.content.shared.community import COMMUNITY
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.forms.readers import read_mobile
from bot.conversation.interpret.clauses import endings
from bot.conversation.session import FormState
from bot.understanding.text.clauses import clauses_with_stops, without_stops

SAYS: dict[str, frozenset[str]] = {"form.without_phone": frozenset({"why", "where", "hours"})}
_NUMBER = r"(?:手机号码?|电话号码?|电话|手机|号码)"
_REFUSES = re.compile(
    rf"{_NUMBER}[^，,。\d]{{0,3}}?(?:不|勿|弗|别)(?:太|大)?(?:想|要|愿意?|肯|敢|方便|高兴)?(?:留|给|写|填|登|说|报)"
    rf"|(?:不|勿|弗)(?:太|大)?(?:想|愿意?|肯|敢|高兴|方便|要)?(?:留|给|写|填|登|说|报)(?:我的?|家里的?)?{_NUMBER}(?!一样)"
    rf"|(?:能|可以|可不可以|能不能)(?:不|勿|弗)(?:留|给|写|填){_NUMBER}?|{_NUMBER}(?:就|能|可以|能不能|可不可以)(?:不|免|省)(?:留|给|写|填|了)"
)
_COMES = re.compile(
    r"(?:我|自己|本人)?(?:直接)?(?:过来|上门|跑一趟|到(?:你们|社区|大厅)|来(?:找|社区|大厅))[^，,。]{0,8}?(?:行|可以|好|成)"
)
_ENDS = re.compile(r"(?:不|勿|弗|别)(?:办|弄|报|登记|参加|订)了|算了|取消|拉倒")


def refused(opened: OpenForm, state: FormState) -> str | None:
    """The rest of a message that would leave no number for the open form; None for any other message, and where it gives up."""
    slot, text = opened.spec.slot("phone"), opened.turn.message.text
    if slot is None or slot.read is read_mobile or "phone" in state.slots:
        return None
    if not _REFUSES.search(text) or _ENDS.search(text) or endings.plainly_ends(text):
        return None
    kept = [
        clause
        for clause in clauses_with_stops(text)
        if not _REFUSES.search(clause) and not _COMES.search(without_stops(clause))
    ]
    return without_stops("".join(kept))


def answer(opened: OpenForm) -> str:
    """What the number is for, and how it is done without."""
    office = opened.turn.content.part(COMMUNITY).office
    return opened.turn.words.say(
        "form.without_phone", why=opened.words.why, where=office.address, hours=office.hours
    )
