"""Hears what a message in danger says beside it: that there was none, how it is prevented, something else that is wanted."""

from bot.common.message import Reply
from bot.conversation.crisis_state import ASIDE, Crisis
from bot.conversation.turn import Turn
from bot.services.disaster import denied_harm
from bot.services.disaster.alarm_raising import note_denial
from bot.services.disaster.in_danger import denied_despair, prevention, wishes_after
from bot.understanding.danger_signs.danger import DESPAIR


async def heard(turn: Turn, crisis: Crisis) -> tuple[bool, Reply | None]:
    """Was it a denied despair or a question of prevention; and the answer, None where a wish is left to be answered."""
    denial = denied_despair.read(turn) if crisis.card in DESPAIR else None
    if denial is not None and denied_despair.ends(turn, crisis, denial):
        await note_denial(turn, crisis)
        return True, denied_despair.ended(turn, denial)
    if await denied_harm.heard(turn, crisis):
        return True, None
    later = prevention.answer(turn, crisis)
    return later is not None or bool(turn.outcome.wish_behind), later


def has_wish(turn: Turn, crisis: Crisis) -> bool:
    """Is something else wanted once the danger is told to be past, or the number to be rung? Then that is what is left."""
    if turn.postback is not None:
        return False
    if wishes_after.note(turn, crisis):
        turn.session.out_of_danger()
        return True
    wanted = wishes_after.behind_call(turn, crisis) or wishes_after.asked_besides(turn, crisis)
    if wanted:
        crisis.note(turn.message.text)
        turn.outcome.wish_behind = wanted
        put_aside(turn, crisis)
    return bool(wanted)


def put_aside(turn: Turn, crisis: Crisis) -> None:
    """Something else is said beyond doubt: it is answered, below a line that leads back to the danger."""
    if crisis.eased:
        turn.session.out_of_danger()
        return
    turn.session.crisis, turn.session.topic.danger = Crisis(crisis.card, asked=True, told=[ASIDE]), ""
    turn.outcome.danger_put_aside = True
