"""「不要发了，把我电话也删掉」: what is still stored is named beside the answer to the rest, and can be erased by a choice."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.turn import Turn
from bot.understanding.questions.kept_questions import wishes_erasure

SAYS: dict[str, frozenset[str]] = {"record.erase_too": frozenset(), "record.erase_link": frozenset()}
_ERASE, _PRIVACY = "privacy.erase", "privacy."


async def beside(turn: Turn, reply: Reply) -> Reply:
    """The reply with the offer to erase; as it is where nothing is stored, a form is open, or it is about that already."""
    if turn.session.form is not None or turn.outcome.erased or not wishes_erasure(turn.message.text):
        return reply
    if any(choice.intent.startswith(_PRIVACY) for choice in reply.choices) or not await turn.stored_records():
        return reply
    offer = Choice(turn.words.say("record.erase_link"), Wish(_ERASE))
    text = f"{reply.text}\n\n{turn.words.say('record.erase_too')}"
    asked = confirmation(reply.choices) is not None  # 「要…吗？」 is answered by its own choices alone
    return replace(reply, text=text, choices=reply.choices if asked else (*reply.choices, offer))
