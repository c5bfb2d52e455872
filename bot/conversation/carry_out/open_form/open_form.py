"""A form in one turn: how it asks, reads back and ends. Its state is kept in the session."""

import re
from dataclasses import dataclass, replace
from typing import Self

from bot.common.errors import RecordsAway
from bot.common.message import Choice, Reply
from bot.common.postback import FillSlot, FormAction, Wish
from bot.content.intents import FormWords
from bot.conversation.carry_out.open_form import people_waiting
from bot.conversation.forms import engine
from bot.conversation.forms.common_slots import SELF
from bot.conversation.forms.engine import FormStep, StepKind
from bot.conversation.forms.prompts import Prompter
from bot.conversation.forms.readers import read_mobile
from bot.conversation.forms.spec import FormSpec, World
from bot.conversation.hooks import ServiceForm
from bot.conversation.interpret.values.choices import confirms
from bot.conversation.session import LAST_PHONE, FormState
from bot.conversation.turn import SideNote, Turn


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A service's form and the turn in which it is open."""

    turn: Turn
    form: ServiceForm
    world: World

    @classmethod
    async def of(cls, turn: Turn, form: ServiceForm) -> Self:
        """The form with what is full just now; where the records cannot tell, nothing counts as full."""
        try:
            full = await form.full(turn)
        except RecordsAway:
            full = frozenset()
        return cls(turn, form, World(turn.content, turn.now, full, turn.budget))

    @property
    def spec(self) -> FormSpec:
        """What the form asks for."""
        return self.form.spec

    @property
    def words(self) -> FormWords:
        """How it asks."""
        return self.turn.content.forms[self.spec.name]

    @property
    def prompter(self) -> Prompter:
        """What puts it into words."""
        return Prompter(self.spec, self.words, self.turn.words, self.world)

    def ask(self, state: FormState, *, lead: tuple[str, ...] = ()) -> Reply:
        """Ask what the state says is to be asked, after the lines of `lead`; no summary that was just read out."""
        session = self.turn.session
        before = session.form
        unchanged = before is not None and not self.turn.outcome.people_changed
        brief = (
            unchanged
            and before is not None
            and (before.form, before.asking, before.slots)
            == (
                state.form,
                state.asking,
                state.slots,
            )
        )
        told = self.form.on_the_way(self.turn, state)
        if told is not None and not brief:
            lead = (*lead, told.text)
        besides = people_waiting.people_line(self.turn, self.spec.intent, state, self.prompter.summary(state))
        reply, session.form = self.prompter.ask(state, lead=lead, brief=brief, besides=besides)
        if told is not None:
            skip = [choice for choice in reply.choices if choice.postback is FormAction.SKIP]
            return replace(reply, choices=(*told.choices, *skip))
        session.topic.course = state.slots.get("course", session.topic.course)
        return reply

    def ask_after(self, answer: Reply, state: FormState) -> Reply:
        """The answer to something else, then the form's question again, in one reply.

        An answer that itself asks 「要…吗？」 stands alone, and the form waits: it would take the yes for its own.
        """
        if self.spec.passing:
            return self._ended(answer)
        if asks_to_confirm(answer):
            return self.wait_for(answer, state)
        answer, question = self.beside(answer, self.ask(state, lead=(self.prompter.remaining(state),)))
        return replace(question, text=f"{answer.text}\n\n{question.text}", urgent=answer.urgent)

    def beside(self, answer: Reply, question: Reply) -> tuple[Reply, Reply]:
        """An answer and the form's question after it, without anything lost of what the answer lists.

        What it lists and the form asks for stands in place of the form's own options, as do the ways to more of it.
        Anything else is read out below the answer.
        """
        ways_on = {choice.intent for choice in question.choices if choice.intent}
        taken = [filled for choice in answer.choices if (filled := self._as_answer(choice))]
        on = [choice for choice in answer.choices if choice.intent in ways_on]
        if taken or on:
            return answer, replace(question, choices=(*taken, *on))
        return replace(answer, text="\n".join([answer.text, *map("· {}".format, _unsaid(answer))])), question

    def _as_answer(self, choice: Choice) -> Choice | None:
        """The choice as an answer to what the form asks for: 「插花」 of a list of courses; None where it is none."""
        form, wish = self.turn.session.form, choice.postback
        if form is None or not isinstance(wish, Wish):
            return None
        tells = wish.intent == self.spec.intent or wish.intent.endswith(".info")
        value = dict(wish.slots).get(form.asking, "") if tells else ""
        return replace(choice, postback=FillSlot(value)) if value else None

    def told_instead(self, told: Reply, state: FormState) -> Reply:
        """What the form tells instead of its question, which stays open; what the message says of its other slots is kept."""
        if self.spec.passing:
            return self._ended(told)
        readings = engine.unasked(self.spec, state, self.turn.parse, self.world)
        new = {name: value for name, value in readings.items() if name not in (*state.slots, state.asking)}
        step = engine.filled(self.spec, state, new, self.world) if new else None
        kept = step.state if step is not None and step.kind is StepKind.FILLED else state
        self.turn.session.form = replace(kept, asking=state.asking, attempts=0)
        return told

    def reject(self, step: FormStep) -> Reply:
        """Say what is wrong with the value; ask again, or offer what there is instead."""
        fault = self.prompter.fault(step)
        if step.fault is not None and step.fault.instead:
            self.turn.session.form = step.state
            return Reply(fault, step.fault.instead)
        return self.ask(step.state, lead=(fault,))

    async def proceed(self, state: FormState, *, lead: tuple[str, ...] = ()) -> Reply:
        """Ask what comes next, or finish a form that needs no confirmation."""
        if state.asking == engine.CONFIRM and not self.spec.confirm:
            return await self.finish(state)
        return self.ask(state, lead=lead)

    async def finish(self, state: FormState) -> Reply:
        """Carry the form out; when the records are away it stays open."""
        session = self.turn.session
        try:
            reply = await self.form.done(self.turn, state)
        except RecordsAway:
            session.form = state
            return self.turn.say("form.records_away")
        session.form, session.draft_offered = None, False
        if (
            session.draft
            and session.draft.form == state.form
            and session.draft.slots.items() <= state.slots.items()
        ):
            session.draft = None  # it is done now
        session.topic.done, session.topic.done_turn = self.spec.name, session.turn
        session.known |= of_resident(state)
        if state.slots.get("phone"):
            session.known[LAST_PHONE] = state.slots["phone"]
        self.turn.outcome.form_ended = True
        people_waiting.agree(self.turn, self.spec.intent, state)
        people_waiting.share_class(self.turn, self.spec.intent, state)
        if state.note:
            self.turn.outcome.remark = SideNote(self.prompter.title(state), state.note)
        if state.asked:
            beside = self.turn.outcome.beside
            beside.to_offer, beside.about = [state.asked], self.prompter.title(state)
        return reply

    def wait_for(self, answer: Reply, state: FormState) -> Reply:
        """The answer, with the form kept as a draft until what it asks is settled."""
        session = self.turn.session
        if self.spec.passing:
            return self._ended(answer)
        session.form, session.draft, session.draft_offered = None, state, True
        return answer

    def _ended(self, answer: Reply) -> Reply:
        """The answer, with nothing kept of the form; another that it has opened stays."""
        form = self.turn.session.form
        self.turn.session.form = form if form and form.form != self.spec.name else None
        return answer

    def put_off(self, state: FormState) -> Reply:
        """Keep the form as a draft, and say so: also one that is else never kept, for who asks to go on later."""
        session = self.turn.session
        session.form, session.draft, session.draft_offered = None, state, True
        return self.turn.say("form.put_off", title=self.prompter.title(state))

    def drop(self, state: FormState) -> None:
        """Nothing is done of the form; whose it was need not be told again for the next one."""
        self.turn.session.drop_form(state)
        self.turn.session.known |= of_resident(state)

    def set_aside(self, state: FormState) -> None:
        """Something else is answered: the form stays as it is now, but one that is only passing ends."""
        self.turn.session.form = None if self.spec.passing else state


A_LIST = 2  # choices: one by itself is no list


def _unsaid(answer: Reply) -> list[str]:
    """What an answer that asks 「想了解哪个？」 lists only as choices; empty for any other answer."""
    wishes = [choice for choice in answer.choices if isinstance(choice.postback, Wish) and not choice.more]
    unsaid = [choice.label for choice in wishes if choice.label not in answer.text]
    return unsaid if len(unsaid) >= A_LIST and answer.text.rstrip().endswith(("？", "?")) else []


def has_same_summary(before: FormState, now: FormState | None) -> bool:
    """Is the form to be agreed to, with nothing in it that was not in the summary before?"""
    return now is not None and now.asking == engine.CONFIRM and now.slots == before.slots


_OF_RESIDENT = ("name", "phone", "address")


def of_resident(state: FormState | None) -> dict[str, str]:
    """What the form holds of the resident, who it is for: name, phone, address."""
    if state is None or state.slots.get("for_whom", SELF) != SELF:
        return {}
    return {name: state.slots[name] for name in _OF_RESIDENT if state.slots.get(name)}


def asks_to_confirm(reply: Reply) -> bool:
    """Is the reply a question 「要…吗？」, whose answer an open form must not take for its own?"""
    return any(map(confirms, reply.choices))


_NO_MOBILE = re.compile(
    r"(?:没|没有|呒没)(?:手机|电话)|(?:手机|电话)(?:都|也)?(?:没|没有|不会用|用不来)|座机|固话"
)


def needed(opened: OpenForm, name: str) -> str:
    """That the form cannot do without the slot; for a phone, which other number will do."""
    slot = opened.spec.slot(name)
    if name != "phone" or slot is None or not _NO_MOBILE.search(opened.turn.message.text):
        return opened.turn.words.say("form.needed", label=opened.words.slots[name].label)
    return opened.turn.words.say("form.needed_mobile" if slot.read is read_mobile else "form.needed_phone")
