"""What is said after the card: to who asks, tells more, cannot reach the number, is alone, is a child, is afraid."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.common.message import Reply
from bot.content.shared.danger_answers import DANGER_ANSWERS, DangerAnswer
from bot.content.shared.emergency_cards import DANGER_NEXT
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.form_messages import asks
from bot.conversation.say.wording import fill
from bot.conversation.turn import Turn
from bot.services.disaster.cards import advice_of, card_reply
from bot.understanding.answer_finder import FoundAnswer
from bot.understanding.danger import DESPAIR, GENERAL, SUICIDE
from bot.understanding.follow_ups import NEWS
from bot.understanding.slots import place

Nearest = Sequence[FoundAnswer]
Fitting = tuple[DangerAnswer, FoundAnswer]

_OF_CARD = ("cannot_reach", "growing", "alone", "arrived")
_CALM = frozenset({"thanks"})
_SAID_AGAIN = frozenset({"repeat", "no_voice"})
MOST_TOLD = 20
ALIKE = 0.42  # likeness from which a message is taken for a wording of an answer
VERY_LIKE = 0.75  # the same for the answer that was given last
SURE_TO_END = 0.6  # the same for an answer that ends the danger, and for a general one that changes the card
NEVER_LIKE = 9.0  # no likeness is so high
END_AHEAD = 0.2  # what an answer that ends it has to be likelier than any other
SURE_TO_CHANGE = 0.5  # the same for one of this card that changes it
SURE_OF_LATER = 0.6  # the same for one that holds after help has come, to who asks of that before it is known
SURE_FOR_ALL = 0.5  # the same for one that holds for all dangers
_CORRECTS = re.compile(
    r"不是[^，,。\s]{1,8}[，,。\s]+(?:就?是|我[说问讲]的?是?)(?P<what>[^，,。\s的了吗呢啊]{1,4})"
)
_GOES_ON = "goes_on"
_WORDINGS = 2  # of what is said to news once it is eased
_MAY_I = re.compile(r"(?:行|好|能|要|可以|对|中)不[啊呀]?[?？]?$")


def nearest(turn: Turn, crisis: Crisis) -> Nearest:
    """The written answers of the danger, with the likeness of the message to each, the likest first."""
    return turn.danger_answers(crisis.card, turn.message.text)


def not_ending(turn: Turn, near: Nearest) -> Nearest:
    """Those that do not end the danger: before one is known to be on, nothing can tell of its end."""
    written = turn.content.part(DANGER_ANSWERS)
    return [found for found in near if not written[found.card].answers[found.number].ends]


def found(
    turn: Turn, crisis: Crisis, near: Nearest, *, ending: bool = False, relieved: bool = False
) -> tuple[DangerAnswer | None, float]:
    """The written answer that the message is most like, of those that hold in this state; with the likeness.

    ending: the message tells by other signs that help has come or that it is over. Without them an answer that does not end
    the danger is chosen before one that does and is little likelier. relieved: it tells that the worst is over.
    """
    signs = _Signs(ending=ending, relieved=relieved, asking=asks(turn.message.text))
    fitting = list(_fitting(turn, crisis, near, signs))
    if not fitting:
        return None, 0.0
    best = fitting[0]
    if best[0].ends:
        best = next((near for near in fitting if _goes_on(near, best, ending=ending or relieved)), best)
    return best[0], best[1].likeness


def _written(turn: Turn, near: FoundAnswer) -> DangerAnswer:
    return turn.content.part(DANGER_ANSWERS)[near.card].answers[near.number]


def _goes_on(near: Fitting, end: Fitting, *, ending: bool) -> bool:
    """Is this to be answered before an end that the message is more like?

    That is another danger that the rest of the message tells of: 「找到了 手脚冰凉话都说不清」.
    """
    (answer, found), (_, last) = near, end
    if answer.then and found.card == last.card and _apart(found.part, last.part):
        return True
    return not answer.ends and not ending and found.likeness >= last.likeness - END_AHEAD


def _apart(part: str, other: str) -> bool:
    """Are they two parts of a message, and neither the whole of it?"""
    return part not in other and other not in part


@dataclass(frozen=True, slots=True)
class _Signs:
    """What is known of the message beside its words. asking: it is a question."""

    ending: bool
    relieved: bool
    asking: bool


def _fitting(turn: Turn, crisis: Crisis, nearest: Nearest, signs: _Signs) -> Iterator[Fitting]:
    text = turn.message.text
    for near in nearest:
        answer = _written(turn, near)
        if near.card != crisis.card and crisis.card in DESPAIR and near.likeness < VERY_LIKE:
            continue
        asks_ahead = signs.asking and answer.when == "helped" and near.likeness >= SURE_OF_LATER
        if not answer.fits(text, helped=crisis.arrived or asks_ahead) or (answer.ends and signs.asking):
            continue
        bars = (
            0.0 if near.card == crisis.card else SURE_FOR_ALL,
            _bar_of_change(crisis, near, answer, signs),
            _bar_of_state(turn, crisis, near, signs),
            _bar_of_repeating(crisis, answer, signs),
        )
        if near.likeness >= max(bars):
            yield answer, near


def corrects(turn: Turn, crisis: Crisis) -> bool:
    """Does it say more exactly what this danger is: 「不是狗 是蛇」?"""
    said = _CORRECTS.search(turn.message.text)
    advice = advice_of(turn, crisis.card)
    return said is not None and any(said["what"] in line for line in (advice.name, *advice.now))


def _bar_of_change(crisis: Crisis, near: FoundAnswer, answer: DangerAnswer, signs: _Signs) -> float:
    """From which likeness an answer may end the danger or make it another one."""
    if answer.then:
        return SURE_TO_CHANGE if near.card == crisis.card else SURE_TO_END
    if not answer.ends or signs.ending:
        return 0.0
    return SURE_TO_CHANGE if signs.relieved and near.card == crisis.card else SURE_TO_END


def _bar_of_state(turn: Turn, crisis: Crisis, near: FoundAnswer, signs: _Signs) -> float:
    """What is written for the worst moment is no answer to who is past it, unless it is nearly their words.

    Another danger that the rest of the message tells of is not past.
    """
    answer = _written(turn, near)
    if answer.tells_of_relief or (signs.relieved and answer.then and _tells_of_danger(turn, near.part)):
        return 0.0
    if signs.relieved and answer.when == "now":
        return NEVER_LIKE if crisis.safe else VERY_LIKE
    if signs.relieved:
        return SURE_TO_END
    return SURE_TO_END if crisis.safe and not signs.asking and answer.when == "now" else 0.0


def _tells_of_danger(turn: Turn, part: str) -> bool:
    """Is this a part of the message that tells of no relief?"""
    return part != turn.message.text and turn.follow_up(part).relief < 0


def _bar_of_repeating(crisis: Crisis, answer: DangerAnswer, signs: _Signs) -> float:
    """The answer that was given last is given again to a question, or to nearly its words."""
    if crisis.told[-2:] == [answer.says[0]] * 2:
        return VERY_LIKE
    again = crisis.told[-1:] == [answer.says[0]]
    return SURE_TO_END if again and not signs.asking else 0.0


def tells_helpers(turn: Turn, crisis: Crisis) -> bool:
    """Has the card words of its own for who tells that help has come?"""
    return bool(advice_of(turn, crisis.card).next.arrived)


def over(turn: Turn, crisis: Crisis, near: Nearest, known: DangerAnswer | None = None) -> Reply:
    """Relief, what to do now, and who helps. known: what is written for these words. Who is with a doctor is not sent to one."""
    general = turn.content.part(DANGER_NEXT)
    of_card = "" if crisis.arrived else advice_of(turn, crisis.card).next.over
    written, for_all = (_ending(turn, crisis, near, card) for card in (crisis.card, GENERAL))
    said = known.text(crisis.patient) if known is not None else ""
    own = turn.content.part(DANGER_ANSWERS).get(crisis.card)
    first = said if own is not None and known in own.answers else ""
    return Reply(f"{first or written or of_card or said or for_all or general.next.over}\n{general.helpers}")


def _ending(turn: Turn, crisis: Crisis, nearest: Nearest, card: str) -> str:
    """What is written of this card for how it ended, in the words of the message; "" where nothing is."""
    for near in nearest:
        answer = _written(turn, near)
        fits = answer.fits(turn.message.text, helped=crisis.arrived)
        if answer.ends and fits and near.card == card and near.likeness >= ALIKE:
            return answer.text(crisis.patient)
    return ""


def ended(turn: Turn, kind: str) -> Reply:
    """To who tells that help has come or how it ended, where the danger itself is not known any more."""
    if kind == "thanks":
        return turn.say("danger.thanks")
    if kind in ("treated", "safe"):
        return turn.say(f"danger.{kind}_1")
    general = turn.content.part(DANGER_NEXT).next
    return Reply(general.arrived if kind == "arrived" else general.over)


def answer(turn: Turn, crisis: Crisis, kind: str) -> Reply:
    """The answer to a message of this kind; the same one is not given twice running, but what is to be kept up."""
    if crisis.child and kind in (NEWS, "next", "alone", "fear", "child"):
        kind = "child"
    elif kind in crisis.told[-1:] and kind not in _SAID_AGAIN:
        kind = NEWS
    text = _text(turn, crisis, kind)
    tell(crisis, kind)
    crisis.arrived = crisis.arrived or kind == "arrived"
    return text if kind == "repeat" else replace(text, urgent=kind not in _CALM)


def tell(crisis: Crisis, kind: str) -> None:
    """Note that something of this kind was said."""
    crisis.told = [*crisis.told, kind][-MOST_TOLD:]


def _text(turn: Turn, crisis: Crisis, kind: str) -> Reply:
    if kind in _OF_CARD:
        return Reply(_steps(turn, crisis, kind))
    say = _SAYS.get(kind, _more)
    return say(turn, crisis)


def _steps(turn: Turn, crisis: Crisis, kind: str) -> str:
    """What the card says of this, or else what holds for all dangers."""
    own, general = advice_of(turn, crisis.card).next, turn.content.part(DANGER_NEXT).next
    return str(getattr(own, kind) or getattr(general, kind))


def _cannot_call(turn: Turn, crisis: Crisis) -> Reply:
    general = turn.content.part(DANGER_NEXT)
    message = _spoken(turn, crisis, general.sms_text)
    return Reply(f"{_steps(turn, crisis, 'cannot_call')}\n{general.sms}\n{message}")


def _no_voice(turn: Turn, crisis: Crisis) -> Reply:
    general = turn.content.part(DANGER_NEXT)
    return Reply(f"{general.no_voice}\n{_spoken(turn, crisis, general.sms_text)}")


def _more(turn: Turn, crisis: Crisis) -> Reply:
    """To what no answer is written for: what is to be kept up; and who has the number on the line knows the rest."""
    text, keep, call = turn.message.text, _keep(turn, crisis), advice_of(turn, crisis.card).call
    if (asks(text) or _MAY_I.search(text)) and crisis.card != SUICIDE:
        if crisis.eased:
            return turn.say("danger.ask_helpers" if crisis.arrived else "danger.ask_later_on", call=call)
        if "no_voice" in crisis.told:  # who cannot speak is not told to ask on the phone
            return _no_voice(turn, crisis)
        return turn.say("danger.ask_line" if crisis.called else "danger.ask_call", call=call, keep=keep)
    if crisis.eased:
        return goes_on(turn, crisis)
    if _findable(place.spot(text) or "") and not crisis.called and "spoken" not in crisis.told:
        tell(crisis, "spoken")
        return Reply(_spoken(turn, crisis, turn.content.part(DANGER_NEXT).operator))
    return turn.say("danger.keep", keep=keep)


def goes_on(turn: Turn, crisis: Crisis) -> Reply:
    """To news after help has come or the worst is over, in other words than the last time."""
    kind = "danger.with_helpers" if crisis.arrived else "danger.safe_more"
    kind = "despair.safe_more" if crisis.card in DESPAIR else "danger.past" if crisis.over_turn else kind
    number = crisis.told.count(_GOES_ON) % _WORDINGS + 1
    tell(crisis, _GOES_ON)
    return turn.say(f"{kind}_{number}")


def _keep(turn: Turn, crisis: Crisis) -> str:
    """What is to be kept up in this danger, in other words than the last time."""
    written = turn.content.part(DANGER_ANSWERS)
    known = written.get(crisis.card) or written.get(GENERAL)
    lines = known.keep if known else advice_of(turn, crisis.card).now
    return lines[crisis.told.count(NEWS) % len(lines)]


def _next_for_child(turn: Turn, crisis: Crisis, sentences: tuple[str, ...]) -> str:
    crisis.child += 1
    return (
        sentences[crisis.child - 1] if crisis.child <= len(sentences) else turn.words.say("danger.child_stay")
    )


def _spoken(turn: Turn, crisis: Crisis, template: str) -> str:
    """What is read out or sent to those who help: what happened, and the place where it is told so that one can find it."""
    where = crisis.place if _findable(crisis.place) else turn.words.say("danger.place_unknown")
    return fill(template, place=where, what=advice_of(turn, crisis.card).name)


def _findable(spot: str) -> bool:
    return any(map(str.isdecimal, spot))


_SAYS: Mapping[str, Callable[[Turn, Crisis], Reply]] = {
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
    "reached": lambda turn, crisis: turn.say("danger.reached", keep=_keep(turn, crisis)),
}
