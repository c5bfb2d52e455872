"""A question that names nothing is about the thing that was told last: 「下雨还办吗」 after an event."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.common.postback import Wish
from bot.content.shared.events import EVENTS
from bot.conversation.carry_out.answers import after_signpost, tip_answers, written
from bot.conversation.carry_out.answers.course_clauses import of_course
from bot.conversation.carry_out.answers.course_talk import over_all
from bot.conversation.carry_out.answers.papers_named import names_other_paper
from bot.conversation.carry_out.answers.questions_of_their_own import asks_for_detail, stands_alone
from bot.conversation.carry_out.answers.thing_spoken_of import (
    LASTING,
    OF_COURSE,
    ThingSpokenOf,
    thing_spoken_of,
)
from bot.conversation.carry_out.readings.parts import commands_of, meant_instead, with_text
from bot.conversation.command_kinds import has_only
from bot.conversation.commands import Ask, Command, Dispute, Exclude, Nothing, Record, Start
from bot.conversation.interpret.clauses.form_messages import after_never_mind, asks
from bot.conversation.interpret.wishes.meant_event import event_meant
from bot.conversation.interpret.wishes.plain_questions import asks_how_to_come, intent_of_course
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE, Parse, SlotValue
from bot.understanding.questions.aspects import Aspect, aspects_asked
from bot.understanding.questions.small_questions import asks_something, asks_what, small_questions
from bot.understanding.ranking import is_confident
from bot.understanding.slots import day_time, person, phone
from bot.understanding.slots.numerals import NUMERAL
from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.foreign_words import brings_another

LONGEST_OF_EVENT = 40
_TELLS_MORE = 20  # characters: a longer message may tell something beside its question
LONGEST = 30  # characters: a longer message tells more than a question
_WRITTEN = ("signpost", "question")
_HAS_A_DAY = ("exchange", "event", "course", "club")
_NAMES = ("course", "event", "club", "venue", "team", "hazard")
_BY_WORDS = re.compile(
    r"避灾|避险|避难|安置点|绿色交换|换绿植|义卖|人才银行|志愿者|你们社区|你们中心|捡到|捡着|交上来"
)
_CHILD_CARE = re.compile(
    r"放学|托管|四点[钟半]学校|接(?:一下)?(?:我)?(?:孩子|小孩|小囡|囡|娃|宝宝|儿子|女儿|孙)|(?:最晚|几点).{0,3}接|来接|去接|接送人"
)
_ELSEWHERE = re.compile(
    r"公交|地铁|轻轨|末班|首班|(?:\d|[一二三四五六七八九十])路车?|高铁|火车|打车|坐(?:什么|啥|哪)?(?:路)?车|天气预报"
    r"|医院|派出所|银行(?<!人才银行)|菜场|超市|快递"
)
_ANOTHER_COURSE = re.compile(
    r"(?:有没有|有无|有|开不开|教).{0,12}(?:的课|的班|课[吗么伐]|(?<!上)班[吗么伐]|培训)"
)
_HERE = re.compile(r"北仑|宁波|本地")
_POINTS = re.compile(r"[那这]个|它|[那这]里|[那这]是|[那这]场")
_CLOCK = re.compile(rf"(?:\d{{1,2}}|{NUMERAL}{{1,3}})点")
_WEATHER = re.compile(r"天气|预报|气象|会不会下|下不下|几度|台风")
_DATE = re.compile(r"[月号]")
_OTHER = re.compile(r"别的|其他|其它|另外|除了|除开|不是|不在")
_OF_BINS = "recycling.sort"
_ASKING = (Ask, Nothing, Exclude, Dispute)
_INTENT_OF = {
    "event": "activity.browse", "club": "club.info", "venue": "venue.info", "team": "volunteer.activities",
}  # fmt: skip


def question(turn: Turn) -> Turn | None:
    """The turn as a question about the thing that is spoken of; None where the message is anything else."""
    if turn.postback is not None or turn.session.crisis is not None or over_all(turn, turn.parse):
        return None
    rest = meant_instead(turn)
    asked = with_text(turn, rest or after_never_mind(turn.message.text))
    told = _of_hazard(asked) or of_course(asked) or _of_event(asked)
    told = told or _of_what_was_told(asked, says_so=bool(rest))
    if told is not None or thing_spoken_of(asked) is None:
        return told
    brief = _as_asked(asked)
    told = None if brief is asked else _of_what_was_told(brief, says_so=bool(rest))
    return told or after_signpost.question(turn)


def _as_asked(turn: Turn) -> Turn:
    """「礼拜天吧，老太婆平时要我买菜，这个要钱伐」: what a long message asks, where it gives nothing and is nothing else."""
    text, parse = turn.message.text, turn.parse
    of_detail = parse.intent == OUT_OF_SCOPE and bool(small_questions(text))
    other = is_confident(parse) and not (parse.intent.startswith("training.") or of_detail)
    if (len(text) <= _TELLS_MORE and not of_detail) or other or phone.attempted(text) or person.called(text):
        return turn
    asked = "，".join(questions(text))
    return with_text(turn, asked) if asked else turn


def _of_hazard(turn: Turn) -> Turn | None:
    """「花盆要搬进来对不对」 after the tips: the question about one thing that they answer."""
    topic, text = turn.session.topic, turn.message.text
    if topic.intent != tip_answers.INTENT or turn.session.form is not None or len(text) > LONGEST:
        return None
    if _names_but(turn.parse, "hazard") or not asks(text) or not tip_answers.answer(turn, topic.hazard):
        return None
    return _about(turn, ThingSpokenOf(tip_answers.INTENT, "hazard", topic.hazard))


def _of_event(turn: Turn) -> Turn | None:
    """「12月5号那个要带手套不」: the question about an event that is meant by its date or by a part of its name."""
    text = turn.message.text
    if len(text) > LONGEST_OF_EVENT or not asks(text) or not (_asks_of_it(text) or asks_what(text)):
        return None
    topic = turn.session.topic
    told_just_now = topic.course and turn.session.turn - topic.thing_turn <= 1
    if told_just_now and not _DATE.search(text):
        return None  # 「礼拜天吧，这个要钱伐」 takes a class that was just told
    events, names_none = turn.in_force(turn.content.part(EVENTS)), not _names_but(turn.parse, "team")
    event = event_meant(text, events, turn.now.date(), _events_shown(turn), names_none=names_none)
    if event is None:
        return None
    if is_confident(turn.parse) and not _only_asks(commands_of(turn), turn.parse, text, says_so=True):
        return None
    return _about(turn, ThingSpokenOf(_INTENT_OF["event"], "event", event.name))


def _names_but(parse: Parse, slot: str) -> bool:
    """Does the message name a thing, other than of this kind?"""
    return any(name in parse.named for name in _NAMES if name != slot)


def _events_shown(turn: Turn) -> list[str]:
    """The event that each wish among the choices is for; "" where it is for none."""
    wishes = (choice.postback for choice in turn.session.choices if isinstance(choice.postback, Wish))
    return [dict(wish.slots).get("event", "") for wish in wishes]


def _is_surely_written(turn: Turn, thing: ThingSpokenOf, recent: int) -> bool:
    """Is it answered by what is written, and does not ask whether rain changes what was told just now?"""
    return bool(written.by_sure_words(turn)) and not (recent <= 1 and _of_its_rain(thing, turn.message.text))


def _of_what_was_told(turn: Turn, *, says_so: bool) -> Turn | None:
    """The question about what was told last. says_so: the message says that it asks."""
    thing, parse, text = thing_spoken_of(turn), turn.parse, turn.message.text
    if thing is None or len(text) > LONGEST or _is_of_another(turn, thing):
        return None
    if not _may_ask_of(thing, text, says_so=says_so):
        return None
    recent, in_form = turn.session.turn - turn.session.topic.thing_turn, turn.session.form is not None
    what = asks_what(text) and bool(_POINTS.search(text))
    alone = stands_alone(parse, text, thing, recent, in_form=in_form) or _is_known(turn, thing, recent)
    if not what and (alone or _is_surely_written(turn, thing, recent)):
        return None
    if not _only_asks(commands_of(turn), parse, text, says_so=says_so):
        return None
    return _about(turn, thing)


def _of_its_rain(thing: ThingSpokenOf, text: str) -> bool:
    """「下雨天也打伐」 of a thing with a day that was just told asks about that, and not for the weather."""
    rain = any(question.key == "rain" for question in small_questions(text))
    return rain and thing.slot in _HAS_A_DAY and not _WEATHER.search(text)


def _may_ask_of(thing: ThingSpokenOf, text: str, *, says_so: bool) -> bool:
    """Is there a sign of a question in the text that such a thing can answer? says_so: it says that it asks."""
    asks_of_any = _asks_of_it(text) or asks_what(text) or _of_hours(thing, text)
    return asks_of_any or (says_so and asks_for_detail(text))


def _is_of_another(turn: Turn, thing: ThingSpokenOf) -> bool:
    """Does the message name a thing of its own, or one that no course, event, club or team is?"""
    parse, text = turn.parse, turn.message.text
    elsewhere = thing.slot in ("course", "event", "club", "team") and (
        _ELSEWHERE.search(text) is not None or is_of_child_care(text)
    )
    elsewhere = elsewhere or (thing.slot not in _WRITTEN and names_other_paper(text, ()))
    return elsewhere or names_another(parse, text) or _is_of_else(turn, thing)


def _is_of_else(turn: Turn, thing: ThingSpokenOf) -> bool:
    """After a signpost or a written answer: does the question bring a subject that neither the answers nor the title name?"""
    if thing.slot not in _WRITTEN:
        return False
    if turn.parse.intent == _OF_BINS and is_confident(turn.parse):
        return True  # 「药过期了丢哪个桶」 after a pension
    told = [reply.text for answer in turn.session.answered for reply in answer.read()]
    known = [
        wording for entry in turn.content.passages if entry.key == thing.name for wording in entry.wordings
    ]
    if names_other_paper(turn.message.text, known):
        return True
    asked = "，".join(questions(turn.message.text)) or turn.message.text
    return brings_another(_HERE.sub(" ", asked), "，".join([*told, *known]))


def _of_hours(thing: ThingSpokenOf, text: str) -> bool:
    """「六点以后还有人吗」 of a place."""
    return thing.slot == "venue" and asks(text) and bool(_CLOCK.search(text))


def _about(turn: Turn, thing: ThingSpokenOf) -> Turn:
    slots: dict[str, SlotValue] = {thing.slot: thing.name}
    intent = intent_of_course(turn.message.text) if thing.intent == OF_COURSE else thing.intent
    parse = replace(turn.parse, intent=intent, confidence=1.0, alternatives=(), slots=slots)
    return replace(turn, parse=parse, clauses=())


def about_told(turn: Turn) -> Turn | None:
    """The turn as said of the thing with a day that was told last, whatever it says; None where none was."""
    thing = thing_spoken_of(turn)
    return _about(turn, thing) if thing is not None and thing.slot in _HAS_A_DAY else None


def keep_named(turn: Turn, intent: str, slot: str, thing: str, *, told: str = "") -> None:
    """Keep the thing that is spoken of: what the message names, else what the answer that was told does, else this."""
    named = _first_named(turn.hear(turn.message.text).named) or _first_named(turn.named_in(told))
    topic, now = turn.session.topic, turn.session.turn
    if named is not None:
        topic.speak_of(_INTENT_OF[named[0]], named[0], named[1], now)
    else:
        topic.speak_of(intent, slot, thing, now)


def _first_named(named: Mapping[str, str]) -> tuple[str, str] | None:
    return next(((slot, named[slot]) for slot in _INTENT_OF if slot in named), None)


def _is_known(turn: Turn, thing: ThingSpokenOf, recent: int) -> bool:
    """Is it a known question, word for word? So few words as 「能拍照吗」, just after a thing was told, are about that."""
    passage = written.word_for_word(turn)
    if passage is None or passage.intent.startswith(("dialog.", "privacy.", thing.intent)):
        return passage is not None
    return recent > 1 or len(turn.message.text) >= written.BRIEF


@remembered
def _asks_of_it(text: str) -> bool:
    """Is it a question about some detail of a thing?"""
    detail = asks(text) and (asks_for_detail(text) or bool(_OTHER.search(text)))
    return detail or asks_something(text) or asks_how_to_come(text)


def names_elsewhere(text: str) -> bool:
    """Does the text name a thing that no course, event or club is: 「6路公交末班几点」?"""
    return bool(_BY_WORDS.search(text) or _ELSEWHERE.search(text) or is_of_child_care(text))


def likeness_wanted(text: str) -> float:
    """How like the text something written must be to answer it: less where it is plainly about child care."""
    return written.LIKELY if is_of_child_care(text) else written.NEAR


def is_of_child_care(text: str) -> bool:
    """「最晚几点接孩子」: is it about who looks after the children when school is out?"""
    return _CHILD_CARE.search(text) is not None


def names_another(parse: Parse, text: str) -> bool:
    """Does the message name a thing of its own? Rain and lifts are details of the thing here, and no hazards."""
    named = [slot for slot in _NAMES if slot in parse.named]
    if named == ["hazard"] and small_questions(text):
        named = []
    another_course = _ANOTHER_COURSE.search(text) and not day_time.part(text) and not _OTHER.search(text)
    return bool(named or another_course or _BY_WORDS.search(text))


def _only_asks(commands: Sequence[Command], parse: Parse, text: str, *, says_so: bool) -> bool:
    """Does the act model find nothing but a question in it, or a wish that the intents are sure is none? says_so: 「我问…」."""
    if any(isinstance(command, Ask) and command.intent.startswith("meta.") for command in commands):
        return False
    only_asks = has_only(commands, *_ASKING)
    wishes = has_only(commands, Start, Record)
    of_detail = small_questions(text) or Aspect.HOW in aspects_asked(text) or _CLOCK.search(text)
    return only_asks or (wishes and bool(of_detail) and (says_so or not is_confident(parse)))


def was_told(turn: Turn, name: str) -> bool:
    """Was the thing of this name told in the last turns?"""
    topic = turn.session.topic
    return topic.thing == name and turn.session.turn - topic.thing_turn <= LASTING


def is_meant_unnamed(turn: Turn, names: Iterable[str]) -> bool:
    """Is a thing of these names meant without being named, because it was told before?"""
    return turn.postback is None and not any(name in turn.message.text for name in names)
