"""A question that an open form takes for an answer, a refusal or a dispute: 「来的人是男的女的」 is no address."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.carry_out.answers import on_table
from bot.conversation.carry_out.form_dialog.form_safeguards import UNKNOWN
from bot.conversation.carry_out.readings.parts import meant_instead
from bot.conversation.carry_out.records import after_done
from bot.conversation.command_kinds import has_only
from bot.conversation.commands import (
    Ask,
    Command,
    Complain,
    Dispute,
    Exclude,
    Hold,
    Later,
    Nothing,
    SetSlot,
    Skip,
    Start,
    Stop,
)
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.questions import said_to_bot
from bot.understanding.questions.aspects import wants_yes_or_no
from bot.understanding.questions.small_questions import particular_question

LONGEST = 24  # characters: a longer message tells more than it asks
_DECIDES = re.compile(r"随便|都行|都可以|都好|看你|你定|您定")
_ASKS_ON = re.compile(
    r"谁|啥人|哪|什么|怎么|咋|几|多少|多久|男的女的|会不会|要不要|能不能|收不收|是不是|有没有|给不给"
)
_SUGGESTS = re.compile(r"(?:行|可以|好|中|成)(?:吗|伐|么|不|不行|不好)?[呀啊]?[?？]?$")
_REFUSES = re.compile(r"不要|不用|不想|除了|没空|不是|别(?!的|人)|没有空|改|错|勿要|弗要|覅")
_STATUS_OF = {"feedback.status": "feedback", "exchange.mine": "listing"}
_ON_RECORD = re.compile(r"单|上次|之前|以前|前几天|[Tt]\d|过的|报过|登记过|反映过|反映的|登记的|我的")
_TAKE_ANY = frozenset({"name", "address", "place", "contact"})
"""Slots whose readers take almost any words."""
_WHY = re.compile(r"为什么|为啥|干嘛|干啥|干什么|凭什么|做什么|名字|电话|手机|号码|地址|姓名|信息|登记|留|填")
_SEEKS = re.compile(r"要|找|求|有没有|有吗|想|留意|谁有|出|收")
_OF_TALK = frozenset({"meta.why", "meta.said"})
_OF_NO_FORM = frozenset(
    {"training.info", "exchange.find", "recycling.sort", "talent.request", "exchange.info", "training.browse"}
)
"""What a question that names nothing is taken for out of habit."""
_NAMES = ("course", "event", "club", "venue", "team", "hazard", "item", "skill")


_PLACES = frozenset({"address", "place"})


def asked_instead(turn: Turn, commands: Sequence[Command]) -> Sequence[Command]:
    """The question that the message is for the open form, where the commands took it for something else; else the commands."""
    state, text = turn.session.form, turn.message.text.strip()
    if state is None or turn.postback is not None or len(text) > LONGEST or _DECIDES.search(text):
        return commands
    if not _all_mistaken(turn, commands, text) or not _plainly_asks(text):
        return commands
    if after_done.in_form(turn, state.form, text):
        return (Ask(UNKNOWN, words=text),)
    kept = any(isinstance(command, Ask | SetSlot) and not _is_no_why(command, text) for command in commands)
    return commands if kept else (Ask(UNKNOWN, words=text),)


def _all_mistaken(turn: Turn, commands: Sequence[Command], text: str) -> bool:
    return all(_mistaken(turn, command, text) and not _tells_place(command, text) for command in commands)


def _tells_place(command: Command, text: str) -> bool:
    """「我住十五幢201 要钱伐」: is a place told with its figures, in a part of the message?"""
    told = isinstance(command, SetSlot) and command.slot in _PLACES and command.words.strip() != text
    return told and isinstance(command, SetSlot) and any(map(str.isdecimal, command.value))


def asked_first(turn: Turn, commands: Sequence[Command]) -> Sequence[Command]:
    """「先别问我地址 我先问下要钱不」, taken for a wait or a complaint: the question that comes first; else the commands."""
    waits = has_only(commands, Hold, Later, Stop, Skip, Complain, Nothing)
    rest = meant_instead(turn) if waits or said_to_bot.spares(turn.message.text) else None
    return (Ask("", words=rest),) if rest and _plainly_asks(rest) else commands


def of_the_form(turn: Turn, command: Command) -> Command:
    """A question without the subject that it was given only because it names none; any other command as it is."""
    if not isinstance(command, Ask):
        return command
    open_flow = turn.session.form.form if turn.session.form else ""
    if of_own_status(turn.session.form, command.intent, command.words):
        return replace(command, intent=UNKNOWN)
    if _is_of_something_else(turn, command, open_flow):
        return replace(command, intent=UNKNOWN, slots={})
    if command.intent not in _OF_NO_FORM or command.slots:
        return command
    named = turn.hear(command.words).named
    return command if any(slot in named for slot in _NAMES) else replace(command, intent=UNKNOWN)


def of_own_status(form: FormState | None, intent: str, words: str) -> bool:
    """Is it asked how that stands which the form is for? Nothing is handed in yet that could have a status."""
    return form is not None and _STATUS_OF.get(intent) == form.form and not _ON_RECORD.search(words)


def _is_of_something_else(turn: Turn, command: Ask, open_flow: str) -> bool:
    """Is the question about nothing of what it was taken for?"""
    match command.intent:
        case "training.info":
            return on_table.names_elsewhere(command.words)  # 「6路公交末班几点」 asks of no class
        case "exchange.find":
            return not _SEEKS.search(command.words)  # 「五楼没电梯」 looks for no lift
        case "volunteer.activities":
            return open_flow == "volunteer" and _asks_else(turn, command)  # 「要不要买保险」 asks for no list
        case _:
            return False


def _asks_else(turn: Turn, command: Ask) -> bool:
    """Does the question name no team, and want something particular of it?"""
    team = str(turn.hear(command.words).named.get("team", ""))
    return not (team and team in command.words) and bool(particular_question(command.words))


def _is_no_why(command: Command, text: str) -> bool:
    """Was it taken for 「why do you ask」 although it asks for no reason and names nothing personal?"""
    return isinstance(command, Ask) and command.intent == "meta.why" and not _WHY.search(text)


def _plainly_asks(text: str) -> bool:
    return bool(_ASKS_ON.search(text)) or wants_yes_or_no(text)


def _mistaken(turn: Turn, command: Command, text: str) -> bool:
    """Could the command be a question that was misread? A day and a number are answers, also with 「行吗」."""
    match command:
        case SetSlot(slot):
            return form_slot(slot) in _TAKE_ANY and not _SUGGESTS.search(text)
        case Exclude() | Dispute():
            return not _REFUSES.search(text)
        case Ask(intent):
            return intent in _OF_TALK or intent in _OF_NO_FORM
        case Start(flow):
            return turn.session.form is not None and flow == turn.session.form.form
        case _:
            return isinstance(command, Nothing | Hold)
