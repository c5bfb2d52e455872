"""What is said after the card: to who cannot reach the number, is alone, is a child, is afraid, asks, or tells more."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.common.message import Reply
from bot.content.shared.emergency_cards import DANGER_NEXT, DangerQuestion
from bot.conversation.interpret.form_messages import asks
from bot.conversation.say.wording import fill
from bot.conversation.session import Crisis
from bot.conversation.turn import Turn
from bot.services.disaster.cards import advice_of, card_reply
from bot.understanding.danger import SUICIDE
from bot.understanding.follow_ups import NEWS

QUESTION, LISTENED = "question", "listened"
_OF_CARD = ("cannot_reach", "growing", "alone", "arrived")
_CALM = frozenset({"thanks"})
MOST_TOLD = 20
_MAY_I = re.compile(r"(?:行|好|能|要|可以|对|中)不[啊呀]?[?？]?$")
_WHAT_NOW = re.compile(r"做什么|做啥|怎么办|咋办|怎么弄|咋弄|怎么做|接下来|然后呢")


def question(turn: Turn, crisis: Crisis) -> DangerQuestion | None:
    """The question that is asked about this danger, whose answer is written down."""
    text = turn.parse.normal
    own, general = advice_of(turn, crisis.card).next, turn.content.part(DANGER_NEXT).next
    for known in (*own.questions, *general.questions):
        if any(all(word in text for word in words.split()) for words in known.ask):
            return known
    return None


def over(turn: Turn, crisis: Crisis) -> Reply:
    """Relief, what to do now, and who helps."""
    general = turn.content.part(DANGER_NEXT)
    text = advice_of(turn, crisis.card).next.over or general.next.over
    return Reply(f"{text}\n{general.helpers}")


def ended(turn: Turn, kind: str) -> Reply:
    """To who tells that help has come or how it ended, where the danger itself is not known any more."""
    if kind == "thanks":
        return turn.say("danger.thanks")
    general = turn.content.part(DANGER_NEXT).next
    return Reply(general.over if kind == "over" else general.arrived)


def answer(turn: Turn, crisis: Crisis, kind: str) -> Reply:
    """The answer to a message of this kind; the same one is not given twice running, but the next step."""
    if crisis.child and kind in (NEWS, "next", "alone", "fear", "child"):
        kind = "child"
    elif kind in crisis.told[-1:] and kind not in ("repeat", QUESTION):
        kind = NEWS
    text = _text(turn, crisis, kind)
    crisis.told = [*crisis.told, kind][-MOST_TOLD:]
    crisis.arrived = crisis.arrived or kind == "arrived"
    return text if kind == "repeat" else replace(text, urgent=kind not in _CALM)


def _text(turn: Turn, crisis: Crisis, kind: str) -> Reply:
    if kind in _OF_CARD:
        return Reply(_steps(turn, crisis, kind))
    say = _SAYS.get(kind, _more)
    return say(turn, crisis)


def _steps(turn: Turn, crisis: Crisis, kind: str) -> str:
    """What the card says of this, or else what holds for all dangers."""
    own, general = advice_of(turn, crisis.card).next, turn.content.part(DANGER_NEXT).next
    return str(getattr(own, kind) or getattr(general, kind))


def _answered(turn: Turn, crisis: Crisis) -> Reply:
    known = question(turn, crisis)
    return Reply(known.answer) if known else _more(turn, crisis)


def _cannot_call(turn: Turn, crisis: Crisis) -> Reply:
    general = turn.content.part(DANGER_NEXT)
    message = _spoken(turn, crisis, general.sms_text)
    return Reply(f"{_steps(turn, crisis, 'cannot_call')}\n{general.sms}\n{message}")


def _no_voice(turn: Turn, crisis: Crisis) -> Reply:
    general = turn.content.part(DANGER_NEXT)
    return Reply(f"{general.no_voice}\n{_spoken(turn, crisis, general.sms_text)}")


def _more(turn: Turn, crisis: Crisis) -> Reply:
    """To news of the danger: where it is, then what to tell the operator, then a step at a time."""
    if crisis.arrived:
        return turn.say("danger.with_helpers")
    if crisis.card == SUICIDE:
        crisis.told.append(LISTENED)
        return turn.say(f"despair.listen_{crisis.told.count(LISTENED) % 2 + 1}")
    advice, text = advice_of(turn, crisis.card), turn.message.text
    if (asks(text) or _MAY_I.search(text)) and not _WHAT_NOW.search(text):
        return turn.say("danger.ask_call", call=advice.call, never=advice.never.rstrip("。"))
    if not crisis.place and "where" not in crisis.told:
        crisis.told.append("where")
        return turn.say("danger.where")
    if crisis.place and "spoken" not in crisis.told:
        crisis.told.append("spoken")
        return Reply(_spoken(turn, crisis, turn.content.part(DANGER_NEXT).operator))
    return turn.say("danger.step", step=_next_step(turn, crisis))


def _next_step(turn: Turn, crisis: Crisis) -> str:
    """The next line of the card; from the first again after the last."""
    steps = advice_of(turn, crisis.card).now
    done = crisis.told.count("step")
    crisis.told.append("step")
    return steps[done % len(steps)]


def _next_for_child(turn: Turn, crisis: Crisis, sentences: tuple[str, ...]) -> str:
    crisis.child += 1
    return (
        sentences[crisis.child - 1] if crisis.child <= len(sentences) else turn.words.say("danger.child_stay")
    )


def _spoken(turn: Turn, crisis: Crisis, template: str) -> str:
    """What is read out or sent to those who help: the place and what happened, as far as they are known."""
    where = crisis.place or turn.words.say("danger.place_unknown")
    return fill(template, place=where, what=advice_of(turn, crisis.card).name)


_SAYS: Mapping[str, Callable[[Turn, Crisis], Reply]] = {
    QUESTION: _answered,
    "repeat": lambda turn, crisis: card_reply(turn, crisis.card),
    "cannot_call": _cannot_call,
    "no_voice": _no_voice,
    "no_credit": lambda turn, _: Reply(turn.content.part(DANGER_NEXT).no_credit),
    "operator": lambda turn, crisis: Reply(_spoken(turn, crisis, turn.content.part(DANGER_NEXT).operator)),
    "child": lambda turn, crisis: Reply(
        _next_for_child(turn, crisis, turn.content.part(DANGER_NEXT).children)
    ),
    "fear": lambda turn, _: Reply(turn.content.part(DANGER_NEXT).fear),
    "helpers": lambda turn, _: Reply(turn.content.part(DANGER_NEXT).helpers),
    "thanks": lambda turn, _: turn.say("danger.thanks"),
    "reached": lambda turn, crisis: turn.say("danger.reached", step=_next_step(turn, crisis)),
}
