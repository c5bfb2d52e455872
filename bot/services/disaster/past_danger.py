"""What is said for a while after a danger is over: how they are now is heard, and a wish is left to its service."""

import re

from msgspec.structs import replace as replaced

from bot.common.message import Reply
from bot.conversation.crisis_notes import ALIKE, SURELY_RELIEVED, card_of, ends
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.past_mentions import beside_mention, is_of_another
from bot.conversation.turn import Turn
from bot.services.disaster import protests
from bot.services.disaster.alarm_raising import tell_staff
from bot.services.disaster.asked_of_despair import still_sad
from bot.services.disaster.in_danger import (
    after_card,
    danger_facts,
    fitting_answers,
    prevention,
    relief,
    second_matter,
    told_over,
    wishes_after,
)
from bot.services.disaster.in_danger.fitting_answers import Nearest
from bot.services.disaster.in_danger.message_kind import LIKELY
from bot.services.disaster.in_danger.told_over import SOMETHING_ELSE
from bot.understanding.danger_models.follow_ups import WISH, FollowUp
from bot.understanding.passages.answer_finder import NAMED
from bot.understanding.questions.own_record_questions import asks_of_own
from bot.understanding.ranking import is_confident, is_ours
from bot.understanding.slots import crisis_facts

_LIKE = 0.5  # likeness to a written answer from which it is given
_NEWS = -0.8  # the margin of relief below which it rather tells of a danger
_ALARMING = -0.3  # the same for what sounds like a danger
_NO_WISH = -0.3  # the margin from which it may be a wish
_DAYS_LATER = re.compile(
    r"^(?:又|都|已经)?[过隔]了?(?:好?几|[一二两三四五六七八九十\d]+)(?:来)?(?:天|日|个?礼拜|个?星期|周|个月)|^第[二三四五六七\d]+天|^(?:几|两|三)天(?:后|以后|过去)"
)
_NEWS_OF = re.compile(r"有信|有消息|没消息|没动静|结果|没来|没人来|修好|装好|装上|弄好|办好")
HARMS_OF_IT = frozenset(
    {
        "head_injury",
        "co",
        "breathing",
        "poisoning",
        "food_safety",
        "heat",
        "low_blood_sugar",
        "fall",
        "general",
    }
)
"""Cards of what the harm of another danger sounds like, told without it: 「站都站不稳 想吐」 after a fire."""
_BRIEF = 6  # characters of a 「好的」 or 「谢谢」 that tells of nothing


def answer(turn: Turn) -> Reply | None:
    """The answer to what is still about a danger that has just passed; None for what is not."""
    past = turn.session.just_over
    if past is None or turn.postback is not None or _is_courtesy(turn):
        return None
    danger_facts.note(turn, past)
    if turn.session.form is not None:
        return _asked_beside_form(turn, past)
    if _is_left(turn, past):
        return None
    later = _later(turn, past)
    if later is not None or turn.outcome.wish_behind:
        return later
    if _moves_on(turn, past):
        after_card.tell(past, SOMETHING_ELSE)
        return None
    again = _begins_again(turn, past)
    if again is not None:
        return again
    past.arrived = True
    return _second(turn, past) or told_over.afterwards(turn, past.card) or _still_of_it(turn, past)


def _later(turn: Turn, past: Crisis) -> Reply | None:
    """What is said to who is sad again after despair, or asks how it is prevented."""
    return still_sad(turn, past) or prevention.answer(turn, past, past=True)


def _moves_on(turn: Turn, past: Crisis) -> bool:
    """Is something of another day asked of, or something new wanted in so many words?"""
    return _is_of_another_day(turn, past) or wishes_after.is_explicit(turn, past)


def _asked_beside_form(turn: Turn, past: Crisis) -> Reply | None:
    """The answer to what is asked of the danger in nearly the words of one that holds afterwards; else the form hears it."""
    near = fitting_answers.nearest(turn, past)
    written, likeness = fitting_answers.found(
        turn, past, [answer for answer in near if answer.card == past.card]
    )
    known = written is not None and likeness >= ALIKE and written.when == "any" and not written.then
    return after_card.given(turn, past, written) if written and known and asks(turn.message.text) else None


def _still_of_it(turn: Turn, past: Crisis) -> Reply | None:
    """The answer to what names the danger, or tells how it went; what does neither is something else."""
    if not told_over.names_danger(turn, past) and not _tells_how_it_went(turn, past):
        after_card.tell(past, SOMETHING_ELSE)
        return None
    reply = None if wishes_after.note(turn, past) else _of_it(turn, past, turn.follow_up(turn.message.text))
    if reply is None:
        after_card.tell(past, SOMETHING_ELSE)
    return reply


def is_only_mentioned(turn: Turn) -> bool:
    """Is the danger that is over only named beside something else, which is then heard as on any other day?"""
    past, text = turn.session.past_crisis, turn.message.text
    if past is None or is_of_another(turn.content, past.words, text):
        return False
    turn.outcome.wish_behind = beside_mention(turn.content, past.card, text, turn.hear)
    return bool(turn.outcome.wish_behind)


def _is_left(turn: Turn, past: Crisis) -> bool:
    """Is something else wanted behind the news that it is over, or protested that something else is meant?"""
    end = told_over.told(turn, past)
    if end is not None and end.wanted:
        wishes_after.wants(turn, end.wanted, past=True)
        after_card.tell(past, SOMETHING_ELSE)
        return True
    if protests.of_something_else(turn, past):
        turn.session.past_crisis = None  # it is not spoken of any more
        return True
    return _asks_besides(turn, past)


def _asks_besides(turn: Turn, past: Crisis) -> bool:
    """「吓死我了。对了，四点钟学校几点到几点」: is something of ours asked or wanted behind a word of the fright?"""
    wanted = wishes_after.of_ours_besides(turn)
    if wanted:
        wishes_after.wants(turn, wanted, past=True)
        after_card.tell(past, SOMETHING_ELSE)
    return bool(wanted)


def _tells_how_it_went(turn: Turn, past: Crisis) -> bool:
    """Is it told, and not asked, that all are well: 「都好了」? Once the talk has moved on, that has to be plain."""
    follow = turn.follow_up(turn.message.text)
    plain = follow.relief >= SURELY_RELIEVED or relief.told_in_words(turn, past, turn.message.text)
    moved_on = past.told[-1:] == [SOMETHING_ELSE]
    return relief.is_told(turn, past, follow) and (plain or not moved_on)


def _second(turn: Turn, past: Crisis) -> Reply | None:
    """The answer to what was left on, or open, or is for the community, while the danger is still spoken of."""
    kind = second_matter.told(turn, past, turn.follow_up(turn.message.text))
    if not kind or past.told[-1:] == [SOMETHING_ELSE]:
        return None
    return second_matter.answer(turn, past, kind, ())


def _is_of_another_day(turn: Turn, past: Crisis) -> bool:
    """Is it asked, days later or of one's own records, what became of something else: 「隔了几天 那个牌子有信没得」?"""
    text = turn.message.text
    if not asks_of_own(text) and not (_DAYS_LATER.search(text) and (asks(text) or _NEWS_OF.search(text))):
        return False
    follow = turn.follow_up(text)
    return not turn.parse.emergency and follow.other == "" and follow.likelihood("growing") < LIKELY


def _begins_again(turn: Turn, past: Crisis) -> Reply | None:
    """The answer to what sounds like the same danger once more, and is told in words that an answer is written for."""
    if any(is_ours(turn.hear(part)) for part in crisis_facts.clauses(turn.message.text)):
        return None
    if turn.parse.possible != past.card or relief.speaks_of_it(past, turn.follow_up(turn.message.text)):
        return None
    crisis = past.becomes(past.card)
    crisis.arrived = False
    written, likeness = fitting_answers.found(turn, crisis, fitting_answers.nearest(turn, crisis))
    if written is None or written.ends or written.then or likeness < _LIKE:
        return None
    turn.session.in_danger(crisis)
    return after_card.given(turn, crisis, written, urgent=True)


async def harm_of_it(turn: Turn) -> Reply | None:
    """The answer to a harm that the danger which has just passed has done: who breathed smoke is dizzy. It is on again.

    Only where the message names it in words of an answer; which card it sounds like counts for less.
    """
    past = turn.session.just_over
    if past is None or card_of(turn.parse) not in HARMS_OF_IT:
        return None
    named = [near for near in fitting_answers.nearest(turn, past) if near.likeness >= NAMED]
    crisis = past.becomes(past.card)
    crisis.told, crisis.stands = past.told, past.stands
    written, _ = fitting_answers.found(turn, crisis, named)
    if written is None or written.ends or written.then:
        return None
    crisis.note(turn.message.text)
    turn.session.in_danger(crisis)
    await tell_staff(turn, crisis)
    return after_card.given(turn, crisis, written, urgent=True)


def told_again(turn: Turn, follow: FollowUp) -> Reply:
    """To who tells in alarming words that help has come or how it ended, whether or not the danger is still known."""
    past = turn.session.just_over
    reply = _of_it(turn, past, follow) if past is not None else None
    return reply or after_card.ended(turn, follow.kind)


def goes_on(turn: Turn, follow: FollowUp) -> bool:
    """Is it still told, in alarming words, how the danger that has just passed goes on: 「真的咬了 在救护车上」?"""
    past = turn.session.just_over
    return past is not None and relief.speaks_of_it(past, follow)


def _of_it(turn: Turn, past: Crisis, follow: FollowUp) -> Reply | None:
    told = _tells_of_relief(turn, past, follow)
    ending = follow.kind == relief.OVER and follow.margin >= LIKELY
    near = fitting_answers.nearest(turn, past)
    written, likeness = fitting_answers.found(turn, past, near, ending=ending, relieved=told)
    if wishes_after.is_wish(turn.parse, follow, likeness):
        return None
    bar = fitting_answers.ALIKE if asks(turn.message.text) else _LIKE
    if written is not None and likeness >= bar and not written.then:
        return after_card.given(turn, past, written)
    of_danger = _of_danger(turn, past, near, relieved=told)
    if of_danger is not None:
        return of_danger
    if told:
        treated = follow.likelier((relief.TREATED, relief.SAFE, relief.OVER)) == relief.TREATED
        return relief.answer(turn, past, relief.TREATED if treated else relief.OVER)
    return after_card.goes_on(turn, past) if _is_news(turn, past, follow) else None


def _tells_of_relief(turn: Turn, past: Crisis, follow: FollowUp) -> bool:
    """Is relief told of? Once the talk has moved on, that has to be beyond doubt."""
    surely = ends(follow) and follow.relief >= SURELY_RELIEVED
    moved_on = past.told[-1:] == [SOMETHING_ELSE]
    return relief.is_told(turn, past, follow) and (surely or not moved_on)


def _of_danger(turn: Turn, past: Crisis, near: Nearest, *, relieved: bool) -> Reply | None:
    """What was written of this danger while it was on, to who still asks or tells of it in nearly these words."""
    own = [answer for answer in near if answer.card == past.card]
    written, likeness = fitting_answers.found(
        turn, replaced(past, arrived=False), own, ending=True, relieved=relieved
    )
    if written is None or likeness < ALIKE or written.then:
        return None
    return after_card.given(turn, past, written)


def _is_news(turn: Turn, past: Crisis, follow: FollowUp) -> bool:
    """Does it tell how things go on, rather than ask, want something, or tell of a new danger?"""
    text, parse = turn.message.text, turn.parse
    alarming = parse.emergency or follow.other or (parse.possible and follow.relief < _ALARMING)
    if alarming or past.told[-1:] == [SOMETHING_ELSE]:
        return False
    return follow.relief >= _NEWS and not (
        asks(text) or is_ours(parse) or follow.likelihood(WISH) >= _NO_WISH
    )


def _is_courtesy(turn: Turn) -> bool:
    parse = turn.parse
    return len(parse.normal) <= _BRIEF and is_confident(parse) and parse.intent.startswith("dialog.")
