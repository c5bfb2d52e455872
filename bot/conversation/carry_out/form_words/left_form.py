"""A form that the resident denies is left: the rest of the message is heard anew, and means anything but that form."""

import re
from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.carry_out.form_words import put_right, told_plainly
from bot.conversation.carry_out.open_form.open_form import of_resident
from bot.conversation.carry_out.readings.parts import commands_in, commands_openly, title, with_text
from bot.conversation.command_kinds import has
from bot.conversation.commands import Choose, Exclude, Record, SetSlot, Start
from bot.conversation.interpret.clauses import denied_forms, leaving, only_asking, refused_forms
from bot.conversation.interpret.clauses.endings import plainly_ends
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.clauses.refused_forms import Refusal
from bot.conversation.interpret.flows import FLOW_OF_INTENT, FLOWS
from bot.conversation.interpret.wishes import openings
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.danger_models.emergency_parse import EMERGENCY
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.ranking import CERTAIN, is_confident
from bot.understanding.text.foreign_words import brings_another

SAYS: dict[str, frozenset[str]] = {
    "form.denied": frozenset({"title"}),
    "form.ended": frozenset({"title"}),
    "form.waits": frozenset(),
}
NO_THANKS, GIVEN_UP = "不用了", "不办了"
UNLIKELY = 0.15  # what is left beside an intent that is ruled out says too little to be read
_LEARNS = re.compile(r"学(?!校|历|生|徒)")
_REPORT, _AS_QUESTION = "feedback", "我问{}"
_FOR_PLANTS = re.compile(r"换(?:绿植|小?花|多肉|植物|分)|绿色交换")
_VALUES = (SetSlot, Exclude, Choose)
_OF_FIRMS, _OF_LEARNING = "employer", frozenset({"enrol", "request", "recommend"})
_CHOSEN_FROM = frozenset({"event", "course", "item"})
"""Slots for the very thing that a form is about: nothing is left of it where none of the options is wanted."""
_PERSONAL = ("name", "phone", "address")
_THINGS = ("course", "event", "team")
_NO_THINGS = frozenset({"date", "time"})
_TOLD = ("need", "skill", "subject", "course")


def left(turn: Turn) -> Turn:
    """The turn without the open form where its message denies it, with what it says instead; else as it is."""
    form = turn.session.form
    if form is None or form.form not in FLOWS:
        return turn
    if _tells_need(turn, form):
        return turn
    without = _refused_or_only_asking(turn, form)
    if without is not None:
        return without
    if put_right.values(turn, form):
        return turn
    if form.asking in _CHOSEN_FROM and leaving.turns_down_all(turn.message.text):
        rest = leaving.said_besides(turn.message.text)
        return _ended(turn, form, rest) if rest else with_text(turn, GIVEN_UP)
    said = denied_forms.meant_instead(turn.message.text, form.form, form.asking)
    said = _of_another(turn, form) if said is None else said
    said = _only_asked(turn, form) if said is None else said
    if said is None:
        return _stopped(turn, form)
    return _denied(turn, form, said)


def _denied(turn: Turn, form: FormState, said: str) -> Turn:
    """The turn without the form, which was never meant, and with what is said instead, which is anything but that form."""
    session, intent = turn.session, FLOWS[form.form].intent
    session.form = None
    session.draft = None if session.draft and session.draft.form == form.form else session.draft
    session.known |= of_resident(form)
    turn.outcome.form_ended, turn.outcome.not_meant = True, form.form
    heard = replace(turn, hear=lambda text: otherwise(turn.hear(text), intent))
    return with_text(heard, _with_matter(form, _with_course(turn, form, said)) or NO_THANKS)


def _only_asked(turn: Turn, form: FormState) -> str | None:
    """「我就问广场让不让遛狗」 to a report that was made of a question: all that is meant; None where the report stands."""
    if form.form != _REPORT and not any(form.slots.get(slot) for slot in _PERSONAL):
        return _with_thing(turn, form, only_asking.only_question(turn.message.text)) or None
    asked, detail = denied_forms.asked_only(turn.message.text), form.slots.get("detail", "")
    of_else = bool(asked) and (not detail or asks(detail) or brings_another(asked, detail))
    return _AS_QUESTION.format(asked) if form.form == _REPORT and of_else else None


def _tells_need(turn: Turn, form: FormState) -> bool:
    """Does the message put the need of the open request right, and wish for nothing else?"""
    text = turn.message.text
    return bool(told_plainly.need(text, form)) and _wished(turn, text) in ("", form.form)


def _refused_or_only_asking(turn: Turn, form: FormState) -> Turn | None:
    """The turn with the form left that is refused, or by who only asks; None for any other message."""
    refused = refused_forms.refusal(turn.message.text, form.form)
    if refused is not None:
        return _refused(turn, form, refused)
    only = only_asking.left(turn.message.text, form.form)
    return None if only is None else _only_asking(turn, form, only)


def _only_asking(turn: Turn, form: FormState, only: only_asking.Left) -> Turn:
    """The turn with the form left, which only asks; what is asked is of the thing that the form is for."""
    rest = _with_thing(turn, form, only.rest)
    if not only.waits:
        return _refused(turn, form, Refusal(rest, only.misheard and bool(rest)))
    ended = _ended(turn, form, rest)
    turn.outcome.stopped, turn.outcome.waits = "", True
    return ended


def _refused(turn: Turn, form: FormState, refused: Refusal) -> Turn:
    """The turn with the form left, as its name was refused, and with what the message says besides."""
    if not refused.rest and not refused.misheard:
        return with_text(turn, GIVEN_UP)
    if not refused.misheard:
        turn.outcome.stopped = _title(turn, form)
    return _denied(turn, form, refused.rest)


def _stopped(turn: Turn, form: FormState) -> Turn:
    """The turn with the form ended, where a clause leaves it and the rest wishes something; else as it is."""
    text = turn.message.text
    if form.form in openings.FORMS_FOR_JOB and openings.seeks_job(text):
        return _ended(turn, form, leaving.said_besides(text) or text)
    rest = leaving.said_besides(text)
    flow = _wished(turn, rest) if rest else ""
    if not rest or not (_left_for(turn, form, rest, flow) or (flow and plainly_ends(text))):
        return turn
    return with_text(turn, rest) if flow == form.form else _ended(turn, form, rest)


def _left_for(turn: Turn, form: FormState, rest: str, flow: str) -> bool:
    """Is the form left for what the rest of the message says? flow: the form that it wishes for."""
    text = turn.message.text
    if leaving.leaves(text):
        return bool(flow) or asks(rest) or _says_something(turn.hear(rest))
    return bool(flow) and _is_other(flow, form) and leaving.misheard(text)


def _ended(turn: Turn, form: FormState, rest: str) -> Turn:
    """The turn with the form ended, and the rest of the message to be heard."""
    turn.outcome.stopped = _title(turn, form)
    turn.session.drop_form(form)
    turn.session.known |= of_resident(form)
    turn.outcome.form_ended = True
    return with_text(turn, rest)


def _title(turn: Turn, form: FormState) -> str:
    """How a resident calls what the form is for."""
    summary = turn.form_summary(form)
    return summary.title if summary else title(turn, FLOWS[form.form].intent)


def _wished(turn: Turn, rest: str) -> str:
    """The form that the words wish for by themselves; "" for none."""
    heard = turn.hear(rest)
    if is_confident(heard):
        return FLOW_OF_INTENT.get(heard.intent, "")
    return next((command.flow for command in commands_openly(turn, rest) if isinstance(command, Start)), "")


def _says_something(heard: Parse) -> bool:
    """Is it surely more than a word in passing: 「我去开门」?"""
    return is_confident(heard) and not heard.intent.startswith(("dialog.", OUT_OF_SCOPE))


def _is_other(flow: str, form: FormState) -> bool:
    """Is it another form that is wished for, and not only another way to learn: 「不是我学，是我妈要学」?"""
    return flow != form.form and not {flow, form.form} <= _OF_LEARNING


def _of_another(turn: Turn, form: FormState) -> str | None:
    """What a message says to be meant that is another wish or something on record, and no value; None for anything else."""
    rest = denied_forms.said_rather(turn.message.text)
    if not rest:
        return None
    parse = turn.hear(rest)
    other = _is_other(FLOW_OF_INTENT.get(parse.intent, form.form), form)
    values = has(commands_in(turn, rest), *_VALUES)
    if values and not (other and parse.confidence >= CERTAIN):
        return None
    records = has(commands_openly(turn, rest), Record)
    return rest if records or (other and is_confident(parse)) else None


def otherwise(parse: Parse, intent: str) -> Parse:
    """The parse without this intent, as if the next likely one had been the first."""
    if parse.intent != intent:
        return parse
    others = [other for other in parse.alternatives if other.intent not in (intent, EMERGENCY)]
    left_over = 1 - parse.confidence
    if not others or left_over < UNLIKELY:
        return replace(parse, intent=OUT_OF_SCOPE, confidence=0.0, alternatives=tuple(others))
    first = min(others[0].confidence / left_over, 1.0)
    return replace(parse, intent=others[0].intent, confidence=first, alternatives=tuple(others[1:]))


def led(turn: Turn, reply: Reply) -> Reply:
    """The reply, after a word that the denied form was misheard, or that the one left is ended."""
    denied, stopped = turn.outcome.not_meant, turn.outcome.stopped
    if turn.outcome.waits:
        return replace(reply, text=f"{reply.text}\n\n{turn.words.say('form.waits')}")
    if stopped:
        ended = turn.words.say("form.ended", title=stopped)
        return replace(reply, text=f"{ended}\n\n{reply.text}")
    if not denied:
        return reply
    owned = turn.words.say("form.denied", title=title(turn, FLOWS[denied].intent))
    return replace(reply, text=f"{owned}\n\n{reply.text}")


def _with_thing(turn: Turn, form: FormState, rest: str) -> str:
    """「要不要钱」 with the course or the like that the form is for, where it names nothing itself."""
    thing = next(filter(None, (form.slots.get(slot, "") for slot in _THINGS)), "")
    named = {name for name in turn.hear(rest).named if name not in _NO_THINGS} if rest else set()
    return f"{thing}，{rest}" if thing and rest and not named and thing not in rest else rest


def _with_matter(form: FormState, said: str) -> str:
    """「就想晓得归哪个修」 with what was to be reported, which it asks about."""
    detail = form.slots.get("detail", "")
    if (need := form.slots.get("need", "")) and _FOR_PLANTS.search(said):
        return f"{need}，{said}"  # 「我是问能不能拿去换绿植」, of the thing that is broken
    return f"{detail}，{said}" if detail and openings.says_whose(said) else said


def _with_course(turn: Turn, form: FormState, said: str) -> str:
    """「我自己想学」 with the course that was named for the form before: 「我自己想学数控」."""
    heard = turn.hear(said)
    learns = _LEARNS.search(said) is not None
    if not said or "course" in heard.named or not (learns or form.form == _OF_FIRMS):
        return said
    courses = (str(turn.hear(form.slots.get(slot, "")).named.get("course", "")) for slot in _TOLD)
    course = next(filter(None, courses), turn.session.topic.course)
    if not course:
        return said
    if learns:
        return _LEARNS.sub(f"学{course}", said, count=1)
    understood = is_confident(heard) and heard.intent != OUT_OF_SCOPE
    return said if understood else f"我想学{course}"
