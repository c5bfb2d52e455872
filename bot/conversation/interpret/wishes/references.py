"""Messages that refer to what was said before: 「那多少钱」「第二个多少钱」「火灾呢」「就这个」「还有别的吗」. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.wishes.plain_questions import asks_how_to_come, plain_question
from bot.conversation.interpret.wishes.taking_up import taken_up
from bot.conversation.talk_topic import Topic
from bot.understanding.parse import OUT_OF_SCOPE, Parse, SlotValue
from bot.understanding.questions.aspects import Aspect, aspects_asked
from bot.understanding.questions.small_questions import small_questions
from bot.understanding.ranking import is_confident
from bot.understanding.slots import amounts, choice, day_time
from bot.understanding.slots.stairs import cannot_climb

ENROL, INFO, BROWSE = "training.enrol", "training.info", "training.browse"
JOIN, SHELTER, PEST = "activity.join", "disaster.shelter", "health.pest"
LIKELY = 0.4  # an intent that is less likely is not taken up because of what was spoken of
BRIEF = 12  # characters: a question this short refers to what was spoken of before

_JOINING = frozenset({"activity.join", "volunteer.join", "club.info"})
_SUBJECTS = frozenset({"course", "hazard", "club", "venue", "team"})
# What a question may be asked again of another thing, and the slot that the thing fills.
_AGAIN = {
    INFO: "course", "training.jobs": "course", "disaster.tips": "hazard", "club.info": "club", "venue.info": "venue",
    "volunteer.activities": "team", "recycling.sort": "item", "exchange.rates": "item", "exchange.find": "item",
}  # fmt: skip
_AND_THIS = re.compile(r"^(?:那|那么|要是|如果是|换成)?.{1,10}(?:呢|咋样|怎么样|也一样吗|行不行)[?？]?$")
_THIS_ONE = re.compile(
    r"^(?:那)?(?:我)?(?:就|要|选|报|想报|想学|学|就要|就报|就选|就学)?(?:这个|这门|它|这一门|这一个|这门课|那个|那门)(?:吧|好了|了|啊|可以|挺好|不错|行)*$"
)
_MORE = re.compile(
    r"^(?:那)?(?:还有|有没有|有|看看|换)(?:别的|其他的?|其它的?|另外的?|一批|没有别的|更多)?(?:课|的)?(?:吗|么|呢|伐|没有|没|了)?$"
)
_SIGNS_UP = re.compile(
    r"报(?!错|警|修|纸|告|销)|登记|留[个一两三]|算我|加我|参加|订|想(?:来|去)?学|要(?:来|去)?学"
)
_ON_EVERY_CARD = frozenset({Aspect.TIME, Aspect.PLACE})
_ELSEWHEN = re.compile(
    r"(?:别的|其他|其它|另外的?)(?:班|时间|日子|天|晚上|夜里|上午|下午)|(?:除了|除开).{0,4}(?:周|礼拜|星期)[一二三四五六日天末]"
)
_COMES = re.compile(r"报名|参加|报个名|算我|留[个两三几\d]*[个位]")
_FIGHTS_PEST = re.compile(
    r"[下放投打喷撒洒施](?:点|个|包)?(?:毒|老鼠|白蚁|虫)?药|来(?:个|一下)?(?:人|师傅)?(?:治|灭|除|杀|药)"
)
_NTH = re.compile(r"第([一二三四五六七八九十\d]+)(?:个|门|项|条|家)?")


def resolve(parse: Parse, topic: Topic, choices: Sequence[Choice], *, form_open: bool = False) -> Parse:
    """The parse as it is meant after what was said before; unchanged when the message stands by itself.

    form_open: then a weekday is an answer to the form, and 「这个」 may be one.
    """
    named = _of_what_is_named(parse, form_open=form_open) or (None if form_open else _goes_on(parse, topic))
    if named is not None:
        return named
    if form_open:
        return _of_the_course(parse, parse.normal, topic, form_open=True) if topic.course else parse
    taken = taken_up(parse, topic, choices)
    if taken is not None:
        return taken
    return _of_the_talk(parse, topic, choices)


def _of_the_talk(parse: Parse, topic: Topic, choices: Sequence[Choice]) -> Parse:
    """The parse as it is meant after the course or the list that was talked of."""
    text = parse.text.strip(" ，,。.!！~～")
    more = next((offered.postback for offered in reversed(choices) if offered.more), None)
    if isinstance(more, Wish) and _MORE.match(text):
        return replace(parse, intent=more.intent, confidence=1.0, slots=dict(more.slots), alternatives=())
    if topic.course and _THIS_ONE.match(text):
        return _of_course(parse, ENROL, topic.course)
    course = _nth_shown(text, topic)
    if course:
        return _of_course(parse, INFO, course)
    again = _asked_again(parse, text, topic)
    if again is not None:
        return again
    return plain_question(
        _of_the_course(parse, text, topic) if topic.course else _of_the_list(parse, text, topic)
    )


def _of_what_is_named(parse: Parse, *, form_open: bool) -> Parse | None:
    """The parse where the name in it tells better what is meant; None where it does not."""
    if _takes_part(parse):
        return replace(parse, intent=JOIN, confidence=1.0, alternatives=(), slots=_event_slots(parse))
    if _of_the_event(parse):
        event = {"event": parse.named["event"]}
        return replace(parse, intent="activity.browse", confidence=1.0, alternatives=(), slots=event)
    if not form_open and (_rather_asks(parse) or _of_other_times(parse)):
        slots = {"course": parse.named["course"], **parse.slots}
        return replace(parse, intent=INFO, confidence=1.0, alternatives=(), slots=slots)
    return None


def _goes_on(parse: Parse, topic: Topic) -> Parse | None:
    """「楼梯爬不上去的」 after the shelters, 「几时下药」 after rats: the same is asked again, more exactly; else None."""
    of_shelter = topic.intent == SHELTER and cannot_climb(parse.text)
    of_pest = topic.intent == PEST and _FIGHTS_PEST.search(parse.text) is not None
    if parse.intent.startswith("talent.") or not (of_shelter or of_pest):
        return None
    return replace(parse, intent=topic.intent, confidence=1.0, alternatives=())


def _of_the_event(parse: Parse) -> bool:
    """「绿色服务行动几点集合」 asks about the event, whose name begins with a team's."""
    event, team = parse.named.get("event", ""), parse.named.get("team", "")
    if parse.intent == "disaster.drill" and event:
        text = parse.normal.replace(event, "")
        return bool(
            asks_how_to_come(text) or set(aspects_asked(text)) - _ON_EVERY_CARD or small_questions(text)
        )
    return parse.intent == "volunteer.activities" and event in parse.normal and len(event) > len(team) > 0


def _of_other_times(parse: Parse) -> bool:
    """「电工除了周六还有别的班吗」 asks about that course, and for no list of others."""
    listed = parse.intent in (BROWSE, "activity.browse") and "course" in parse.named
    return listed and bool(_ELSEWHEN.search(parse.text))


def _rather_asks(parse: Parse) -> bool:
    """「保洁班还收人吗」, taken for a wish: a question about a course, in which nobody signs up for it."""
    about_course = parse.intent == ENROL and "course" in parse.named
    if not about_course or _SIGNS_UP.search(parse.text) or not asks(parse.text):
        return False
    return bool(aspects_asked(parse.normal) or small_questions(parse.normal))


def _takes_part(parse: Parse) -> bool:
    """An event is named, by a name that no course has, and somebody wants to come: 「现场示范我也报名」."""
    event = parse.named.get("event", "")
    elsewhere = parse.intent in (INFO, ENROL, BROWSE, "activity.browse", "disaster.drill")
    # The name of an event may begin with a team's.
    whole = (
        parse.intent == "volunteer.join"
        and len(event) > len(parse.named.get("team", ""))
        and event in parse.normal
    )
    return (
        bool(event)
        and (elsewhere or whole)
        and bool(_COMES.search(parse.normal))
        and not aspects_asked(parse.normal)
        and not asks_how_to_come(parse.normal)
    )


def _event_slots(parse: Parse) -> dict[str, SlotValue]:
    people = amounts.quantity(parse.normal)
    return {"event": parse.named["event"]} | ({"quantity": people[0]} if people else {})


def _of_course(parse: Parse, intent: str, course: str) -> Parse:
    return replace(parse, intent=intent, confidence=1.0, slots={"course": course}, alternatives=())


def _nth_shown(text: str, topic: Topic) -> str:
    """The course that 「第二个多少钱」 asks about."""
    nth = _NTH.search(text)
    if not nth or len(text) > BRIEF or not aspects_asked(text):
        return ""
    index = choice.ordinal(nth[0], len(topic.shown))
    return topic.shown[index] if index is not None else ""


def _asked_again(parse: Parse, text: str, topic: Topic) -> Parse | None:
    """「那火灾呢」 after the tips for typhoons: the same question of another thing."""
    slot = _AGAIN.get(topic.intent, "")
    if slot not in parse.named or not _AND_THIS.match(text) or len(text) > BRIEF:
        return None
    value = parse.slots.get(slot) or parse.named[slot]
    return replace(parse, intent=topic.intent, confidence=1.0, slots={slot: value}, alternatives=())


def _of_the_course(parse: Parse, text: str, topic: Topic, *, form_open: bool = False) -> Parse:
    """「我想报名」「多少钱」「周末的呢」 just after a course was spoken of: they mean that course."""
    if _SUBJECTS & parse.named.keys():
        return parse
    if _may_enrol(parse) and parse.intent in {ENROL, *_JOINING}:
        return replace(parse, intent=ENROL, confidence=1.0)
    if not _unclaimed(parse) or len(text) > BRIEF:
        return parse
    if (
        aspects_asked(parse.normal)
        or small_questions(parse.normal)
        or (not form_open and day_time.part(text))
    ):
        return replace(parse, intent=INFO, confidence=1.0, slots={}, alternatives=())
    return parse


def _may_enrol(parse: Parse) -> bool:
    """Is it likely, or at least possible, that somebody wants to enrol?"""
    likely = parse.intent == ENROL and parse.confidence >= LIKELY
    return likely or any(other.intent == ENROL for other in parse.alternatives)


def _of_the_list(parse: Parse, text: str, topic: Topic) -> Parse:
    """「周末的呢」 after a list of courses: those of the list that suit."""
    if not topic.shown or not day_time.part(parse.normal) or not _unclaimed(parse) or len(text) > BRIEF:
        return parse
    return replace(parse, intent=BROWSE, confidence=1.0, slots={"course_kind": topic.kind}, alternatives=())


def _unclaimed(parse: Parse) -> bool:
    return not is_confident(parse) or parse.intent == OUT_OF_SCOPE
