"""What the choices under a question about a record mean, whichever service keeps it."""

from bot.common.message import Reply
from bot.conversation.carry_out.readings.record_choices import KEEP, PHONE, RECORD, chosen_command
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.carry_out.records.record_phones import change_phone
from bot.conversation.turn import Turn
from bot.services.privacy.service import service


@service.on_postback(RECORD)
async def carry_out(turn: Turn) -> Reply:
    """Carry out the command that was chosen."""
    return await carry_out_record(turn, chosen_command(turn))


@service.on_postback(KEEP)
async def keep(turn: Turn) -> Reply:
    """The record stays as it is."""
    return turn.say("record.kept")


@service.on_postback(PHONE)
async def change_phone_everywhere(turn: Turn) -> Reply:
    """The new phone goes into the other records that have the old one."""
    return await change_phone(turn, turn.slot("was"), turn.slot("phone"))
