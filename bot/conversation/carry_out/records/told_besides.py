"""What a resident tells besides, just after something was put on record: 「哦对了，它是时亮时不亮」."""

import re

from bot.conversation.carry_out.readings import record_reference
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.wishes.openings import gives_more
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.parse import Parse
from bot.understanding.questions.additions import besides as told_after
from bot.understanding.questions.additions import for_another, goes_on, one_more_word
from bot.understanding.questions.afterwards_questions import asked_afterwards, asks_how_long
from bot.understanding.questions.record_acts import asks_plainly, changes_plainly
from bot.understanding.ranking import is_confident
from bot.understanding.slots import phone, place
from bot.understanding.text.bounded_cache import remembered

_PARTS = re.compile(r"[，,。；;！!？?\s]+")
_ASKS_FOR_ITSELF = re.compile(
    r"(?:能不能|可不可以|可以|好不好|能|好|收不收|有没有|有勿有|要不要)[^，,。？?]{0,10}(?:换|借|收|卖|买|送(?!医)|拿来|学|报|参加|领|捐)"
)
"""A question that brings a wish or a thing of its own: whether it is taken, lent, taught."""
_COURTESY = re.compile(r"谢|再见|拜拜|你好|对不起|抱歉")
_TOLD_MORE = frozenset({"feedback", "voice", "talent_request", "listing"})
_SPARE, _THINGS = frozenset({"talent_offer"}), frozenset({"listing", "wish"})
JUST = 2  # turns for which what is told after 「哦对了」 is about what was just made


async def besides(turn: Turn) -> str:
    """「哦对了，它是时亮时不亮」 just after a report: what is told besides; "" where something else is told, or asked."""
    text = turn.message.text
    others = for_another(text)
    more = others or _more_told(text)
    if not _only_tells(more):
        return ""
    record = record_reference.recent(turn, await turn.own_records())
    topic = turn.session.topic
    just = others or turn.session.turn - max(topic.done_turn, topic.record_turn) <= JUST
    if record is None or not just or _COURTESY.search(more) or not _takes_more(record, text, others=others):
        return ""
    return more if others or goes_on(more) or not _tells_elsewhere(turn, record, more) else ""


def _only_tells(more: str) -> bool:
    """Is something told, and nothing asked, changed, or given as a phone number?"""
    asked = asks(more) or asks_plainly(more)
    return bool(more) and not (asked or changes_plainly(more) or phone.find_any(more))


def _more_told(text: str) -> str:
    """What is told after 「哦对了」; "" for another thing that is given away or asked for: 「吊兰也好拿来换伐」."""
    another = gives_more(text) or _ASKS_FOR_ITSELF.search(asked_besides(text)) or _asks_of_else(text)
    return "" if another else _parts(told_after(text))[0].removeprefix("就").removeprefix("是")


def _asks_of_else(text: str) -> bool:
    """「哦还有啊 我老公想学电工 你们教不教」: is a question asked that what was done does not answer? Then all is told for it."""
    asked = [clause for clause in _PARTS.split(asked_besides(text)) if clause]
    return any(not (asked_afterwards(clause) or asks_how_long(clause)) for clause in asked)


def _takes_more(record: OwnRecord, text: str, *, others: str) -> bool:
    """Is what is told besides kept with such a record? What others are to hear is none of a thing's own marks."""
    if others:
        return record.kind not in _THINGS | _SPARE
    return record.kind in _TOLD_MORE or (one_more_word(text) and record.kind not in _SPARE)


def _tells_elsewhere(turn: Turn, record: OwnRecord, more: str) -> bool:
    """Is what is told surely something else than the record? Not where it is said as one more word: 「跟你说一声」."""
    heard = turn.hear(more)
    if "也" in more:
        return True
    if _is_of_the_same(record, heard, more):
        return False
    if one_more_word(turn.message.text):
        return is_confident(heard) and FLOW_OF_INTENT.get(heard.intent, record.kind) != record.kind
    return is_confident(heard) or bool(place.find(more))


def _is_of_the_same(record: OwnRecord, heard: Parse, more: str) -> bool:
    """「晚上还一闪一闪的」: would it be a report like the one that was just made, and names no place and nothing else broken?"""
    alike = FLOW_OF_INTENT.get(heard.intent) == record.kind and not place.find(more) and not place.spot(more)
    named = str(heard.named.get("facility", ""))
    return alike and (not named or named in record.title)


def asked_besides(text: str) -> str:
    """The question beside what is told after 「哦对了」: 「要几天来修，我婆婆要上楼的」; "" for none."""
    return _parts(told_after(text))[1]


@remembered
def _parts(more: str) -> tuple[str, str]:
    """What a text tells, and what it asks."""
    clauses = [clause for clause in _PARTS.split(more) if clause]
    asked = [clause for clause in clauses if asks(clause) or asks_plainly(clause) or asks_how_long(clause)]
    return "，".join(clause for clause in clauses if clause not in asked) if asked else more, "，".join(asked)
