"""Parts of a message that are one wish, and things that are listed together or apart. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.commands import Command, Start
from bot.conversation.interpret.values.listed_things import with_others


def one_start_a_wish(commands: Sequence[Command]) -> list[Command]:
    """Parts of one wish as one: two of a form are two wishes only where each names a course, a person or a thing of its own."""
    merged: list[Command] = []
    for command in commands:
        before = merged[-1] if merged else None
        if isinstance(before, Start) and isinstance(command, Start) and _same_wish(before, command):
            merged[-1] = _together(before, command)
        else:
            merged.append(command)
    return merged


def _same_wish(first: Start, second: Start) -> bool:
    return (
        first.flow == second.flow
        and not any(_differs(first, second, slot) for slot in ("course", "event", "team", "for_whom"))
        and not _listed_apart(first, second)
    )


def _differs(first: Start, second: Start, slot: str) -> bool:
    return bool(first.slots.get(slot) and second.slots.get(slot) and first.slots[slot] != second.slots[slot])


def _listed_apart(first: Start, second: Start) -> bool:
    """「婴儿车送人，儿童床两百块卖」: two things, each on terms of its own."""
    on_own_terms = "terms" in first.slots and "terms" in second.slots
    return on_own_terms and _differs(first, second, "item")


def _together(first: Start, second: Start) -> Start:
    slots = {**second.slots, **first.slots}
    if _differs(first, second, "item"):
        slots["item"] = "、".join((first.slots["item"], second.slots["item"]))
    return Start(first.flow, slots, f"{first.words} {second.words}")


def with_other_things(commands: Sequence[Command]) -> Sequence[Command]:
    """「冰箱 还有个烤箱 都送人」, of which only the first thing was heard: both are listed."""
    return [
        replace(command, slots={**command.slots, "item": with_others(command.slots["item"], command.words)})
        if isinstance(command, Start) and command.flow == "listing" and "item" in command.slots
        else command
        for command in commands
    ]
