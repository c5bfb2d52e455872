"""What is told of a thing that is offered, while its form is open: how it is, and what is wanted for it. Pure."""

import re
from collections.abc import Sequence

from bot.conversation.carry_out.open_form.form_consent import as_it_is, consents
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.command_kinds import has, values_of
from bot.conversation.commands import (
    Ask,
    Command,
    Complain,
    Dispute,
    Exclude,
    Hold,
    No,
    Nothing,
    Record,
    SetSlot,
    Start,
    Stop,
    WantsPerson,
    Yes,
)
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.values.item_details import CONDITION, flaw, with_detail
from bot.conversation.session import FormState
from bot.understanding.slots import place, thing_details, things

_OF_THINGS = "listing"
_ASKED_ELSE = ("name", "phone", "terms")
_TALK = (Complain, Dispute, Exclude, Hold, No, Nothing, Record)
"""What a remark about the thing may be taken for."""
_CLAUSE = re.compile(r"[，,。；;：:！!？?\s]+")
_ORDER = re.compile(
    r"^(?:还是|怎么|咋|又|你们?|您|侬|都|好像|但是?|不过|还有|另外|对了|等一?下){0,3}(?:没(?:有)?(?:写|登|记|加)(?:上去?|进去?|清楚|明白)?)?"
    r"|(?:也|都|还|再|就|请|麻烦|帮我|给我|得){0,3}(?:要|得)?(?:跟|同|和)?(?:人家|别人|对方|大家|他们?|来的人)?(?:讲|说)(?:清爽|清楚|明白|一声)(?:的|呀|啊|嘛|哦)*$"
    r"|(?:也|都|还|再|就|请|麻烦|帮我|给我|得){0,3}(?:要|得)?(?:写|加|注|标|备注)(?:上去?|明|进去?|清楚)?(?:的|呀|啊|嘛|哦)*$"
    r"|(?:这|那)(?:句|个|点)(?:话)?$|(?:呀|嘛|啊|哦|吧)+$"
)
_LEADS = re.compile(
    r"^(?:那个|这个|要|得|也|还|请|帮我|给我|再|你|您|写[上明]?(?!字)|加上|加一句|备注|注明|标明|讲|说(?!明书)|一声|是|就是|我的?|家里的?){1,4}"
)
_TO_WRITE = re.compile(
    r"写|加上|备注|注明|标|(?:讲|说)(?:清|明|一声)|说明|(?:登|记)(?:上|进|清)|忘了?(?:讲|说)|告诉"
)


def with_told_thing(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> Sequence[Command]:
    """The commands with the thing as it is told now: 「推车（后轮有点响）（想换高压锅）」, whatever its words were taken for."""
    item, text = _item(state, commands), opened.turn.message.text
    if opened.spec.name != _OF_THINGS or not item or _stops(commands, text):
        return commands
    wanted = _wanted_for(state, text, commands)
    told = "" if asks(text) else _condition(state, text, item, sure=not has(commands, Start))
    if not told and not wanted:
        return commands
    whole = _whole(item, text if wanted else "", told)
    rest = [command for command in commands if not _is_of(command, wanted, told, item)]
    return rest if whole == item and _agrees(rest, text) else [SetSlot("item", whole), *rest]


def _agrees(commands: Sequence[Command], text: str) -> bool:
    return Yes() in commands or consents(text)


def _item(state: FormState, commands: Sequence[Command]) -> str:
    """The thing of the form; the one that is told just now where it is asked for."""
    named = next(iter(values_of(commands, "item")), "")
    return state.slots.get("item", "") or (named if state.asking == "item" else "")


def _whole(item: str, swap: str, told: str) -> str:
    """The thing with how it is, and with what is wanted for it as the words of a swap tell."""
    whole = things.with_wanted(item, swap) if swap else item
    new = [part for part in told.split(thing_details.BETWEEN) if part and part not in item]
    return with_detail(whole, CONDITION, thing_details.BETWEEN.join(new)) if new else whole


def tells_thing(opened: OpenForm, state: FormState) -> bool:
    """Does the message tell how the thing of the form is, or what is wanted for it, whatever else it may mean?"""
    return bool(with_told_thing(opened, state, ()))


def _stops(commands: Sequence[Command], text: str) -> bool:
    return has(commands, Stop) and not as_it_is(text)


def _wanted_for(state: FormState, text: str, commands: Sequence[Command]) -> str:
    """What is wanted for the thing; "" where it is not to be swapped."""
    told = next(iter(values_of(commands, "terms")), "")
    swaps = (told or state.slots.get("terms", "")) == "swap"
    return things.swapped_for(text) if swaps else ""


def _condition(state: FormState, text: str, item: str, *, sure: bool) -> str:
    """How the thing is, as a clause tells it that is about it or is to be written; "" for nothing.

    sure: the message is taken for no wish of its own.
    """
    name = thing_details.bare(item)
    about = _TO_WRITE.search(text) or name in text or (sure and state.asking not in _ASKED_ELSE)
    clauses = _CLAUSE.split(text) if about else []
    if not about and sure and state.asking == "terms":  # 「16寸八成新，换绿萝」
        clauses = [clause for clause in _CLAUSE.split(text) if thing_details.only_details(clause)]
    told = [_told(clause, name) for clause in clauses]
    return thing_details.BETWEEN.join(dict.fromkeys(filter(None, told)))


def _told(clause: str, name: str) -> str:
    bare = clause
    for _ in range(2):  # 「没写…的嘛」: an order on either side
        bare = _LEADS.sub("", _ORDER.sub("", bare)).removeprefix(name)
    if thing_details.only_details(bare):
        return thing_details.BETWEEN.join(thing_details.details(bare))
    return "" if place.whole(bare) else flaw(bare)


def _is_of(command: Command, wanted: str, told: str, item: str) -> bool:
    """Was the command read out of what is told of the thing alone?"""
    if isinstance(command, SetSlot):
        return _is_value_of(command, wanted, told, item)
    if isinstance(command, Ask | Start):
        return any(part in command.words for part in (wanted, *told.split(thing_details.BETWEEN)) if part)
    return isinstance(command, (*_TALK, Stop, WantsPerson))


def _is_value_of(command: SetSlot, wanted: str, told: str, item: str) -> bool:
    """Is the value a part of the thing, how it is, or what is wanted for it?"""
    value = command.value.split("（", maxsplit=1)[0]
    if command.slot == "item" and (value in item or value in told or (told and told in value)):
        return True
    return command.slot == CONDITION or (bool(wanted) and (value in wanted or wanted in value))
