"""The intents by which services answer what is no form: questions, what is said as to a person, control of the talk."""

from bot.common.postback import Control
from bot.conversation.commands import (
    Ask,
    Command,
    Complain,
    Hold,
    Manner,
    More,
    Repeat,
    Restart,
    Safe,
    Social,
    Start,
    WantsPerson,
)
from bot.conversation.interpret.flows import FLOWS

PERSON = "dialog.human"
_REPEATS = {Manner.AGAIN: "elder.again", Manner.SLOWER: "elder.slower", Manner.BIGGER: "elder.on"}


def intent_of_command(command: Command) -> str:
    """The intent whose handler answers the command; "" for a command that no handler answers."""
    match command:
        case Ask(intent):
            return intent
        case Start(flow):
            return FLOWS[flow].intent if flow in FLOWS else ""
        case Social(kind):
            return f"social.{kind}"
        case Repeat(how):
            return _REPEATS[how]
        case More():
            return Control.MORE.value
        case Safe():
            return "social.relieved"
        case _:
            return _PLAIN.get(type(command), "")


_PLAIN: dict[type[Command], str] = {
    WantsPerson: PERSON, Hold: "dialog.hold", Complain: "dialog.complain", Restart: "dialog.restart",
}  # fmt: skip
