"""Carries out what a message means while a form is open: values, corrections, questions beside it, its end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.common.message import Reply
from bot.common.postback import FormPostback
from bot.conversation.carry_out.form_dialog.form_questions import of_the_form
from bot.conversation.carry_out.form_dialog.form_safeguards import UNKNOWN, checked, turns_to
from bot.conversation.carry_out.form_words.plain_corrections import (
    is_fine,
    plain_correction,
    unsaid_correction,
)
from bot.conversation.carry_out.form_words.put_right import corrected_in_it
from bot.conversation.carry_out.form_words.spoken_times import with_free_times
from bot.conversation.carry_out.form_words.struck_out import without_struck
from bot.conversation.carry_out.form_words.told_again import is_any, left_to_us, told_in_wish
from bot.conversation.carry_out.form_words.whole_words import with_whole_words
from bot.conversation.carry_out.open_form import of_no_subject
from bot.conversation.carry_out.open_form.acknowledged import acknowledged, left_out, note, told_so_far
from bot.conversation.carry_out.open_form.classes_offered import not_offered
from bot.conversation.carry_out.open_form.form_consent import agrees_first, is_of_the_same, is_one_more
from bot.conversation.carry_out.open_form.form_ended import stopped_and_answered
from bot.conversation.carry_out.open_form.form_progress import (
    NEVER_NAMES,
    Answer,
    FormProgress,
    agreed_or_not,
    as_detail,
    asked_next,
    beside_known,
    complete,
    is_the_name,
    lines,
    of_its_slot,
    put_right,
    says_nothing_new,
    take_volunteered,
    whole_things,
    with_values,
)
from bot.conversation.carry_out.open_form.named_people import with_names, without_own_name
from bot.conversation.carry_out.open_form.next_person import for_next_person, no_longer_waits
from bot.conversation.carry_out.open_form.open_form import OpenForm, asks_to_confirm, needed
from bot.conversation.carry_out.readings.parts import let_wait
from bot.conversation.carry_out.readings.spoken import intent_of_command
from bot.conversation.carry_out.records import after_done
from bot.conversation.commands import (
    Ask,
    Choose,
    Command,
    Dispute,
    Exclude,
    Hold,
    Later,
    No,
    Nothing,
    Restart,
    SetSlot,
    Skip,
    Start,
    Stop,
    Yes,
)
from bot.conversation.forms import commanded, engine
from bot.conversation.forms.engine import CONFIRM, FormStep, StepKind
from bot.conversation.interpret.clauses import endings
from bot.conversation.interpret.session_state import form_slot, options
from bot.conversation.interpret.values import times
from bot.conversation.session import FormState

SAYS: dict[str, frozenset[str]] = {
    "form.needed": frozenset({"label"}),
    "form.needed_phone": frozenset(),
    "form.needed_mobile": frozenset(),
    "form.waiting": frozenset({"title"}),
    "form.next": frozenset({"title"}),
    "form.noted": frozenset({"label"}),
    "form.note": frozenset({"note"}),
    "form.not_offered": frozenset({"value", "options"}),
    "form.left_to_us": frozenset({"value"}),
    "form.waiting_person": frozenset({"who"}),
}


@dataclass(frozen=True, slots=True)
class FormCommands:
    """The commands of one message for one open form. quiet: values that were not asked for are taken without a word."""

    answer: Answer
    quiet: bool = False

    async def carry_out(
        self, opened: OpenForm, state: FormState, commands: Sequence[Command], *, said: str = ""
    ) -> Reply | None:
        """The reply; None when nothing of it has an answer. said: what is answered already, and stands before the rest."""
        state, commands, changed = without_struck(opened, state, commands)
        left, said = None if self.quiet else left_to_us(opened, state), lines([said, *changed])
        if left is not None:
            said = "" if is_any(left) else opened.turn.words.say("form.left_to_us", value=left.label)
            commands = [SetSlot(state.asking, left.value)]
        heard = with_whole_words(opened, state, checked(opened, commands))
        told = told_in_wish(opened, state, with_free_times(opened, heard))
        if (correction := unsaid_correction(opened, state, commands, told)) is not None:
            told_of = [*opened.prompter.changed(correction)]
            return await self.settle(FormProgress(opened, correction.state, told_of))
        commands = whole_things(with_names(opened, state, told))
        if [*map(type, commands)] == [Hold] and not said:
            return await self.answer(opened.turn, commands[0])
        progress = FormProgress(opened, state, [said] if said else [], heard=bool(said))
        if (instead := turns_to(commands)) is not None:
            return await self._turned_to(opened, state, commands, instead)
        if any(isinstance(command, Stop) for command in commands):
            return await stopped_and_answered(progress, commands, self.answer)
        for command in commands:
            ended = await self._one(progress, command)
            if ended is not None:
                return ended
        if not progress.heard:
            return None
        if progress.filled:
            take_volunteered(progress)
        return await self.settle(progress)

    async def _one(self, progress: FormProgress, command: Command) -> Reply | None:
        """Carry out one command; a reply when it ends the turn."""
        match command:
            case Choose(index):
                return await self._choose(progress, index)
            case Start():
                return await self._start(progress, command)
            case Later():
                return progress.opened.put_off(progress.state)
            case Restart():
                progress.opened.turn.session.form = None
                return await self.answer(progress.opened.turn, command)
            case Nothing() | Hold():
                return None
            case SetSlot() | Exclude() | Dispute() | Skip() | Yes() | No():
                self._fill(progress, command)
            case _:
                return await self._aside(progress, command)
        return None

    def _fill(self, progress: FormProgress, command: SetSlot | Exclude | Dispute | Skip | Yes | No) -> None:
        """What the command does to the form's slots."""
        match put_right(progress, command) if isinstance(command, Dispute | Exclude) else command:
            case SetSlot() as value:
                self._set(progress, value)
            case Exclude() as left_out:
                self._exclude(progress, left_out)
            case Dispute(slot):
                name = form_slot(slot)
                self._taken(progress, commanded.dispute(progress.opened.spec, progress.state, name))
            case Skip(slot):
                self._skip(progress, form_slot(slot))
            case _:
                agreed_or_not(progress, yes=isinstance(command, Yes))

    def _set(self, progress: FormProgress, command: SetSlot) -> None:
        opened, command = progress.opened, as_detail(progress, of_its_slot(progress, command))
        name = form_slot(command.slot)
        if command.person > 1:
            progress.said += for_next_person(opened, progress.state, name, command.value)
            progress.heard = True
            return
        if (name in progress.filled or name in NEVER_NAMES) and is_the_name(
            opened, progress.state, command.value
        ):
            name = "name"
        value = beside_known(progress, name, command)
        cut = value != command.value or times.leaves_out(command.words)
        words = "" if cut else command.words
        step = commanded.set_value(
            opened.spec, progress.state, name, value, words, opened.turn.hear, opened.world
        )
        if step.kind is StepKind.FILLED:
            if not self.quiet:
                note(progress, step, name)
            after = without_own_name(opened, progress.state, step.state) if name == "for_whom" else step.state
            progress.state, progress.heard = after, True
            progress.filled.add(name)
            if name == "name":
                no_longer_waits(opened, value)
        elif (mended := plain_correction(opened, progress.state)) is not None:
            progress.said += opened.prompter.changed(mended)
            progress.state, progress.heard = mended.state, True
        elif told := not_offered(opened, progress.state, name, value):
            progress.said.append(told)
            progress.heard = True
        elif step.kind is StepKind.INVALID:
            progress.fault, progress.heard = step, True

    def _exclude(self, progress: FormProgress, command: Exclude) -> None:
        opened, name = progress.opened, form_slot(command.slot)
        if name == "skills" and is_fine(command.value, opened.turn.message.text):
            self._set(progress, SetSlot(name, command.value, words=command.value))
            return
        step = commanded.exclude(
            opened.spec, progress.state, name, command.value, opened.turn.hear, opened.world
        )
        if step.kind is StepKind.NO_ANSWER:
            return
        meant = times.meant(command.words)
        as_it_was = step.kind is StepKind.EDIT or step.state.slots == progress.state.slots
        if as_it_was and meant and meant not in command.value:
            self._set(progress, SetSlot(name, meant, words=meant))
            return
        if step.kind is StepKind.EDIT:
            progress.said.append(left_out(progress, name, command.value))
        progress.said += opened.prompter.changed(step)
        progress.state, progress.heard = step.state, True

    def _skip(self, progress: FormProgress, name: str) -> None:
        opened = progress.opened
        step = commanded.skip(opened.spec, progress.state, name or progress.state.asking, opened.world)
        progress.heard = True
        if step.kind is StepKind.SKIPPED:
            progress.state = step.state
            return
        progress.state = replace(progress.state, attempts=progress.state.attempts + 1)
        if name in opened.words.slots:
            progress.said.append(needed(opened, name))

    async def _choose(self, progress: FormProgress, index: int) -> Reply | None:
        opened = progress.opened
        shown = options(opened.turn.session.choices)
        if not 0 < index <= len(shown):
            return None
        postback = shown[index - 1].postback
        if isinstance(postback, FormPostback):
            self._taken(progress, engine.take_choice(opened.spec, progress.state, postback, opened.world))
            return None
        opened.set_aside(progress.state)
        return await self.answer(opened.turn, Choose(index))

    def _taken(self, progress: FormProgress, step: FormStep) -> None:
        if step.kind is StepKind.INVALID:
            progress.fault = step
        elif step.kind is not StepKind.NO_ANSWER:
            progress.said += progress.opened.prompter.changed(step)
            progress.state = step.state
        progress.heard = True

    async def _start(self, progress: FormProgress, command: Start) -> Reply | None:
        """Another wish waits when the message also answers this form, else comes first; said again, it only asks again."""
        opened = progress.opened
        intent = intent_of_command(command)
        agreed = progress.confirmed or agrees_first(opened, progress.state)
        if intent == opened.spec.intent and progress.heard and is_of_the_same(opened, progress.state):
            return None
        if intent == opened.spec.intent and not progress.heard and not agreed:
            if is_one_more(opened):
                progress.said.append(let_wait(opened.turn, command))
                progress.heard = True
                return None
            return opened.ask(progress.state) if says_nothing_new(progress, command) else None
        progress.confirmed, progress.heard = agreed, progress.heard or agreed
        if not (progress.heard or progress.confirmed):
            opened.set_aside(progress.state)
            return await self.answer(opened.turn, command)
        progress.said += (let_wait(opened.turn, command),) * (not progress.confirmed)
        return None

    async def _turned_to(
        self, opened: OpenForm, state: FormState, commands: Sequence[Command], wish: Start
    ) -> Reply | None:
        """「等会儿再说，我要报名插花」: this form waits or is dropped, and the other wish begins."""
        if not any(isinstance(command, Later) for command in commands):
            opened.drop(state)
        return await self.answer(opened.turn, replace(wish, words=endings.without_end(wish.words)))

    async def _aside(self, progress: FormProgress, command: Command) -> Reply | None:
        """A question, a record, something said as to a person: answered, and the form goes on unless it asks itself."""
        turn, flow = progress.opened.turn, progress.state.form
        command = of_the_form(turn, command)
        known = after_done.in_form(turn, flow, command.words) if isinstance(command, Ask) else ""
        if isinstance(command, Ask) and command.intent == progress.opened.spec.intent:
            command = replace(command, intent=UNKNOWN)  # it is asked about, and not wished for again
        if progress.opened.spec.passing:
            turn.session.form = None  # what is asked instead is answered as if it was not open
        reply = of_no_subject.known_or_regret(progress, command, known) or await self.answer(turn, command)
        if reply is None and isinstance(command, Ask) and command.intent == UNKNOWN:
            reply = await of_no_subject.answered(progress, command, self.answer)
        if reply is None:
            return None
        if asks_to_confirm(reply) or (progress.opened.spec.passing and not progress.heard):
            answered = replace(reply, text=lines([*progress.said, reply.text]))
            return progress.opened.wait_for(answered, progress.state)
        progress.said += () if reply.text in progress.said else (reply.text,)
        progress.urgent = progress.urgent or reply.urgent
        progress.heard, progress.answered = True, reply
        return None

    async def settle(self, progress: FormProgress) -> Reply:
        """The reply to a message that did this to the form."""
        opened, state = progress.opened, progress.state
        said = [*told_so_far(progress), *acknowledged(progress)]
        if progress.fault is not None:
            own = opened.turn.parse.intent == opened.spec.intent
            if own and (told := (await opened.form.before(opened.turn)).reply) is not None:
                return opened.ask_after(told, state)
            rejected = opened.reject(replace(progress.fault, state=with_values(progress.fault, state)))
            return replace(rejected, text=lines([*said, rejected.text]))
        agreed = progress.confirmed and not corrected_in_it(progress)
        if agreed and state.asking in (CONFIRM, engine.CHANGE) and complete(opened, state):
            finished = await opened.finish(state)
            return replace(finished, text=lines([finished.text, *said]), urgent=progress.urgent)
        if state.asking == CONFIRM and not opened.spec.confirm:
            finished = await opened.finish(state)
            return replace(finished, text=lines([*said, finished.text]), urgent=progress.urgent)
        if progress.answered and state.asking not in (CONFIRM, engine.CHANGE):
            said.append(opened.prompter.remaining(state))
        said, question = asked_next(progress, said)
        return replace(question, text=lines([*said, question.text]), urgent=progress.urgent)
