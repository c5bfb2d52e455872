"""A resident's session: plain data, versioned, one key in Redis."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import asdict

from bot.common.message import Choice, Reply
from bot.conversation.crisis_state import MOST_WORDS, Crisis
from bot.conversation.stored_choices import (
    StoredChoice,
    StoredReply,
    choices_of,
    replies_of,
    stored_choices,
    stored_replies,
)
from bot.conversation.talk_topic import Topic

VERSION = 1
CONVERSATION = timedelta(minutes=30)
DRAFT = timedelta(hours=24)
LINGERS = 8  # turns after a danger in which what is said may still be about it
LARGE_PRINT = timedelta(hours=72)  # with 大字 on, nobody is hurried: the conversation itself is kept so long
REMEMBERED = 3  # answers

LAST_PHONE = "last phone"
"""The key, beside what is known of the resident, of the number that was given last, whoever's it is."""
WAS = "was"
"""The key, beside a form's slots, of the value that stood in the slot which is being changed."""
NOTE, ASKED, IF_FULL = "note", "asked", "if_full"
"""The keys, beside a form's slots, of a remark, of what is asked in vain, and of what is wanted where the class is full.

Older sessions read them as they are.
"""


@dataclass(frozen=True, slots=True)
class FormState:
    """A form in progress: what is filled, and what is asked for.

    asking: a slot, "" before the first question, or `forms.engine.CONFIRM` or `CHANGE`; attempts: answers in a
    row that were of no use; told_why: it was said what personal data is for; skipped: slots not to be asked for.
    """

    form: str
    slots: dict[str, str] = field(default_factory=dict)
    asking: str = ""
    attempts: int = 0
    told_why: bool = False
    skipped: list[str] = field(default_factory=list)

    @property
    def note(self) -> str:
        """What else the staff should know, passed on when the form is carried out; kept beside the slots."""
        return self.slots.get(NOTE, "")

    @property
    def asked(self) -> str:
        """What was asked beside it and is written nowhere: when it is done, the offer is made to ask the community."""
        return self.slots.get(ASKED, "")


class WaitingWish(Struct, omit_defaults=True):
    """A wish for when the open form is done. intent: what it opens; words: how it was said; slots: of its form.

    agreed: its person stood in a summary that the resident agreed to.
    """

    intent: str
    words: str
    slots: dict[str, str] = msgspec.field(default_factory=dict)
    agreed: bool = False


class Answered(Struct, omit_defaults=True):
    """A message and its answer, for a retry; the replies stay encoded, because they are seldom read."""

    message_id: str
    replies: Raw

    def read(self) -> list[Reply]:
        """The replies, decoded."""
        return read_replies(self.replies)


class SessionData(Struct, omit_defaults=True):
    """The part of a session that is stored as it is. Some fields are stored under their names of release 0.1.0.

    turn: how many turns there were; writes: how many of them wrote records (None: not known any more, because the session
    was lost; the records know). draft: a form left half done; draft_offered: it was offered again. dropped: the form that was
    ended last, for who protests. rest: what 更多 continues. misses: messages in a row that were not understood. handoff: the
    id of the conversation with a person that is going on, or 0. large_print: 大字 is on. unclear: the message that was asked
    back, masked, until it is clear what it meant; last_answered: the one that was answered last, masked. answered: the last
    few answers. waiting: wishes that come after the open form. known: the name, the phone and the address that the resident
    has given for themselves in this conversation. crisis: the danger that is on; past_crisis: the last one that was over.
    doubted: one that was asked about in vain. comforted: the checksums of warm sentences that were said already.
    unheard: messages that a card has answered, and that the form which waits has not heard. consoled: they were told who
    helps when a danger still frightens them afterwards, which is said once.
    """

    user: str
    version: int = VERSION
    turn: int = 0
    writes: int | None = None
    seen_at: datetime | None = None
    form: FormState | None = None
    draft: FormState | None = None
    dropped: FormState | None = None
    dropped_turn: int = 0
    draft_offered: bool = msgspec.field(default=False, name="offered")
    topic: Topic = msgspec.field(default_factory=Topic)
    rest: str = ""
    misses: int = 0
    handoff: int = 0
    large_print: bool = msgspec.field(default=False, name="elder")
    unclear: str = ""
    last_answered: str = msgspec.field(default="", name="said")
    answered: list[Answered] = msgspec.field(default_factory=list)
    waiting: list[WaitingWish] = msgspec.field(default_factory=list)
    known: dict[str, str] = msgspec.field(default_factory=dict)
    crisis: Crisis | None = None
    past_crisis: Crisis | None = None
    doubted: Crisis | None = None
    comforted: list[int] = msgspec.field(default_factory=list)
    unheard: list[str] = msgspec.field(default_factory=list)
    consoled: bool = False


class Session(SessionData, omit_defaults=True):
    """What is kept between two turns of one resident.

    choices: can be taken by number or by words; rest_choices: come with the rest; parked: replies not delivered yet.
    """

    choices: list[Choice] = msgspec.field(default_factory=list)
    rest_choices: list[Choice] = msgspec.field(default_factory=list, name="later")
    parked: list[Reply] = msgspec.field(default_factory=list)

    @property
    def lifetime(self) -> timedelta:
        """How long it is kept after its last turn."""
        return LARGE_PRINT if self.large_print else DRAFT

    def forget(self) -> None:
        """Drop all that was said; the counters stay, which keep session and records in step."""
        self.form, self.draft, self.dropped, self.topic = None, None, None, Topic()
        self.choices, self.answered, self.parked, self.rest_choices = [], [], [], []
        self.rest = self.unclear = self.last_answered = ""
        self.waiting, self.known, self.unheard = [], {}, []
        self.crisis = self.past_crisis = self.doubted = None

    def drop_form(self, state: FormState) -> None:
        """End the form; it comes back if that was a mistake."""
        self.form, self.dropped, self.dropped_turn = None, state, self.turn + 1

    def in_danger(self, crisis: Crisis) -> None:
        """A danger is on: until it is over, what is said is about it first."""
        self.crisis = crisis
        self.topic.danger = "" if crisis.asked else crisis.card

    def shown_card(self, card: str, text: str) -> Crisis:
        """The card was shown to this message: a danger that is on becomes this one, which is returned."""
        known = self.crisis
        if known is None or known.asked:
            asked_about = known.words if known is not None else ""
            crisis = Crisis(card, words=f"{asked_about} {text}".strip()[:MOST_WORDS])
        else:
            crisis = known.becomes(card)
        crisis.note(text)
        self.in_danger(crisis)
        if self.form is not None or self.draft is not None:
            self.unheard = [*self.unheard, text[:MOST_WORDS]][-REMEMBERED:]
        return crisis

    def out_of_danger(self) -> None:
        """It is over; a form that was open waits as a draft, which is offered once."""
        if self.crisis is not None:
            self.past_crisis, self.past_crisis.over_turn = self.crisis, self.turn + 1
        self.crisis, self.topic.danger = None, ""
        if self.form is not None:
            self.draft, self.form, self.draft_offered = self.form, None, False

    @property
    def may_be_of_danger(self) -> bool:
        """Is a danger on or asked about, or has one just passed?"""
        return self.crisis is not None or self.just_over is not None

    @property
    def just_over(self) -> Crisis | None:
        """The danger that was over a few turns ago: what is said now may be about it still."""
        past = self.past_crisis
        return past if past is not None and self.turn + 1 - past.over_turn <= LINGERS else None

    def answer_to(self, message_id: str) -> list[Reply] | None:
        """The replies that this message had, if it is among the last few."""
        return next((seen.read() for seen in self.answered if seen.message_id == message_id), None)

    def end_turn(self, message_id: str, replies: list[Reply], now: datetime) -> None:
        """Count the turn, and keep its answer for a retry."""
        self.turn, self.seen_at = self.turn + 1, now
        self.answered = [*self.answered, Answered(message_id, Raw(write_replies(replies)))][-REMEMBERED:]


class _StoredSession(SessionData, omit_defaults=True):
    """A session as it is stored: its choices and replies in their stored form."""

    choices: list[StoredChoice] = msgspec.field(default_factory=list)
    rest_choices: list[StoredChoice] = msgspec.field(default_factory=list, name="later")
    parked: list[StoredReply] = msgspec.field(default_factory=list)


_ENCODER = msgspec.json.Encoder()
_SESSION = msgspec.json.Decoder(_StoredSession)
_REPLIES = msgspec.json.Decoder(list[StoredReply])


def dumps(session: Session) -> bytes:
    """The session as JSON."""
    fields = asdict(session)
    fields["choices"] = stored_choices(session.choices)
    fields["rest_choices"] = stored_choices(session.rest_choices)
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
        fields["rest_choices"] = choices_of(stored.rest_choices)
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
    if silence < (LARGE_PRINT if session.large_print else CONVERSATION):
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
        large_print=session.large_print,
        comforted=session.comforted,
        unheard=session.unheard if draft and silence < DRAFT else [],
    )
