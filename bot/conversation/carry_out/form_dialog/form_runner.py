"""Runs forms in a turn: opens them, reads answers, answers questions in between, takes up drafts."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.common.message import Choice, Reply
from bot.common.postback import Control, FormPostback, Wish
from bot.conversation.carry_out.form_dialog.class_found import found_class
from bot.conversation.carry_out.open_form import condition_kept, known_before, people_joining
from bot.conversation.carry_out.open_form.open_form import OpenForm, asks_to_confirm, of_resident
from bot.conversation.carry_out.open_form.record_change import reopened
from bot.conversation.carry_out.readings.parts import said_as
from bot.conversation.carry_out.readings.talk_before import with_talk_before
from bot.conversation.forms import engine
from bot.conversation.forms.engine import FormStep, StepKind
from bot.conversation.forms.spec import World
from bot.conversation.hooks import FormOpening, ServiceForm
from bot.conversation.interpret.clauses import hesitation
from bot.conversation.interpret.clauses.form_messages import (
    FormMessage,
    asides,
    asks_why,
    is_aside,
    role,
)
from bot.conversation.interpret.values.choices import RESUME_WORDS
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.parse import Parse

_HESITATES = "dialog.hesitate"
_A_WISH = 4  # characters: a single word may stand for anything

SAYS: dict[str, frozenset[str]] = {
    "form.away": frozenset(),
    "form.stopped": frozenset({"title"}),
    "form.again": frozenset({"title"}),
    "form.back": frozenset({"title"}),
    "form.kept": frozenset(),
    "form.put_off": frozenset({"title"}),
    "form.offer": frozenset({"title", "count"}),
    "form.resume": frozenset(),
    "form.discard": frozenset(),
    "form.discarded": frozenset(),
    "form.records_away": frozenset(),
    "form.picture": frozenset(),
}


@dataclass(frozen=True)
class FormRunner:
    """The forms of all services.

    answered: the intents that some service answers; answer: answers an intent that opens no form.
    """

    forms: Mapping[str, ServiceForm]
    answered: frozenset[str]
    answer: Callable[[Turn], Awaitable[Reply]]

    @cached_property
    def _by_intent(self) -> Mapping[str, ServiceForm]:
        """The forms by the intent that opens them; of two with one intent the first."""
        return {form.spec.intent: form for form in reversed(list(self.forms.values()))}

    def opened_by(self, intent: str) -> ServiceForm | None:
        """The form that this intent opens."""
        return self._by_intent.get(intent)

    async def open(self, turn: Turn, form: ServiceForm) -> Reply:
        """Start the form with all that the message says already; one that was in progress waits as a draft."""
        state = reopened(form.spec, turn.postback)
        if state is not None:
            turn.session.draft = None
            return (await OpenForm.of(turn, form)).ask(state)
        opening = await self._opening(turn, form)
        return opening.reply or await self._start(turn.with_slots(opening.slots), form, opening.known)

    async def _opening(self, turn: Turn, form: ServiceForm) -> FormOpening:
        return FormOpening() if _opens_form(turn) else await form.before(turn)

    async def _start(self, turn: Turn, form: ServiceForm, follows: Mapping[str, str]) -> Reply:
        session = turn.session
        opened = await OpenForm.of(turn, form)
        # The words of a choice that opens the form are its own: they tell nothing of what the form asks for.
        heard = replace(turn.parse, normal="") if _opens_form(turn) else _without_condition(turn, form)
        session.known = {**of_resident(session.draft), **session.known, **of_resident(session.form)}
        known = {
            **known_before.of_resident(turn, form),
            **known_before.from_topic(turn, form),
            **known_before.bare_name_said(turn, form),
            **follows,
        }
        state = with_talk_before(turn, engine.start(form.spec, heard, opened.world, known))
        session.draft = self._left(session.form, state)
        fault = engine.opening_fault(form.spec, state, heard, opened.world)
        if fault is not None:
            return opened.reject(FormStep(StepKind.INVALID, state, fault=fault))
        people = people_joining.listed_at_opening(opened, state)
        state = people.state if people is not None else state
        condition = condition_kept.kept(opened, state)
        told = form.hears(turn, state) if turn.postback is None else None
        if told is not None:
            return opened.told_instead(told, condition.state if condition else state)
        if condition is not None:
            return await condition_kept.said_first(opened, condition)
        said = (people.said,) if people and people.said else ()
        return await opened.proceed(state, lead=(*found_class(opened, state), *said))

    def _left(self, form: FormState | None, begun: FormState) -> FormState | None:
        """The form that waits while another is begun; None for the same one, and for one that is not kept."""
        kept = form is not None and form.form != begun.form and not self.forms[form.form].spec.passing
        return form if kept else None

    def end_by_choice(self, turn: Turn) -> None:
        """End a form that is not kept when something else is chosen."""
        form, other = turn.session.form, isinstance(turn.postback, Wish | Control)
        if other and form is not None and form.form in self.forms and self.forms[form.form].spec.passing:
            turn.session.form = None

    async def told_beside(self, turn: Turn, state: FormState, told: Reply) -> Reply:
        """What is told beside the open form, and its question again."""
        return (await OpenForm.of(turn, self.forms[state.form])).ask_after(told, state)

    async def hear(self, turn: Turn, state: FormState, *, aside: bool = False) -> Reply:
        """What a message does to the open form; aside: it is certain that the message is not for the form."""
        opened = await OpenForm.of(turn, self.forms[state.form])
        spec, words, world = opened.spec, opened.words, opened.world
        if aside:
            return await self._answer_aside(opened, state)
        if isinstance(turn.postback, FormPostback):
            return await self._follow(opened, engine.take_choice(spec, state, turn.postback, world))
        if turn.postback is None and words.why and asks_why(turn.message.text):
            return opened.ask(state, lead=(words.why,))
        message = role(turn.parse, spec, state, self.answered)
        if message is FormMessage.STOP or turn.parse.normal in words.stop:
            return await self._stop(opened, state)
        questions = asides(turn.clauses, spec, self.answered)
        if 0 < len(questions) < len(turn.clauses):
            return await self._fill_and_answer(opened, state, questions[0])
        if message is FormMessage.ASIDE:
            filled = engine.fill_firm_slots(spec, state, turn.parse, world)
            return await self._answer_aside(opened, filled.state)
        return await self._read(opened, state)

    async def _read(self, opened: OpenForm, state: FormState) -> Reply:
        """The message is for the form: an answer, or a question about what the form is for (「要收钱吗」)."""
        turn, form = opened.turn, opened.form
        step = engine.read_message(form.spec, opened.words, state, turn.parse, opened.world)
        if step.kind in (StepKind.INVALID, StepKind.NO_ANSWER) and turn.parse.intent == form.spec.intent:
            opening = await self._opening(turn, form)
            if opening.reply is not None:
                return opened.ask_after(opening.reply, state)
            opened = replace(opened, turn=turn.with_slots(opening.slots))
            step = engine.read_message(form.spec, opened.words, state, opened.turn.parse, opened.world)
        return await self._follow(opened, step)

    async def _follow(self, opened: OpenForm, step: FormStep) -> Reply:
        match step.kind:
            case StepKind.CONFIRMED:
                return await opened.finish(step.state)
            case StepKind.STOPPED:
                return await self._stop(opened, step.state)
            case StepKind.LATER:
                return opened.put_off(step.state)
            case StepKind.HUMAN:
                parse = replace(opened.turn.parse, intent="dialog.human", confidence=1.0)
                return await self._answer_aside(_hearing(opened, parse), step.state)
            case StepKind.INVALID | StepKind.NO_ANSWER:
                return await self._missed(opened, step)
            case _:
                return await opened.proceed(step.state, lead=opened.prompter.changed(step))

    async def _missed(self, opened: OpenForm, step: FormStep) -> Reply:
        """No value, or none that will do. It may be a wish of its own: 「等会儿再说，我要报名插花」."""
        turn, spec = opened.turn, opened.spec
        if step.fault is None and is_aside(turn.parse, spec, self.answered):
            return await self._answer_aside(opened, turn.session.form or step.state)
        if step.kind is StepKind.INVALID:
            return opened.reject(step)
        if hesitation.is_sound(turn.message.text):  # 「嗯」, where no yes is asked for
            said = await self.answer(said_as(turn, _HESITATES))
            return opened.ask(turn.session.form or step.state, lead=(said.text,))
        missed = replace(step.state, attempts=step.state.attempts + 1)
        # Whoever repeats what the form is for, or says 「继续」, was understood: only the question is asked again.
        repeated = turn.parse.intent == spec.intent and len(turn.parse.normal) >= _A_WISH
        understood = repeated or turn.message.text.strip() in RESUME_WORDS
        return opened.ask(missed, lead=() if understood else (turn.words.say("form.unclear"),))

    async def _answer_aside(self, opened: OpenForm, state: FormState) -> Reply:
        """Answer what came in between, then ask again where the form was, in the same reply."""
        turn = opened.turn
        other = self.opened_by(turn.parse.intent)
        if other is None:
            return opened.ask_after(await self.answer(turn), state)
        opening = await self._opening(turn, other)
        if opening.reply is not None:
            return opened.ask_after(opening.reply, state)
        if other is opened.form:
            return opened.ask(state)
        turn.session.form = state
        return await self._start(turn.with_slots(opening.slots), other, opening.known)

    async def _fill_and_answer(self, opened: OpenForm, state: FormState, question: Parse) -> Reply:
        """One part of the message answers the form, another asks something else: both are served."""
        for clause in opened.turn.clauses:
            if clause is not question:
                step = engine.read_message(opened.spec, opened.words, state, clause, opened.world)
                state = step.state if step.kind is StepKind.FILLED else state
        asked = _hearing(opened, question)
        message = replace(asked.turn.message, text=question.text)
        return await self._answer_aside(replace(asked, turn=replace(asked.turn, message=message)), state)

    async def _stop(self, opened: OpenForm, state: FormState) -> Reply:
        turn = opened.turn
        opened.drop(state)
        if turn.parse.intent == "dialog.restart":
            return await self.answer(turn)
        return turn.say("form.stopped", title=opened.prompter.title(state))

    async def finished_at_once(self, turn: Turn) -> Reply | None:
        """The open form carried out, where all is told and was agreed to before; None where it has to ask something."""
        state = turn.session.form
        if state is None or state.asking != engine.CONFIRM:
            return None
        return await (await OpenForm.of(turn, self.forms[state.form])).finish(state)

    def takes_any_words(self, turn: Turn) -> bool:
        """Is a form open that asks for something in the resident's own words?"""
        state = turn.session.form
        form = self.forms.get(state.form) if state else None
        slot = form.spec.slot(state.asking) if form and state else None
        return slot is not None and slot.free

    def takes_picture(self, turn: Turn) -> bool:
        """Is a form open that has a use for a picture?"""
        state = turn.session.form
        form = self.forms.get(state.form) if state else None
        return form is not None and any(slot.picture for slot in form.spec.slots)

    async def fill_picture(self, turn: Turn, state: FormState) -> Reply:
        """Put the picture that was sent into the open form."""
        opened = await OpenForm.of(turn, self.forms[state.form])
        name = next(slot.name for slot in opened.spec.slots if slot.picture)
        filled = replace(state, slots={**state.slots, name: turn.message.picture})
        lead = (turn.words.say("form.picture"),)
        return await opened.proceed(engine.settled(opened.spec, filled, opened.world), lead=lead)

    async def asked_again(self, turn: Turn, reply: Reply) -> Reply:
        """The reply, and below it the question of a form that is open."""
        state = turn.session.form
        if state is None or state.form not in self.forms:
            return reply
        return (await OpenForm.of(turn, self.forms[state.form])).ask_after(reply, state)

    async def hesitated(self, turn: Turn) -> Reply:
        """A word for who takes their time, and below it the question that stands; nothing counts as an attempt to answer it."""
        reply, state = await self.answer(said_as(turn, _HESITATES)), turn.session.form
        if state is None or state.form not in self.forms:
            return reply
        return (await OpenForm.of(turn, self.forms[state.form])).ask(state, lead=(reply.text,))

    async def resume(self, turn: Turn) -> Reply:
        """Take up the draft where it was; what has changed since (a class that began) is asked again."""
        session = turn.session
        if session.draft is None:
            return turn.say("form.discarded")
        opened = await OpenForm.of(turn, self.forms[session.draft.form])
        state = engine.settled(opened.spec, session.draft, opened.world)
        session.draft = None
        return await opened.proceed(state)

    def offer_draft(self, turn: Turn, reply: Reply) -> Reply | None:
        """The offer to go on with a draft, made once, and not below a reply that asks 「…，对吗？」 itself."""
        session, draft = turn.session, turn.session.draft
        if draft is None or session.draft_offered or session.form or draft.form not in self.forms:
            return None
        if asks_to_confirm(reply):
            return None
        session.draft_offered = True
        opened = OpenForm(turn, self.forms[draft.form], World(turn.content, turn.now, budget=turn.budget))
        count = len(engine.pending(opened.spec, draft, opened.world)) + 1
        choices = (
            Choice(turn.words.say("form.resume"), Control.RESUME_DRAFT),
            Choice(turn.words.say("form.discard"), Control.DISCARD_DRAFT),
        )
        return turn.say("form.offer", title=opened.prompter.title(draft), count=count, choices=choices)


def _without_condition(turn: Turn, form: ServiceForm) -> Parse:
    """What the form hears of the message that opens it: not what is wanted only where a class is full."""
    text = condition_kept.without_condition(turn.message.text)
    if form.spec.name != "enrol" or text == turn.message.text:
        return turn.parse
    heard = turn.hear(text)
    return replace(turn.parse, text=heard.text, normal=heard.normal)


def _opens_form(turn: Turn) -> bool:
    return isinstance(turn.postback, Wish) and turn.postback.opens_form


def _hearing(opened: OpenForm, parse: Parse) -> OpenForm:
    """The form in a turn that said this instead."""
    return replace(opened, turn=replace(opened.turn, parse=parse))
