"""What a message says once it is set right as a listener does: its slips, its asides, and an age told as a difference."""

from bot.common.message import Kind
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.forms.common_slots import SELF
from bot.conversation.interpret.clauses.said_aside import without_asides
from bot.conversation.interpret.corrections.self_repair import repaired
from bot.conversation.interpret.values import years_apart
from bot.conversation.turn import Turn

_SPOKEN = frozenset({Kind.TEXT, Kind.VOICE})
_YEARS = "age"


async def set_right(turn: Turn) -> str:
    """The words of the message as they were meant; as they are where a danger is told, or a choice taken."""
    text, parse = turn.message.text, turn.parse
    in_danger = parse.emergency or parse.possible or turn.session.crisis is not None
    if in_danger or turn.postback is not None or turn.message.kind not in _SPOKEN:
        return text
    meant = without_asides(text)
    if repaired(meant) != meant:
        meant = repaired(meant, await _held(turn))
    if not years_apart.tells(meant):
        return meant
    return years_apart.reckoned(meant, await _own_years(turn)) or text


async def _held(turn: Turn) -> list[str]:
    """The values of the open form, and of all that is on record."""
    form = turn.session.form
    told = [part.value for record in await turn.own_records() for part in record.told]
    return [*(form.slots.values() if form is not None else ()), *filter(None, told)]


async def _own_years(turn: Turn) -> int | None:
    """How old the resident is, by the open form or by what is on record for them; None where that is not known."""
    form = turn.session.form
    if form is not None and form.slots.get("for_whom", SELF) == SELF and form.slots.get(_YEARS):
        return int(form.slots[_YEARS])
    own = [record for record in await turn.own_records() if record_reference.is_for_oneself(record)]
    told = {record_reference.value_of(record, _YEARS) for record in own} - {""}
    years = told.pop() if len(told) == 1 else ""
    return int(years) if years.isdecimal() else None
