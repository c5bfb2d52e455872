"""What services say while a danger is on, and where there may be one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.common.errors import RecordsAway
from bot.common.message import Reply
from bot.conversation.carry_out.form_dialog import heard_in_danger
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.open_form.people_waiting import names_who_waits
from bot.conversation.carry_out.readings import telling_words
from bot.conversation.hooks import CrisisHandler, DangerQuestion
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.understanding.danger_signs.telling_part import clauses

PassesOn = Callable[[Turn, Reply], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class DangerHooks:
    """handlers: answer while a danger is on; questions: ask about one that there may be."""

    handlers: tuple[CrisisHandler, ...]
    questions: tuple[DangerQuestion, ...]

    @classmethod
    def of(cls, services: Sequence[Service]) -> "DangerHooks":
        """The functions that these services registered."""
        return cls(
            tuple(hook for service in services for hook in service.crisis_handlers),
            tuple(hook for service in services for hook in service.danger_questions),
        )

    async def reply(self, turn: Turn, forms: FormRunner, with_note: PassesOn) -> Reply | None:
        """The answer while a danger is on, or may be: it comes before forms, choices and wishes.

        with_note: passes on to the staff what was told besides, and says so below the answer.
        """
        await heard_in_danger.hear_earlier(turn, forms)
        on = turn.session.crisis is not None and not turn.session.crisis.asked
        for handler in self.handlers:
            reply = await handler(turn)
            if on:
                await heard_in_danger.hear(turn, forms, _of_danger(turn, reply))
            if reply is not None:
                reply = await _passed_on(turn, reply, with_note)
                return reply if turn.session.crisis is not None else await forms.asked_again(turn, reply)
        return None if turn.outcome.wish_behind else await self._about_these_words(turn, forms)

    async def _about_these_words(self, turn: Turn, forms: FormRunner) -> Reply | None:
        """Beside a wish only the words that may tell of a danger are asked about, and no form hears them.

        The rest is answered as if it were the whole message; where nothing is left, the question stands alone.
        """
        told, rest = telling_words.parted(turn)
        form = turn.session.form
        if names_who_waits(turn, told):
            return None  # 「秀珍不要在里面的」 may leave her out: that is heard first, and asked about if it is nothing else
        if not told or (form is None and not rest) or (not rest and forms.takes_any_words(turn)):
            return None
        question, crisis = await self.asked(turn, Reply("")), turn.session.crisis
        if not question.text or crisis is None:
            return None
        crisis.words, crisis.kept = told, form is not None
        turn.outcome.wish_behind = rest
        return None if rest else question

    def comes_first(self, turn: Turn, reply: Reply | None) -> bool:
        """Was a danger answered, is one on, or was it told in this message how it went? Then no draft is offered beside."""
        return reply is not None or turn.session.crisis is not None or bool(turn.outcome.wish_behind)

    def wish_behind(self, turn: Turn) -> Turn:
        """The turn as if it said no more than what is wanted beside a danger that is past, or is asked about."""
        wanted = turn.outcome.wish_behind
        if not wanted:
            return turn
        return replace(turn, message=turn.message.saying(wanted), parse=turn.hear(wanted), clauses=())

    async def asked(self, turn: Turn, reply: Reply) -> Reply:
        """The reply to what a message means otherwise, with the line that asks where there may be a danger."""
        for question in self.questions:
            reply = await question(turn, reply)
        return reply


def _of_danger(turn: Turn, reply: Reply | None) -> str:
    """What of the message no form hears later: all of an answered one, else what stands before the wish behind its end."""
    text, wanted = turn.message.text, turn.outcome.wish_behind
    if reply is not None:
        return text
    return " ".join(clause for clause in clauses(text) if clause not in wanted) if wanted else ""


async def _passed_on(turn: Turn, reply: Reply, with_note: PassesOn) -> Reply:
    """The answer in danger, and below it that what was told besides has gone to the staff, or could not."""
    if turn.outcome.remark is None:
        return reply
    try:
        return await with_note(turn, reply)
    except RecordsAway:
        return replace(reply, text=f"{reply.text}\n\n{turn.words.say('sorry.records')}")
