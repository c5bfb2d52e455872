"""What is said to the bot about itself: wait, you misunderstood, what are you."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings import listening
from bot.conversation.commands import SocialKind
from bot.conversation.turn import Turn
from bot.services.smalltalk.content import COMPLAIN_AGAIN, SMALL_TALK
from bot.services.smalltalk.service import service
from bot.services.smalltalk.variants import any_said, last_replies, pick, small_talk

_PERSON = "dialog.human"


@service.on_postback("dialog.hold")
async def hold(turn: Turn) -> Reply:
    """Wait, and say nothing else."""
    return Reply(small_talk(turn, "hold"))


@service.on_postback("dialog.hesitate")
async def hesitate(turn: Turn) -> Reply:
    """Leave them time; what was offered stays offered."""
    return Reply(small_talk(turn, "hesitate"), tuple(turn.session.choices))


@service.on_postback("dialog.complain")
async def complain(turn: Turn) -> Reply:
    """Own up to it and listen again; at the second complaint in a row, offer a person."""
    if not _complained_before(turn):
        return Reply(small_talk(turn, "complain"))
    title = turn.content.intents[_PERSON].title
    text = pick(turn, turn.content.part(SMALL_TALK).wordings(COMPLAIN_AGAIN))
    return Reply(text, (Choice(title, Wish(_PERSON)),))


@service.on_postback("meta.bot")
async def what_am_i(turn: Turn) -> Reply:
    """The truth about the programme, in two sentences; who wants to talk is listened to."""
    if listening.asks_for_company(turn.message.text):
        listening.note(turn, SocialKind.LONELY)
    return Reply(small_talk(turn, "bot"))


def _complained_before(turn: Turn) -> bool:
    talk, newest = turn.content.part(SMALL_TALK), last_replies(turn)[:1]
    apologies = [wording for kind in ("complain", COMPLAIN_AGAIN) for wording in talk.wordings(kind)]
    apologies += [wording for mention in talk.mentions if "complain" in mention.of for wording in mention.say]
    return any_said(turn, apologies, newest)
