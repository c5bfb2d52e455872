"""A resident's session: plain data, versioned, one key in Redis."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import asdict

from bot.common.message import Choice, Reply
from bot.conversation.stored_choices import (
    StoredChoice,
    StoredReply,
    choices_of,
    replies_of,
    stored_choices,
    stored_replies,
)

VERSION = 1
CONVERSATION = timedelta(minutes=30)
DRAFT = timedelta(hours=24)
ELDER = timedelta(hours=72)  # who has asked for 大字 is not hurried: the conversation itself stands so long
REMEMBERED = 3


@dataclass(slots=True)
class FormState:
    """A form in progress: what is filled, what is being asked ("" before the first question, "confirm" at the end)."""

    form: str
    slots: dict[str, str] = field(default_factory=dict)
    asking: str = ""
    attempts: int = 0
    told_why: bool = False
    skipped: list[str] = field(default_factory=list)


class Topic(Struct, omit_defaults=True):
    """What the conversation is about, so that 「那多少钱」 and 「第二个」 are understood.

    shown: the courses listed last, of this kind; intent: the wish answered last; asked: the question about a
    course in the resident's words, for 「那家政呢」.
    """

    course: str = ""
    hazard: str = ""
    shown: list[str] = msgspec.field(default_factory=list)
    kind: str = ""
    intent: str = ""
    asked: str = ""


class Answered(Struct, omit_defaults=True):
    """A message that has had its answer, kept as it was written: a retry gets the same one, others never read it."""

    message_id: str
    replies: Raw

    def said(self) -> list[Reply]:
        """The replies."""
        return read_replies(self.replies)


class SessionData(Struct, omit_defaults=True):
    """What is stored of a session as it is.

    turn: how many turns there were; writes: how many of them wrote records (None: not known any more,
    because the session was lost; the records know). draft: a form left half done, and whether
    it was offered again; rest: what 更多 continues; handoff: the hand-off that is going on, or 0; unclear: the
    message that was asked back, masked, until it is settled; said: the one that was answered last, masked.
    elder: 大字.
    """

    user: str
    version: int = VERSION
    turn: int = 0
    writes: int | None = None
    seen_at: datetime | None = None
    form: FormState | None = None
    draft: FormState | None = None
    offered: bool = False
    topic: Topic = msgspec.field(default_factory=Topic)
    rest: str = ""
    misses: int = 0
    handoff: int = 0
    elder: bool = False
    unclear: str = ""
    said: str = ""
    answered: list[Answered] = msgspec.field(default_factory=list)


class Session(SessionData, omit_defaults=True):
    """What is kept between two turns of one resident.

    choices: what can be taken by number or by words; later: the choices that come with the rest;
    parked: replies that could not be delivered when they were ready.
    """

    choices: list[Choice] = msgspec.field(default_factory=list)
    later: list[Choice] = msgspec.field(default_factory=list)
    parked: list[Reply] = msgspec.field(default_factory=list)

    @property
    def kept(self) -> timedelta:
        """How long it is kept after its last turn."""
        return ELDER if self.elder else DRAFT

    def forget(self) -> None:
        """Let go of all that was said, keeping only what the next turn needs to be right."""
        self.form, self.draft, self.topic = None, None, Topic()
        self.choices, self.answered, self.parked, self.later = [], [], [], []
        self.rest = self.unclear = self.said = ""

    def answer_to(self, message_id: str) -> list[Reply] | None:
        """The replies that this message had, if it is among the last few."""
        return next((seen.said() for seen in self.answered if seen.message_id == message_id), None)

    def remember(self, message_id: str, replies: list[Reply]) -> None:
        """Keep the answer for a retry."""
        self.answered = [*self.answered, Answered(message_id, Raw(write_replies(replies)))][-REMEMBERED:]


class _StoredSession(SessionData, omit_defaults=True):
    """A session as it is stored: its choices and replies in their stored form."""

    choices: list[StoredChoice] = msgspec.field(default_factory=list)
    later: list[StoredChoice] = msgspec.field(default_factory=list)
    parked: list[StoredReply] = msgspec.field(default_factory=list)


_ENCODER = msgspec.json.Encoder()
_SESSION = msgspec.json.Decoder(_StoredSession)
_REPLIES = msgspec.json.Decoder(list[StoredReply])


def dumps(session: Session) -> bytes:
    """The session as JSON."""
    fields = asdict(session)
    fields["choices"] = stored_choices(session.choices)
    fields["later"] = stored_choices(session.later)
    fields["parked"] = stored_replies(session.parked)
    return _ENCODER.encode(_StoredSession(**fields))


def loads(raw: bytes) -> Session | None:
    """The session, or None when it is of another version or broken: then a conversation starts afresh."""
    try:
        stored = _SESSION.decode(raw)
        if stored.version != VERSION:
            return None
        fields = asdict(stored)
        fields["choices"] = choices_of(stored.choices)
        fields["later"] = choices_of(stored.later)
        fields["parked"] = replies_of(stored.parked)
    except (msgspec.MsgspecError, ValueError):  # ValueError: no UTF-8, or no number where one belongs
        return None
    return Session(**fields)


def write_replies(replies: Sequence[Reply]) -> bytes:
    """Replies as JSON."""
    return _ENCODER.encode(stored_replies(replies))


def read_replies(raw: bytes | Raw) -> list[Reply]:
    """The replies that were written; msgspec.MsgspecError when they are none."""
    return replies_of(_REPLIES.decode(raw))


def aged(session: Session, now: datetime) -> Session:
    """The session as it stands now: after 30 minutes of silence the form becomes a draft, after 24 hours nothing."""
    silence = now - session.seen_at if session.seen_at else timedelta()
    if silence < (ELDER if session.elder else CONVERSATION):
        return session
    draft = session.form or session.draft
    return Session(
        user=session.user,
        turn=session.turn,
        writes=session.writes,
        seen_at=session.seen_at,
        draft=draft if silence < DRAFT else None,
        answered=session.answered,
        parked=session.parked,
        handoff=session.handoff,
        elder=session.elder,
    )
