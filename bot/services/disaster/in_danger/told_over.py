"""Hears in so many words that a danger is over, and what is said besides: 「火灭了，都没事，那个班还能报吗」."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.common.message import Reply
from bot.common.text import any_of, any_of_spaced
from bot.content.shared.emergency_cards import DANGER_NEXT, Endings
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import after_card, fitting_answers, wishes_after
from bot.services.disaster.in_danger.fitting_answers import ALIKE, VERY_LIKE, likest
from bot.understanding.danger_signs.danger import MAY_BE_FORCED
from bot.understanding.slots import crisis_facts

_LIKE, _VERY_LIKE = 0.5, 0.6  # likeness to a written answer from which what is asked is about this danger
SOMETHING_ELSE = "else"  # told after a danger: what has nothing to do with it
_MAY_I = re.compile(r"吧[。？?！!]?$")
_NEWS = re.compile(
    r"^(?:就|也|都|已经|刚刚?|后来|医生|人|我们?|他|她|我妈|我爸|现在){0,4}+(?:挂了?(?:个)?水|挂过水|吊了?针|打了?针|配了?药|开了?药|拍了?片|查过|检查|看过(?:医生|了)?|缝了?针|包扎|住了?[^，,。\s]{1,4}天|出院|回来了|到家了|回家了|养着|歇着)[^，,。？?吗么]{0,8}$"
)
"""What was done for the patient, which is no wish."""
_FEWEST = 4  # characters of a part that wants something


@dataclass(frozen=True, slots=True)
class End:
    """The end that a message tells of. taken: the words that the patient is with those who treat them; "" where all are well.

    wanted: what is said behind it of something else, "" for nothing. asks: something is asked of the danger itself.
    """

    taken: str
    wanted: str
    asks: bool


def told(turn: Turn, crisis: Crisis) -> End | None:
    """The end that the message tells of in so many words; None where it tells of none, or of a danger that is there."""
    words = turn.content.part(DANGER_NEXT).endings
    parts = [part for part in crisis_facts.clauses(turn.message.text) if not _is_courtesy(words, part)]
    over = _words_of_end(words, crisis, turn.message.text)
    ends = _parts_of_end(words, over, crisis, parts)
    if not ends or turn.postback is not None:
        return None
    about, behind = _parted(words, parts, ends)
    if _is_alarming(turn, about) or (not _asks(" ".join(behind)) and _is_alarming(turn, " ".join(behind))):
        return None
    wanted = _wanted(turn, crisis, words, behind)
    return End(_taken(words, ends), wanted, not wanted and _asks(turn.message.text))


def _parts_of_end(words: Endings, over: re.Pattern[str], crisis: Crisis, parts: Sequence[str]) -> list[str]:
    """The parts that tell of the end; of who may be forced to say so only those in the words of this danger's own end."""
    ends = [part for part in parts if _ends(words, over, part)]
    return [part for part in ends if over.search(part)] if crisis.card in MAY_BE_FORCED else ends


def _words_of_end(words: Endings, crisis: Crisis, text: str) -> re.Pattern[str]:
    """The words by which this danger is over; where one cannot see it oneself, only beside somebody who has checked it."""
    own = [
        word
        for few in words.by_card
        if crisis.card in few.cards
        and (not few.checked_by or crisis.arrived or any_of(few.checked_by).search(text))
        for word in few.over
    ]
    if crisis.card in MAY_BE_FORCED:  # only what no swindler would have them say
        return any_of_spaced(tuple(own))
    return any_of_spaced((*words.over, *words.taken, *own))


def _parted(words: Endings, parts: Sequence[str], ends: Sequence[str]) -> tuple[str, Sequence[str]]:
    """What is told of the danger beside its end, and the parts that stand behind all of it."""
    about = any_of(words.about)
    last = max(place for place, part in enumerate(parts) if part in ends or about.search(part))
    told_of_it = [
        part for part in parts[: last + 1] if part not in ends and not crisis_facts.tells_of_rescue(part)
    ]
    return " ".join(told_of_it), parts[last + 1 :]


def _wanted(turn: Turn, crisis: Crisis, words: Endings, behind: Sequence[str]) -> str:
    """What is wanted behind the end; while the danger is on, what is first told there may be left out. "" for nothing."""
    behind = _after_news(behind)
    whole = " ".join(behind)
    if (
        behind
        and likest(turn, crisis.card, whole) >= _VERY_LIKE
        and not wishes_after.names_ours(turn.hear(whole))
    ):
        return ""  # 「水退了 受损去哪里登记」 is still about it
    asking = next((number for number, part in enumerate(behind) if _asks(part)), 0)
    for first in (0, asking) if crisis.over_turn and behind else range(len(behind)):
        rest = " ".join(behind[first:])
        if any(_is_wanted(turn, crisis, words, part) for part in (rest, behind[first])):
            return rest
    return ""


def _after_news(behind: Sequence[str]) -> Sequence[str]:
    """The parts but those in front that still tell how it went: 「挂了水回来了 对了我们楼道里…」."""
    first = next((number for number, part in enumerate(behind) if not _NEWS.search(part)), len(behind))
    return behind[first:]


def _asks(text: str) -> bool:
    """Does it ask? 「我跟着车呢」 does not."""
    return asks(text.rstrip("。.！!").removesuffix("呢"))


def _taken(words: Endings, ends: Sequence[str]) -> str:
    """The words of the end, where they say only that the patient was taken to be treated; "" where all are well."""
    taken = any_of_spaced(words.taken)
    return " ".join(ends) if all(taken.search(end) for end in ends) else ""


def _is_alarming(turn: Turn, text: str) -> bool:
    """Does it tell of a danger that is there, or of a harm?"""
    return bool(text) and (turn.hear(text).emergency or crisis_facts.tells_of_worse(text))


def _is_wanted(turn: Turn, crisis: Crisis, words: Endings, text: str) -> bool:
    """Is something else asked or wanted, that neither tells of a danger nor is written of this one?"""
    if len(text) < _FEWEST:
        return False
    heard = turn.hear(text)
    if not heard.emergency and wishes_after.names_ours(heard):
        return True
    if heard.emergency or heard.possible or likest(turn, crisis.card, text) >= _LIKE:
        return False
    return _asks(text) or any_of(words.wants).search(text) is not None or wishes_after.is_meant(turn, text)


def is_only_hoped(turn: Turn) -> bool:
    """Is it no more than hoped that it is over: 「等消防来了就没事了吧」?"""
    hoped = any_of(turn.content.part(DANGER_NEXT).endings.hoped)
    return hoped.search(turn.message.text) is not None


def afterwards(turn: Turn, card: str) -> Reply | None:
    """What is written for what is asked once this danger is over: 「我能进屋了吗」."""
    text = turn.message.text
    asked = next(
        (
            act
            for act in turn.content.part(DANGER_NEXT).afterwards
            if card in act.cards and act.is_named(text)
        ),
        None,
    )
    return Reply(asked.say) if asked is not None and (asks(text) or _MAY_I.search(text)) else None


def names_danger(turn: Turn, past: Crisis) -> bool:
    """Does the message name something of the danger that has passed, or is an answer written for it?

    Once the talk has moved on, only what still tells of a danger does, or what is asked in nearly the words of an answer.
    """
    words, parse, text = turn.content.part(DANGER_NEXT).endings, turn.parse, turn.message.text
    moved_on = past.told[-1:] == [SOMETHING_ELSE]
    named = not moved_on and any_of(words.about).search(text) is not None
    named = named or parse.emergency or bool(parse.possible) or past.card in MAY_BE_FORCED
    return named or likest(turn, past.card, text) >= (VERY_LIKE if moved_on else _VERY_LIKE)


def relieved(turn: Turn, crisis: Crisis, end: End) -> Reply:
    """Relief that fits this danger: what is written for its end, or for who was taken to be treated."""
    if not end.taken:
        return after_card.over(turn, crisis, fitting_answers.nearest(turn, crisis))
    crisis.arrived = True
    near = turn.danger_answers(crisis.card, end.taken)
    written, likeness = fitting_answers.found(turn, crisis, near, ending=True, relieved=True)
    if written is not None and likeness >= ALIKE and not written.then:
        return after_card.over(turn, crisis, near, written)
    return turn.say("danger.taken")


def _ends(words: Endings, over: re.Pattern[str], part: str) -> bool:
    if any_of(words.not_over).search(part):
        return False
    return over.search(part) is not None or crisis_facts.tells_it_is_over(part)


def _is_courtesy(words: Endings, part: str) -> bool:
    thanks = any_of(words.courtesy).sub("", part)
    return len(part) - len(thanks) > 0 and len(thanks) < _FEWEST
