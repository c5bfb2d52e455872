"""The class that was found for who asks, with the wish to enrol, whether there is one. Pure."""

from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.forms import engine
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.session import FormState

_ENROL = "enrol"


def found_class(opened: OpenForm, state: FormState) -> tuple[str, ...]:
    """「想报跳舞 夜里有班吗」: the class that was found for who asks whether there is one; nothing for any other wish."""
    asked = opened.spec.name == _ENROL and opened.turn.postback is None and asks(opened.turn.message.text)
    return opened.prompter.chosen(state) if asked and state.asking != engine.CONFIRM else ()
