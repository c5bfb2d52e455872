"""Notes in the session that a danger is on, after the card was shown; and knows in memory who has just had which card."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

import structlog

from bot.common.clock import Clock
from bot.common.message import Message
from bot.conversation import lift_in_fire
from bot.conversation.fumes import only_sting
from bot.conversation.session import CONVERSATION, Session
from bot.conversation.session_store.store import LockedSession, SessionStore
from bot.understanding.danger_models.follow_ups import FollowUp
from bot.understanding.danger_signs.danger import BECOMES, DESPAIR, GENERAL, OWN_HAND, WITHIN
from bot.understanding.parse import Parse
from bot.understanding.passages.answer_finder import DangerAnswerFinder
from bot.understanding.slots.crisis_facts import help_is_here

log = structlog.get_logger()

_ENDINGS = frozenset({"over", "arrived", "treated", "safe", "thanks", "reached"})
_NO_ENDING = frozenset({"growing", "mistaken"})
SURELY_RELIEVED = 0.3  # the margin from which a message tells of relief, whatever else it sounds like
SURE = 0.1  # the margin from which a message that sounds like a danger tells of its end
ALIKE = 0.6  # likeness to a wording of an answer from which a message is that and nothing else
_PERHAPS, _CALM = -0.2, -0.8  # the margins of a kind and of relief
MOST = 5_000  # residents in danger that one process remembers
_LAST_SECONDS = 5


@dataclass(frozen=True, slots=True)
class ShownCard:
    """The card that answered a message, and when.

    ended: the danger is over; asked: whether there is one was asked. by_turn: a turn answered the message, and would
    answer it again in the same way.
    """

    card: str
    message_id: str
    text: str
    at: datetime
    ended: bool = False
    asked: bool = False
    by_turn: bool = False


class ReadsDanger(Protocol):
    """What is asked of understanding once a danger is on."""

    @property
    def danger_answers(self) -> DangerAnswerFinder: ...
    def follow_up(self, text: str) -> FollowUp: ...


def ends(follow: FollowUp) -> bool:
    """Does the message tell that help has come, or how it ended?"""
    known = follow.kind in _ENDINGS and follow.margin >= SURE
    return known or (follow.relief >= SURELY_RELIEVED and follow.kind not in _NO_ENDING)


def _is_of_its_end(text: str, card: str, understanding: ReadsDanger) -> bool:
    """Does the text tell of the end of this danger, or ask what is written down about it?"""
    follow = understanding.follow_up(text)
    asked = understanding.danger_answers.named(card, text)
    return bool(asked) or ends(follow) or (follow.other in ("", card) and _may_end(follow))


def _may_end(follow: FollowUp) -> bool:
    """Is it likely that help or relief is told of? Enough where a danger has just passed."""
    return follow.kind in _ENDINGS and follow.margin >= _PERHAPS and follow.relief >= _CALM


def _is_within(shown: str, card: str, text: str) -> bool:
    """Is it the danger that was shown, what that becomes, or no more than the sting of its fumes?"""
    own = (shown, GENERAL, *BECOMES, *WITHIN.get(shown, ()))
    return card in own or only_sting(shown, card, text) or lift_in_fire.is_way_out(shown, card, text)


def _has_answer(text: str, card: str, understanding: ReadsDanger) -> bool:
    """Is an answer of this danger written for these words?"""
    answers = understanding.danger_answers.nearest(card, text)
    return bool(answers) and answers[0].likeness >= ALIKE


def card_of(parse: Parse) -> str:
    """The id of the card that an emergency calls for: of the fire where a lift is asked of in smoke."""
    card = parse.danger or str(parse.slots.get("hazard", "")) or GENERAL
    return lift_in_fire.FIRE if card == lift_in_fire.LIFT and lift_in_fire.is_fire(parse.text) else card


class CrisisNotes:
    """The card leaves without a lock or a session; what follows on it is read against the session, where this notes it."""

    def __init__(self, sessions: SessionStore, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock
        self._shown: dict[str, ShownCard] = {}
        self._running: dict[str, asyncio.Task[None]] = {}

    async def recall(self, message: Message) -> None:
        """Learn from the session what another process has shown, or this one before it was started again."""
        if self._shown_lately(message.user) is not None:
            return
        session = await self._sessions.peek(message.user)
        crisis = (session.crisis or session.past_crisis) if session is not None else None
        if session is None or crisis is None or self._shown_lately(message.user) is not None:
            return
        answered = session.answer_to(message.id) is not None
        self._keep(
            message.user,
            ShownCard(
                crisis.card,
                message.id if answered else "",
                crisis.words if crisis.asked else "",
                self._clock(),
                ended=session.crisis is None,
                asked=crisis.asked,
                by_turn=answered,
            ),
        )

    async def session_of(self, user: str) -> Session:
        """What has been told lately, for who raises an alarm: the forms that wait, and who writes."""
        saved = await self._sessions.peek(user)
        if saved is None:
            return Session(user=user)
        return Session(user=user, form=saved.form, draft=saved.draft, known=saved.known)

    def is_on(self, user: str) -> bool:
        """Is a danger on of which this resident has had a card in this conversation?"""
        shown = self._shown_lately(user)
        return shown is not None and not (shown.ended or shown.asked)

    def _shown_lately(self, user: str) -> ShownCard | None:
        shown = self._shown.get(user)
        return shown if shown is not None and self._clock() - shown.at <= CONVERSATION else None

    def words_asked_about(self, user: str) -> str:
        """What the resident said of which it was asked whether there is a danger; "" where none was asked about."""
        shown = self._shown_lately(user)
        return shown.text if shown is not None and shown.asked else ""

    def over_of(self, user: str) -> str:
        """The card of the danger that was over lately; "" for none."""
        shown = self._shown_lately(user)
        return shown.card if shown is not None and shown.ended else ""

    def goes_on(self, message: Message, parse: Parse, understanding: ReadsDanger) -> bool:
        """Is the emergency news of the one whose card this resident has just had, or of its end?

        The same words again call for the card, and so does another danger that they name beyond doubt, unless an answer
        is written for them. understanding: asked only where a card was shown.
        """
        shown = self._shown_lately(message.user)
        if shown is None:
            return False
        again = message.id == shown.message_id
        if again or message.text == shown.text:
            return again and shown.by_turn
        if shown.ended:
            return _is_of_its_end(message.text, shown.card, understanding)
        if (shown.card in DESPAIR and card_of(parse) in OWN_HAND) or help_is_here(message.text):
            return True
        if shown.asked:  # what has no card of its own is the answer to the question
            return card_of(parse) == GENERAL != shown.card
        if _is_within(shown.card, card_of(parse), message.text):
            return True
        if understanding.follow_up(message.text).other in ("", shown.card):
            return True
        return _has_answer(message.text, shown.card, understanding)

    async def note(self, message: Message, parse: Parse) -> None:
        """Note it, in the resident's order of messages: it has joined their queue when this returns, and is written later."""
        user = message.user
        self._remember(message, card_of(parse))
        if user not in self._running:  # else the one that waits for the session notes this card
            task = asyncio.create_task(self._write(user, self._sessions.open(user)))
            self._running[user] = task
            task.add_done_callback(lambda _: self._running.pop(user, None))
            await asyncio.sleep(0)

    def stays(self, message: Message, card: str) -> None:
        """The danger is on, by a card that a turn has shown, or still: its news are read against the session."""
        shown = self._shown.get(message.user)
        if shown is None or shown.ended or shown.asked or shown.card != card:
            self._remember(message, card, by_turn=True)

    def asked(self, message: Message, card: str) -> None:
        """It was asked whether there is this danger; a card that is under way counts for more."""
        if message.user not in self._running:
            self._remember(message, card, asked=True, by_turn=True)

    def _remember(self, message: Message, card: str, *, asked: bool = False, by_turn: bool = False) -> None:
        shown = ShownCard(card, message.id, message.text, self._clock(), asked=asked, by_turn=by_turn)
        self._keep(message.user, shown)

    def _keep(self, user: str, shown: ShownCard) -> None:
        if len(self._shown) >= MOST:
            self._shown.clear()
        self._shown[user] = shown

    def over(self, user: str) -> None:
        """The danger is over: another card is shown in full, but not to who tells once more how it ended."""
        shown = self._shown.get(user)
        if shown is not None and shown.asked:
            del self._shown[user]
        elif shown is not None and not shown.ended:
            self._shown[user] = replace(shown, ended=True)

    async def close(self) -> None:
        """Wait for the notes that are under way, but not for ever."""
        if self._running:
            await asyncio.wait(self._running.values(), timeout=_LAST_SECONDS)

    async def _write(self, user: str, lock: AbstractAsyncContextManager[LockedSession]) -> None:
        try:
            async with lock as locked:
                shown = self._shown.get(user)
                if shown is not None and not shown.asked:
                    locked.session.shown_card(shown.card, shown.text)
                    locked.session.seen_at = self._clock()
                    await locked.save()
        except Exception:
            log.exception("crisis_not_noted", user=user)
