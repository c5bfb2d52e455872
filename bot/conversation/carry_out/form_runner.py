"""Runs forms in a turn: opens them, hears answers, steps aside for questions, finishes."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.common.errors import RecordsAway
from bot.common.message import Choice, Reply
from bot.common.postback import Control, FormPostback, Wish
from bot.conversation.carry_out.record_change import reopened
from bot.conversation.forms import engine as pure
from bot.conversation.forms.engine import Said, Step
from bot.conversation.forms.prompts import Prompter
from bot.conversation.forms.spec import World
from bot.conversation.hooks import FormOpening, ServiceForm
from bot.conversation.interpret.policy import GO_ON, Speaker, asks_why, in_form, is_aside, questions
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.parse import Parse

_A_WISH = 4  # characters: a single word may stand for anything

SAYS: dict[str, frozenset[str]] = {
    "form.away": frozenset(),
    "form.stopped": frozenset({"title"}),
    "form.put_off": frozenset({"title"}),
    "form.offer": frozenset({"title", "count"}),
    "form.resume": frozenset(),
    "form.discard": frozenset(),
    "form.discarded": frozenset(),
    "form.records_away": frozenset(),
    "form.picture": frozenset(),
}


@dataclass(frozen=True, slots=True)
class FormRunner:
    """The forms of all skills; `answer` is how the engine answers an intent that is no form."""

    forms: Mapping[str, ServiceForm]
    answered: frozenset[str]
    answer: Callable[[Turn], Awaitable[Reply]]

    def opened_by(self, intent: str) -> ServiceForm | None:
        """The form that this intent opens."""
        return next((form for form in self.forms.values() if form.spec.intent == intent), None)

    async def open(self, turn: Turn, form: ServiceForm) -> Reply:
        """Start the form with all that the message says already; one that was in progress waits as a draft."""
        again = reopened(form.spec, turn.postback)
        if again is not None:
            turn.session.draft = None
            return self._ask(turn, form, await self._world(turn, form), again)
        opening = await self._opening(turn, form)
        return opening.reply or await self._start(turn.with_slots(opening.slots), form)

    async def _opening(self, turn: Turn, form: ServiceForm) -> FormOpening:
        return FormOpening() if _opens_form(turn) else await form.before(turn)

    async def _start(self, turn: Turn, form: ServiceForm) -> Reply:
        session = turn.session
        world = await self._world(turn, form)
        known = {"course": session.topic.course} if session.topic.course else {}
        if turn.slot("course") or not any(slot.name == "course" for slot in form.spec.slots):
            known = {}
        # The words of a choice that opens the form are its own: they tell nothing of what the form asks for.
        heard = replace(turn.parse, normal="") if _opens_form(turn) else turn.parse
        state = pure.start(form.spec, heard, world, known)
        session.draft = session.form if session.form and session.form.form != state.form else None
        fault = pure.refused(form.spec, state, heard, world)
        if fault is not None:
            return self._fault(turn, form, world, Step(Said.FAULT, state, fault=fault))
        return await self._go_on(turn, form, world, state)

    async def hear(self, turn: Turn, *, aside: bool = False) -> Reply:
        """What a message does while a form is open; aside: it is certain that the message is not for the form."""
        state = turn.session.form
        assert state is not None
        form = self.forms[state.form]
        world = await self._world(turn, form)
        words = turn.content.forms[form.spec.name]
        if aside:
            return await self._aside(turn, form, world, state)
        if isinstance(turn.postback, FormPostback):
            return await self._follow(turn, form, world, pure.take(form.spec, state, turn.postback, world))
        if turn.postback is None and words.why and asks_why(turn.message.text):
            return self._ask(turn, form, world, state, lead=(words.why,))
        speaker = in_form(turn.parse, form.spec, state, self.answered)
        if speaker is Speaker.STOP or turn.parse.normal in words.stop:
            return await self._stop(turn, form)
        asked = questions(turn.clauses, form.spec, self.answered)
        if 0 < len(asked) < len(turn.clauses):
            return await self._answer_and_aside(turn, form, world, asked[0])
        if speaker is Speaker.ASIDE:
            heard = pure.overhear(form.spec, state, turn.parse, world)
            return await self._aside(turn, form, world, heard.state)
        step = pure.step(form.spec, words, state, turn.parse, world)
        if step.said in (Said.FAULT, Said.OTHER) and turn.parse.intent == form.spec.intent:
            # A question about what the form is for: 「要收钱吗」.
            opening = await self._opening(turn, form)
            if opening.reply is not None:
                return self._asked_again(turn, form, world, state, opening.reply)
            turn = turn.with_slots(opening.slots)
            step = pure.step(form.spec, words, state, turn.parse, world)
        return await self._follow(turn, form, world, step)

    def takes_picture(self, turn: Turn) -> bool:
        """Is a form open that has a use for a picture?"""
        state = turn.session.form
        form = self.forms.get(state.form) if state else None
        return form is not None and any(slot.picture for slot in form.spec.slots)

    async def picture(self, turn: Turn) -> Reply:
        """A picture for the open form."""
        state = turn.session.form
        assert state is not None
        form = self.forms[state.form]
        name = next(slot.name for slot in form.spec.slots if slot.picture)
        world = await self._world(turn, form)
        filled = replace(state, slots={**state.slots, name: turn.message.picture})
        got = turn.words.say("form.picture")
        return await self._go_on(turn, form, world, pure.settled(form.spec, filled, world), lead=(got,))

    async def resume(self, turn: Turn) -> Reply:
        """Take up the draft where it was; what has changed since (a class that began) is asked again."""
        session = turn.session
        if session.draft is None:
            return turn.say("form.discarded", choices=turn.menu())
        form = self.forms[session.draft.form]
        world = await self._world(turn, form)
        state = pure.settled(form.spec, session.draft, world)
        session.draft = None
        return await self._go_on(turn, form, world, state)

    def offer(self, turn: Turn) -> Reply | None:
        """The offer to go on with a draft, made once."""
        session = turn.session
        if session.draft is None or session.offered or session.form or session.draft.form not in self.forms:
            return None
        session.offered = True
        form = self.forms[session.draft.form]
        prompter = self._prompter(turn, form, World(turn.content, turn.now))
        count = len(pure.pending(form.spec, session.draft, prompter.world)) + 1
        choices = (
            Choice(turn.words.say("form.resume"), Control.RESUME_DRAFT),
            Choice(turn.words.say("form.discard"), Control.DISCARD_DRAFT),
        )
        title = prompter.title(session.draft)
        return turn.say("form.offer", title=title, count=count, choices=choices)

    async def _follow(self, turn: Turn, form: ServiceForm, world: World, step: Step) -> Reply:
        said, state = step.said, step.state
        if said is Said.CONFIRMED:
            return await self._finish(turn, form, state)
        if said is Said.STOP:
            return await self._stop(turn, form)
        if said is Said.LATER:
            turn.session.form, turn.session.draft, turn.session.offered = None, state, True
            return turn.say("form.put_off", title=self._title(turn, form, state))
        if said is Said.HUMAN:
            for_person = replace(turn, parse=replace(turn.parse, intent="dialog.human", confidence=1.0))
            return await self._aside(for_person, form, world, state)
        if said in (Said.FAULT, Said.OTHER):
            return await self._missed(turn, form, world, step)
        lead = self._prompter(turn, form, world).changed(step)
        return await self._go_on(turn, form, world, state, lead=lead)

    async def _missed(self, turn: Turn, form: ServiceForm, world: World, step: Step) -> Reply:
        """No value, or none that will do. It may be a wish of its own: 「等会儿再说，我要报名插花」."""
        if step.fault is None and is_aside(turn.parse, form.spec, self.answered):
            return await self._aside(turn, form, world, turn.session.form or step.state)
        if step.said is Said.FAULT:
            return self._fault(turn, form, world, step)
        missed = replace(step.state, attempts=step.state.attempts + 1)
        # Who says once more what the form is for, or 「继续」, was understood: there is only the question left to answer.
        wished = turn.parse.intent == form.spec.intent and len(turn.parse.normal) >= _A_WISH
        again = wished or turn.message.text.strip() in GO_ON
        return self._ask(turn, form, world, missed, lead=() if again else (turn.words.say("form.unclear"),))

    async def _go_on(
        self, turn: Turn, form: ServiceForm, world: World, state: FormState, *, lead: tuple[str, ...] = ()
    ) -> Reply:
        """Ask what comes next, or finish a form that needs no confirmation."""
        if state.asking == pure.CONFIRM and not form.spec.confirm:
            return await self._finish(turn, form, state)
        return self._ask(turn, form, world, state, lead=lead)

    async def _aside(self, turn: Turn, form: ServiceForm, world: World, state: FormState) -> Reply:
        """Answer what came in between, then ask again where the form was, in the same reply."""
        other = self.opened_by(turn.parse.intent)
        if other is None:
            return self._asked_again(turn, form, world, state, await self.answer(turn))
        opening = await self._opening(turn, other)
        if opening.reply is not None:
            return self._asked_again(turn, form, world, state, opening.reply)
        if other is form:
            return self._ask(turn, form, world, state)
        turn.session.form = state
        return await self._start(turn.with_slots(opening.slots), other)

    def _asked_again(
        self, turn: Turn, form: ServiceForm, world: World, state: FormState, answer: Reply
    ) -> Reply:
        lead = self._prompter(turn, form, world).left(state)
        question = self._ask(turn, form, world, state, lead=(lead,))
        return Reply(f"{answer.text}\n\n{question.text}", question.choices, answer.urgent)

    async def _answer_and_aside(self, turn: Turn, form: ServiceForm, world: World, asked: Parse) -> Reply:
        """One part of the message answers the form, another asks something else: both are served."""
        state = turn.session.form
        assert state is not None
        words = turn.content.forms[form.spec.name]
        for clause in turn.clauses:
            if clause is not asked:
                step = pure.step(form.spec, words, state, clause, world)
                state = step.state if step.said is Said.ANSWER else state
        question = replace(turn, parse=asked, message=replace(turn.message, text=asked.text))
        return await self._aside(question, form, world, state)

    async def _finish(self, turn: Turn, form: ServiceForm, state: FormState) -> Reply:
        try:
            reply = await form.done(turn, state)
        except RecordsAway:
            turn.session.form = state
            return turn.say("form.records_away")
        turn.session.form = None
        turn.session.offered = False
        return reply

    async def _stop(self, turn: Turn, form: ServiceForm) -> Reply:
        state = turn.session.form
        turn.session.form = None
        if turn.parse.intent == "dialog.restart" or state is None:
            return await self.answer(turn)
        return turn.say("form.stopped", title=self._title(turn, form, state), choices=turn.menu())

    def _fault(self, turn: Turn, form: ServiceForm, world: World, step: Step) -> Reply:
        prompter = self._prompter(turn, form, world)
        if step.fault is not None and step.fault.instead:
            turn.session.form = step.state
            return Reply(prompter.fault(step), step.fault.instead)
        return self._ask(turn, form, world, step.state, lead=(prompter.fault(step),))

    def _ask(
        self, turn: Turn, form: ServiceForm, world: World, state: FormState, *, lead: tuple[str, ...] = ()
    ) -> Reply:
        reply, asked = self._prompter(turn, form, world).ask(state, lead=lead)
        turn.session.form = asked
        turn.session.topic.course = state.slots.get("course", turn.session.topic.course)
        return reply

    def _title(self, turn: Turn, form: ServiceForm, state: FormState) -> str:
        return self._prompter(turn, form, World(turn.content, turn.now)).title(state)

    def _prompter(self, turn: Turn, form: ServiceForm, world: World) -> Prompter:
        return Prompter(form.spec, turn.content.forms[form.spec.name], turn.words, world)

    async def _world(self, turn: Turn, form: ServiceForm) -> World:
        try:
            full = await form.full(turn)
        except RecordsAway:
            full = frozenset()
        return World(turn.content, turn.now, full)


def _opens_form(turn: Turn) -> bool:
    return isinstance(turn.postback, Wish) and turn.postback.opens_form
