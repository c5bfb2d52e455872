"""Carries out commands, in order, and says in one reply what came of them."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.common.message import Choice, Reply
from bot.common.postback import Control
from bot.conversation.carry_out.answers import asking_back, complaints, on_table, written
from bot.conversation.carry_out.company import Company
from bot.conversation.carry_out.form_dialog import told_by_intent
from bot.conversation.carry_out.form_dialog.form_commands import FormCommands
from bot.conversation.carry_out.form_dialog.form_listener import FormListener
from bot.conversation.carry_out.form_dialog.form_questions import of_own_status
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.form_dialog.form_safeguards import UNKNOWN, says_how
from bot.conversation.carry_out.form_dialog.told_by_intent import INFO
from bot.conversation.carry_out.form_dialog.weighing import tell_better, weighed
from bot.conversation.carry_out.form_words.left_form import led
from bot.conversation.carry_out.open_form import side_notes
from bot.conversation.carry_out.open_form.next_person import already_there
from bot.conversation.carry_out.open_form.open_form import OpenForm, has_same_summary
from bot.conversation.carry_out.open_form.told_by_wish import told_at_start
from bot.conversation.carry_out.readings import listening, taken_up, unasked
from bot.conversation.carry_out.readings.named_records import not_named, of_records_meant
from bot.conversation.carry_out.readings.parts import (
    interpreted,
    joined,
    let_wait,
    meant_instead,
    said_as,
    title,
    with_intent,
    with_text,
)
from bot.conversation.carry_out.readings.record_choices import takes_back
from bot.conversation.carry_out.readings.spoken import intent_of_command
from bot.conversation.carry_out.readings.wishes_meant import ends_in_wish
from bot.conversation.carry_out.records import awaited_helper, open_question, others_enrolment
from bot.conversation.carry_out.records.record_commands import (
    carry_out_record,
    of_a_kind_on_record,
    spoken_of_last,
)
from bot.conversation.commands import (
    Ask,
    Choose,
    Command,
    Complain,
    Manner,
    More,
    No,
    Record,
    Repeat,
    Resume,
    Social,
    Start,
    WantsPerson,
    Yes,
)
from bot.conversation.interpret.clauses import denied
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.session_state import confirmation, declining, options
from bot.conversation.interpret.values.choices import next_page
from bot.conversation.interpret.wishes import references
from bot.conversation.turn import Turn
from bot.understanding.slots import phone

_BEGINS = re.compile(r"^(?:另外|还有(?![人没几多位空名别其])|顺便|然后|再就是|对了|哦对)+[，, ]*")
_OF_RECORDS = re.compile(r"报名|登记|单子?号|名字|姓名|电话|记了|写了|填了")


@dataclass(frozen=True)
class Commander:
    """Reads a message as commands and carries them out. reply: answers a turn of its own (a part, a choice)."""

    forms: FormRunner
    handled: frozenset[str]
    reply: Callable[[Turn], Awaitable[Reply]]

    @cached_property
    def company(self) -> Company:
        """What answers words said as to a person."""
        return Company(self.forms, self.handled, self.reply, self.part)

    async def in_form(self, turn: Turn) -> Reply | None:
        """The reply to a message while a form is open; None when nothing of it was understood."""
        return await FormListener(self.forms, self.handled, self._carry_out).reply(turn)

    async def at_time(self, turn: Turn) -> Reply | None:
        """The reply to a message that tells the open form when it suits; None for any other."""
        return await FormListener(self.forms, self.handled, self._carry_out).of_time(turn)

    async def with_note(self, turn: Turn, reply: Reply) -> Reply:
        """The reply, after a word on a form that was misheard, and that the remark about it has gone to the staff."""
        note, reply = turn.outcome.remark, led(turn, reply)
        if note is None:
            return reply
        passed = await side_notes.passed_on(turn, note, self.reply)
        return replace(reply, text=f"{reply.text}\n\n{passed.text}")

    async def openly(self, turn: Turn) -> Reply | None:
        """The reply to a message while no form is open; None where the likeliest intent answers as well."""
        if turn.interpreter is None:
            return None
        at_once = await self._taken_up(turn) or await self._before_all(turn) or await self._of_others(turn)
        if at_once:
            return at_once
        remark = await side_notes.about_record(turn)
        if remark is not None:
            return await side_notes.passed_on(turn, remark, self.reply)
        commands, own = await interpreted(turn)
        if own is not None:
            commands = of_a_kind_on_record(turn, of_records_meant(commands), own)
            if told_by_intent.of_records(turn, commands, own, self.forms):
                return await self.part(turn, Ask(INFO)) if unasked.asks_of_course(turn, own) else None
            commands = spoken_of_last(turn, tuple(not_named(commands, own)), own)
        commands = unasked.in_one_breath(turn, unasked.enrols(turn, weighed(turn, commands)))
        return await self._all_of(turn, commands) if tell_better(turn, commands) else None

    async def _all_of(self, turn: Turn, commands: Sequence[Command]) -> Reply | None:
        """The replies to all commands in one, questions first; a wish waits while the form of another is open."""
        replies = []
        for command in sorted(commands, key=lambda command: isinstance(command, Start)):
            if isinstance(command, Start) and turn.session.form is not None:
                replies.append(Reply(let_wait(turn, command)))
                continue
            reply = await self._one_of(turn, command, commands)
            if reply is not None:
                replies.append(reply)
        return joined(replies)

    async def _one_of(self, turn: Turn, command: Command, commands: Sequence[Command]) -> Reply | None:
        """The reply to one of the commands; a feeling beside others gets half a sentence."""
        if len(commands) > 1 and isinstance(command, Social) and command.kind in listening.FEELINGS:
            return await self.company.beside(turn, command.words)
        return await self._carry_out(turn, command)

    async def with_next_wish(self, turn: Turn, reply: Reply) -> Reply:
        """The reply, and the beginning of the wish that waited for the form to end."""
        begun = await self._next_wish(turn)
        return replace(begun, text=f"{reply.text}\n\n{begun.text}", urgent=reply.urgent) if begun else reply

    async def _next_wish(self, turn: Turn) -> Reply | None:
        """The next wish that waited for the form to be done, begun; None when none waits."""
        session = turn.session
        if session.form is not None or not session.waiting:
            return None
        wish, session.waiting = session.waiting[0], session.waiting[1:]
        turn.outcome.people_changed = False  # that was said of the form before
        if there := await already_there(turn, wish):
            return await self.with_next_wish(turn, there)
        command = Start(FLOW_OF_INTENT.get(wish.intent, ""), wish.slots, wish.words)
        begun = await self._carry_out(turn, command)
        if wish.agreed and (done := await self.forms.finished_at_once(turn)) is not None:
            return await self.with_next_wish(turn, done)
        lead = turn.words.say("form.next", title=title(turn, wish.intent))
        return replace(begun, text=f"{lead}\n{begun.text}") if begun else None

    async def _carry_out(self, turn: Turn, command: Command) -> Reply | None:
        """The reply to one command that is nothing to a form; None when nothing answers it."""
        match command:
            case Ask() | Start():
                return await self.part(turn, command)
            case Record():
                return await carry_out_record(turn, command, read_back=True)
            case Social() | Complain():
                return await self._to_a_person(turn, command)
            case WantsPerson() if denied.refuses_person(turn.message.text):
                return await self._plainly(turn, No())
            case Repeat(how) if not says_how(how, turn.message.text):
                return None
            case Repeat(Manner.AGAIN) if _OF_RECORDS.search(turn.message.text):
                return await self._plainly(turn, Ask("meta.said"))
            case Yes() | No() | Choose() | More() | Resume():
                return await self._of_what_was_said(turn, command)
            case _:
                return await self._plainly(turn, command)

    async def _to_a_person(self, turn: Turn, command: Social | Complain) -> Reply | None:
        """「不对，我问的是…」 is answered; a complaint that says nothing else is owned up to."""
        if isinstance(command, Social):
            return await self.company.social(turn, command.kind, command.words)
        rest = meant_instead(turn) if turn.session.form is not None else complaints.meant(turn)
        answer = await self.part(turn, Ask("", words=rest)) if rest else None
        answer = answer or complaints.unwritten(turn, rest or "")
        return asking_back.sorry_first(turn, answer) if answer else await self._plainly(turn, command)

    async def _of_what_was_said(self, turn: Turn, command: Yes | No | Choose | More | Resume) -> Reply | None:
        """What answers the bot's last words: yes or no, one of the options, more of them, the form that waits."""
        match command:
            case Yes() | No():
                yes = isinstance(command, Yes)
                return await open_question.unanswered(turn, yes=yes) or await self._yes_or_no(turn, yes=yes)
            case Choose(index):
                return await self._chosen(turn, index)
            case More():
                page = next_page(turn.session.choices)
                return await self._taken(turn, page) if page is not None else None
            case Resume() if turn.session.draft is not None:
                return await self.reply(replace(turn, postback=Control.RESUME_DRAFT, clauses=()))
            case _:
                return None

    async def _plainly(self, turn: Turn, command: Command) -> Reply | None:
        intent = intent_of_command(command)
        return await self.reply(said_as(turn, intent)) if intent in self.handled else None

    async def part(self, turn: Turn, command: Ask | Start) -> Reply | None:
        """The answer to the part of the message that asks or wishes."""
        words = _BEGINS.sub("", command.words) or turn.message.text
        heard = turn.parse if words == turn.message.text else turn.hear(words)
        heard = told_by_intent.with_club(turn, heard) if isinstance(command, Ask) else heard
        session = turn.session
        parse = references.resolve(heard, session.topic, session.choices, form_open=session.form is not None)
        said = replace(turn.message, text=words)
        part = replace(turn, parse=parse, clauses=(), postback=None, message=said)
        of_thing = on_table.question(replace(part, parse=heard)) if isinstance(command, Ask) else None
        if of_thing is not None:
            return await self.reply(of_thing)
        intent = told_by_intent.of_part(command, parse, words, self.forms)
        if told_by_intent.is_misheard(heard, intent, words) or of_own_status(session.form, intent, words):
            intent = UNKNOWN
        if intent not in self.handled:
            return await self._written(part) if intent == UNKNOWN else None
        part = part if parse.intent == intent else with_intent(part, intent)
        told = told_by_intent.slots_besides(part, intent, {**heard.named, **command.slots})
        reply = await self.reply(part.with_slots(told))
        return await self._with_told(part, command, reply) if isinstance(command, Start) else reply

    async def _written(self, turn: Turn) -> Reply | None:
        """What is written that is much like a question which neither the form nor a service has an answer to."""
        passage = written.nearest(turn, on_table.likeness_wanted(turn.message.text))
        return None if passage is None else await self.reply(written.asked(turn, passage))

    async def _with_told(self, turn: Turn, command: Start, reply: Reply) -> Reply:
        """The form that was opened with what the wish says of it besides, 「同一个班」 above all; else the reply as it is."""
        form = turn.session.form
        if form is None or form.form != command.flow:
            return reply
        told = told_at_start(command, form, turn.session.known, several=turn.outcome.people_changed)
        if not told:
            return reply
        turn.session.form = replace(form, told_why=False)
        opened = await OpenForm.of(turn, self.forms.forms[form.form])
        filled = await FormCommands(self._carry_out, quiet=True).carry_out(opened, turn.session.form, told)
        return reply if has_same_summary(form, turn.session.form) else filled or reply

    async def _before_all(self, turn: Turn) -> Reply | None:
        """What comes before all commands: to listen on to who tells of a loss, or the call that a bare number asks for."""
        tells_on = not ends_in_wish(turn) or turn.parse.intent == "talent.request"
        heard_on = None if not tells_on else await self.company.heard_on(turn)
        if heard_on is not None:
            return heard_on
        if (offered := open_question.plainly_taken(turn)) is not None:
            return await self._taken(turn, offered)
        if (
            unasked.takes_call(turn, self.company.wishes)
            or unasked.is_bare_number(turn)
            or unasked.rings(turn)
        ):
            opened = await self.reply(said_as(turn, unasked.call_intent(turn)))
            return await self._with_told(turn, unasked.call_wish(turn), opened)
        return None

    async def _taken_up(self, turn: Turn) -> Reply | None:
        """The form of what was offered, opened by words that take it, with what they say of it besides."""
        offered = taken_up.taken_up(turn, lambda intent: self.forms.opened_by(intent) is not None)
        if offered is None:
            return None
        opened, rest = await self._taken(turn, offered[0]), offered[1]
        form = turn.session.form
        if form is not None and phone.find_any(rest) in form.slots.values():
            rest = phone.without(rest).strip()
        if form is None or not rest:
            return opened
        turn.session.form = replace(form, told_why=False)
        return await self.in_form(with_text(turn, rest)) or opened

    async def _of_others(self, turn: Turn) -> Reply | None:
        """The answer to a question after a helper, or somebody else's enrolment, and to what is asked besides."""
        told = await awaited_helper.answer(turn) or await others_enrolment.asked_after(turn)
        rest = others_enrolment.asked_besides(turn.message.text) if told else ""
        return joined([told, await self.part(turn, Ask("", words=rest))]) if told and rest else told

    async def _chosen(self, turn: Turn, index: int) -> Reply | None:
        shown = options(turn.session.choices)
        return await self._taken(turn, shown[index - 1]) if 0 < index <= len(shown) else None

    async def _yes_or_no(self, turn: Turn, *, yes: bool) -> Reply | None:
        """Yes or no to what was asked last: a confirmation, a draft, one thing that was offered."""
        choices = turn.session.choices
        sure = confirmation(choices)
        if sure is not None:
            yes = yes and not takes_back(turn.message.text, sure)
            return await self._taken(turn, sure if yes else declining(choices))
        wanted = Control.RESUME_DRAFT if yes else Control.DISCARD_DRAFT
        draft = next((choice for choice in choices if choice.postback is wanted), None)
        taken = draft or (open_question.offer_taken(turn) if yes else None)
        if taken is not None:
            return await self._taken(turn, taken)
        return await self.reply(said_as(turn, "dialog.affirm" if yes else "dialog.deny"))

    async def _taken(self, turn: Turn, choice: Choice) -> Reply:
        turn.outcome.settled = True
        return await self.reply(replace(turn, postback=choice.postback, clauses=()))
