"""Answers who asks whether to do what mostly kills, where nothing is written for it: 「先别…」 and never a yes."""

import re

from bot.common.message import Reply
from bot.content.shared.danger_answers import DangerAnswer
from bot.content.shared.emergency_cards import DANGER_NEXT
from bot.conversation.crisis_state import Crisis
from bot.conversation.say.wording import fill
from bot.conversation.turn import Turn
from bot.services.disaster import after_card
from bot.services.disaster.cards import advice_of

_MAY_I = re.compile(
    r"来得及|赶得上|(?P<a>[能行好要可成中会敢用])[不勿弗](?P=a)|可不可以|要得不|要勿要|(?:行|好|能|要|成|得|可以|对|中|要紧|来事|使得)(?:不|伐|吗|么|嘛|哇|否)"
    r"|(?:能|可以|可不可|要|敢|该|应该)[^，,。\s]{1,14}(?:吗|么|伐|不|哇|[?？])|还是|行[?？]|好[?？]"
)
_A_YES = re.compile(r"^(?:好|行|可以|能|对|嗯|要)")


def warned(turn: Turn, crisis: Crisis, written: DangerAnswer | None) -> Reply | None:
    """The warning; None where no such act is asked about, help is here, or what is written says no yes. It goes on below."""
    text = turn.message.text
    if crisis.eased or turn.postback is not None or not _MAY_I.search(text):
        return None
    acts = turn.content.part(DANGER_NEXT).acts
    say = next((act.say for act in acts if crisis.card in act.cards and act.is_named(text)), "")
    known = after_card.text_of(crisis, written) if written is not None else ""
    if not say or (known and (_A_YES.match(say) or not _A_YES.match(known))):
        return None
    said = fill(say, call=advice_of(turn, crisis.card).call)
    return Reply(f"{said}\n{turn.words.say('danger.now', keep=after_card.keep(turn, crisis))}", urgent=True)
