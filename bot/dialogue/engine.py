"""One turn: lock, load, understand, choose who speaks, commit, save, speak.

The three orders that matter: lock → load; commit → save → speak; a retry repeats the replies of the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import structlog
from pydantic import TypeAdapter

from bot.clock import Clock
from bot.content.loader import Content
from bot.dialogue import fallback
from bot.dialogue.forms import FormRunner
from bot.dialogue.pages import paged
from bot.dialogue.policy import DISCARD, GO_ON, MORE, RESUME, chosen, exact, in_context, pick, wishes
from bot.dialogue.session import Session, dumps, loads
from bot.dialogue.skill import Handler, Skill, SkillForm, Turn
from bot.dialogue.store import Held, SessionStore
from bot.dialogue.wording import Wording
from bot.errors import RecordsAway
from bot.message import Choice, Kind, Message, Reply
from bot.metrics import Metrics
from bot.records import turns
from bot.records.database import Database, UnitOfWork
from bot.records.turns import AlreadyTurned, StaleSession, TurnRow
from bot.understanding.decide import sure
from bot.understanding.parse import Parse
from bot.understanding.pipeline import Understanding

log = structlog.get_logger()

_REPLIES = TypeAdapter(list[Reply])
_SILENT = frozenset({Kind.UNSUBSCRIBE, Kind.VIEW, Kind.OTHER})
_MEDIA = {
    Kind.VOICE: "media.voice",
    Kind.IMAGE: "media.image",
    Kind.VIDEO: "media.video",
    Kind.LOCATION: "media.location",
    Kind.LINK: "media.link",
}
_GREETED = frozenset({Kind.SUBSCRIBE, Kind.SCAN})

SAYS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_MEDIA.values(), frozenset()),
    "page.more": frozenset(),
    "sorry.error": frozenset(),
    "sorry.records": frozenset(),
    "event.subscribe": frozenset({"bot", "community"}),
}


@dataclass(frozen=True, slots=True)
class Brain:
    """What the staff own, ready for use; swapped in whole when files change."""

    content: Content
    understanding: Understanding
    words: Wording


@dataclass(frozen=True, slots=True)
class Turned:
    """The replies to a message; repeated: the message had been answered before, this is the same answer."""

    replies: tuple[Reply, ...]
    repeated: bool = False


class Engine:
    """The one entrance for every channel."""

    def __init__(
        self,
        skills: Sequence[Skill],
        brain: Brain,
        sessions: SessionStore,
        database: Database,
        clock: Clock,
        metrics: Metrics | None = None,
    ) -> None:
        self.brain = brain
        self._sessions = sessions
        self._database = database
        self._clock = clock
        self._metrics = metrics or Metrics()
        self._handlers: dict[str, Handler] = {
            intent: handler for skill in reversed(skills) for intent, handler in skill.handlers.items()
        }
        forms: Mapping[str, SkillForm] = {
            name: form for skill in skills for name, form in skill.forms.items()
        }
        self._words = tuple(word for skill in skills for word in skill.words)
        self._owners = tuple(skill.owner for skill in skills if skill.owner)
        opening = {form.spec.intent for form in forms.values()}
        self._answered = frozenset(self._handlers) | opening
        self._forms = FormRunner(forms, self._answered, self._answer)

    async def turn(self, message: Message) -> Turned:
        """The answer to a message; never raises."""
        with self._metrics.turn_seconds.time():
            turned, outcome = await self._judged(message)
        self._metrics.turns.labels(message.channel, outcome).inc()
        return turned

    async def _judged(self, message: Message) -> tuple[Turned, str]:
        """The answer and how it came about. An emergency waits for nothing: no lock, no session."""
        brain = self.brain
        try:
            parse = brain.understanding.parse(message.text)
            if parse.emergency:
                return await self._emergency(message, parse, brain), "emergency"
            return await self._locked(message, parse, brain), "answered"
        except RecordsAway as error:
            log.warning("records_away", user=message.user, error=str(error))
            return Turned((Reply(brain.words.say("sorry.records")),)), "records_away"
        except Exception:
            log.exception("turn_failed", user=message.user)
            return Turned((Reply(brain.words.say("sorry.error")),)), "failed"

    async def park(self, user: str, replies: Sequence[Reply]) -> bool:
        """Keep replies that could not be delivered; they are said before the next answer.

        False when they cannot be kept just now. The same reply is not kept twice.
        """
        async with self._sessions.open(user) as held:
            kept = held.session.parked
            held.session.parked = [*kept, *(reply for reply in replies if reply not in kept)]
            held.session.seen_at = held.session.seen_at or self._clock()
            return await held.save()

    async def _emergency(self, message: Message, parse: Parse, brain: Brain) -> Turned:
        async with self._database.work() as work:
            turn = self._turn(message, parse, brain, Session(user=message.user), work)
            return Turned((await self._handlers["disaster.emergency"](turn),))

    async def _locked(self, message: Message, parse: Parse, brain: Brain) -> Turned:
        async with self._sessions.open(message.user) as held:
            known = await self._known(message, held)
            if known is not None:
                return Turned(tuple(known), repeated=True)
            session, replies, repeated = await self._attempt(message, parse, brain, held)
            held.session = session
            await held.save()
            return Turned(tuple(replies), repeated=repeated)

    async def _known(self, message: Message, held: Held) -> list[Reply] | None:
        """The replies that this message had; the records are asked only when the session was lost."""
        known = held.session.answer_to(message.id)
        if known is not None or not held.fresh:
            return known
        try:
            async with self._database.work() as work:
                row = await turns.find(work, message.id)
        except RecordsAway:
            return None
        if row is None:
            return None
        held.session = loads(row.session_after) or held.session
        await held.save()
        return _REPLIES.validate_json(row.replies)

    async def _attempt(
        self, message: Message, parse: Parse, brain: Brain, held: Held
    ) -> tuple[Session, list[Reply], bool]:
        """Run the turn and commit what it wrote; a session that is behind the records is put right, once."""
        session = held.session
        for _ in range(2):
            async with self._database.work() as work:
                turn = self._turn(message, parse, brain, session, work)
                replies = self._finished(turn, await self._spoken(turn, away=held.away))
                if not work.wrote:
                    break
                try:
                    await self._commit(turn, replies)
                    break
                except AlreadyTurned as seen:
                    after = loads(seen.row.session_after) or session
                    return after, _REPLIES.validate_json(seen.row.replies), True
                except StaleSession as stale:
                    log.warning("session_behind_records", user=message.user)
                    session = loads(stale.row.session_after) or Session(user=message.user)
        return turn.session, replies, False

    async def _commit(self, turn: Turn, replies: list[Reply]) -> None:
        """The turn's row goes into the transaction of what it wrote: replies and session are known after any crash."""
        session, message = turn.session, turn.message
        if session.writes is None:
            last = await turns.last(turn.work, message.user)
            session.writes = last.writes if last else 0
        session.writes += 1
        row = TurnRow(message.id, message.user, session.writes, _REPLIES.dump_json(replies), dumps(session))
        await turns.remember(turn.work, row, turn.now)
        await turn.work.commit()

    def _finished(self, turn: Turn, replies: list[Reply]) -> list[Reply]:
        """What is really said: parked replies first, cut to the channel's size; and remembered for a retry."""
        session = turn.session
        said = [*session.parked, *replies]
        session.parked = []
        said = paged(session, said, turn.message.limit, turn.words.say("page.more"))
        session.turn += 1
        session.seen_at = turn.now
        session.remember(turn.message.id, said)
        return said

    async def _spoken(self, turn: Turn, *, away: bool) -> list[Reply]:
        session, message = turn.session, turn.message
        if message.kind in _SILENT:
            return []
        if session.rest and message.text.strip() in MORE:
            rest, session.rest = session.rest, ""
            return [Reply(rest)]
        form_before = session.form
        try:
            reply = await self._reply(turn, away=away)
        except RecordsAway:
            session.form = form_before
            reply = turn.say("sorry.records")
        offer = self._forms.offer(turn)
        replies = [reply, offer] if offer else [reply]
        session.choices = list(replies[-1].choices)
        return replies

    async def _reply(self, turn: Turn, *, away: bool) -> Reply:
        session, message = turn.session, turn.message
        if message.kind in _GREETED:
            community = turn.content.community
            return turn.say(
                "event.subscribe", bot=community.bot_name, community=community.name, choices=turn.menu()
            )
        if message.kind in _MEDIA and not (message.kind is Kind.VOICE and message.text):
            return Reply(turn.words.say(_MEDIA[message.kind]), tuple(session.choices))
        said = exact(self._words, message.text)
        picked = said or pick(session.choices, message.text)
        if message.kind is Kind.CLICK and message.text in self._answered:
            picked = Choice("", intent=message.text)
        if picked is not None:
            turn.clauses = ()
        if picked is not None and picked.intent:
            turn.parse = chosen(turn.parse, picked)
        else:
            turn.parse = in_context(turn.parse, session.topic)
        if session.form is not None and session.form.form in turn.content.forms:
            session.misses = 0
            return await self._forms.hear(turn, picked, aside=said is not None)
        return await self._free(turn, away=away)

    async def _free(self, turn: Turn, *, away: bool) -> Reply:
        """No form is open: a draft, a form to open, a skill, or asking back."""
        intent = turn.parse.intent
        both = wishes(turn.clauses, self._answered)
        if both:
            return await self._both(turn, both, away=away)
        if intent == RESUME or (turn.session.draft and turn.message.text in GO_ON):
            return await self._forms.resume(turn)
        if intent == DISCARD:
            turn.session.draft = None
            return turn.say("form.discarded", choices=turn.menu())
        if intent not in self._answered or not sure(turn.parse):
            return fallback.ask_back(turn, self._answered)
        turn.session.misses = 0
        form = self._forms.opened_by(intent)
        if form is None:
            return await self._handlers[intent](turn)
        if away:
            return turn.say("form.away")
        return await self._forms.open(turn, form)

    async def _both(self, turn: Turn, both: tuple[Parse, ...], *, away: bool) -> Reply:
        """Two wishes: a question is answered first, then the form asks, or the second question is answered."""
        whole, turn.clauses = turn.message, ()
        replies = []
        for wish in sorted(both, key=lambda wish: self._forms.opened_by(wish.intent) is not None):
            opens = self._forms.opened_by(wish.intent) is not None
            # A form takes all that was said: the phone number may stand in the other half.
            turn.parse = replace(wish, text=whole.text) if opens else wish
            turn.message = whole if opens else replace(whole, text=wish.text)
            replies.append(await self._free(turn, away=away))
        turn.message = whole
        return Reply("\n\n".join(reply.text for reply in replies), replies[-1].choices)

    async def _answer(self, turn: Turn) -> Reply:
        """The answer of a skill, for a question in the middle of a form."""
        return await self._handlers[turn.parse.intent](turn)

    def _turn(self, message: Message, parse: Parse, brain: Brain, session: Session, work: UnitOfWork) -> Turn:
        return Turn(
            message=replace(message, text=message.text.strip()),
            parse=parse,
            session=session,
            content=brain.content,
            words=brain.words,
            work=work,
            now=self._clock(),
            clauses=brain.understanding.clauses(message.text),
            owners=self._owners,
        )
