"""Which written answer of a danger is given to a message after the card, and from which likeness."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.content.shared.danger_answers import DANGER_ANSWERS, DangerAnswer
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import denied_detail
from bot.services.disaster.in_danger.cards import advice_of
from bot.understanding.danger_signs.danger import DESPAIR, GENERAL
from bot.understanding.passages.answer_finder import NAMED, FoundAnswer
from bot.understanding.slots.done_acts import contradicts

Nearest = Sequence[FoundAnswer]
Fitting = tuple[DangerAnswer, FoundAnswer]

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


def nearest(turn: Turn, crisis: Crisis) -> Nearest:
    """The written answers of the danger, with the likeness of the message to each, the likest first.

    What the message denies of the danger's details is not read.
    """
    return turn.danger_answers(crisis.card, denied_detail.without(turn, crisis))


def not_ending(turn: Turn, near: Nearest) -> Nearest:
    """Those that do not end the danger: before one is known to be on, nothing can tell of its end."""
    return [found for found in near if not written(turn, found).ends]


def found(
    turn: Turn, crisis: Crisis, near: Nearest, *, ending: bool = False, relieved: bool = False
) -> tuple[DangerAnswer | None, float]:
    """The written answer that the message is most like, of those that hold in this state; with the likeness.

    ending: the message tells by other signs that help has come or that it is over. Without them an answer that does not end
    the danger is chosen before one that does and is little likelier. relieved: it tells that the worst is over.
    """
    near = not_ending(turn, near) if denied_detail.says_what_it_is(turn, crisis) else near
    signs = _Signs(ending=ending, relieved=relieved, asking=asks(turn.message.text))
    fitting = list(_fitting(turn, crisis, near, signs))
    if not fitting:
        return None, 0.0
    best = fitting[0]
    if best[0].ends:
        best = next((near for near in fitting if _goes_on(near, best, ending=ending or relieved)), best)
    return best[0], best[1].likeness


def also_named(turn: Turn, crisis: Crisis, first: DangerAnswer) -> DangerAnswer | None:
    """A second answer that the message names beside this one: 「她头晕 现在能上去拿东西不」."""
    if not first.is_named(turn.message.text):
        return None
    near = [found for found in nearest(turn, crisis) if found.likeness >= NAMED and found.card == crisis.card]
    signs = _Signs(ending=False, relieved=False, asking=asks(turn.message.text))
    fitting = (answer for answer, _ in _fitting(turn, crisis, near, signs))
    return next((answer for answer in fitting if answer is not first and not answer.then), None)


def written(turn: Turn, near: FoundAnswer) -> DangerAnswer:
    return turn.content.part(DANGER_ANSWERS)[near.card].answers[near.number]


def is_for_all(turn: Turn, answer: DangerAnswer) -> bool:
    """Does it hold for all dangers, and is no answer of one?"""
    return answer in turn.content.part(DANGER_ANSWERS)[GENERAL].answers


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
        answer = written(turn, near)
        if not _may_be_meant(text, crisis, answer, near, asking=signs.asking) or not _is_for(answer, crisis):
            continue
        bars = (
            0.0 if near.card == crisis.card else SURE_FOR_ALL,
            _bar_of_change(crisis, near, answer, signs),
            _bar_of_state(turn, crisis, near, signs),
            0.0 if near.likeness >= NAMED else _bar_of_repeating(crisis, answer, signs),
        )
        if near.likeness >= max(bars):
            yield answer, near


def _may_be_meant(
    text: str, crisis: Crisis, answer: DangerAnswer, near: FoundAnswer, *, asking: bool
) -> bool:
    """Does nothing in the text speak against the answer, nor the card it is written for, nor how far the danger is?"""
    if near.card != crisis.card and crisis.card in DESPAIR and near.likeness < VERY_LIKE:
        return False
    asks_ahead = asking and answer.when == "helped" and near.likeness >= SURE_OF_LATER
    if not answer.fits(text, helped=crisis.arrived or asks_ahead) or (answer.ends and asking):
        return False
    return near.likeness >= NAMED or not contradicts(text, answer.says)


def _is_for(answer: DangerAnswer, crisis: Crisis) -> bool:
    """Is it for who stands where they do, in this danger, and for nobody who has told what speaks against it?"""
    told_otherwise = any(fact in answer.unless for fact in crisis.facts)
    return answer.is_for(crisis.stands) and crisis.card not in answer.not_on and not told_otherwise


def names_answer(turn: Turn, crisis: Crisis) -> bool:
    """Does the message ask in words that leave no doubt for an answer that is no end: 「火灭了 我呛了烟 头晕」?"""
    near = [found for found in nearest(turn, crisis) if found.likeness >= NAMED]
    best, _ = found(turn, crisis, not_ending(turn, near))
    return best is not None


def corrects(turn: Turn, crisis: Crisis) -> bool:
    """Does it say more exactly what this danger is: 「不是狗 是蛇」?"""
    said = _CORRECTS.search(turn.message.text)
    advice = advice_of(turn, crisis.card)
    return said is not None and any(said["what"] in line for line in (advice.name, *advice.now))


def likest(turn: Turn, card: str, text: str) -> float:
    """How like the text is to the wording written for this danger that comes nearest; 0 where none is."""
    return max((near.likeness for near in turn.danger_answers(card, text)[:1]), default=0.0)


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
    answer = written(turn, near)
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
    if crisis.told[-2:] == [answer.key] * 2:
        return SURE_FOR_ALL if signs.asking else VERY_LIKE
    again = crisis.told[-1:] == [answer.key]
    return SURE_TO_END if again and not signs.asking else 0.0
