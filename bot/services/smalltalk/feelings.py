"""Loneliness, grief and fear: first somebody who listens, then one thing that may do good, the help line where it is grave."""

import re

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings import listening
from bot.conversation.carry_out.readings.unasked import CALL_BACK
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.smalltalk.content import (
    ASKS_ON,
    BESIDE,
    FEELINGS,
    LISTENING,
    MOURNING,
    SMALL_TALK,
    STORY,
    ComfortOffer,
    SmallTalk,
)
from bot.services.smalltalk.service import service
from bot.services.smalltalk.variants import (
    any_said,
    comforting,
    fresh,
    heard,
    last_replies,
    pick,
    small_talk,
    taken_up,
)

_LONELY, _SAD = "lonely", "sad"
_WORDS_TO_SAY = re.compile(r"「([^」]+)」")
_ASKED = "？"
_LIGHT = frozenset({"tell-joke", "work-grumble", "films", "weekend-joy"})
"""What is told lightly: no grief is heard in it."""
_MOURNED = frozenset({"his-dishes", "anniversary", "day-of-death", "spouse", "parents"})
"""What is mentioned of who has died."""
_ASKS_WHY = frozenset({"low-mood", "festival"})
"""What asks for the reason of a low mood: who mourns has told it."""
_OF_CHILDREN = "child-far"  # who mourns and is alone is not asked after their children
_COMPANY = "company"
"""The one thing that is offered to who mourns and has not asked for company: no club."""
_ASKS_COMPANY = re.compile(r"[找叫请要](?:个|得)?人|没(?:有)?人|一个人|冷清|闷|说说话|讲讲话|去哪|有没有|陪")
LATELY = 3  # replies
STORY_FROM = 30  # characters: so much tells a story, of which no single word is what it is about
HELP_LINE = "12356"


@service.on_postback("social.lonely", "social.sad", "social.afraid")
async def comfort(turn: Turn) -> Reply:
    """A warm sentence and a question; help is suggested to who asks for it, goes on, or carries much."""
    if listening.wants_somebody(turn.message.text) and turn.parse.intent == "social.sad":
        return _somebody(turn)
    replies = last_replies(turn)
    goes_on = any(_feeling_told(turn, reply) for reply in replies)
    said = _comforting(turn, turn.parse.intent.removeprefix("social."), goes_on=goes_on)
    if not listening.has_nobody(turn.message.text) or turn.parse.intent != "social.sad":
        return Reply(said)
    line = "" if HELP_LINE in said else comforting(turn, turn.content.part(SMALL_TALK).heavy.say)
    return Reply(f"{said}{line}\n{turn.words.say('social.ring')}", _offered_call(turn))


def _somebody(turn: Turn) -> Reply:
    """Where somebody to talk to is found: the help line at once, and a person of the community who rings."""
    talk = turn.content.part(SMALL_TALK)
    wished, topic = listening.wished_of_somebody(turn.message.text), turn.session.topic
    topic.tell_matter("；".join(filter(None, (topic.matter, wished))), turn.session.turn)
    warm, line = comforting(turn, talk.wordings(LISTENING)), comforting(turn, talk.heavy.say)
    return Reply(f"{warm}{line}\n{turn.words.say('social.ring_asked')}", _offered_call(turn))


def _offered_call(turn: Turn) -> tuple[Choice, ...]:
    """The choice to be rung; a number that is told next is for that."""
    turn.session.topic.call_offered_turn = turn.session.turn + 1
    return (Choice(turn.words.say("social.ring_link"), Wish(CALL_BACK)),)


@service.on_postback("social.chat")
async def chat(turn: Turn) -> Reply:
    """A sentence that keeps the talk going; what follows on a feeling is still about it."""
    light = _light(turn)
    if light:
        turn.session.topic.feeling = ""
        return Reply(light)
    felt = _still_felt(turn)
    story = "" if felt else _of_story(turn)
    if story:
        return Reply(story)
    told = _feeling_in(heard(turn), turn.content.part(SMALL_TALK))
    turn.session.topic.feeling = felt or told
    feeling = turn.session.topic.feeling
    if feeling:
        return Reply(_comforting(turn, feeling, goes_on=bool(felt)))
    return Reply(small_talk(turn, STORY if _tells_story(turn) else "chat"))


def _tells_story(turn: Turn) -> bool:
    text = turn.message.text
    return len(text) >= STORY_FROM and not asks(text)


def _of_story(turn: Turn) -> str:
    """Interest in what a long tale is about, where no feeling of one's own stands in it; "" for any other message."""
    light = not (
        listening.weighs(turn.message.text) or turn.content.part(SMALL_TALK).heavy.is_in(heard(turn))
    )
    return taken_up(turn, STORY) if light and _tells_story(turn) else ""


def _light(turn: Turn) -> str:
    """A wording for what is told lightly, a joke or a film, also after a feeling; "" where nothing is, or it weighs."""
    talk, text = turn.content.part(SMALL_TALK), heard(turn)
    if talk.heavy.is_in(text):
        return ""
    light = (mention for mention in talk.mentions if mention.id in _LIGHT and mention.is_in(text))
    return next((pick(turn, mention.say) for mention in light), "")


@service.on_postback(listening.BESIDE)
async def beside(turn: Turn) -> Reply:
    """Half a sentence, and no question: what is to be done comes next."""
    talk = turn.content.part(SMALL_TALK)
    return Reply(taken_up(turn, BESIDE) or comforting(turn, talk.wordings(BESIDE)))


def _still_felt(turn: Turn) -> str:
    """The feeling that was told a moment ago; "" for none."""
    topic = turn.session.topic
    if topic.feeling and listening.in_window(turn):
        return topic.feeling
    newest = last_replies(turn)[:1]
    return _feeling_told(turn, newest[0]) if newest else ""


def _feeling_in(text: str, talk: SmallTalk) -> str:
    """The feeling that the text tells by what it mentions, or by how much it weighs; "" for none."""
    if talk.heavy.is_in(text):
        return _SAD
    mentioned = next((it.of[0] for it in talk.mentions if "chat" in it.of and it.is_in(text)), "")
    return mentioned if mentioned in FEELINGS else ""


def _comforting(turn: Turn, feeling: str, *, goes_on: bool) -> str:
    talk = turn.content.part(SMALL_TALK)
    mourns = _grieves(turn, talk)
    general = talk.wordings(MOURNING if mourns else LISTENING if goes_on else feeling)
    alone = frozenset({_OF_CHILDREN} if listening.is_alone(heard(turn)) else ())
    warm = taken_up(turn, feeling, without=_ASKS_WHY | alone if mourns else frozenset()) or comforting(
        turn, general
    )
    more = _help(turn, talk, feeling, goes_on=goes_on)
    return warm + (more or _small_question(turn, talk, warm, goes_on=goes_on))


def _small_question(turn: Turn, talk: SmallTalk, warm: str, *, goes_on: bool) -> str:
    """A small question that lets the talk go on, where nothing asks or offers anything yet; not twice running."""
    asked = any(_ASKED in reply for reply in last_replies(turn)[:1])
    return comforting(turn, talk.wordings(ASKS_ON)) if goes_on and _ASKED not in warm and not asked else ""


def _help(turn: Turn, talk: SmallTalk, feeling: str, *, goes_on: bool) -> str:
    """The help line, or one thing of the community; "" while listening is enough, and after something was suggested."""
    text = heard(turn)
    if talk.heavy.is_in(text):
        return comforting(turn, talk.heavy.say)
    suited = _suited(turn, talk, feeling)
    named = [offer.say for offer in suited if offer.is_in(text)]
    pressing = any_said(turn, [offer.say for offer in talk.offers], last_replies(turn)[:1])
    unasked = [offer.say for offer in suited if offer.unasked] if goes_on and not pressing else []
    offer = next((offer for offer in (*named, *unasked) if fresh(turn, (offer,))), "")
    _keep_offer(turn, offer)
    return offer


def _suited(turn: Turn, talk: SmallTalk, feeling: str) -> list[ComfortOffer]:
    """What may do good in this feeling; to who mourns and has not asked for company no club."""
    mourns = _grieves(turn, talk) and not _ASKS_COMPANY.search(heard(turn))
    return [offer for offer in talk.offers if feeling in offer.of and (not mourns or offer.id == _COMPANY)]


def _grieves(turn: Turn, talk: SmallTalk) -> bool:
    """Is somebody mourned, in this message or in what was answered lately? Then no club is offered unasked."""
    mourned = [mention for mention in talk.mentions if mention.id in _MOURNED]
    replies = last_replies(turn)[:LATELY]
    told = (heard(turn), *turn.session.topic.told_lately(turn.session.turn))
    return any(any(map(mention.is_in, told)) or any_said(turn, mention.say, replies) for mention in mourned)


def _keep_offer(turn: Turn, offer: str) -> None:
    """A plain yes to the offer is taken for the words that it asks for."""
    words, topic = _WORDS_TO_SAY.search(offer), turn.session.topic
    if words is not None:
        topic.offered, topic.offered_turn = words[1], turn.session.turn + 1


def _feeling_told(turn: Turn, reply: str) -> str:
    """The feeling that this reply of ours answered; "" for none."""
    talk = turn.content.part(SMALL_TALK)
    for feeling in FEELINGS:
        if any_said(turn, talk.wordings(feeling), (reply,)):
            return feeling
    for mention in talk.mentions:
        if mention.of[0] in FEELINGS and any_said(turn, mention.say, (reply,)):
            return mention.of[0]
    return _LONELY if any_said(turn, talk.wordings(LISTENING), (reply,)) else ""
