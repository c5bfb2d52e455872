"""Messages that are no words: pictures, places, and the event of following the account."""

from dataclasses import replace

from bot.common.message import Kind, Message, Reply
from bot.content.shared.account_menu import ACCOUNT_MENU
from bot.content.shared.community import COMMUNITY
from bot.content.snapshot import Content
from bot.conversation.turn import Turn

MEDIA = {
    Kind.VOICE: "media.voice",
    Kind.IMAGE: "media.image",
    Kind.VIDEO: "media.video",
    Kind.LOCATION: "media.location",
    Kind.LINK: "media.link",
}
SAYS: dict[str, frozenset[str]] = {
    **dict.fromkeys(MEDIA.values(), frozenset()),
    "event.subscribe": frozenset({"bot", "community"}),
    "event.unknown_key": frozenset(),
    "greeting.sample": frozenset(),
}


_GREETED = frozenset({Kind.SUBSCRIBE, Kind.SCAN})


def account_event(turn: Turn) -> Reply | None:
    """The reply to who follows the account, or presses a key that means nothing any more; None for a message."""
    if turn.message.kind in _GREETED:
        return greeting(turn)
    if turn.postback is None and is_unknown_key(turn.message, turn.content):
        return turn.say("event.unknown_key", choices=tuple(turn.session.choices) or turn.menu())
    return None


def greeting(turn: Turn) -> Reply:
    """What somebody reads who follows the account."""
    community = turn.content.part(COMMUNITY)
    return with_sample_note(
        turn,
        turn.say("event.subscribe", bot=community.bot_name, community=community.name, choices=turn.menu()),
    )


def with_sample_note(turn: Turn, reply: Reply) -> Reply:
    """The first greeting of a demonstration says that times and places are examples; nothing else does."""
    if not turn.content.part(COMMUNITY).sample:
        return reply
    return replace(reply, text=f"{reply.text}\n{turn.words.say('greeting.sample')}")


def is_unknown_key(message: Message, content: Content) -> bool:
    """A button of a menu that is no longer ours, as phones show it for a while: its key is not what somebody says."""
    return message.kind is Kind.CLICK and not content.part(ACCOUNT_MENU).has_key(message.text)


def is_media(message: Message) -> bool:
    """Something other than words; a voice message is words where it was recognised."""
    return message.kind in MEDIA and not (message.kind is Kind.VOICE and message.text)
