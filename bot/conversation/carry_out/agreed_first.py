"""A yes to the summary of a form with a remark behind it: 「对。来的人不要到处讲我家的事」 agrees, and ends nothing. Pure."""

import re
from collections.abc import Sequence

from bot.conversation.carry_out.side_notes import with_note
from bot.conversation.commands import Command, Complain, Exclude, Hold, Nothing, Record, Stop, Yes
from bot.conversation.forms.engine import CONFIRM
from bot.conversation.interpret import endings
from bot.conversation.interpret.form_messages import asks
from bot.conversation.session import FormState

_AGREES = re.compile(
    r"^(?:对的?(?:对的?)*|对格(?:对格)*|是的?|好的?|可以的?|行|嗯嗯?|没错|没问题|要得|中)(?:[啊呀哦呢哈]?[，,。.！!；;\s]+)(?P<rest>.{4,})$",
    re.DOTALL,
)
_ENDS = re.compile(
    r"(?:不|别|勿|弗)(?:办|报|登|订|弄|搞|提交|要(?:了|报|登|办|弄|订)|想(?:办|报))|取消|算了|停|退|撤|先等"
)


_MISREAD = (Stop, Record, Hold, Nothing, Complain)
_OF_ONE = ("name", "phone")  # of which none can be left out


def agreed(state: FormState, text: str, commands: Sequence[Command]) -> tuple[FormState, Sequence[Command]]:
    """The form with the remark, and a yes, where the form would be ended by it; else both as they are."""
    found = _AGREES.match(text.strip()) if state.asking == CONFIRM else None
    if found is None or not all(map(_is_misread, commands)):
        return state, commands
    rest = found["rest"]
    if _ENDS.search(rest) or endings.plainly_ends(rest):
        return state, commands
    return (state if asks(rest) else with_note(state, rest)), (Yes(),)


def _is_misread(command: Command) -> bool:
    return isinstance(command, _MISREAD) or (isinstance(command, Exclude) and command.slot in _OF_ONE)
