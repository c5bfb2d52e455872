"""Parts of a message as turns of their own, and their replies as one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from bot.common.message import Reply
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.spoken import intent_of_command
from bot.conversation.command_kinds import has, has_only, of_kind
from bot.conversation.commands import (
    Command,
    Complain,
    Hold,
    No,
    Record,
    RecordAction,
    SetSlot,
    Social,
    Start,
    Yes,
)
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.session_state import signs_of_state, state_of
from bot.conversation.session import WaitingWish
from bot.conversation.turn import OwnRecord, Turn
from bot.understanding.dialog_state import DialogState, OnRecord
from bot.understanding.questions.record_questions import supposes_it_stands

_INSTEAD = re.compile(
    r"(?:我(?:刚才|刚刚|刚|前面)?(?:问|说|讲|要)的?是|我(?:说|讲|问)的?(?=那个|这个)|我是(?:问|讲|说|要)|我想(?:问|说)的?是|我要问"
    r"|我(?:就|只|就是|只是|是|先)?(?:想)?(?:问|晓得|知道)(?:问)?(?:你|侬|您|一句|一声|一下|下子?)?[，, ]?)(?P<rest>.{3,})"
)
_CLAUSES = re.compile(r"[，,。.！!？?~\s]+")
_PARTICLES = re.compile(r"(?:么|吗|嘛|呀|啊|啦|噻){1,2}$")
_SAID_BEFORE = re.compile(
    r"(?:我|侬|你)?(?:刚才|刚刚?|前面|前头|方才|早就?|已经|都|不是){0,4}(?:跟你)?(?:讲|说|写|填|报|告诉)(?:过|了)(?:一遍|你)?(?:了|呀|噻|啊|啦|嘛|吗|的|哇)*"
    r"|(?:你|侬)?(?:咋|怎么|干嘛|干啥|又|还|老是?)+(?:在)?问(?:一遍|了|我)?(?:了|啊|呀)?|烦(?:死|不烦)?(?:了|人)?|听不懂(?:人话|吗|啊)?"
)


def meant_instead(turn: Turn) -> str | None:
    """「不对，我问的是…」: what is said after it; None when nothing is."""
    found = _INSTEAD.search(turn.message.text)
    return found["rest"] if found else None


def beside_complaint(text: str) -> str:
    """「冉启富 我讲过了噻」: what is said beside the complaint that it was said before; "" for nothing."""
    rest = _PARTICLES.sub("", _SAID_BEFORE.sub(" ", text).strip(" ，,。.！!？?~…"))
    return rest if rest and len(rest) < len(text.strip(" ，,。.！!？?~…")) else ""


def spoken_of(own: Sequence[OwnRecord]) -> list[OnRecord]:
    """The records that can be spoken of, as they are for interpreting."""
    return [record_reference.as_spoken_of(record) for record in own if record.ref]


def commands_of(turn: Turn, own: Sequence[OnRecord] = ()) -> tuple[Command, ...]:
    """What the message means in the state of the session; () without an interpreter."""
    if turn.interpreter is None:
        return ()
    if own or turn.session.form is not None:
        return commands_in(turn, turn.message.text, state_of(turn.session, own))
    outcome = turn.outcome
    key = (turn.message.text, outcome.not_meant, *signs_of_state(turn.session))
    if outcome.meant_openly is None or outcome.meant_openly[0] != key:
        outcome.meant_openly = key, commands_in(turn, turn.message.text, state_of(turn.session))
    return outcome.meant_openly[1]


def commands_openly(turn: Turn, text: str) -> tuple[Command, ...]:
    """What a text means by itself, as if no form were open."""
    return commands_in(turn, text, state_of(structs.replace(turn.session, form=None)))


def commands_in(turn: Turn, text: str, state: DialogState | None = None) -> tuple[Command, ...]:
    """What a text means in this state, or that of the session; () without an interpreter. A turn reads it only once."""
    if turn.interpreter is None:
        return ()
    state = state or state_of(turn.session)
    key = (text, state.key)
    if key not in turn.outcome.meant:
        turn.outcome.meant[key] = turn.interpreter.interpret(text, state)
    denied = turn.outcome.not_meant
    return tuple(
        command
        for command in turn.outcome.meant[key]
        if not (isinstance(command, Start) and command.flow == denied)
    )


async def interpreted(
    turn: Turn,
) -> tuple[Sequence[Command], Sequence[OwnRecord] | None]:
    """What the message means, and the resident's records where it speaks of some: which are meant depends on them."""
    commands = commands_of(turn)
    only_talk = has_only(commands, Yes, No, Social, Hold)
    if not _of_records(commands) and (only_talk or not record_reference.lately_spoken_of(turn)):
        return commands, None  # 「好的知道了」 settles no ticket
    own = await turn.own_records()
    with_own = commands_of(turn, spoken_of(own))
    if (
        with_own != commands
        and only_looks(with_own)
        and not (asks(turn.message.text) or supposes_it_stands(turn.message.text))
        and not _of_records(commands)
    ):
        return commands, None  # only told, and of nothing on record
    return with_own, own


def only_looks(commands: Sequence[Command]) -> bool:
    """Is nothing done to a record: is each that is spoken of only looked at?"""
    records = of_kind(commands, Record)
    return all(command.action is RecordAction.STATUS for command in records)


def _of_records(commands: Sequence[Command]) -> bool:
    return has(commands, Record)


def said_as(turn: Turn, intent: str) -> Turn:
    """The turn as if its message meant this intent and nothing else."""
    return replace(with_intent(turn, intent), postback=None, clauses=())


def with_intent(turn: Turn, intent: str) -> Turn:
    """The turn with this intent beyond doubt."""
    return replace(turn, parse=replace(turn.parse, intent=intent, confidence=1.0, alternatives=()))


def title(turn: Turn, intent: str) -> str:
    """How a resident would say the intent; empty for an unknown one."""
    known = turn.content.intents.get(intent)
    return known.title if known else ""


def let_wait(turn: Turn, command: Start) -> str:
    """Keep the wish until the open form is done, and say so; "" where nothing names it, and where it waits already."""
    intent = intent_of_command(command)
    if _waits(turn, intent, command):
        return ""
    turn.session.waiting = [
        *turn.session.waiting,
        WaitingWish(intent, command.words, dict(command.slots)),
    ]
    slots = command.slots
    who = next((slots[slot] for slot in ("name", "for_whom", "course", "item") if slots.get(slot)), "")
    if who:
        return turn.words.say("form.waiting_person", who=who)
    name = title(turn, intent)
    return turn.words.say("form.waiting", title=name) if name else ""


def _waits(turn: Turn, intent: str, command: Start) -> bool:
    """Is somebody of this relation, whose name is known, put down already?"""
    whom = command.slots.get("for_whom", "")
    return bool(whom) and any(
        wish.intent == intent and wish.slots.get("name") and wish.slots.get("for_whom") == whom
        for wish in turn.session.waiting
    )


def joined(replies: Sequence[Reply | None]) -> Reply | None:
    """One reply of several: their texts, and the choices of the last that has any."""
    spoken = [reply for reply in replies if reply is not None and reply.text]
    if not spoken:
        return None
    choices = next((reply.choices for reply in reversed(spoken) if reply.choices), ())
    urgent = any(reply.urgent for reply in spoken)
    return Reply("\n\n".join(reply.text for reply in spoken), choices, urgent, spoken[-1].look)


def with_text(turn: Turn, text: str) -> Turn:
    """The turn as if its message had been this text."""
    if text == turn.message.text:
        return turn
    return replace(turn, message=replace(turn.message, text=text), parse=turn.hear(text), clauses=())


def in_complaint(turn: Turn, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands; in a complaint with the answer that it holds: 「冉启富 我讲过了噻」."""
    if not commands or not has_only(commands, Complain):
        return commands
    rest = beside_complaint(turn.message.text)
    if rest:
        return _values_in(turn, [rest]) or commands
    return _values_in(turn, _CLAUSES.split(turn.message.text)) or commands


def _values_in(turn: Turn, texts: Sequence[str]) -> list[SetSlot]:
    """The values for the open form that these parts of a message tell."""
    told = [command for text in texts if len(text) > 1 for command in commands_in(turn, text)]
    return of_kind(told, SetSlot)
