"""Wishes that were taken for another form than the one that is meant. Pure."""

from collections.abc import Sequence

from bot.conversation.commands import Command, Start
from bot.conversation.interpret.denied import seeks_help
from bot.conversation.turn import Turn


def one_listing(commands: Sequence[Command]) -> list[Command]:
    """「婴儿车，八成新，二十块，帮忙发出去」: the thing at the head, taken for one that is looked for, is the one listed."""
    merged: list[Command] = []
    for command in commands:
        before = merged[-1] if merged else None
        lists = isinstance(command, Start) and command.flow == "listing" and "item" not in command.slots
        if lists and isinstance(command, Start) and isinstance(before, Start) and before.flow == "wish":
            merged[-1] = Start(
                "listing", {**before.slots, **command.slots}, f"{before.words}，{command.words}"
            )
        else:
            merged.append(command)
    return merged


def sought(turn: Turn, commands: Sequence[Command]) -> Sequence[Command]:
    """「请人来教我们唱越剧」, taken for a skill that is offered: somebody is wanted who can."""
    if not seeks_help(turn.message.text):
        return commands
    return [
        Start(
            "talent_request",
            {name: value for name, value in command.slots.items() if name != "skill"},
            command.words,
        )
        if isinstance(command, Start) and command.flow == "talent_offer"
        else command
        for command in commands
    ]
