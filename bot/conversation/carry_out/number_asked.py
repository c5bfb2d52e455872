"""「我电话要不要留」: whether a number has to be left is answered, and nothing is erased for it; the rest is heard as ever."""

from collections.abc import Awaitable, Callable

from bot.common.message import Reply
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.readings.parts import joined, with_text
from bot.conversation.turn import Turn
from bot.understanding.questions.number_questions import parted
from bot.understanding.slots import person
from bot.understanding.text.clauses import bare_clauses

SAYS: dict[str, frozenset[str]] = {"number.leave": frozenset()}
_PHONE = "phone"


async def answered(turn: Turn, forms: FormRunner, hear: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """The answer, with that to the other clauses; None where it is not asked, or a form is open that asks for the number."""
    asked, rest = parted(turn.message.text)
    if not asked or turn.postback is not None or _asks_for_it(turn, forms):
        return None
    turn.outcome.beside.answered.extend([asked, turn.message.text])
    told = turn.say("number.leave")
    if not rest:
        return await forms.asked_again(turn, told)
    if turn.session.form is None and _only_introduces(rest):
        turn.session.known.setdefault("name", person.called(rest))
        return told
    heard = await hear(with_text(turn, rest))
    return joined([told, heard])


def _asks_for_it(turn: Turn, forms: FormRunner) -> bool:
    form = turn.session.form
    spec = forms.forms[form.form].spec if form is not None and form.form in forms.forms else None
    return spec is not None and spec.slot(_PHONE) is not None


def _only_introduces(rest: str) -> bool:
    """「我姓陈叫陈根富」: do the other clauses only tell who writes?"""
    return len(bare_clauses(rest)) == 1 and bool(person.called(rest))
