"""The commands of a message by their kinds: whether there are some of a kind, or only such, and the message's other commands."""

from collections.abc import Iterable
from typing import TypeGuard, TypeVar

from bot.conversation.commands import Command, SetSlot

Kind = TypeVar("Kind")


def of_kind(commands: Iterable[Command], kind: type[Kind]) -> list[Kind]:
    """The commands of the kind."""
    return [command for command in commands if isinstance(command, kind)]


def without(commands: Iterable[Command], *kinds: type[Command]) -> list[Command]:
    """The commands that are of none of the kinds."""
    return [command for command in commands if not isinstance(command, kinds)]


def has(commands: Iterable[Command], *kinds: type[Command]) -> bool:
    """Is any command of one of the kinds?"""
    return any(isinstance(command, kinds) for command in commands)


def has_only(commands: Iterable[Command], *kinds: type[Command]) -> bool:
    """Is every command of one of the kinds? True also where there is no command."""
    return all(isinstance(command, kinds) for command in commands)


def sets(command: Command, slot: str) -> TypeGuard[SetSlot]:
    """Is the command a value for the slot?"""
    return isinstance(command, SetSlot) and command.slot == slot


def has_value(commands: Iterable[Command], slot: str) -> bool:
    """Is any command a value for the slot?"""
    return any(sets(command, slot) for command in commands)


def values_of(commands: Iterable[Command], slot: str) -> list[str]:
    """The values for the slot, in order."""
    return [command.value for command in commands if sets(command, slot)]
