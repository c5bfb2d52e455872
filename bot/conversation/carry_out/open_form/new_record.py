"""Another record that follows from one on record is read back before it is made: its form opens, filled in, and asks."""

from collections.abc import Mapping

from bot.common.message import Reply
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.forms.engine import CONFIRM
from bot.conversation.hooks import ServiceForm
from bot.conversation.session import FormState
from bot.conversation.turn import Turn


async def read_back(turn: Turn, form: ServiceForm, slots: Mapping[str, str]) -> Reply:
    """All that the new record takes over, and 「都对吗？」; a form that was open waits as a draft."""
    session = turn.session
    if session.form is not None:
        session.draft = session.form
    state = FormState(form=form.spec.name, slots=dict(slots), asking=CONFIRM, told_why=True)
    return (await OpenForm.of(turn, form)).ask(state)
