"""Hears the protest that nothing happened, or that something else was asked: then the danger answers no more."""

import re
from collections.abc import Sequence
from contextlib import suppress

from bot.common.errors import RecordsAway
from bot.common.message import Reply
from bot.common.text import any_of
from bot.content.shared.emergency_cards import DANGER_NEXT
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.alarm_raising import add_to_alarm, told_to_be
from bot.services.disaster.in_danger import (
    denied_detail,
    fitting_answers,
    prevention,
    told_over,
    whose_despair,
    wishes_after,
)
from bot.services.disaster.in_danger.fitting_answers import likest
from bot.services.disaster.in_danger.kept_words import without_denial
from bot.services.disaster.statuses import AlarmStatus
from bot.understanding.danger_models.follow_ups import NEWS
from bot.understanding.danger_signs.danger import DESPAIR, MAY_BE_FORCED
from bot.understanding.danger_signs.things_alone import ThingsAlone
from bot.understanding.ranking import is_confident, is_ours
from bot.understanding.slots import crisis_facts, place

_FEWEST = 4  # characters that say something beside the protest
_DENIES = re.compile(r"没有|没(?!醒|反应|呼吸|气|力)|不是|勿是|弗是|呒没|误会|搞错|听错|弄错|谁说|哪有")
_LIKE = 0.6  # likeness to a written answer of the danger from which it is still spoken of


async def heard(turn: Turn, crisis: Crisis) -> tuple[bool, Reply | None]:
    """Was it a protest; and the answer, None where what else is said is left to be answered as on any other day."""
    nothing, rest = _parted(turn)
    if _is_false_alarm(turn, crisis, rest):  # which the staff are told
        await _note(turn, crisis, denied=True)
        return True, _ended(turn, rest or "", crisis.words)
    if _cannot_be(turn, crisis):
        return False, None
    if rest is None or _is_of_despair(turn, crisis, nothing) or not _is_protest(turn, crisis, nothing, rest):
        return False, None
    await _note(turn, crisis, denied=nothing is not None)
    return True, _ended(turn, rest, crisis.words)


def _is_of_despair(turn: Turn, crisis: Crisis, nothing: str | None) -> bool:
    """「啥意思 我说的是我自己」 of who despairs ends nothing: only words that nothing is the matter could."""
    return crisis.card in DESPAIR and (nothing is None or whose_despair.is_of_oneself(turn.message.text))


def _parted(turn: Turn) -> tuple[str | None, str | None]:
    """What is said beside the words that nothing happened, and beside all protest; None where there are none."""
    words, text = turn.content.part(DANGER_NEXT).protests, turn.message.text
    nothing = _without(text, words.nothing_happened)
    nothing = without_denial(text) if nothing is None else nothing
    rest = _without(text if nothing is None else nothing, (*words.something_else, *words.amiss))
    return nothing, nothing if rest is None else rest


def _is_protest(turn: Turn, crisis: Crisis, nothing: str | None, rest: str) -> bool:
    """Is there no danger by these words, and neither told of one beside them nor of the end of one?"""
    if _tells_of_danger(turn, crisis, rest) or _tells_of_end(turn, crisis):
        return False
    if denied_detail.still_smells(turn, crisis) or denied_detail.is_all(turn, crisis):
        return False
    return not _tells_on(turn, rest) if nothing is not None else _is_else(turn, crisis, rest)


async def ended_question(turn: Turn, crisis: Crisis) -> tuple[bool, Reply | None]:
    """The same after the question whether there is a danger: a protest ends it, unless it tells of harm."""
    rest = None if crisis.card in DESPAIR or turn.postback is not None else _without_protest(turn)
    if rest is None or tells_harm(turn, rest):
        return False, None
    return True, _ended(turn, rest, crisis.words if crisis.kept else "")


def _is_false_alarm(turn: Turn, crisis: Crisis, rest: str | None) -> bool:
    """Was a thing taken for a danger, of which is spoken on in protest, or as of one that is to be mended?

    rest: what is said beside a protest, None where there is none.
    """
    if crisis.card in MAY_BE_FORCED or turn.postback is not None or crisis.eased:
        return False
    if denied_detail.says_what_it_is(turn, crisis) or told_over.told(turn, crisis) is not None:
        return False  # another thing was swallowed, or a real danger is past
    told = turn.message.text if rest is None else rest
    return _is_of_a_thing(turn, crisis, rest) and not tells_harm(turn, told)


def _is_of_a_thing(turn: Turn, crisis: Crisis, rest: str | None) -> bool:
    """Was the card shown to words of a thing, or is one wanted mended? rest: what is said beside a protest."""
    things = turn.content.made(ThingsAlone.of)
    if rest is None:
        return things.shared(crisis.words, turn.message.text) and things.is_wanted(turn.message.text)
    began_so = things.is_all(crisis.words) or things.shared(crisis.words, turn.message.text)
    return began_so or (things.is_all(rest) and things.is_wanted(rest))


def tells_harm(turn: Turn, text: str) -> bool:
    """Does it tell of a danger by its words or as a whole? What is empty tells nothing."""
    if not text:
        return False
    heard = turn.hear(text)
    things = turn.content.made(ThingsAlone.of)
    words = things.tells_harm(text) and not things.is_wanted(text)
    return heard.emergency or bool(heard.possible) or words or crisis_facts.tells_of_worse(text)


def _without_protest(turn: Turn) -> str | None:
    """What is said beside all words of protest and denial; None where there is none."""
    return _parted(turn)[1]


def _cannot_be(turn: Turn, crisis: Crisis) -> bool:
    """Is no protest heard: of who may be forced to say so, an emergency, or a question about this very danger?"""
    if crisis.card in MAY_BE_FORCED or turn.postback is not None or turn.parse.emergency:
        return True
    if denied_detail.says_what_it_is(turn, crisis):
        return True
    return fitting_answers.names_answer(turn, crisis)  # 「我说的是阀门没关 能不能上去」


def unless_told_on(turn: Turn, crisis: Crisis, kind: str) -> str:
    """News where a denial is heard and harm told of in clauses that deny nothing: 「没有火 就是烟大」, 「没有啊 他没醒」."""
    if kind == "mistaken" and denied_detail.says_what_it_is(turn, crisis):
        return NEWS
    parts = crisis_facts.clauses(turn.message.text)
    rest = " ".join(part for part in parts if not _DENIES.search(part))
    return NEWS if kind == "mistaken" and rest and _tells_on(turn, rest) else kind


def denies_all(turn: Turn) -> bool:
    """「有毛病啊 没有人受伤」: is harm denied in so many words, and none told of beside it?"""
    words = turn.content.part(DANGER_NEXT).protests
    rest = _without_protest(turn)
    denied = any_of(words.nothing_happened).search(turn.message.text) is not None
    return denied and rest is not None and not tells_harm(turn, rest)


def leaves_question(turn: Turn) -> bool:
    """「我讲了没胸口痛 我问剪纸啥辰光上课」: is something asked beside the denial? Then that is what is answered."""
    parts = crisis_facts.clauses(turn.message.text)
    rest = " ".join(part for part in parts if not turn.follow_up(part).denies)
    wanted = "" if rest == " ".join(parts) else _wanted(turn, rest)
    turn.outcome.wish_behind = wanted
    turn.outcome.said_first = turn.words.say("despair.misheard_first") if wanted else ""
    return bool(wanted)


def of_something_else(turn: Turn, past: Crisis) -> bool:
    """Is it protested, once the danger is past, that something else is asked: 「不是医院 是四点钟学校」?"""
    rest = _without(turn.message.text, turn.content.part(DANGER_NEXT).protests.something_else)
    if rest is None or turn.parse.emergency or turn.parse.possible:
        return False
    return likest(turn, past.card, rest) < _LIKE


async def _note(turn: Turn, crisis: Crisis, *, denied: bool) -> None:
    """The staff read what was said: that there was no danger, or that it is over. To ask of something else is neither."""
    with suppress(RecordsAway):
        await add_to_alarm(turn, crisis.card, crisis.place)
        if crisis.eased or told_over.told(turn, crisis) is not None:
            await told_to_be(turn, AlarmStatus.OVER)
        elif denied:
            await told_to_be(turn, AlarmStatus.DENIED)


def _ended(turn: Turn, rest: str, before: str = "") -> Reply | None:
    """The apology with the answer to what was asked, now or before; the danger is spoken of no more."""
    turn.session.crisis, turn.session.past_crisis, turn.session.topic.danger = None, None, ""
    turn.outcome.asked_of_danger = True
    known = prevention.known(turn, turn.message.text)
    if known:
        return Reply(f"{turn.words.say('despair.misheard_first')}\n\n{known}")
    wanted = _wanted(turn, rest) or _wanted_before(turn, before)
    if not wanted:
        return turn.say("danger.mistaken")
    turn.outcome.wish_behind = wanted
    turn.outcome.said_first = turn.words.say("despair.misheard_first")
    return None


def _wanted_before(turn: Turn, before: str) -> str:
    """What was taken for a danger, where it is a matter of ours after all; "" for nothing."""
    heard = turn.hear(before) if before and turn.session.form is None else None
    return before if heard is not None and is_ours(heard) and not heard.emergency else ""


def _wanted(turn: Turn, rest: str) -> str:
    """What is asked or wanted beside the protest, or told to the open form; "" for nothing."""
    if len(rest) < _FEWEST:
        return ""
    if turn.session.form is not None or wishes_after.is_meant(turn, rest):
        return rest
    parts = crisis_facts.clauses(rest)
    first = next((place for place, part in enumerate(parts) if asks(part)), len(parts))
    return " ".join(parts[first:])


def _without(text: str, words: Sequence[str]) -> str | None:
    """What is said beside these words; None where none of them stands in the text."""
    said = any_of(tuple(words))
    if not said.search(text):
        return None
    parts = (said.sub("", part) for part in crisis_facts.clauses(text))
    return " ".join(part for part in parts if len(part) >= _FEWEST)


def _tells_of_danger(turn: Turn, crisis: Crisis, rest: str) -> bool:
    """Is a danger told of beside the protest: a new one, or that it gets worse?"""
    if not rest:
        return False
    follow, parse = turn.follow_up(rest), turn.hear(rest)
    worse = follow.kind in ("growing", "cannot_reach") and follow.margin >= 0
    return (
        parse.emergency or bool(parse.possible or follow.other) or worse or crisis_facts.tells_of_worse(rest)
    )


def _tells_of_end(turn: Turn, crisis: Crisis) -> bool:
    """「火灭了 没人受伤」: there was a danger, and it is over; nothing is protested."""
    words = turn.content.part(DANGER_NEXT).protests
    protests = any_of((*words.something_else, *words.amiss)).search(turn.message.text)
    return protests is None and told_over.told(turn, crisis) is not None


def _tells_on(turn: Turn, rest: str) -> bool:
    """「没有火 就是烟大」: is harm told of beside the denial, and nothing asked or wanted?"""
    return tells_harm(turn, rest) and not asks(rest) and not wishes_after.is_meant(turn, rest)


def _is_else(turn: Turn, crisis: Crisis, rest: str) -> bool:
    """Is what is asked nothing about the danger? While the worst is not over that has to be plain."""
    if not rest or likest(turn, crisis.card, rest) >= _LIKE:
        return False
    if not crisis.eased and place.spot_to_go_to(rest):  # it is first of all where the danger is
        return False
    if crisis.eased or prevention.known(turn, turn.message.text):
        return True
    heard = turn.hear(rest)
    if is_ours(heard) and not (is_confident(heard) or heard.slots):
        return False  # what is hardly like something of ours is no other topic while the danger is on
    return wishes_after.is_meant(turn, rest)
