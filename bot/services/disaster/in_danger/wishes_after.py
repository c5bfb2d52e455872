"""Hears what somebody wants to have done once help has come or the danger is over: it is answered as on any other day."""

import re

from bot.common.text import any_of
from bot.content.shared.emergency_cards import DANGER_NEXT
from bot.conversation.crisis_notes import ALIKE
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import relief
from bot.services.disaster.in_danger.fitting_answers import VERY_LIKE, likest
from bot.understanding.danger_models.follow_ups import WISH, FollowUp
from bot.understanding.danger_signs.danger import DESPAIR, GENERAL
from bot.understanding.parse import Parse
from bot.understanding.ranking import NOT_OURS, is_ours
from bot.understanding.slots import crisis_facts

_SURELY = 0.3  # the margin of a wish for a service of ours, from which it is no question about the danger
_LIKE = (
    0.5  # likeness to what is written about the danger, which comes before a service that is no plain wish
)
_LIKELY = -0.1  # the margin of a wish that needs no other sign
_ASKED_AFTER = -0.3  # the same for a question behind the news of relief
_UNLIKELY = -0.7  # below it what sounds like a service of ours is none
_FOR_SOMEBODY = re.compile(
    r"有没有(?:人|志愿者|师傅)|有人(?:能|会|可以|肯)?(?:来|帮|教)|(?:找|请|叫)(?:个|一个|位)?人(?:来|帮|教)"
)
_BESIDES = re.compile(
    r"(?:还有|另外|顺便|对了|再|我)[，,\s]*(?:再|就|也)?我?(?:还|就|也)?(?:想|要)?(?:问|打听)(?:一下|下|一声|问)?[，,\s]*(?P<rest>[^\n]{4,80})$"
)
_NEW_SUBJECT = re.compile(
    r"^[嗯哦噢啊好的，,\s]{0,4}(?:对了|另外|顺便|还有(?:个|一个|件|一件|一桩)?事|还有一?[桩样]|换个|问个别的|问件别的|不说这个|不讲这个)(?![。.！!吧])"
)
_EXPLICIT = re.compile(
    r"(?:我|要|想|帮我|替我|给我|请|来)(?:要|想|再|来|也|就|还|是)*(?:报修|反映|投诉|提(?:个|一个|点|条)?(?:建议|意见)|报(?:个|一个|那个)?名|预约|预订|取消)"
    r"|(?:想|要)(?:报|学|参加|加入|退|借|捐|送掉|领养)(?!点|警|案|校|烧|到|出|回|房|热|后)|我?(?:给|向|跟)(?:社区|你们)提"
    r"|有没有[^，,。\s]{0,14}(?:课|班|讲座|活动|培训)"
)
_TO_RECORD = re.compile(
    r"(?:我要|我想|要|想|帮我|替我|给我|现在就)(?:登记|上报|报一?下|报损)[^，,。\s]{0,14}(?:损|泡|坏|淹|进水|烧)|(?:损失|受损)登记"
)
"""Words of a wish that no danger has; what else is asked once it is past may be about it."""
_HEARD = "danger.heard_first"
_SEEN = re.compile(
    r"(?:看过|查过|检查)了?[^，,。\s]{0,4}(?:没(?:啥|什么|大)|不要紧|好的)|挂了?(?:个)?水|吊了?针"
)
_EVENTS = "disaster.drill"  # lectures and exercises
OURS_BY_NAME = ("course", "venue", "event")
_MOST_CLAUSES = 8
_SOMETHING_ELSE = re.compile(
    r"(?:问|说|讲|办)(?:你|您)?(?:一)?[句个件]?(?:别的|另外的?)(?:事|一?[句个件])*[，,。\s:：]+(?P<rest>.{4,})"
)


def is_wish(parse: Parse, follow: FollowUp, likeness: float) -> bool:
    """Is it a wish or a question of another kind? likeness: to the nearest answer that is written about the danger."""
    surely = is_ours(parse) and follow.likelihood(WISH) >= _SURELY
    may_be_ours = not parse.intent.startswith(NOT_OURS)  # enough where somebody is sought in so many words
    if may_be_ours and likeness < VERY_LIKE and _FOR_SOMEBODY.search(parse.normal) and not parse.emergency:
        return True
    if parse.emergency or likeness >= (VERY_LIKE if surely else ALIKE):
        return False
    return _is_likely_wish(parse, follow, likeness)


def _is_likely_wish(parse: Parse, follow: FollowUp, likeness: float) -> bool:
    """Does it sound like a wish, or like a service of ours, more than like anything about the danger?"""
    wish = follow.likelihood(WISH)
    if follow.kind == WISH and wish >= _LIKELY and (likeness < _LIKE or is_ours(parse)):
        return True
    return is_ours(parse) and wish >= _UNLIKELY and follow.relief < 0 and likeness < _LIKE


def may_be_wish(turn: Turn, follow: FollowUp) -> bool:
    """Is it a question that is likelier a wish than anything about the danger?"""
    return follow.kind == WISH and asks(turn.message.text) and not turn.parse.emergency


def is_meant(turn: Turn, text: str) -> bool:
    """Does the text mean a service of ours, or sound like a wish?"""
    return is_ours(turn.hear(text)) or turn.follow_up(text).kind == WISH


def is_explicit(turn: Turn, crisis: Crisis) -> bool:
    """Is something new wanted in so many words, once help is here or it is past: 「我要报修」「对了 …报销去哪里问」?

    What is nearly the words of an answer is about the danger, and so is what names how somebody is.
    """
    text, parse = turn.message.text, turn.parse
    if turn.postback is not None or parse.emergency or parse.possible or crisis_facts.tells_of_worse(text):
        return False
    if _TO_RECORD.search(text) and not asks(text):
        return True
    if likest(turn, crisis.card, text) >= VERY_LIKE:
        return False
    if _EXPLICIT.search(text) or (names_ours(parse) and asks(text)):
        return True
    return _opens_subject(turn, text)


def _opens_subject(turn: Turn, text: str) -> bool:
    """Does a question begin something new, and name nobody who was in the danger?"""
    people = any_of(turn.content.part(DANGER_NEXT).endings.people)
    return bool(_NEW_SUBJECT.search(text)) and asks(text) and not people.search(text)


def names_ours(heard: Parse) -> bool:
    """Is something of ours named: 「我那个面点课要带什么」, whatever may be asked of the danger in such words?"""
    return not heard.intent.startswith(NOT_OURS) and any(slot in heard.slots for slot in OURS_BY_NAME)


def behind_call(turn: Turn, crisis: Crisis) -> str:
    """The wish behind the news that the number was rung: 「110打过了 小孙女想学画画」; "" for none, or for no service of ours."""
    parts = crisis_facts.clauses(turn.message.text)[:_MOST_CLAUSES]
    rung = [place for place, part in enumerate(parts) if crisis_facts.tells_of_call(part)]
    rest = parts[rung[-1] + 1 :] if rung else []
    first = next((place for place, part in enumerate(rest) if _begins(turn, part)), None)
    wanted = " ".join(rest[first:]) if first is not None else ""
    if not wanted:
        return ""
    ours = is_ours(turn.hear(wanted)) or any(is_ours(turn.hear(part)) for part in rest)
    return wanted if ours and is_wanted(turn, crisis, wanted) else ""


def asked_besides(turn: Turn, crisis: Crisis) -> str:
    """What is asked or wanted of ours in so many words at the end, once the number was rung: 「还有我想问下…」; "" for none."""
    if not (crisis.called or crisis.eased) or turn.parse.emergency or turn.postback is not None:
        return ""
    asked = _BESIDES.search(turn.message.text)
    wanted = asked["rest"] if asked is not None else _explicit_part(turn.message.text)
    return wanted if wanted and _is_for_ours(turn, crisis, wanted) else ""


def of_ours_besides(turn: Turn) -> str:
    """What is asked or wanted of something of ours that is named, behind 「对了」 or in so many words; "" for nothing."""
    parts = crisis_facts.clauses(turn.message.text)[:_MOST_CLAUSES]
    begins = (
        place for place, part in enumerate(parts) if _NEW_SUBJECT.search(part) or _EXPLICIT.search(part)
    )
    first = next(begins, None)
    if first is None or turn.parse.emergency or turn.postback is not None:
        return ""
    wanted = " ".join(parts[first:])
    heard = turn.hear(wanted)
    return wanted if names_ours(heard) and not heard.emergency else ""


def _is_for_ours(turn: Turn, crisis: Crisis, wanted: str) -> bool:
    """Is it for a service of ours, and neither about this danger nor another one?"""
    heard = turn.hear(wanted)
    if heard.emergency or heard.possible not in ("", crisis.card, GENERAL):
        return False
    ours = is_ours(heard) or names_ours(heard) or _is_likely_ours(turn, wanted, heard)
    return ours and likest(turn, crisis.card, wanted) < _LIKE


def _explicit_part(text: str) -> str:
    """The clauses from the first one that wants something in so many words; "" where none does."""
    parts = crisis_facts.clauses(text)[:_MOST_CLAUSES]
    first = next((place for place, part in enumerate(parts) if _EXPLICIT.search(part)), len(parts))
    return " ".join(parts[first:])


def _is_likely_ours(turn: Turn, text: str, heard: Parse) -> bool:
    """Does it sound like a wish, and like a service of ours more than like anything else?"""
    service = not heard.intent.startswith(NOT_OURS) or heard.intent == _EVENTS
    return service and turn.follow_up(text).likelihood(WISH) >= _LIKELY


def wants(turn: Turn, wanted: str, *, past: bool = False) -> None:
    """Keep for this turn what is wanted behind the end of a danger, below a word of relief. past: it was over before."""
    turn.outcome.wish_behind = wanted
    key = _how_they_are(turn.message.text)
    turn.outcome.said_first = "" if past and key == _HEARD else turn.words.say(key)


def note(turn: Turn, crisis: Crisis) -> bool:
    """Keep for this turn what is wanted beside the news; is there anything?"""
    turn.outcome.wish_behind = behind_relief(turn, crisis)
    key = "despair.better_first" if crisis.card in DESPAIR else _how_they_are(turn.message.text)
    turn.outcome.said_first = turn.words.say(key)
    return bool(turn.outcome.wish_behind)


def _how_they_are(text: str) -> str:
    """The key of what is said first to who tells how it went: gladness only where they are said to be well."""
    if any(map(crisis_facts.is_with_doctor, crisis_facts.clauses(text))):
        return "danger.with_doctor_first"
    if any(map(crisis_facts.is_seen_by_doctor, crisis_facts.clauses(text))) or _SEEN.search(text):
        return "danger.seen_first"
    return "danger.glad_first" if crisis_facts.tells_of_wellbeing(text) else _HEARD


def behind_relief(turn: Turn, crisis: Crisis) -> str:
    """The wish at the end of a message that first tells how it ended: 「都好了 那个课我还想报」; "" for none."""
    other = _SOMETHING_ELSE.search(turn.message.text) if crisis.eased else None
    if other is not None:
        return other["rest"]
    clauses = crisis_facts.clauses(turn.message.text)[:_MOST_CLAUSES]
    if len(clauses) < 2:
        return ""
    first = next((place for place, clause in enumerate(clauses) if _begins(turn, clause)), 0)
    before, rest = " ".join(clauses[:first]), " ".join(clauses[first:])
    if not before or not _is_past(turn, crisis, before):
        return ""
    return rest if is_wanted(turn, crisis, rest) else ""


def _is_past(turn: Turn, crisis: Crisis, text: str) -> bool:
    return relief.speaks_of_it(crisis, turn.follow_up(text)) or relief.told_in_words(turn, crisis, text)


def _begins(turn: Turn, clause: str) -> bool:
    return asks(clause) or is_wish(turn.hear(clause), turn.follow_up(clause), 0.0)


def is_wanted(turn: Turn, crisis: Crisis, text: str) -> bool:
    """Is it a wish as a whole, or in one of its clauses, and nothing that sounds like another danger?"""
    parse = turn.hear(text)
    if parse.possible not in ("", crisis.card, GENERAL):
        return False
    likeness = likest(turn, crisis.card, text)
    clauses, follow = crisis_facts.clauses(text), turn.follow_up(text)
    asked = likeness < _LIKE and may_be_wish(turn, follow) and follow.likelihood(WISH) >= _ASKED_AFTER
    if asked and not parse.intent.startswith(NOT_OURS):
        return True
    return is_wish(parse, follow, likeness) or any(
        is_wish(turn.hear(clause), turn.follow_up(clause), likeness) for clause in clauses
    )
