"""The name or the phone that the resident has given before in this conversation, where a message points back to it."""

import re
from collections.abc import Sequence

from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.commands import Command, Complain, Dispute, Hold, Nothing, SetSlot, Social
from bot.conversation.session import LAST_PHONE

_OF_PHONE = re.compile(r"电话|号|手机")
_AS_BEFORE = re.compile(
    r"一样|刚才|刚刚|同一个|还是(?:那个|我)|(?:写|用|填|留|打)我(?:的|这个|那个|个)|我的(?:那个)?(?:号|电话|手机)|就是我|找我(?:就|本人|自己|好|吧|$|[\s，,。])"
)


def as_before(opened: OpenForm, commands: Sequence[Command]) -> Sequence[Command]:
    """「电话也写我的」, 「跟刚才一样」: the name or phone that the resident has given before in this conversation."""
    if not _AS_BEFORE.search(opened.turn.message.text):
        return commands
    said = {
        command.slot
        for command in commands
        if isinstance(command, SetSlot) and command.value != command.words
    }
    values = [value for value in _given_before(opened) if value.slot not in said]
    if not values:
        return commands
    kept = [
        command
        for command in commands
        if not isinstance(command, Dispute | Complain | Nothing | Hold | Social)
    ]
    return [*kept, *values]


def _given_before(opened: OpenForm) -> list[SetSlot]:
    state, known = opened.turn.session.form, opened.turn.session.known
    asking = state.asking if state else ""
    about_phone = asking == "phone" or bool(_OF_PHONE.search(opened.turn.message.text))
    wanted = ["phone"] * about_phone + ["name"] * (asking == "name")
    given = {"phone": known.get(LAST_PHONE, ""), **known}
    return [
        SetSlot(slot, given[slot], words=given[slot])
        for slot in wanted
        if given.get(slot) and opened.spec.slot(slot) is not None
    ]
