"""What a new value makes of the value that the form holds already: a correction of it, an addition, or another in its place."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.carry_out.open_form.form_progress import FormProgress
from bot.conversation.commands import Command, Dispute, Exclude, SetSlot
from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.corrections import matter_told_again
from bot.conversation.interpret.session_state import form_slot
from bot.conversation.interpret.values import joined_times, times
from bot.conversation.interpret.values.closed_values import TYPED
from bot.conversation.interpret.values.item_details import CONDITION, PRICE, as_said, with_detail
from bot.understanding.dialog_state import DialogState
from bot.understanding.slots import thing_details

IN_OWN_WORDS = frozenset({"need", "detail"})
_ADDS = re.compile(
    r"还有|加上|加一|再加|添|另外|也要|也行|也可以|也能|也会|也有|也修|也有空|也得空|也方便|两样|两个都|都要|都有空|不止|一起|以及"
)
_CHANGES = re.compile(r"(?<!不是)(?:改成|换成|不要|只要|取消|改为)")
_FLAW = re.compile(
    r"不灵|不好使|坏|破|缺|断|松|裂|掉漆|划|旧|毛病|不太|有点|少[了个]|没有?(?:盖|线|充电|说明)"
)
_STOPS = " ，,。！!；;"
_TELL = frozenset({"detail", "need", "item", "skill", "subject"})
_AN_AMOUNT = re.compile(r"[\d一二三四五六七八九十两]+[个件套只条张把台箱位人]")
_SWAPS = re.compile(
    r"(?:不是|弗是|勿是)(?P<old>[\u4e00-\u9fff]{2,8}?)[，,。 ]*(?:而)?是(?:那个|那|这个)?(?P<new>[\u4e00-\u9fff]{2,12})"
)
_TO_ADD = re.compile(r"(?:加一句|加上一句|写上|注明|写明|备注|说明一下|标一下)[：:，, ]?(?P<detail>.{2,20})$")
_REMARK = re.compile(r"（(?!除了)[^（）]*）$")
PARTS = re.compile(r"[、,\s和跟]+")
_TIMES = frozenset({"free", "time", "when"})
_SEVERAL = {
    "hazards": ",",
    **dict.fromkeys(("free", "time", "when", "skill", "item", "interest", "skills", "need"), "、"),
}
"""Slots that can hold several values, and what stands between them."""


def as_detail(progress: FormProgress, command: SetSlot) -> SetSlot:
    """A price or a condition that the form has no slot for belongs beside the thing."""
    spec, item = progress.opened.spec, progress.state.slots.get("item", "")
    if command.slot not in (PRICE, CONDITION) or spec.slot(command.slot) is not None or not item:
        return command
    told = as_said(command.words, command.value) if command.slot == CONDITION else command.value
    return SetSlot("item", with_detail(item, command.slot, told), words="")


def whole_things(commands: Sequence[Command]) -> list[Command]:
    """「书桌 一米四 白色」, read as a thing and how it is: one value, of which is told once."""
    whole: list[Command] = []
    for command in commands:
        before = whole[-1] if whole else None
        if isinstance(command, SetSlot) and isinstance(before, SetSlot) and _is_of_the_thing(command, before):
            whole[-1] = replace(
                before, value=with_detail(before.value, command.slot, command.value), words=""
            )
        else:
            whole.append(command)
    return whole


def _is_of_the_thing(command: SetSlot, thing: SetSlot) -> bool:
    return command.slot in (PRICE, CONDITION) and thing.slot == "item" and command.person == thing.person


def of_its_slot(progress: FormProgress, command: SetSlot) -> SetSlot:
    """「不是扭腰器，是压腿架」 puts right what holds the wrong word, whichever slot it was taken for."""
    swap = _SWAPS.search(progress.opened.turn.message.text)
    if swap is None or _AN_AMOUNT.match(swap["new"]):
        return command
    for name, value in progress.state.slots.items():
        if swap["old"] in value and name != form_slot(command.slot) and name in _TELL:
            return SetSlot(name, value.replace(swap["old"], swap["new"]), words="")
    return command


def put_right(progress: FormProgress, command: Dispute | Exclude) -> Dispute | Exclude | SetSlot:
    """「时间写错了，只有寒假」: the time that is right stands beside what is wrong; 「匿名，不要讲我」 says which is meant."""
    if isinstance(command, Exclude):
        said = (
            TYPED[command.slot](Piece.of(command.words), DialogState()) if command.slot == "anonymous" else []
        )
        return SetSlot(command.slot, said[0], words=command.words) if said else command
    text, item = progress.opened.turn.message.text, progress.state.slots.get("item", "")
    of_thing = item and command.slot in ("", "item", PRICE, CONDITION)
    if of_thing and (detail := _TO_ADD.search(text)) is not None:
        return SetSlot("item", with_detail(item, CONDITION, detail["detail"]), words="")
    name, meant = form_slot(command.slot), times.free(text)
    known = progress.state.slots.get(name, "")
    return SetSlot(name, meant, words=meant) if name in _TIMES and meant and meant != known else command


def adds(text: str) -> bool:
    """Does the text add something to what stands there already: 「还有…也要」?"""
    return _ADDS.search(text) is not None


def beside_known(progress: FormProgress, name: str, command: SetSlot) -> str:
    """The value, with what the slot holds already where the message adds to it: 「还有礼拜三下午」「加上火灾」."""
    known, text = progress.state.slots.get(name, ""), progress.opened.turn.message.text
    changes = _CHANGES.search(text) is not None
    added = name in progress.filled or (adds(text) and not changes)
    if name in _TIMES:
        return _as_time(known, command.value, adds=added)
    if name == "item" and known and not changes and (thing := _as_thing(known, command)):
        return thing
    if name == "detail" and known:
        return matter_told_again.beside(known, command.value, text)
    return _added(name, known, command.value) if known and added else command.value


def _as_thing(known: str, command: SetSlot) -> str:
    """The known thing with what is told of it now, or others beside it; "" where another is told."""
    if several := _with_others(command.value, known):
        return several
    if _same_thing(command.value, known):
        return command.value
    if thing_details.bare(known) == command.value:
        return known
    if not _FLAW.search(command.words):
        return ""
    return known if command.words in known else f"{known}（{command.words.strip(_STOPS)}）"


def _with_others(value: str, known: str) -> str:
    """「旧电视、电饭煲」 where 「电视（32寸）」 is known: both, with what is known of the first; "" where it is none of them."""
    things, bare = value.split("、"), thing_details.bare(known)
    if things[1:] and thing_details.bare(value) == bare:
        return value
    if not things[1:] or not any(bare in thing for thing in things):
        return ""
    return "、".join(thing.replace(bare, known) for thing in things)


def _same_thing(value: str, known: str) -> bool:
    """Is it the known thing with another remark beside it?"""
    head, remark, _ = value.partition("（")
    return bool(remark) and head == known.partition("（")[0] and "、" not in known


def _as_time(known: str, value: str, *, adds: bool) -> str:
    """The time in standard words, where it says no more than a time; after the one that was known, and before its remark."""
    told = times.alone(value) or value
    remark = _REMARK.search(known)
    stays = remark[0] if remark and remark[0] not in told else ""
    bare = known.removesuffix(stays) if stays else known
    return f"{joined_times.refined(bare, told, adds=adds)}{stays}" if bare else told


def _added(name: str, known: str, value: str) -> str:
    if name not in _SEVERAL:
        return value
    more = matter_told_again.with_more(known, value) if name in IN_OWN_WORDS else ""
    new = [part for part in PARTS.split(value) if part and part not in known]
    return more or _SEVERAL[name].join([known, *new])
