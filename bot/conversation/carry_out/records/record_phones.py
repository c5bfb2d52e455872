"""A resident has a new phone: wherever the old one stands, the change is offered at once."""

from collections.abc import Sequence

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings.record_choices import KEEP, PHONE
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import OwnRecord, Turn

SAYS: dict[str, frozenset[str]] = {
    "record.phone_elsewhere": frozenset({"titles"}),
    "record.phone_yes": frozenset(),
    "record.phone_no": frozenset(),
    "record.phone_changed": frozenset({"titles"}),
    "record.phone_left": frozenset({"titles"}),
    "record.phone_nowhere": frozenset(),
}


async def offer_phone_elsewhere(turn: Turn, before: OwnRecord, reply: Reply) -> Reply:
    """The reply to a changed phone, with the offer to change it in the other records that have the old one."""
    own = await turn.own_records()
    after = next((record for record in own if (record.kind, record.ref) == (before.kind, before.ref)), None)
    if after is None or after.phone in ("", before.phone):
        return reply
    others = _with_phone(turn, own, before.phone)
    if not others:
        return reply
    text = turn.words.say("record.phone_elsewhere", titles=_titles(others))
    phones = (("was", before.phone), ("phone", after.phone))
    choices = (
        Choice(turn.words.say("record.phone_yes"), Wish(PHONE, phones, confirmed=True)),
        Choice(turn.words.say("record.phone_no"), Wish(KEEP)),
    )
    return Reply(f"{reply.text}\n{text}", choices)


async def change_phone(turn: Turn, was: str, phone: str) -> Reply:
    """Change the phone in every record of the resident that has the old one; the reply says where it could not be."""
    others = _with_phone(turn, await turn.own_records(), was)
    if not was or not others:
        return turn.say("record.phone_nowhere")
    replies: dict[tuple[str, str], Reply] = {}
    for record in others:
        function = next(
            service.record_functions[record.kind, RecordAction.CHANGE]
            for service in turn.services
            if (record.kind, RecordAction.CHANGE) in service.record_functions
        )
        command = Record(RecordAction.CHANGE, record.kind, record.ref, "phone", phone)
        replies[record.kind, record.ref] = await function.carry_out(turn, command)
    left = _with_phone(turn, await turn.own_records(), was)
    still = {(record.kind, record.ref) for record in left}
    done = [record for record in others if (record.kind, record.ref) not in still]
    lines = [turn.words.say("record.phone_changed", titles=_titles(done))] if done else []
    if not left:
        return Reply("\n".join(lines))
    why = replies[left[0].kind, left[0].ref]
    lines += [turn.words.say("record.phone_left", titles=_titles(left)), why.text]
    return Reply("\n".join(lines), why.choices)


def _with_phone(turn: Turn, own: Sequence[OwnRecord], phone: str) -> list[OwnRecord]:
    """The records with this phone that can be changed."""
    changeable = {
        kind
        for service in turn.services
        for kind, action in service.record_functions
        if action is RecordAction.CHANGE
    }
    return [record for record in own if phone and record.phone == phone and record.kind in changeable]


def _titles(records: Sequence[OwnRecord]) -> str:
    return "、".join(record.title for record in records)
