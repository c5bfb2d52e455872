"""Hears a message while a form is open: what it means there, and which remarks and complaints stand beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.common.message import Reply
from bot.conversation.carry_out.answers import asked_in_form
from bot.conversation.carry_out.form_dialog import people_together, times_answered, whose_form
from bot.conversation.carry_out.form_dialog.form_commands import FormCommands
from bot.conversation.carry_out.form_dialog.form_questions import asked_first, asked_instead
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.form_dialog.only_asked import as_asked
from bot.conversation.carry_out.form_dialog.taken_for_values import asked_not_told
from bot.conversation.carry_out.form_dialog.told_by_intent import of_team
from bot.conversation.carry_out.form_dialog.unfit_values import placed
from bot.conversation.carry_out.form_words import (
    given_up,
    heard_in_parts,
    only_surname,
    put_right,
    several_corrections,
    spoilt_numbers,
    told_plainly,
)
from bot.conversation.carry_out.form_words.dictated_fields import dictated
from bot.conversation.carry_out.form_words.means_option import with_meant
from bot.conversation.carry_out.form_words.plain_corrections import labelled, other_number
from bot.conversation.carry_out.form_words.remark_with_yes import remark_with_yes
from bot.conversation.carry_out.form_words.taken_first import with_option
from bot.conversation.carry_out.form_words.thing_offered import tells_thing, with_told_thing
from bot.conversation.carry_out.form_words.things_apart import apart
from bot.conversation.carry_out.form_words.things_described import described
from bot.conversation.carry_out.form_words.told_again import still_wrong, with_more_to_do
from bot.conversation.carry_out.form_words.told_beside import with_remark
from bot.conversation.carry_out.form_words.whether_named import keep_number, with_answer
from bot.conversation.carry_out.form_words.written_besides import told_of_matter
from bot.conversation.carry_out.open_form import person_after_yes
from bot.conversation.carry_out.open_form.form_consent import agreed, asked_what_if, consents
from bot.conversation.carry_out.open_form.form_ended import stopped
from bot.conversation.carry_out.open_form.form_progress import Answer, FormProgress
from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.carry_out.open_form.side_notes import with_note
from bot.conversation.carry_out.readings.listening import without_worry
from bot.conversation.carry_out.readings.parts import in_complaint, interpreted, joined, said_as, with_text
from bot.conversation.carry_out.readings.wishes_meant import borne_out, of_open_form
from bot.conversation.carry_out.records import class_moves
from bot.conversation.commands import (
    Ask,
    Command,
    Complain,
    Dispute,
    SetSlot,
    Start,
    Stop,
    Yes,
)
from bot.conversation.forms import engine
from bot.conversation.forms.corrections import leaves_as_it_was, slot_named
from bot.conversation.forms.engine import CONFIRM
from bot.conversation.interpret.clauses import form_messages
from bot.conversation.interpret.clauses.form_messages import asks_why
from bot.conversation.interpret.flows import FLOWS
from bot.conversation.interpret.values import addresses, notes
from bot.conversation.session import ASKED, FormState
from bot.conversation.turn import Turn
from bot.understanding.slots.phone import Spoilt


def _told_whole(opened: OpenForm, state: FormState) -> SetSlot | None:
    """The value that stands whole in the message: under its label, as the form's one number, or dictated."""
    if asked_in_form.told(opened.turn, state.form, opened.turn.message.text):
        return None  # 「家里电话行吗，我没手机」
    return labelled(opened) or other_number(opened) or dictated(opened, state)


@dataclass(frozen=True, slots=True)
class FormListener:
    """forms: all of them; handled: the intents that some service answers; answer: does what is nothing to the form."""

    forms: FormRunner
    handled: frozenset[str]
    answer: Answer

    async def reply(self, turn: Turn) -> Reply | None:
        """The reply to a message while a form is open; None when nothing of it was understood."""
        state = turn.session.form
        if state is None or turn.interpreter is None or state.form not in FLOWS:
            return None
        opened = await self._open(turn, state)
        at_once = await self._at_once(opened, state)
        if at_once is not None:
            return at_once
        instead = "course" in put_right.values(turn, state)
        left = await person_after_yes.begun(opened, state)
        left = left or await _agreed_and_told(opened, state) or await self._agreed_if(turn, state)
        left = left or await class_moves.moved(turn, state)
        left = left or (None if instead else await self._given_up(turn, state))
        if left is not None:
            return left
        turn = turn if instead else given_up.without(turn, state)
        return await self._goes_on(await self._open(turn, state), state)

    async def _at_once(self, opened: OpenForm, state: FormState) -> Reply | None:
        """The reply to a message that leaves a value as it was, or is heard in parts; None for any other."""
        if needed := told_plainly.needed(opened.turn.message.text, state):
            return await FormCommands(self.answer).carry_out(opened, state, needed)
        before = engine.as_it_was(opened.spec, state, opened.world)
        if before is not None and leaves_as_it_was(opened.turn.message.text):
            return opened.ask(before)
        told = await only_surname.answered(opened, state, self.reply)
        told = told or await heard_in_parts.answered(opened, state, self.reply)
        return told or await several_corrections.answered(opened, state, self._part)

    async def _part(self, turn: Turn) -> Reply | None:
        """The reply to a part of a message."""
        return await self.of_time(turn) or await self.reply(turn)

    async def of_time(self, turn: Turn) -> Reply | None:
        """The reply to a message that tells the open form when it suits, and nothing else; None for any other."""
        state = turn.session.form
        if state is None or turn.interpreter is None or state.form not in FLOWS:
            return None
        if (time_open := told_plainly.time_open(turn.message.text, state)) is not None:
            turn.outcome.beside.answered.append(turn.message.text)  # 「我哪知道」 asks nothing
            opened = await self._open(turn, state)
            later = SetSlot(state.asking, told_plainly.NOT_YET, words=told_plainly.NOT_YET)
            return await FormCommands(self.answer).carry_out(opened, time_open, [later])
        if not times_answered.slot_told(turn, state):
            return None
        return await times_answered.answered(await self._open(turn, state), state, self.answer)

    async def _goes_on(self, opened: OpenForm, state: FormState) -> Reply | None:
        """The reply to a message that neither ends the form nor agrees to it at once."""
        turn, people = opened.turn, whose_form.of_people(opened, state)
        if people is not None and people.said:
            return await people_together.answered(opened, people, self.answer)
        if people is not None:
            opened = replace(opened, turn=with_text(turn, people.rest))
        told = opened.form.hears(turn, state)
        if told is not None:
            return opened.told_instead(told, state)
        plainly = put_right.changed(opened, state)
        if plainly is not None:
            return await self._put_right(opened, state, plainly)
        return await self._told(opened, state)

    async def _told(self, opened: OpenForm, state: FormState) -> Reply | None:
        """The reply to a message that changes nothing so plainly."""
        turn = opened.turn
        text, note = notes.split(turn.message.text)
        note = "" if note and tells_thing(opened, state) else note
        spoilt = None if note else spoilt_numbers.in_form(opened, state)
        if spoilt is not None:
            return await self._with_fault(opened, *spoilt)
        label = slot_named(opened.words, opened.spec, text) if note else ""
        if label:  # 「会做什么写：理发」 says what is to stand there
            part = replace(opened, turn=with_text(turn, note))
            return await FormCommands(self.answer).carry_out(part, state, [SetSlot(label, note, words=note)])
        told_whole = _told_whole(opened, state)
        if told_whole is not None:
            return await FormCommands(self.answer).carry_out(opened, state, [told_whole])
        if note:
            return await self._noted(opened, state, text, note)
        return await self._heard(opened, state)

    async def _open(self, turn: Turn, state: FormState) -> OpenForm:
        return await OpenForm.of(turn, self.forms.forms[state.form])

    async def _agreed_if(self, turn: Turn, state: FormState) -> Reply | None:
        """The form carried out where a yes is followed by a question what would be, which is kept; else None."""
        what_if = asked_what_if(turn.message.text) if state.asking == CONFIRM else ""
        if not what_if:
            return None
        opened = await self._open(turn, state)
        return await opened.finish(replace(state, slots={**state.slots, ASKED: what_if}))

    async def _put_right(self, opened: OpenForm, state: FormState, plainly: FormProgress) -> Reply | None:
        """What the message plainly changes, and what the rest of it says of other slots, or asks."""
        runner, new = FormCommands(self.answer), {name: plainly.state.slots[name] for name in plainly.filled}
        rest = put_right.rest_of(opened.turn, state, new)
        part = with_text(opened.turn, rest) if rest else opened.turn
        heard = (await interpreted(part))[0] if rest else ()
        heard = with_answer(replace(opened, turn=part), state, heard) if rest else heard
        told = put_right.told_besides(opened.turn.message.text, state, heard, new)
        if not told:
            return await runner.settle(plainly)
        said = "\n\n".join(plainly.said)
        return await runner.carry_out(replace(opened, turn=part), plainly.state, told, said=said)

    async def _given_up(self, turn: Turn, state: FormState) -> Reply | None:
        """The form ended, or gone on with for another course, where the message gives up its course; else None."""
        rest = given_up.beside(turn, state)
        if rest is None:
            return None
        opened = await self._open(turn, state)
        if not rest:
            return await FormCommands(self.answer).carry_out(opened, state, [Stop()])
        other = given_up.course_instead(turn, state, rest)
        if other:
            opened.drop(state)
            return await self.answer(
                with_text(turn, rest), Start(state.form, given_up.kept(state, other), rest)
            )
        if not given_up.is_of_something_else(turn, rest):
            return None
        return joined([stopped(opened, state), await self.answer(with_text(turn, rest), Ask("", words=rest))])

    async def _heard(self, opened: OpenForm, state: FormState) -> Reply | None:
        """The message, which is neither a remark nor a spoilt number, carried out."""
        turn = opened.turn
        turn = with_text(turn, form_messages.after_never_mind(turn.message.text))
        opened = replace(opened, turn=turn)
        commands: Sequence[Command] = (Ask("meta.why"),)
        if not asks_why(turn.message.text):
            commands = of_open_form(state.form, borne_out(in_complaint(turn, (await interpreted(turn))[0])))
        heard = without_worry(turn.message.text, commands)
        commands = asked_instead(turn, asked_first(turn, heard))
        commands = still_wrong(opened, state, addresses.with_estates(turn.message.text, commands))
        commands = placed(state, commands, turn.message.text)
        commands = asked_not_told(opened, commands)
        commands = class_moves.of_the_question(state, turn.message.text, commands)
        state, commands = agreed(state, turn.message.text, commands)
        commands = with_told_thing(opened, state, commands)
        commands = as_asked(opened, state, commands, self.forms, self.handled)
        commands = with_more_to_do(state, with_answer(opened, state, commands), turn.message.text)
        matter = told_of_matter(state, commands, turn.message.text)
        state = with_note(state, matter) if matter else state
        keep_number(opened, commands)
        commands = with_option(opened, state, with_meant(opened, state, commands))
        commands = described(state, commands, turn.message.text)
        commands, waits = apart(opened, state, commands)
        commands, of_its_team = of_team(state, commands, turn.message.text)
        state, commands, said = with_remark(opened, state, commands)
        if of_its_team is not None:
            return await self._with_team(opened, state, commands, of_its_team)
        return await FormCommands(self.answer).carry_out(opened, state, commands, said=said or waits)

    async def _with_team(
        self, opened: OpenForm, state: FormState, commands: Sequence[Command], asked: Ask
    ) -> Reply | None:
        """What the team does that is asked about, above what else the message does to the form."""
        turn, text = opened.turn, opened.turn.message.text
        turn.outcome.beside.answered.append(text)
        of_it = with_text(turn, f"{asked.slots['team']}，{asked.words}").with_slots(asked.slots)
        told = await self.forms.answer(said_as(of_it, asked.intent))
        if commands:
            part = replace(opened, turn=with_text(turn, text.replace(asked.words, "", 1)))
            reply = await FormCommands(self.answer).carry_out(part, state, commands)
        else:
            reply = opened.ask(state)
        return joined([Reply(told.text), reply])

    async def _with_fault(self, opened: OpenForm, number: Spoilt, state: FormState) -> Reply:
        """What is wrong with the number, and the rest of the message carried out."""
        told = spoilt_numbers.fault(opened.turn, number)
        rest = spoilt_numbers.beside(opened.turn.message.text, number)
        if rest:
            part = with_text(opened.turn, rest)
            runner, heard = FormCommands(self.answer), (await interpreted(part))[0]
            filled = await runner.carry_out(replace(opened, turn=part), state, heard, said=told)
            if filled is not None:
                return filled
        missed = state.attempts + (state.asking == "phone")
        return opened.ask(replace(state, attempts=missed), lead=(told,))

    async def _noted(self, opened: OpenForm, state: FormState, text: str, note: str) -> Reply | None:
        """A remark is kept with the form, and the rest of the message is carried out."""
        turn = opened.turn
        state = with_note(state, note)
        part = with_text(turn, text)
        told = (await interpreted(part))[0] if text else ()
        # 「你没写上，加一句轮子不灵」: the remark puts right what is complained of.
        wrong = (Dispute, Complain) if consents(text) else (Dispute, Complain, Yes)
        commands = [command for command in told if not isinstance(command, wrong)]
        said = turn.words.say("form.note", note=note)
        runner = FormCommands(self.answer)
        return await runner.carry_out(replace(opened, turn=part), state, commands, said=said)


async def _agreed_and_told(opened: OpenForm, state: FormState) -> Reply | None:
    """The form carried out with the remark behind a yes; None for any other message."""
    told = remark_with_yes(opened, state)
    if told is None:
        return None
    finished = await opened.finish(told[0])
    return replace(finished, text=f"{finished.text}\n\n{told[1]}".strip())
