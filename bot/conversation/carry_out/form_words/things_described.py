"""What a message tells of single things among several in one listing: 「电视32寸 电饭煲没盖子」. Pure."""

import re
from collections.abc import Sequence

from bot.conversation.commands import Command, SetSlot
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.session import FormState
from bot.understanding.slots import thing_details

LISTING = "listing"
_BETWEEN = "、"
_CLAUSES = re.compile(r"[\s，,。；;！!]+")
_LEAD = re.compile(r"^(?:就是|那个|这个|我的?|家里的?|还有|不过|旧)*")
_OPENS = re.compile(r"^(?:的话|[的话是也它呢嘛么])(?:是|也|它)?(?=.)")
_ENDS = re.compile(r"(?:的|了|啊|呀|哦|呢|吧|嘛|哈)+$")
_ON_TERMS = re.compile(r"送|换|卖|不要|去掉|删|白给|改成|不是|谁")
_OF_A_PART = re.compile(r"^(?:是)?(?:没有?|有|缺|少|不带|带)(?:个|一个)?(?P<part>[\u4e00-\u9fff]{2,4})$")
_LONGEST = 14  # characters
_TOLD = re.compile(r"（[^（）]*）")


def described(state: FormState, commands: Sequence[Command], text: str) -> Sequence[Command]:
    """The commands with what the message tells of each of several listed things; as they were for any other message."""
    things = state.slots.get("item", "").split(_BETWEEN) if state.form == LISTING else []
    if not things[1:] or asks(text):
        return commands
    told = [of_one for clause in _CLAUSES.split(text) if (of_one := _told_of(things, clause)) is not None]
    if not told:
        return commands
    for at, detail in told:
        things[at] = _with(things[at], detail)
    others = [command for command in commands if _is_of_the_person(command, things)]
    return [SetSlot("item", _BETWEEN.join(things)), *others]


def _told_of(things: Sequence[str], clause: str) -> tuple[int, str] | None:
    """Which thing the clause begins with, and what it tells of it."""
    clause = _LEAD.sub("", clause)
    for at, thing in enumerate(things):
        name = thing_details.bare(thing)
        called = next((end for end in _endings(name) if clause.startswith(end)), "")
        detail = _ENDS.sub("", _OPENS.sub("", clause.removeprefix(called))) if called else ""
        if detail and len(detail) <= _LONGEST and not _ON_TERMS.search(detail):
            return at, detail
    return None


def _endings(name: str) -> list[str]:
    """旧电视, 电视 of 旧电视: what somebody may call the thing."""
    return [name[at:] for at in range(max(len(name) - 1, 1))]


def _with(thing: str, detail: str) -> str:
    """The thing with the detail beside it, in place of one that speaks of the same part: 有盖子 instead of 没盖子."""
    part = _OF_A_PART.match(detail)
    if part is not None:
        thing = _TOLD.sub(lambda held: "" if part["part"] in held[0] else held[0], thing)
    return thing if detail in thing else f"{thing}（{detail}）"


def _is_of_the_person(command: Command, things: Sequence[str]) -> bool:
    """Is it a name or a number, and no thing that was taken for a name?"""
    if not isinstance(command, SetSlot) or command.slot not in ("name", "phone"):
        return False
    return not any(command.value in thing for thing in things)
