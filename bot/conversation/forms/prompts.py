"""What a form says: questions, summaries, choices. Pure: content and state in, reply out."""

from dataclasses import dataclass, replace

from bot.common.message import Choice, Reply
from bot.common.postback import AskSlot, FormAction
from bot.content.intents import FormWords
from bot.conversation.forms.engine import CHANGE, CONFIRM, FormStep, pending
from bot.conversation.forms.spec import FormSpec, SlotSpec, World
from bot.conversation.say.wording import Wording, fields_of, fill
from bot.conversation.session import FormState

LISTED = 5  # options; more are too many for one question

SAYS: dict[str, frozenset[str]] = {
    "form.left": frozenset({"count"}),
    "form.changed": frozenset({"label", "value"}),
    "form.same": frozenset({"label", "value"}),
    "form.what": frozenset(),
    "form.yes": frozenset(),
    "form.edit": frozenset(),
    "form.stop": frozenset(),
    "form.skip": frozenset(),
    "form.human": frozenset(),
    "form.later": frozenset(),
    "form.unclear": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Prompter:
    """Puts one form into words."""

    spec: FormSpec
    form: FormWords
    words: Wording
    world: World

    def ask(
        self, state: FormState, *, lead: tuple[str, ...] = (), brief: bool = False, besides: str = ""
    ) -> tuple[Reply, FormState]:
        """The next question after `lead`, with the reason for personal data before the first that needs it.

        brief: the summary was read out just before and has not changed: only its question is asked again.
        besides: a line that belongs to the summary and is no slot.
        """
        lines = [line for line in lead if line]
        slot = self.spec.slot(state.asking)
        if self._is_personal(slot, state) and not state.told_why and self.form.why:
            lines.append(self.form.why)
            state = replace(state, told_why=True)
        if state.asking == CONFIRM:
            lines += (
                [besides, self.form.confirm] if brief else [self.summary(state), besides, self.form.confirm]
            )
        else:
            lines.append(self._question(state))
        lines = [line for line in lines if line]
        return Reply("\n".join(lines), self._choices(state, slot)), state

    def _is_personal(self, slot: SlotSpec | None, state: FormState) -> bool:
        """Does the question ask for personal data, or the summary tell some?"""
        if slot is not None:
            return slot.personal
        return any(part.personal and part.name in state.slots for part in self.spec.slots)

    def title(self, state: FormState) -> str:
        """What the form is for, in words: 「报名家政服务」."""
        return fill(
            self.form.title, **{name: self._shown(name, state) for name in fields_of(self.form.title)}
        )

    def summary(self, state: FormState) -> str:
        """A line for each slot that is filled: its label and its value."""
        return "\n".join(
            f"{self._label(slot.name)}：{self._shown(slot.name, state)}"
            for slot in self.spec.slots
            if slot.name in state.slots
        )

    def chosen(self, state: FormState) -> tuple[str, ...]:
        """A line for each option that is chosen: 「班次：周二晚上班，1月12日开课」."""
        return tuple(
            f"{self._label(slot.name)}：{self._shown(slot.name, state)}"
            for slot in self.spec.slots
            if slot.name in state.slots and slot.name != state.asking and slot.options(state.slots, self.world)
        )

    def remaining(self, state: FormState) -> str:
        """「还差2项」, said when the form goes on after something else."""
        count = len(pending(self.spec, state, self.world))
        return self.words.say("form.left", count=count) if count else ""

    def changed(self, step: FormStep) -> tuple[str, ...]:
        """What was corrected, read back."""
        return tuple(
            self.words.say("form.changed", label=self._label(name), value=self._shown(name, step.state))
            for name in step.changed
            if name in step.state.slots
        )

    def unchanged(self, name: str, state: FormState) -> tuple[str, ...]:
        """That a value which was said again is what stands there."""
        return (self.words.say("form.same", label=self._label(name), value=self._shown(name, state)),)

    def fault(self, step: FormStep) -> str:
        """What is wrong with the value that was given."""
        if step.fault is not None:
            return self.words.say(step.fault.key, **step.fault.fields)
        return self.form.slots[step.state.asking].invalid

    def _question(self, state: FormState) -> str:
        if state.asking == CHANGE:
            return self.words.say("form.what")
        slot = self.form.slots[state.asking]
        text = slot.again if state.attempts else slot.ask
        return fill(text, **{name: self._shown(name, state) for name in fields_of(text)})

    def _choices(self, state: FormState, slot: SlotSpec | None) -> tuple[Choice, ...]:
        if state.asking == CONFIRM:
            return (
                self._action("form.yes", FormAction.CONFIRM),
                self._action("form.edit", FormAction.EDIT),
                self._action("form.stop", FormAction.STOP),
            )
        if slot is None:
            filled = [part.name for part in self.spec.slots if part.name in state.slots]
            return tuple(Choice(self._label(name), AskSlot(name)) for name in filled)
        options = slot.offered(state.slots, self.world)[:LISTED]
        if slot.skippable:
            options = (*options, self._action("form.skip", FormAction.SKIP))
        if state.attempts < 2:
            return options
        return (
            *options,
            self._action("form.human", FormAction.HUMAN),
            self._action("form.later", FormAction.LATER),
        )

    def _action(self, key: str, action: FormAction) -> Choice:
        return Choice(self.words.say(key), action)

    def _label(self, name: str) -> str:
        return self.form.slots[name].label

    def _shown(self, name: str, state: FormState) -> str:
        slot = self.spec.slot(name)
        value = state.slots.get(name, "")
        return slot.shown(value, state.slots, self.world) if slot else value
