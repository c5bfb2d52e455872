"""「礼拜六可以的，我叫田有财」 after a course was shown: what was on the table is taken, though nothing says so. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import times
from bot.conversation.talk_topic import Topic
from bot.understanding.parse import Parse, SlotValue
from bot.understanding.ranking import is_confident
from bot.understanding.slots import amounts, person, phone

ENROL, JOIN, VOLUNTEER = "training.enrol", "activity.join", "volunteer.join"
_SUBJECT = {ENROL: "course", JOIN: "event", VOLUNTEER: "team"}
_OF_COURSES = frozenset({"training.info", "training.browse", "training.recommend", "training.jobs", ENROL})
_OTHERWISE = frozenset({"hazard", "club", "venue", "item", "skill"})
_GIVES_UP = re.compile(
    r"退|取消|换[班到]|改[到成]|撤|报过|报了|报的|已经|登记[过了]|查|不(?:去|来|上|学|报|想|要)|别|弗|勿|打给我|回电|回我|给我打"
)
_TAKES = re.compile(r"报|可以|好[的个呀啊嘞伐]|^好|行|要|来|去|选|就(?:周|礼拜|星期|那|这)|算我|参加")


def taken_up(parse: Parse, topic: Topic, choices: Sequence[Choice]) -> Parse | None:
    """The wish for what was shown, where the message gives what its form would ask; None for another message."""
    text = parse.text.strip()
    wish = _on_the_table(topic, choices)
    if wish is None or _GIVES_UP.search(text) or _OTHERWISE & parse.named.keys():
        return None
    named = {slot: parse.named[slot] for slot in _SUBJECT.values() if slot in parse.named}
    subject = _SUBJECT[wish.intent]
    if named.keys() - {subject} or not _gives_values(parse, text):
        return None
    slots: dict[str, SlotValue] = {**parse.slots, **dict(wish.slots), **named}
    return replace(parse, intent=wish.intent, confidence=1.0, slots=slots, alternatives=())


def _on_the_table(topic: Topic, choices: Sequence[Choice]) -> Wish | None:
    """The one thing that can be signed up for of what was shown last, or the course that was spoken of last."""
    offered = [
        choice.postback
        for choice in choices
        if isinstance(choice.postback, Wish) and choice.postback.intent in _SUBJECT
    ]
    if len(offered) == 1 and dict(offered[0].slots).get(_SUBJECT[offered[0].intent]):
        return offered[0]
    if not offered and topic.course and topic.intent in _OF_COURSES:
        return Wish(ENROL, (("course", topic.course),))
    return None


def _gives_values(parse: Parse, text: str) -> bool:
    """Is a name told with something else that a form asks for, or a day taken?"""
    number, time = phone.find(text) is not None, bool(times.meant(text.replace(" ", "")))
    takes = _TAKES.search(text) is not None
    if person.called(text) or (number and person.beside_phone(text)):
        return number or time or takes or amounts.age(text, asked=False) is not None
    unclaimed = not is_confident(parse) or parse.intent in _OF_COURSES | {"dialog.affirm", VOLUNTEER}
    return time and takes and unclaimed and not asks(text)
