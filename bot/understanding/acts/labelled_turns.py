"""The turns of `intents/acts/` as the act model learns them: a piece at a time, each with what it does. Pure."""

from collections.abc import Iterable, Iterator

from bot.content.act_files import WITH_SLOT, SaidCommand, SaidTurn, TurnBlock
from bot.understanding.acts.act_model import NO_SLOT, LabelledPiece
from bot.understanding.acts.boundaries import MarkedMessage, joined
from bot.understanding.dialog_state import DialogState, OnRecord

_ABOUT_TALK = "meta."
_SIGNS = ((" ", "，"), (" ", ""))  # in turn, so that every sign is seen in all kinds of messages
_OWN_PARTS = 4  # kind, number, title, status


def labelled_pieces(blocks: Iterable[TurnBlock]) -> Iterator[LabelledPiece]:
    """Every piece whose act is known: all parts of a message whose parts and commands pair up, else one act for all."""
    for block in blocks:
        state = _state(block)
        for turn in block.turns():
            for text, command in _pairs(turn):
                yield from _pieces(text, command, state)


def marked_messages(blocks: Iterable[TurnBlock]) -> Iterator[MarkedMessage]:
    """Every message whose parts and commands pair up, its parts joined by each of several signs, or by none."""
    for block in blocks:
        for number, turn in enumerate(block.turns()):
            parts = list(turn.parts)
            if len(turn.commands) == 1:
                yield joined([" ".join(parts)], "", block.asked, form=bool(block.flow))
            elif len(parts) == len(turn.commands):
                for sign in _SIGNS[number % len(_SIGNS)]:
                    yield joined(parts, sign, block.asked, form=bool(block.flow))


def act_of(command: SaidCommand) -> str:
    """The label of the act model for a command."""
    if command.do in ("record", "social", "repeat"):
        return f"{command.do}.{command.word.split()[0] if command.word else 'again'}"
    if command.do == "ask" and command.word.startswith(_ABOUT_TALK):
        return command.word
    return command.do


def _pairs(turn: SaidTurn) -> list[tuple[str, SaidCommand]]:
    if len(turn.parts) == len(turn.commands):
        return list(zip(turn.parts, turn.commands, strict=True))
    whole = " ".join(turn.parts)
    return [(whole, turn.commands[0])] if len({act_of(command) for command in turn.commands}) == 1 else []


def _pieces(text: str, command: SaidCommand, state: DialogState) -> Iterator[LabelledPiece]:
    act = act_of(command)
    if command.do in WITH_SLOT:
        slot, value = next((name, said) for name, said in command.fields.items() if name != "for")
        yield LabelledPiece(text, state, act, slot, value)
    elif command.do in ("dispute", "skip"):
        yield LabelledPiece(text, state, act, command.word or NO_SLOT)
    elif command.do == "start":
        yield LabelledPiece(text, state, act, kind=command.word)
        yield from _told_at_start(text, command)
    elif command.do == "record":
        kind = command.word.split()[1] if len(command.word.split()) > 1 else ""
        yield LabelledPiece(text, state, act, kind=kind)
        if command.fields.get("slot"):
            asked = DialogState(flow=kind, asked="confirm")
            yield LabelledPiece(text, asked, "", command.fields["slot"], command.fields.get("value", ""))
    else:
        yield LabelledPiece(text, state, act, kind=command.word if act == "ask" else "")


def _told_at_start(text: str, command: SaidCommand) -> Iterator[LabelledPiece]:
    """What a wish says of its form: the words of a value are learned from it, the act is not."""
    state = DialogState(flow=command.word, asked="start")
    for slot, value in command.fields.items():
        yield LabelledPiece(text, state, "", slot, value)


def _state(block: TurnBlock) -> DialogState:
    own = []
    for line in block.own:
        parts = line.split()
        if len(parts) >= _OWN_PARTS:
            own.append(OnRecord(parts[0], parts[1], " ".join(parts[2:-1]), parts[-1]))
    return DialogState(
        flow=block.flow,
        asked=block.asked,
        slots=block.slots,
        shown=block.shown,
        topic=block.topic,
        own=tuple(own),
        pending=block.pending,
        paused=block.paused,
    )
