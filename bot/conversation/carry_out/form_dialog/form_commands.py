"""Carries out what a message means while a form is open: values, corrections, questions beside it, its end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.common.message import Reply
from bot.common.postback import FormPostback
from bot.conversation.carry_out.form_dialog.form_questions import of_the_form
from bot.conversation.carry_out.form_dialog.form_safeguards import UNKNOWN, checked, turns_to
from bot.conversation.carry_out.form_dialog.slot_commands import fill, taken
from bot.conversation.carry_out.form_words.plain_corrections import unsaid_correction
from bot.conversation.carry_out.form_words.put_right import corrected_in_it
from bot.conversation.carry_out.form_words.spoken_times import with_free_times
from bot.conversation.carry_out.form_words.struck_out import without_struck
from bot.conversation.carry_out.form_words.told_again import is_any, left_to_us, told_in_wish
from bot.conversation.carry_out.form_words.whole_words import with_whole_words
from bot.conversation.carry_out.open_form import of_no_subject
from bot.conversation.carry_out.open_form.acknowledged import acknowledged, told_so_far
from bot.conversation.carry_out.open_form.form_consent import agrees_first, is_of_the_same, is_one_more
from bot.conversation.carry_out.open_form.form_ended import stopped_and_answered
from bot.conversation.carry_out.open_form.form_progress import (
    Answer,
    FormProgress,
    asked_next,
    complete,
    lines,
    says_nothing_new,
    take_volunteered,
    with_values,
)
from bot.conversation.carry_out.open_form.merged_values import whole_things
from bot.conversation.carry_out.open_form.named_people import with_names
from bot.conversation.carry_out.open_form.open_form import OpenForm, asks_to_confirm
from bot.conversation.carry_out.readings.parts import let_wait
from bot.conversation.carry_out.readings.spoken import intent_of_command
from bot.conversation.carry_out.records import after_done
from bot.conversation.command_kinds import has
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
from bot.conversation.forms import engine
from bot.conversation.forms.engine import CONFIRM
from bot.conversation.interpret.clauses import endings
from bot.conversation.interpret.session_state import options
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
        if has(commands, Stop):
            return await stopped_and_answered(progress, commands, self.answer)
        return await self._each(progress, commands)

    async def _each(self, progress: FormProgress, commands: Sequence[Command]) -> Reply | None:
        """Carry out the commands one by one; the reply to all of them, or that of the command which ends the turn."""
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
                fill(progress, command, quiet=self.quiet)
            case _:
                return await self._aside(progress, command)
        return None

    async def _choose(self, progress: FormProgress, index: int) -> Reply | None:
        opened = progress.opened
        shown = options(opened.turn.session.choices)
        if not 0 < index <= len(shown):
            return None
        postback = shown[index - 1].postback
        if isinstance(postback, FormPostback):
            taken(progress, engine.take_choice(opened.spec, progress.state, postback, opened.world))
            return None
        opened.set_aside(progress.state)
        return await self.answer(opened.turn, Choose(index))

    async def _start(self, progress: FormProgress, command: Start) -> Reply | None:
        """Another wish waits when the message also answers this form, else comes first; said again, it only asks again."""
        opened = progress.opened
        same = intent_of_command(command) == opened.spec.intent
        agreed = progress.confirmed or agrees_first(opened, progress.state)
        if same and progress.heard and is_of_the_same(opened, progress.state):
            return None
        if same and not progress.heard and not agreed:
            return self._wished_again(progress, command)
        progress.confirmed, progress.heard = agreed, progress.heard or agreed
        if not (progress.heard or progress.confirmed):
            opened.set_aside(progress.state)
            return await self.answer(opened.turn, command)
        progress.said += (let_wait(opened.turn, command),) * (not progress.confirmed)
        return None

    def _wished_again(self, progress: FormProgress, command: Start) -> Reply | None:
        """The wish that opened the form comes once more: for a second record it waits, else the form asks again."""
        opened = progress.opened
        if is_one_more(opened):
            progress.said.append(let_wait(opened.turn, command))
            progress.heard = True
            return None
        return opened.ask(progress.state) if says_nothing_new(progress, command) else None

    async def _turned_to(
        self, opened: OpenForm, state: FormState, commands: Sequence[Command], wish: Start
    ) -> Reply | None:
        """「等会儿再说，我要报名插花」: this form waits or is dropped, and the other wish begins."""
        if not has(commands, Later):
            opened.drop(state)
        return await self.answer(opened.turn, replace(wish, words=endings.without_end(wish.words)))

    async def _aside(self, progress: FormProgress, command: Command) -> Reply | None:
        """A question, a record, something said as to a person: answered, and the form goes on unless it asks itself."""
        opened = progress.opened
        reply = await self._answered_aside(progress, of_the_form(opened.turn, command))
        if reply is None:
            return None
        if asks_to_confirm(reply) or (opened.spec.passing and not progress.heard):
            answered = replace(reply, text=lines([*progress.said, reply.text]))
            return opened.wait_for(answered, progress.state)
        progress.said += () if reply.text in progress.said else (reply.text,)
        progress.urgent = progress.urgent or reply.urgent
        progress.heard, progress.answered = True, reply
        return None

    async def _answered_aside(self, progress: FormProgress, command: Command) -> Reply | None:
        """The answer to what was said beside the form; None where there is none."""
        turn, spec, known = progress.opened.turn, progress.opened.spec, ""
        if isinstance(command, Ask):
            known = after_done.in_form(turn, progress.state.form, command.words)
            if command.intent == spec.intent:
                command = replace(command, intent=UNKNOWN)  # it is asked about, and not wished for again
        if spec.passing:
            turn.session.form = None  # what is asked instead is answered as if it was not open
        reply = of_no_subject.known_or_regret(progress, command, known) or await self.answer(turn, command)
        if reply is None and isinstance(command, Ask) and command.intent == UNKNOWN:
            return await of_no_subject.answered(progress, command, self.answer)
        return reply

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
