"""Answers who asks, once it is over, how it is kept from happening again: 「已经好了 以后遥控器怎么放」 is no emergency."""

import re

from bot.common.message import Reply
from bot.content.shared.emergency_cards import DANGER_NEXT
from bot.content.shared.hazards import Tips
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import after_card, fitting_answers, relief, wishes_after
from bot.services.disaster.in_danger.cards import advice_of
from bot.understanding.danger_signs.danger import DESPAIR
from bot.understanding.danger_signs.prevention_questions import PreventionQuestions
from bot.understanding.slots.crisis_facts import clauses

TOLD = "later"
_LIKE = 0.5  # likeness from which a written answer comes before what the card says
_FEWEST = 6  # characters of a question of another kind
_LINES = 3  # of what is done before a hazard
_HOW = r"(?:怎么|哪能|那能|咋|怎样|如何|咋样|怎|啥办法|什么办法|有办法|要不要|该)"
_LATER = r"(?:以后|下次|下趟|下回|往后|今后|将来|平时|日后|再)"
_KEEPS = r"(?:注意|当心|小心|留心|放|收|关牢|弄牢|管牢|看牢|锁|防|避免|保管|安全|不再|才不|不会)"
_ASKS = re.compile(
    rf"预防|怎么防|哪能防|咋防|如何防|防着点|{_LATER}[^，,。]{{0,12}}{_HOW}[^，,。]{{0,8}}{_KEEPS}"
    rf"|{_HOW}[^，,。]{{0,8}}(?:才不|才能不|才不会|不再|避免|防止)|{_LATER}[^，,。]{{0,6}}(?:要|得|该)(?:注意|当心|小心)(?:啥|什么|点啥|些)"
    r"|(?:之后|后头)[^，,。]{0,2}(?:吃|喝|用|玩|烧|洗|走|骑|坐|充)[^，,。]{0,5}(?:要|得|该)(?:注意|当心|小心)"
)
_TELLS = re.compile(r"已经好|没事|好了|救|问的是(?:预防|以后)")


def answer(turn: Turn, crisis: Crisis, *, past: bool = False) -> Reply | None:
    """The answer; None for any other message, or while it is still on. past: it has been over for a while.

    What is wanted besides is left to its service, which answers below.
    """
    parts = clauses(turn.message.text)
    place = _question(parts)
    if place is None or turn.postback is not None or crisis.card in DESPAIR or turn.parse.emergency:
        return None
    if not (past or crisis.eased or _is_over(turn, crisis, parts)):
        return None
    text, again = _text(turn, crisis), TOLD in crisis.told[-1:]
    after_card.tell(crisis, TOLD)
    if not past:
        turn.session.out_of_danger()
    turn.outcome.wish_behind = _wanted_besides(turn, crisis, parts[place + 1 :])
    turn.outcome.said_first = turn.words.say("danger.glad_first") if again else text
    return None if turn.outcome.wish_behind else Reply(text)


def _question(parts: list[str]) -> int | None:
    """The place of the first clause that asks how it is kept from happening again; None where none does."""
    return next((place for place, part in enumerate(parts) if _ASKS.search(part)), None)


def asked_ahead(turn: Turn) -> Reply | None:
    """The answer to who asks before anything has happened; an open form is not left for it."""
    if turn.outcome.wish_behind or turn.session.form is not None:
        return None
    text = known(turn, turn.message.text)
    return Reply(text) if text else None


def known(turn: Turn, text: str) -> str:
    """The answer of knowledge/prevention.yaml to who asks before anything has happened; "" for any other text."""
    questions = turn.content.made(PreventionQuestions.of)
    if turn.postback is not None or questions.without(text) == text:
        return ""
    return questions.answer(text)


def _wanted_besides(turn: Turn, crisis: Crisis, parts: list[str]) -> str:
    """What is wanted or asked behind the question, without what stands before it: 「别再讲急诊了 还有我的名额有没有」."""
    first = next((place for place, part in enumerate(parts) if asks(part) and not _ASKS.search(part)), None)
    rest = " ".join(parts)
    if rest and wishes_after.is_wanted(turn, crisis, rest):
        return rest
    asked = " ".join(parts[first:]) if first is not None else ""
    heard = turn.hear(asked) if asked else None
    new = len(asked) >= _FEWEST and heard is not None and not (heard.emergency or heard.possible)
    return asked if new else ""


def _is_over(turn: Turn, crisis: Crisis, parts: list[str]) -> bool:
    """Do the other clauses tell that it is over, or is it prevention that is asked of in so many words?"""
    rest = " ".join(part for part in parts if not _ASKS.search(part))
    if not rest:
        return False
    told = relief.told_in_words(turn, crisis, rest) or relief.speaks_of_it(crisis, turn.follow_up(rest))
    return told or bool(_TELLS.search(rest))


def _text(turn: Turn, crisis: Crisis) -> str:
    """What is written for nearly these words; else what the card or the tips say of it, the second time what to watch for."""
    for near in fitting_answers.nearest(turn, crisis):
        written = fitting_answers.written(turn, near)
        fits = written.when != "now" and not written.ends and written.fits(turn.message.text, helped=True)
        if fits and near.card == crisis.card and near.likeness >= _LIKE:
            return written.text(crisis.patient)
    advice = advice_of(turn, crisis.card)
    if TOLD in crisis.told[-1:]:
        return advice.next.over or turn.content.part(DANGER_NEXT).next.over
    if advice.next.later:
        return advice.next.later
    if isinstance(advice, Tips):
        return "\n".join(advice.before[:_LINES])
    return advice.next.over or turn.content.part(DANGER_NEXT).next.later
