"""Routes a message to what answers it: a form that is open, a service, or asking back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from bot.common.errors import RecordsAway
from bot.common.message import Kind, Message, Reply
from bot.common.postback import Control, FormPostback
from bot.common.service_rules import STRICT, ServiceRules
from bot.conversation.carry_out import asked_apart, asked_for, erasure_wish, heard_first, offered_ticket
from bot.conversation.carry_out.answers import asking_back, kept_to_topic, on_table, said_again, written
from bot.conversation.carry_out.chosen_meaning import ERASE, ChosenMeaning
from bot.conversation.carry_out.commander import Commander
from bot.conversation.carry_out.danger_hooks import DangerHooks
from bot.conversation.carry_out.denied_parts import without_what_is_denied
from bot.conversation.carry_out.form_dialog import form_state
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.form_dialog.questions_beside import QuestionsBeside
from bot.conversation.carry_out.form_dialog.written_answers import WrittenAnswers
from bot.conversation.carry_out.form_words import spoilt_numbers, whether_named
from bot.conversation.carry_out.meaning import as_meant
from bot.conversation.carry_out.open_form import offer_to_ask
from bot.conversation.carry_out.readings import likely_answers, politeness, second_reading, wish_beside_record
from bot.conversation.carry_out.readings.evidence_notes import EvidenceNotes
from bot.conversation.carry_out.records import after_done, open_question
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.feedback_collector import FeedbackCollector
from bot.conversation.hooks import Handler, ServiceForm
from bot.conversation.interpret.clauses.asked_back import answer_to_guess, in_first_words
from bot.conversation.interpret.clauses.exact_words import ExactWordIndex
from bot.conversation.interpret.clauses.wishes import two_wishes
from bot.conversation.interpret.values import notes
from bot.conversation.interpret.values.choices import MORE_WORDS, RESUME_WORDS
from bot.conversation.service import Service
from bot.conversation.session import Session
from bot.conversation.turn import Turn
from bot.storage.unit_of_work import UnitOfWork
from bot.understanding.parse import Parse
from bot.understanding.passages.answer_finder import FoundAnswer
from bot.understanding.ranking import is_confident
from bot.understanding.text.bounded_cache import within_turn
from bot.understanding.text.reading_budget import UNLIMITED, ReadingBudget

EMERGENCY = "disaster.emergency"
_UNANSWERED = frozenset({Kind.UNSUBSCRIBE, Kind.VIEW, Kind.OTHER, Kind.ACCOUNT_CLOSED})


Entry = TypeVar("Entry")


def _merged(tables: Iterable[Mapping[str, Entry]]) -> dict[str, Entry]:
    """The entries of all services in one table."""
    return {name: entry for table in tables for name, entry in table.items()}


def _wants_rest(session: Session, message: Message) -> bool:
    """Is the rest of a long reply wanted, of which only the beginning was sent? In large print it is read elsewhere."""
    return bool(session.rest) and not session.large_print and message.text.strip() in MORE_WORDS


class Router:
    """Knows all services and their forms."""

    def __init__(
        self, services: Sequence[Service], feedback: FeedbackCollector, rules: ServiceRules = STRICT
    ) -> None:
        self.services = tuple(services)
        self._rules = rules
        self._handlers: Mapping[str, Handler] = _merged(service.handlers for service in services)
        forms: Mapping[str, ServiceForm] = _merged(service.forms for service in services)
        self._middlewares = tuple(hook for service in services for hook in service.middlewares)
        self._dangers = DangerHooks.of(services)
        self._forewords = _merged(service.forewords for service in services)
        self._answered = frozenset(self._handlers) | {form.spec.intent for form in forms.values()}
        self._opening = frozenset(form.spec.intent for form in forms.values())
        exact_words = ExactWordIndex([word for service in services for word in service.words])
        self._chosen = ChosenMeaning(self._answered, exact_words)
        self._forms = FormRunner(forms, self._answered, self._answer)
        self._commander = Commander(self._forms, self._answered, self._answer_part)
        self._notes = EvidenceNotes(feedback)
        self._written = WrittenAnswers(self._forms, self._answer, self._notes.answered)
        self._beside = QuestionsBeside(self._forms, self._answer)

    def turn(
        self,
        message: Message,
        parse: Parse,
        snapshot: ContentSnapshot,
        session: Session,
        work: UnitOfWork,
        now: datetime,
        budget: ReadingBudget = UNLIMITED,
    ) -> Turn:
        """A turn of these services."""
        if (text := message.text.strip()) != message.text:
            message = replace(message, text=text)
        postback, exact = self._chosen.of(message, session.choices, snapshot.content)
        postback = postback or (answer_to_guess(parse, session.choices) if session.crisis is None else None)
        message, parse, postback = in_first_words(snapshot.understanding, message, parse, postback, budget)
        answers = snapshot.understanding.danger_answers
        near: Callable[[tuple[str, str]], Sequence[FoundAnswer]] = within_turn(
            lambda of: answers.nearest(*of)
        )
        return Turn(
            message=message,
            parse=parse,
            session=session,
            content=snapshot.content,
            words=snapshot.words,
            work=work,
            now=now,
            clauses=snapshot.understanding.parse_clauses(message.text, budget),
            services=self.services,
            postback=postback,
            exact=exact,
            budget=budget,
            rules=self._rules,
            interpreter=snapshot.interpreter,
            hear=within_turn(snapshot.understanding.parse),
            named_in=lambda written: snapshot.understanding.analyse(written).named,
            passages=snapshot.understanding.passages,
            nearest_passages=snapshot.understanding.nearest_passages,
            follow_up=within_turn(snapshot.understanding.follow_up),
            danger_answers=lambda card, text: near((card, text)),
            service_answer=snapshot.understanding.service_answers.nearest,
        )

    async def emergency_reply(self, turn: Turn) -> Reply:
        """The answer to an emergency."""
        return await self._handlers[EMERGENCY](turn)

    async def replies(self, turn: Turn, *, away: bool) -> list[Reply]:
        """The replies to the message; away: sessions cannot be stored just now, so no form is opened."""
        session, message = turn.session, turn.message
        if message.kind is Kind.ACCOUNT_CLOSED:
            await self._handlers[ERASE](turn)
        if message.kind in _UNANSWERED:
            return []
        if _wants_rest(session, message):
            rest, session.rest = session.rest, ""
            return [Reply(rest)]
        asked = wish_beside_record.is_asked(session)
        for middleware in self._middlewares:
            if (handled := await middleware(turn)) is not None:
                return handled
        of_danger = await self._dangers.reply(turn, self._forms, self._commander.with_note)
        reply = of_danger or await self._outside_crisis(self._dangers.wish_behind(turn), away=away)
        reply = wish_beside_record.noted(turn, reply)
        if not away and wish_beside_record.goes_on(turn, reply, asked=asked):
            reply = await self._commander.with_note(turn, await self._commander.with_next_wish(turn, reply))
            reply = offer_to_ask.with_offer(turn, reply)
        reply = said_again.otherwise(turn, await kept_to_topic.kept(turn, reply, self._answer))
        only_this = self._dangers.comes_first(turn, of_danger) or turn.outcome.beside.offered
        offer = None if only_this else self._forms.offer_draft(turn, reply)
        replies = [reply, offer] if offer else [reply]
        session.choices = offered_ticket.noted(turn, replies[-1].choices)
        return replies

    async def _outside_crisis(self, turn: Turn, *, away: bool) -> Reply:
        """The answer to what the message means otherwise, with the line that asks where there may be a danger."""
        form_before, whole = turn.session.form, turn
        turn = asked_for.as_question(turn)
        try:
            heard = await asked_apart.answered(
                turn, self._forms, self._answer_part, lambda part: self._reply(part, away=away)
            )
            reply = await self._commander.company.with_feeling(turn, heard)
            reply = spoilt_numbers.at_opening(turn, reply, form_before, self._forms.forms)
            reply = await self._beside.answered(turn, reply, form_before)
            reply = await asked_for.at_once(whole, reply, self._answer)
        except RecordsAway:
            turn.session.form = form_before
            reply = turn.say("sorry.records")
        reply = await erasure_wish.beside(turn, open_question.stands_again(turn, reply))
        return await self._dangers.asked(whole, reply)

    async def _reply(self, turn: Turn, *, away: bool) -> Reply:
        told = await heard_first.answered(turn, self._commander, self.services, self._answer_part)
        if told is not None:
            return told
        alone = politeness.without_courtesy(without_what_is_denied(self._beside.alone(turn)))
        # 「轮子有一个没气了」: a part without its thing may sound like a danger that the whole message is not.
        turn = turn if alone.parse.emergency else alone
        heard, turn = turn.parse, as_meant(turn, self._notes)
        refers = turn.parse is not heard and not (turn.session.form or notes.split(turn.message.text)[1])
        reply = await self._written_reply(turn, refers=refers)
        reply = reply or (None if refers else await self._commanded(turn, away=away))
        if reply is not None:
            turn.session.misses = 0
            return reply
        return await self._uncommanded(turn, away=away)

    async def _written_reply(self, turn: Turn, *, refers: bool) -> Reply | None:
        """What is written about the thing that was just done, or that answers the message whatever else it may mean."""
        if whether_named.answers(turn):
            return None
        told = await form_state.told(turn, self._forms, self._answer_part)
        told = told or await after_done.follow_up(turn, self._answer_part)
        of_thing = on_table.question(turn) if told is None and turn.session.form is None else None
        if of_thing is not None:
            self._notes.answered(of_thing)
            return await self._answer(of_thing)
        passage = self._written.answering(turn, refers=refers) if told is None else None
        return told if passage is None else await self._written.reply(turn, passage)

    async def _uncommanded(self, turn: Turn, *, away: bool) -> Reply:
        """What is no command: an answer to the open form as its patterns read it, or what its intent tells."""
        form = turn.session.form
        if form is None or form.form not in turn.content.forms:
            return await self._without_form(turn, away=away)
        turn.session.misses = 0
        if (passage := self._written.beside_the_form(turn)) is not None:
            return await self._written.reply(turn, passage)
        return await self._forms.hear(turn, form, aside=turn.exact)

    async def _commanded(self, turn: Turn, *, away: bool) -> Reply | None:
        """What the message means in this state, carried out; None where that is for the intents to tell."""
        if turn.postback is not None or turn.interpreter is None or turn.budget.spent or away:
            return None
        form = turn.session.form
        if form is not None:
            return await self._commander.in_form(turn) if form.form in turn.content.forms else None
        return await self._commander.openly(turn)

    async def _answer_part(self, turn: Turn) -> Reply:
        """The answer to a part of a message, or to a choice that it takes."""
        if turn.postback is not None:
            turn = as_meant(turn, self._notes)
            if turn.session.form is not None and isinstance(turn.postback, FormPostback):
                return await self._forms.hear(turn, turn.session.form)
            return await self._without_form(turn, away=False)
        if turn.session.form is None:
            self._notes.answered(turn)
        form = self._forms.opened_by(turn.parse.intent)
        if form is not None:
            return await self._forms.open(turn, form)
        return await self._answer(turn)

    async def _without_form(self, turn: Turn, *, away: bool) -> Reply:
        """No form is open: two wishes, a draft, a form to open, a service, or asking back."""
        session, intent = turn.session, turn.parse.intent
        if wishes := two_wishes(turn.clauses, self._answered, self._opening if turn.interpreter else ()):
            return await self._two_wishes(turn, wishes, away=away)
        if turn.postback is Control.RESUME_DRAFT or (session.draft and turn.message.text in RESUME_WORDS):
            return await self._forms.resume(turn)
        if turn.postback is Control.DISCARD_DRAFT:
            session.draft = None
            return turn.say("form.discarded")
        if intent not in self._answered or not is_confident(turn.parse):
            return await self._not_understood(turn)
        self._notes.answered(turn)
        form = self._forms.opened_by(intent)
        if form is None:
            return await self._answer(turn)
        if away:
            return turn.say("form.away")
        return await self._forms.open(turn, form)

    async def _not_understood(self, turn: Turn) -> Reply:
        passage = None if turn.postback is not None else written.instead_of_asking_back(turn)
        if passage is not None:
            return await self._written.reply(turn, passage)
        company = self._commander.company
        return await company.idle(turn) or await company.mended(turn) or await self._unsure(turn)

    async def _two_wishes(self, turn: Turn, wishes: tuple[Parse, ...], *, away: bool) -> Reply:
        """A question first, then the form, which reads all: the phone number may stand in the other half."""
        whole, replies = replace(turn, clauses=()), []
        for wish in sorted(wishes, key=lambda wish: wish.intent in self._opening):
            part = replace(whole, parse=wish, message=replace(turn.message, text=wish.text))
            if wish.intent in self._opening:
                part = replace(whole, parse=replace(wish, text=turn.message.text))
            replies.append(await self._without_form(part, away=away))
        return Reply("\n\n".join(reply.text for reply in replies), replies[-1].choices)

    async def _answer(self, turn: Turn) -> Reply:
        """The service's answer; withheld, whatever the service, when it rests on what is no longer in force."""
        outdated_before = len(turn.outcome.outdated)
        reply = await self._handlers[turn.parse.intent](turn)
        turn.outcome.beside.by.append(turn.parse.intent)
        if not turn.parse.intent.startswith("dialog."):
            turn.outcome.beside.answered.append(turn.message.text)
        if len(turn.outcome.outdated) > outdated_before:
            self._notes.withheld(turn)
            return asking_back.withheld(turn)
        foreword = await self._foreword(turn)
        return replace(reply, text=f"{foreword}\n\n{reply.text}") if foreword else reply

    async def _foreword(self, turn: Turn) -> str:
        hook = self._forewords.get(turn.parse.intent)
        try:
            return await hook(turn) if hook is not None else ""
        except RecordsAway:  # the answer itself does not depend on it
            return ""

    async def _unsure(self, turn: Turn) -> Reply:
        meant = second_reading.after_denial(turn, self._answered)
        if meant is not None and (told := await self._commander.part(turn, meant)) is not None:
            return told if turn.outcome.said_first else asking_back.sorry_first(turn, told)
        likely = likely_answers.worth_giving(turn)
        reply = await self._answer(turn) if likely else asking_back.ask_back(turn, self._answered)
        reply = likely_answers.as_likely(turn, reply) if likely else reply
        self._notes.asked_back(turn, reply)
        return reply
