"""「1 陪老人聊天 一三五上午」: the number takes an option of what is asked, and the rest tells the form more."""

import re

from bot.common.postback import FillSlot
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.forms import engine
from bot.conversation.forms.engine import StepKind
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values import times
from bot.conversation.session import FormState
from bot.understanding.slots import choice
from bot.understanding.slots.numerals import value
from bot.understanding.text.clauses import clauses_with_stops, without_stops

_NUMBERED = re.compile(
    r"^(?:第)?(?P<number>[1-9一二三四五六七八九])(?:个|号|支|队)?(?:吧|的|呀|啊|好了)?[\s，,、。.；;]+(?P<rest>\S.{1,200})$",
    re.DOTALL,
)
_COUNTS = re.compile(
    r"^(?:[0-9]|[2-9一二三四五六七八九](?:$|[\s，,、])|[楼幢栋号个月点位人块元斤本只张条件岁年天次遍周分瓶袋箱把台辆层室门]|单元|不|别|勿|算了)"
)
"""What goes on with the number itself, 「1 楼」, 「1 2都要」, or takes it back."""


TIMES = frozenset({"free", "when"})
"""The slots for the times that suit."""
_BARE_DAYS = re.compile(r"(?<![一二三四五六日周拜期\d])(?=[一二三四五六]{2,5}(?:上午|下午|晚上|白天))")
_EXCEPTS = re.compile(r"(?:以后|之后|以前|之前).{0,4}(?:不行|没空|不方便)")
_SAID_BEFORE = re.compile(r"(?:前面|刚才|上面|早就?|都)[^，,。\s]{0,6}(?:说|讲|告诉)过")


def deeds_and_times(rest: str) -> tuple[str, str]:
    """What is told in the clauses of a message, first all else, then the times: 「陪老人聊天」, 「周一三五上午」."""
    clauses = [clause for clause in clauses_with_stops(rest) if not _SAID_BEFORE.search(clause)]
    spoken = [_BARE_DAYS.sub("周", clause) for clause in clauses]
    timed = [clause for clause in spoken if times.find_all(clause) or _EXCEPTS.search(clause)]
    others = [clause for clause in spoken if clause not in timed]
    if not timed or not others:
        return without_stops("".join(spoken)), ""
    return without_stops("".join(others)), without_stops("".join(timed))


def taken(opened: OpenForm, state: FormState) -> tuple[FormState, str] | None:
    """The form with the option that the message begins with, and the rest of the message; None for any other message."""
    slot, found = opened.spec.slot(state.asking), _NUMBERED.match(opened.turn.message.text.strip())
    if slot is None or found is None or opened.turn.postback is not None:
        return None
    rest, index = found["rest"], (value(found["number"]) or 0) - 1
    choices = opened.turn.session.choices
    if not 0 <= index < len(choices) or _COUNTS.match(rest) or asks(rest):
        return None
    postback, labels = choices[index].postback, [offered.label for offered in choices]
    if not isinstance(postback, FillSlot) or choice.pick(rest, labels) is not None:
        return None
    step = engine.take_choice(opened.spec, state, postback, opened.world)
    return (step.state, rest) if step.kind is StepKind.FILLED else None
