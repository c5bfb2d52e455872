"""Loneliness, grief and fear: first somebody who listens, then one thing that may do good, the help line where it is grave."""

from bot.common.message import Reply
from bot.conversation.turn import Turn
from bot.services.smalltalk.content import FEELINGS, LISTENING, SMALL_TALK, SmallTalk
from bot.services.smalltalk.service import service
from bot.services.smalltalk.variants import any_said, fresh, heard, last_replies, pick, small_talk, taken_up


@service.on_postback("social.lonely", "social.sad", "social.afraid")
async def comfort(turn: Turn) -> Reply:
    """A warm sentence and a question; help is suggested to who asks for it, goes on, or carries much."""
    replies = last_replies(turn)
    goes_on = any(_feeling_told(turn, reply) for reply in replies)
    return Reply(_comforting(turn, turn.parse.intent.removeprefix("social."), goes_on=goes_on))


@service.on_postback("social.chat")
async def chat(turn: Turn) -> Reply:
    """A sentence that keeps the talk going; what follows on a feeling is still about it."""
    newest = last_replies(turn)[:1]
    feeling = _feeling_told(turn, newest[0]) if newest else ""
    return Reply(_comforting(turn, feeling, goes_on=True) if feeling else small_talk(turn, "chat"))


def _comforting(turn: Turn, feeling: str, *, goes_on: bool) -> str:
    talk = turn.content.part(SMALL_TALK)
    general = talk.wordings(LISTENING if goes_on else feeling)
    warm = taken_up(turn, feeling) or pick(turn, general)
    return warm + _help(turn, talk, feeling, goes_on=goes_on)


def _help(turn: Turn, talk: SmallTalk, feeling: str, *, goes_on: bool) -> str:
    """The help line, or one thing of the community; "" while listening is enough, and after something was suggested."""
    text = heard(turn)
    if talk.heavy.is_in(text):
        return pick(turn, talk.heavy.say)
    suited = [offer for offer in talk.offers if feeling in offer.of]
    named = [offer.say for offer in suited if offer.is_in(text)]
    pressing = any_said(turn, [offer.say for offer in talk.offers], last_replies(turn)[:1])
    unasked = [offer.say for offer in suited if offer.unasked] if goes_on and not pressing else []
    return next((offer for offer in (*named, *unasked) if fresh(turn, (offer,))), "")


def _feeling_told(turn: Turn, reply: str) -> str:
    """The feeling that this reply of ours answered; "" for none."""
    talk = turn.content.part(SMALL_TALK)
    for feeling in FEELINGS:
        if any_said(turn, talk.wordings(feeling), (reply,)):
            return feeling
    for mention in talk.mentions:
        if mention.of[0] in FEELINGS and any_said(turn, mention.say, (reply,)):
            return mention.of[0]
    return FEELINGS[0] if any_said(turn, talk.wordings(LISTENING), (reply,)) else ""
