"""「对的 我妹妹也想来 周阿芳」: the yes carries the form out as it was read back.

A form of her own begins then for who comes besides.
"""

import re

from bot.common.message import Reply
from bot.content.shared.courses import is_same_course
from bot.conversation.carry_out.open_form.form_progress import complete
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.open_form.people_joining import put_down, with_others
from bot.conversation.forms import engine
from bot.conversation.interpret.clauses.consent_head import consent_head
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import kinship
from bot.conversation.interpret.values.introduced import introduced
from bot.conversation.interpret.values.people_added import Added, added, years_told
from bot.conversation.interpret.values.people_listed import Listed
from bot.conversation.session import FormState
from bot.understanding.slots import phone
from bot.understanding.text.clauses import clauses_with_stops, without_stops

_FOR_ONE = "enrol"
_COMES = re.compile(
    r"也(?:想|要|愿意|打算)?(?:一起|一道|跟我|同我)?(?:来|去|报|学|参加|上)|还有|再(?:加|报|给)|另外|一起(?:来|去|报|学)"
)
_SAYS_NOTHING = re.compile(
    r"(?:她|他|伊|也|就|还|都|想|要){0,3}(?:(?:[跟和同]我)?(?:一个班|同一?个?班|一样(?:的班?)?|一起|一道)|[来去报学])(?:的|来|去|学|报|上|吧|了|呀|啊){0,2}"
)


async def begun(opened: OpenForm, state: FormState) -> Reply | None:
    """The form carried out, with the wish of the one person who comes besides waiting; None for any other message."""
    head = consent_head(opened.turn.message.text) if state.asking == engine.CONFIRM else None
    if head is None or not head.says_yes or state.form != _FOR_ONE or not complete(opened, state):
        return None
    told = _who_comes(opened, state, head.rest)
    if told is None:
        return None
    reply = await opened.finish(state)
    somebody, session = told.who[0], opened.turn.session
    session.waiting = with_others(opened, state, session.waiting, [somebody])
    put_down(opened, [somebody], {"age": told.years, "phone": phone.find_any(head.rest) or ""})
    return reply


def _who_comes(opened: OpenForm, state: FormState, rest: str) -> Added | None:
    """The one person with a name who comes to the same course, where the words say no more; else None."""
    if not _COMES.search(rest) or asks(rest) or _is_other_course(opened, state, rest):
        return None
    told = _introduced(state, rest) or added(rest, {state.slots.get("name", "")})
    if told is None or len(told.who) != 1 or not told.who[0].name:
        return None
    return told if _says_no_more(told.rest) else None


def _is_other_course(opened: OpenForm, state: FormState, rest: str) -> bool:
    named = str(opened.turn.hear(rest).named.get("course", ""))
    return bool(named) and not is_same_course(opened.turn.content, named, state.slots.get("course", ""))


def _introduced(state: FormState, rest: str) -> Added | None:
    """「我弟弟也要报 他叫周阿强 74岁」: who is introduced by name, with the age; None for nobody, or several."""
    people = [somebody for somebody in introduced(rest) if somebody.name != state.slots.get("name")]
    if len(people) != 1 or people[0].who == kinship.SELF:
        return None
    clauses = [clause for clause in clauses_with_stops(rest) if people[0].name not in clause]
    years, clauses = years_told([clause for clause in clauses if not _COMES.search(clause)])
    related = kinship.people_named(rest)
    who = people[0].who if people[0].who in related else related[-1] if related else ""
    return Added((Listed(who, people[0].name),), "".join(clauses), years=years)


def _says_no_more(rest: str) -> bool:
    """Is nothing left but a number, or that it is the same class?"""
    clauses = [without_stops(clause) for clause in clauses_with_stops(rest)]
    return all(phone.find_any(clause) or _SAYS_NOTHING.fullmatch(clause) for clause in clauses)
