"""Who speaks: a form in progress, a skill, or asking back. What is said, not how it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.common.errors import RecordsAway
from bot.common.message import Kind, Reply
from bot.common.postback import Control, Postback, Wish, intent_of
from bot.content.shared.community import COMMUNITY
from bot.conversation.carry_out import asking_back as fallback
from bot.conversation.carry_out.form_runner import FormRunner
from bot.conversation.exact_words import ExactWordIndex
from bot.conversation.feedback import Evidence, FeedbackCollector, Reason, masked
from bot.conversation.hooks import Handler, ServiceForm
from bot.conversation.interpret.context import in_context
from bot.conversation.interpret.policy import GO_ON, MORE, chosen, pick, wishes
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.understanding.parse import Parse
from bot.understanding.ranking import is_confident

_SILENT = frozenset({Kind.UNSUBSCRIBE, Kind.VIEW, Kind.OTHER})
_MEDIA = {
    Kind.VOICE: "media.voice",
    Kind.IMAGE: "media.image",
    Kind.VIDEO: "media.video",
    Kind.LOCATION: "media.location",
    Kind.LINK: "media.link",
}
_GREETED = frozenset({Kind.SUBSCRIBE, Kind.SCAN})
_DENY = "dialog.deny"

SAYS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_MEDIA.values(), frozenset()),
    "event.subscribe": frozenset({"bot", "community"}),
}


class Conversation:
    """The skills and their forms, as one who answers."""

    def __init__(self, services: Sequence[Service], feedback: FeedbackCollector) -> None:
        self.handlers: Mapping[str, Handler] = {
            intent: handler for service in reversed(services) for intent, handler in service.handlers.items()
        }
        self.services = tuple(services)
        forms: Mapping[str, ServiceForm] = {
            name: form for service in services for name, form in service.forms.items()
        }
        self._words = ExactWordIndex([word for service in services for word in service.words])
        self._guards = tuple(guard for service in services for guard in service.middlewares)
        self._forewords = {
            intent: above for service in services for intent, above in service.forewords.items()
        }
        self._answered = frozenset(self.handlers) | {form.spec.intent for form in forms.values()}
        self._forms = FormRunner(forms, self._answered, self._answer)
        self._witness = feedback

    async def spoken(self, turn: Turn, *, away: bool) -> list[Reply]:
        """What is said to the message; away: sessions cannot be kept just now, so no form is begun."""
        session, message = turn.session, turn.message
        if message.kind in _SILENT:
            return []
        if session.rest and not session.elder and message.text.strip() in MORE:
            rest, session.rest = session.rest, ""
            return [Reply(rest)]
        postback, exactly = self._postback(turn)
        turn = replace(turn, postback=postback)
        for guard in self._guards:
            guarded = await guard(turn)
            if guarded is not None:
                return guarded
        form_before = session.form
        try:
            reply = await self._reply(turn, away=away, exactly=exactly)
        except RecordsAway:
            session.form = form_before
            reply = turn.say("sorry.records")
        offer = self._forms.offer(turn)
        replies = [reply, offer] if offer else [reply]
        session.choices = list(replies[-1].choices)
        return replies

    async def _reply(self, turn: Turn, *, away: bool, exactly: bool) -> Reply:
        session, message = turn.session, turn.message
        if message.kind in _GREETED:
            community = turn.content.part(COMMUNITY)
            return turn.say(
                "event.subscribe", bot=community.bot_name, community=community.name, choices=turn.menu()
            )
        if message.picture and self._forms.takes_picture(turn):
            return await self._forms.picture(turn)
        if message.kind in _MEDIA and not (message.kind is Kind.VOICE and message.text):
            return Reply(turn.words.say(_MEDIA[message.kind]), tuple(session.choices))
        if turn.postback is not None:
            turn = replace(turn, clauses=())
        if isinstance(turn.postback, Wish | Control):
            self._settle(turn, turn.postback)
            turn = replace(turn, parse=chosen(turn.parse, turn.postback))
        else:
            turn = self._lean(turn)
        if session.form is not None and session.form.form in turn.content.forms:
            session.misses = 0
            return await self._forms.hear(turn, aside=exactly)
        return await self._free(turn, away=away)

    def _postback(self, turn: Turn) -> tuple[Postback | None, bool]:
        """What the choice taken, the menu key or the exact words mean; and whether it was exact words."""
        text = turn.message.text
        if turn.message.kind is Kind.CLICK and text in self._answered:
            return Wish(text), False
        onward = next((option for option in turn.session.choices if option.more), None)
        if onward is not None and text in MORE:
            return onward.postback, False
        said = self._words.exact(text)
        if said is not None:
            return said, True
        picked = pick(turn.session.choices, text)
        return picked.postback if picked else None, False

    def _lean(self, turn: Turn) -> Turn:
        """The turn with its message read in the light of what was said before."""
        session = turn.session
        filling = session.form is not None
        parse = in_context(turn.parse, session.topic, session.choices, filling=filling)
        if not filling:
            return replace(turn, parse=parse)
        clauses = tuple(in_context(clause, session.topic, (), filling=True) for clause in turn.clauses)
        return replace(turn, parse=parse, clauses=clauses)

    async def _free(self, turn: Turn, *, away: bool) -> Reply:
        """No form is open: a draft, a form to open, a skill, or asking back."""
        intent = turn.parse.intent
        both = wishes(turn.clauses, self._answered)
        if both:
            return await self._both(turn, both, away=away)
        if turn.postback is Control.RESUME_DRAFT or (turn.session.draft and turn.message.text in GO_ON):
            return await self._forms.resume(turn)
        if turn.postback is Control.DISCARD_DRAFT:
            turn.session.draft = None
            return turn.say("form.discarded", choices=turn.menu())
        if intent not in self._answered or not is_confident(turn.parse):
            return self._ask_back(turn)
        self._answering(turn)
        form = self._forms.opened_by(intent)
        if form is None:
            return await self._answer(turn)
        if away:
            return turn.say("form.away")
        return await self._forms.open(turn, form)

    async def _both(self, turn: Turn, both: tuple[Parse, ...], *, away: bool) -> Reply:
        """Two wishes: a question is answered first, then the form asks, or the second question is answered."""
        whole = replace(turn, clauses=())
        replies = []
        for wish in sorted(both, key=lambda wish: self._forms.opened_by(wish.intent) is not None):
            if self._forms.opened_by(wish.intent) is not None:
                # A form takes all that was said: the phone number may stand in the other half.
                part = replace(whole, parse=replace(wish, text=turn.message.text))
            else:
                part = replace(whole, parse=wish, message=replace(turn.message, text=wish.text))
            replies.append(await self._free(part, away=away))
        return Reply("\n\n".join(reply.text for reply in replies), replies[-1].choices)

    async def _answer(self, turn: Turn) -> Reply:
        """The answer of a skill; withheld, whatever the skill is, when it rests on what is no longer in force."""
        outdated = len(turn.outcome.outdated)
        reply = await self.handlers[turn.parse.intent](turn)
        if len(turn.outcome.outdated) == outdated:
            above = await self._above(turn)
            return replace(reply, text=f"{above}\n\n{reply.text}") if above else reply
        self._witness.note(Evidence(masked(turn.parse), Reason.WITHHELD, turn.parse.intent, 1.0))
        return fallback.withheld(turn)

    async def _above(self, turn: Turn) -> str:
        foreword = self._forewords.get(turn.parse.intent)
        try:
            return await foreword(turn) if foreword is not None else ""
        except RecordsAway:  # the answer itself is not held up by what cannot be looked up
            return ""

    def _ask_back(self, turn: Turn) -> Reply:
        """Ask back, and keep what was said as evidence."""
        session, parse = turn.session, turn.parse
        text = masked(parse)
        refused = turn.postback is Control.NONE_OF_THESE
        if text and not refused:
            session.unclear = text
        reply = fallback.ask_back(turn, self._answered)
        guessed = any(option.postback is Control.NONE_OF_THESE for option in reply.choices)
        reason = Reason.ASKED if guessed else Reason.MISSED
        said = session.unclear if refused else text
        self._witness.note(Evidence(said, reason, parse.intent, parse.confidence))
        return reply

    def _settle(self, turn: Turn, postback: Wish | Control) -> None:
        """The resident chose among the readings that were offered: that is evidence of what was meant."""
        session = turn.session
        if session.unclear and postback is not Control.NONE_OF_THESE:
            intent = intent_of(postback)
            note = Evidence(session.unclear, Reason.ASKED, turn.parse.intent, 0.0, chosen=intent)
            self._witness.note(note)
            session.unclear = ""

    def _answering(self, turn: Turn) -> None:
        """Something is answered outright; 「不是」 right after an answer says that it was the wrong one."""
        session, parse = turn.session, turn.parse
        if parse.intent == _DENY and session.topic.intent and session.said:
            self._witness.note(Evidence(session.said, Reason.DENIED, session.topic.intent, 1.0))
        session.misses, session.unclear = 0, ""
        session.topic.intent = parse.intent
        session.said = masked(parse)
