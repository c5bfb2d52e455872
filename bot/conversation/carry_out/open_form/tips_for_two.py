"""Tips for somebody besides the resident: 「我婆婆也订一份」 waits, to go to a phone of hers, and the resident's own stay."""

import re

from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.open_form.people_waiting import PeopleHeard
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import kinship
from bot.conversation.session import FormState, WaitingWish
from bot.understanding.slots import phone
from bot.understanding.text.clauses import clauses_with_stops, without_stops

SAYS: dict[str, frozenset[str]] = {
    "form.tips_for": frozenset({"who"}),
    "form.tips_wait": frozenset({"who"}),
    "form.tips_stay": frozenset(),
}
_FORM, _SMS = "subscription", "sms"
_TOO = re.compile(r"也|一份|两份|那份|一起|都")
_CHANGES_DAY = re.compile(
    r"^(?:那|就|请|帮我|给我|我的|我那份){0,3}(?:改|换|挪|调)(?:到|成|在|为)?(?:每)?(?:周|礼拜|星期)[一二三四五六日天]"
)
_REPLACES = re.compile(r"不是|改|换|只|不要|不用|别")
_OWN_STAYS = re.compile(
    r"微信[^，,。]{0,4}(?:我的|我自己|留着|不动|照旧)|我(?:自己)?(?:的|那份)[^，,。]{0,4}微信|(?:我|自己)[^，,。]{0,4}(?:留着|不动|照旧)"
)
_SORTS_OUT = re.compile(
    r"^(?:不对|错了|你?(?:搞|弄)(?:混|错|反)了?)[，,。！!\s]*$|号码?是[^，,。\d]{1,5}的(?:短信|手机)?[，,。！!\s]*$"
)
_MOVES = re.compile(r"改成|换成|发到")
_ONLY_HERS = re.compile(
    r"(?:她|他|婆婆|妈妈?|爸爸?)?(?:的)?手机(?:不会用|用不来|看不懂)|(?:发|给)我这里(?:行|可以)[不吗伐]?"
)


def day_of_own(opened: OpenForm, state: FormState) -> tuple[str, str] | None:
    """「改到周五」 right after the resident's own were arranged, while a number is asked for: that clause, and the rest."""
    topic, turn = opened.turn.session.topic, opened.turn
    just_done = topic.done == _FORM and turn.session.turn - topic.done_turn <= 1
    if state.form != _FORM or state.asking != "phone" or "weekday" in state.slots or not just_done:
        return None
    clauses = clauses_with_stops(turn.message.text)
    day = next((clause for clause in clauses if _CHANGES_DAY.match(clause)), "")
    return (without_stops(day), without_stops("".join(c for c in clauses if c != day))) if day else None


def heard(opened: OpenForm, state: FormState) -> PeopleHeard | None:
    """What the message says of tips for somebody else, while the form for the resident's own, or theirs, is open."""
    if state.form != _FORM or opened.turn.postback is not None:
        return None
    clauses = clauses_with_stops(opened.turn.message.text)
    if state.slots.get("channel") == _SMS:
        return _own_stay(opened, state, clauses)
    somebody = _asked_for(clauses)
    if not somebody or phone.find_any(opened.turn.message.text):
        return None
    rest = "".join(clause for clause in clauses if not _is_of(clause, somebody))
    known = _waits(opened, somebody)
    if not known:
        wish = WaitingWish(opened.spec.intent, somebody, {"for_whom": somebody, "channel": _SMS})
        opened.turn.session.waiting = [*opened.turn.session.waiting, wish]
    key = "form.tips_wait" if known else "form.tips_for"
    return PeopleHeard(state, opened.turn.words.say(key, who=somebody), without_stops(rest))


def _waits(opened: OpenForm, somebody: str) -> bool:
    """Does a wish for the tips wait for this person already?"""
    return any(
        wish.intent == opened.spec.intent and wish.slots.get("for_whom") == somebody
        for wish in opened.turn.session.waiting
    )


def _own_stay(opened: OpenForm, state: FormState, clauses: list[str]) -> PeopleHeard | None:
    """「微信那份我自己的也留着」 while the other is arranged: the way to send it is not changed."""
    rest = [clause for clause in clauses if not _stays(clause)]
    if not any(_OWN_STAYS.search(clause) and _stays(clause) for clause in clauses):
        return None
    said = opened.turn.words.say("form.tips_stay")
    return PeopleHeard(state, said, without_stops("".join(rest)))


def _stays(clause: str) -> bool:
    told = _OWN_STAYS.search(clause) is not None or _SORTS_OUT.search(clause) is not None
    return told and not _MOVES.search(clause) and not asks(clause)


def _asked_for(clauses: list[str]) -> str:
    """Who else is to get the tips; "" where nobody is said to, or another is to get them instead."""
    for clause in clauses:
        people = kinship.people_named(clause)
        if len(people) == 1 and _TOO.search(clause) and not _REPLACES.search(clause):
            return people[0]
    return ""


def _is_of(clause: str, somebody: str) -> bool:
    bare = without_stops(clause)
    return (
        somebody in kinship.people_named(bare)
        or bool(_ONLY_HERS.search(bare))
        or bare in ("两份", "一份给我")
    )
