"""What is nobody's of the community and has a plain answer: a train ticket, a riddle, where to eat, snoring."""

from collections.abc import Sequence

from bot.common.message import Reply
from bot.content.shared.not_ours import NOT_OURS, NotOurs
from bot.conversation.carry_out.answers import written
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE

LONGEST = 40  # characters: a longer message tells a story, and asks no such small thing
_NEVER = ("feedback.", "disaster.", "exchange.", "recycling.", "jobs.", "talent.")

_STOPS_TIPS = "disaster.unsubscribe"
"""What 「降压药能不能停掉」 is taken for."""


def told(turn: Turn) -> Reply | None:
    """The sentence for it; None where the message is anything of ours, or a form is open."""
    session = turn.session
    matter = meant(turn)
    if matter is None:
        return None
    session.misses = 0
    session.topic.speak_of("", "", "", session.turn)  # what is asked next is not about what was told before
    return Reply(matter.say)


def meant(turn: Turn) -> NotOurs | None:
    """The matter that the message is about, where nothing written answers it by its words."""
    session, text, intent = turn.session, turn.message.text, turn.parse.intent
    busy = turn.postback is not None or session.form is not None or session.crisis is not None
    if busy or len(text) > LONGEST:
        return None
    matter = _named(turn.content.part(NOT_OURS).matters, text, intent)
    return matter if matter is not None and written.by_sure_words(turn) is None else None


def _named(matters: Sequence[NotOurs], text: str, intent: str) -> NotOurs | None:
    for matter in matters:
        if intent == OUT_OF_SCOPE and matter.is_in(text):
            return matter
        ours = intent.startswith(_NEVER) and intent != _STOPS_TIPS
        if not ours and matter.is_sure(text):
            return matter
    return None
