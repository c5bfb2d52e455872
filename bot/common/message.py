"""Messages from residents and replies to them, the same for every channel."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.common.postback import FillSlot, Postback, intent_of
from bot.common.readable import readable

KEPT_LIMIT = 2000  # characters of a message that are kept for people


class Channel(StrEnum):
    """Where a message came from."""

    WECHAT = "wechat"
    WEB = "web"
    TERMINAL = "terminal"


class Kind(StrEnum):
    """The type of a message; OTHER for every unknown one. account_closed: the resident has left WeChat for good."""

    TEXT = "text"
    VOICE = "voice"
    IMAGE = "image"
    VIDEO = "video"
    LOCATION = "location"
    LINK = "link"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    SCAN = "scan"
    CLICK = "click"
    VIEW = "view"
    ACCOUNT_CLOSED = "account_closed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Address:
    """Who a resident is on a channel; stored as "channel:id", such as "wechat:oABC"."""

    channel: Channel
    id: str

    @classmethod
    def parse(cls, text: str) -> "Address":
        """The address as it is stored; ValueError for anything else."""
        channel, _, identity = text.partition(":")
        if not identity or channel not in set(Channel):
            raise ValueError("not an address of the form channel:id")
        return cls(Channel(channel), identity)

    def __str__(self) -> str:
        return f"{self.channel}:{self.id}"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a resident.

    id: unique over all channels; the same when the channel delivers the message again.
    user: who, unique over all channels: an `Address` in its stored form.
    text: what was said: the text, a voice message's recognition, a menu key; may be empty. Whatever the channel
    passes in is cut to what is read (`readable`), so that no reader ever sees more.
    picture: the address of a picture at the channel (stored as text, never fetched).
    limit: the most UTF-8 bytes that one reply may hold; 0 means no limit.
    full_text: the text as it came, at most KEPT_LIMIT characters: for people to see, never for a reader.
    source: a keyed digest of the network address that it came from, "" where a channel does not know it.
    over_limit: its address has sent too much: it is answered only if it is an emergency.
    """

    id: str
    user: str
    channel: Channel
    kind: Kind = Kind.TEXT
    text: str = ""
    limit: int = 0
    picture: str = ""
    full_text: str = ""
    source: str = ""
    over_limit: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "full_text", (self.full_text or self.text).strip()[:KEPT_LIMIT])
        object.__setattr__(self, "text", readable(self.text))

    def saying(self, text: str) -> "Message":
        """The same message with this text, for readers and for people."""
        return replace(self, text=text, full_text=text)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something offered that can be taken by number, by its words or by a chip.

    label: what the resident reads.
    postback: what taking it means.
    more: it leads to others of what was listed; 「还有别的吗」 takes it.
    detail: what a card shows under the label, where the channel has cards.
    means: other words that stand for an option of a form; never shown, and not stored.
    """

    label: str
    postback: Postback | None = None
    more: bool = False
    detail: str = ""
    means: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """The value that it fills into a form's slot; "" for a choice that means something else."""
        return self.postback.value if isinstance(self.postback, FillSlot) else ""

    @property
    def intent(self) -> str:
        """The intent that taking it stands for; "" for none."""
        return intent_of(self.postback)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: a text, and the choices that go with it (numbered in plain text, chips on the page).

    look: the list that this is a part of ("courses", "events"), for a channel that has pages to look at.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    urgent: bool = False
    look: str = ""
