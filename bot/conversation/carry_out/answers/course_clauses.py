"""Of several clauses the one that asks of a course, or of the course told before: 「都是上班的活，书法几点」."""

import re
from dataclasses import replace
from itertools import takewhile

from bot.content.shared.courses import find_course
from bot.conversation.carry_out.readings.parts import with_text
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.wishes.plain_questions import intent_of_course
from bot.conversation.turn import Turn
from bot.understanding.questions.aspects import Aspect, asks_for_work, aspects_asked
from bot.understanding.ranking import is_confident

INFO = "training.info"
_CLAUSE = re.compile(r"[^，,。.；;！!？?\s]+")
_SENTENCES = re.compile(r"(?<=[。！!？?])|(?=还有那|另外)")
_DOES = re.compile(
    r"报个?名|[要想]报|报上|给.{0,4}报|帮.{0,4}报|我报|退|取消|换|改|撤|登记|我[会能]|我来教|教大家|没法|不想|不要|别|投诉|反映|建议|招工|用工|吵|闹|噪|扰民|睡不|楼[上下]|邻居|隔壁|坏"
)
_AGAIN = re.compile(r"[没不](?:有)?(?:给|跟)?(?:我|阿拉)?(?:回|答|讲|说|告诉)")
_NAMES = ("course", "event", "club", "venue", "team", "item", "facility", "hazard")
_ALIKE = ("club", "event", "venue")
_LASTING = 3  # turns
_LONGEST_BESIDE_NAME, _LONGEST = 3, 20  # characters
_ASKED = frozenset(Aspect) - {Aspect.JOBS}


def of_course(turn: Turn) -> Turn | None:
    """The turn as the question about the course that one of several clauses names; None where there is no such clause."""
    text = turn.message.text
    clauses = _CLAUSE.findall(text)
    surely = is_confident(turn.parse) and turn.parse.intent.startswith((INFO, "feedback."))
    if len(clauses) < 2 or surely or "course" not in turn.parse.named or _DOES.search(text):
        return None
    for at, clause in enumerate(clauses):
        name = _course_in(turn, clause)
        asked = _question(clauses, at, name)
        course = find_course(turn.content, name) if asked else None
        if course is not None:
            part = with_text(turn, asked)
            intent, slots = intent_of_course(asked), {"course": course.name}
            about = replace(part.parse, intent=intent, confidence=1.0, alternatives=(), slots=slots)
            return replace(part, parse=about, clauses=())
    return None


def _course_in(turn: Turn, clause: str) -> str:
    """The course that the clause names in its own words; "" for none, and for a club or an event that is called like it."""
    named = turn.hear(clause).named
    name = str(named.get("course", ""))
    longer = any(name in other and other in clause for other in (str(named.get(slot, "")) for slot in _ALIKE))
    return "" if longer else name


def _question(clauses: list[str], at: int, name: str) -> str:
    """The clause that names a course where it asks a detail, or with the next ones that do; "" where none does."""
    clause = clauses[at]
    if not name or name not in clause or len(clause) > _LONGEST:
        return ""
    if _asks_detail(clause):
        return clause
    brief = len(clause) <= len(name) + _LONGEST_BESIDE_NAME
    following = _asking(clauses[at + 1 :]) if brief else []
    return "，".join([clause, *following]) if following else ""


def _asking(clauses: list[str]) -> list[str]:
    """The first of the clauses as long as each asks a detail: 「啥地方上」, 「要铜钿伐」."""
    return list(takewhile(lambda clause: len(clause) <= _LONGEST and _asks_detail(clause), clauses))


def _asks_detail(clause: str) -> bool:
    return asks(clause) and (bool(_ASKED & frozenset(aspects_asked(clause))) or asks_for_work(clause))


def course_told(turn: Turn) -> str:
    """The course that was told in the last turns, also where something else was told since; "" for none."""
    topic = turn.session.topic
    recent = turn.session.turn - topic.thing_turn <= _LASTING
    return topic.course or (topic.told_course if recent else "")


def asked_before(turn: Turn) -> str:
    """「材料费没说。还有四点钟学校…」: the first sentence, which asks of the course told before; "" for none."""
    sentences = [part.strip() for part in _SENTENCES.split(turn.message.text) if part.strip()]
    if len(sentences) < 2 or not course_told(turn):
        return ""
    first = sentences[0]
    wanted = _ASKED & frozenset(aspects_asked(first))
    if len(first) > _LONGEST or not wanted or _DOES.search(first):
        return ""
    if not asks(first) and not _AGAIN.search(first):
        return ""
    named = turn.hear(first).named
    return "" if any(slot in named for slot in _NAMES) else first
