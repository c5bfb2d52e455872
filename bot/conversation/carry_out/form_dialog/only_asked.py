"""A message to the open form that only asks, or only tells of impatience, whatever it was taken for."""

from collections.abc import Collection, Sequence

from bot.conversation.carry_out.answers import asked_in_form
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.form_dialog.form_safeguards import UNKNOWN
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.records import after_done
from bot.conversation.command_kinds import has, has_only
from bot.conversation.commands import (
    Ask,
    Choose,
    Command,
    Complain,
    Exclude,
    Hold,
    No,
    Nothing,
    SetSlot,
    Yes,
)
from bot.conversation.forms.spec import FormSpec
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.questions import said_to_bot
from bot.understanding.ranking import CERTAIN, is_confident
from bot.understanding.text.clauses import bare_clauses

COURSE = "training.info"
_SIGNS = " ，,。.；;！!?？~～呀啊"
LONGEST_CRY = 8  # characters: a longer clause tells something besides


def as_asked(
    opened: OpenForm,
    state: FormState,
    commands: Sequence[Command],
    forms: FormRunner,
    handled: Collection[str],
) -> Sequence[Command]:
    """The question or the complaint that the whole message is; the commands, where it is neither.

    handled: the intents that some service answers.
    """
    turn, text = opened.turn, opened.turn.message.text
    if has_only(commands, Complain, Nothing, Hold) and after_done.in_form(turn, state.form, text):
        commands = (Ask("", words=text),)
    if _is_impatience(turn):
        return (Complain(),)
    if _only_asks(turn, commands) and asked_in_form.told(turn, state.form, text):
        return (Ask(UNKNOWN, words=text),)
    if _is_aside(opened, state, commands, forms, handled):
        return (Ask(turn.parse.intent, words=text),)
    if opened.spec.passing and _asks_of_course(turn, commands):
        return (Ask(COURSE, words=text),)
    return commands


def _asks_of_course(turn: Turn, commands: Sequence[Command]) -> bool:
    """「太极拳要钱吗」: is a course asked about by its name, whatever else its name could be an answer to?"""
    return has(commands, Ask) and "course" in turn.parse.named and asks(turn.message.text)


def _is_impatience(turn: Turn) -> bool:
    """「啰里啰嗦的 快点好伐」: does each clause only tell of haste or anger?"""
    clauses = bare_clauses(turn.message.text)
    if said_to_bot.spares(turn.message.text) and len(clauses) == 1:
        return True
    brief = bool(clauses) and max(map(len, clauses)) <= LONGEST_CRY
    return brief and all(turn.content.lexicon.is_impatient(clause) for clause in clauses)


def _only_asks(turn: Turn, commands: Sequence[Command]) -> bool:
    """Does the message ask and nothing else, or at least tell the form nothing: 「我怕生人上门」?"""
    told, asked = turn.message.text, questions(turn.message.text)
    for words in asked:
        told = told.replace(words, "", 1)
    if asked and not told.strip(_SIGNS):
        return True
    return not has(commands, SetSlot, Exclude, Choose, Yes, No)


def _is_aside(
    opened: OpenForm,
    state: FormState,
    commands: Sequence[Command],
    forms: FormRunner,
    handled: Collection[str],
) -> bool:
    """Is a message that would fill a slot in the resident's own words beyond doubt a question instead?"""
    turn, spec, slot = opened.turn, opened.spec, opened.spec.slot(state.asking)
    if (
        slot is None
        or not slot.free
        or not has(commands, SetSlot)
        or (len(commands) > 1 and not spec.passing)
    ):
        return False
    return asks(turn.message.text) and _asks_else(turn, spec, forms, handled)


def _asks_else(turn: Turn, spec: FormSpec, forms: FormRunner, handled: Collection[str]) -> bool:
    """Is it surely a question that a service answers, and none about the form?"""
    parse = turn.parse
    sure = is_confident(parse) if spec.passing else parse.confidence >= CERTAIN
    return (
        sure
        and parse.intent not in {spec.intent, OUT_OF_SCOPE, *spec.kin}
        and not parse.intent.startswith("dialog.")
        and forms.opened_by(parse.intent) is None
        and parse.intent in handled
    )
