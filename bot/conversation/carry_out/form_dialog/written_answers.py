"""Answers with what is written: a known question, a signpost; beside an open form too."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.common.message import Reply
from bot.content.passages import Passage
from bot.conversation.carry_out.answers import asked_in_form, written
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.form_dialog.questions_beside import gives_besides
from bot.conversation.carry_out.open_form.form_consent import agrees_firmly
from bot.conversation.carry_out.readings import unasked
from bot.conversation.carry_out.readings.listening import asks_for_company
from bot.conversation.carry_out.readings.parts import commands_of
from bot.conversation.carry_out.readings.wishes_meant import ends_in_wish
from bot.conversation.commands import (
    Ask,
    Choose,
    Command,
    Hold,
    Later,
    More,
    No,
    Record,
    Repeat,
    Social,
    Start,
    WantsPerson,
    Yes,
)
from bot.conversation.interpret.clauses import endings
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.flows import FLOWS
from bot.conversation.interpret.wishes.plain_questions import asks_of_place
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.ranking import is_confident

_HELP, _OFFER = "talent_request", "talent_offer"
_OF_SKILL = re.compile(r"算不算|算(?:在内|数)?(?:吗|伐|么)|什么叫|啥叫")
_OF_TALK = (Social, Hold, Yes, No, Repeat, More, Choose, Later, WantsPerson)
# What is kept of this resident, or erased, comes before what is written about anybody's data.
_OF_THEIR_OWN = "privacy.manage"
_TO_THE_BOT = re.compile(
    r"(?:嫌弃?|烦不烦|烦到?|打扰到?)(?:我|你|侬|您)|[你侬您](?:烦|累|还记得|还认得|记得|认得|会不会)"
)
_OWN_WANTED = re.compile(r"什么|哪些|啥|删|注销")


@dataclass(frozen=True, slots=True)
class WrittenAnswers:
    """Finds what is written and says it. answer: answers an intent that opens no form; note: keeps what was spoken of."""

    forms: FormRunner
    answer: Callable[[Turn], Awaitable[Reply]]
    note: Callable[[Turn], None]

    def answering(self, turn: Turn, *, refers: bool) -> Passage | None:
        """What is written that answers the message, before anything else is made of it. refers: it speaks of what was said."""
        if turn.postback is not None or unasked.leaves_number(turn) or _wants_somebody(turn):
            return None
        first_aid = written.first_aid(turn)
        if first_aid is not None:
            return first_aid
        meant = _wants_something_else(turn)
        if refers or self.forms.takes_any_words(turn) or meant:
            return written.word_for_word(turn)
        if turn.session.form is not None:
            return None if _is_for_the_form(turn, turn.session.form) else written.beside_a_form(turn)
        passage = written.before_all(turn)
        return passage if passage is not None and _stands_alone(turn, passage) else None

    def beside_the_form(self, turn: Turn) -> Passage | None:
        """What is written that answers a question which the open form has no use for."""
        is_asked = turn.postback is None and not is_confident(turn.parse) and asks(turn.message.text)
        return (
            None if not is_asked or self.forms.takes_any_words(turn) else written.instead_of_asking_back(turn)
        )

    async def reply(self, turn: Turn, passage: Passage) -> Reply:
        """What the passage says, by its own service where that says it too; and the question of the open form again."""
        form = turn.session.form
        own = is_confident(turn.parse) and turn.parse.intent == passage.intent
        if own and form is None and self.forms.opened_by(passage.intent) is None:
            return await self._by_its_service(turn, passage)
        asked = written.asked(turn, passage)
        if form is not None and form.form in turn.content.forms:
            return await self.forms.hear(asked, form, aside=True)
        return await self.answer(asked)

    async def _by_its_service(self, turn: Turn, passage: Passage) -> Reply:
        """The service's own reply where it holds the passage, with its way on; else the passage."""
        self.note(turn)
        reply = await self.answer(written.asked(turn, passage))
        own = await self.answer(turn)
        wanted = passage.intent == _OF_THEIR_OWN and _OWN_WANTED.search(turn.message.text)
        return own if wanted or reply.text in own.text else reply


def _wants_somebody(turn: Turn) -> bool:
    """Is company wanted, or to be rung, which an open form arranges itself?"""
    text = turn.message.text
    return asks_for_company(text) or (turn.session.form is None and unasked.wants_ringing(text))


def _is_for_the_form(turn: Turn, form: FormState) -> bool:
    """Does the message end the form first, or tell it something, with what is asked answered below?"""
    text = turn.message.text
    ended = endings.plainly_ends(text)  # 「那我不报了，有没有乒乓球」
    of_form = bool(asked_in_form.told(turn, form.form, text))  # 「户口本要看伐」
    return of_form or ended or agrees_firmly(form, text) or gives_besides(text) or _tells_skill(turn)


def _tells_skill(turn: Turn) -> bool:
    """Is a skill told to the form for it, whatever else the words may be about?"""
    form = turn.session.form
    return form is not None and form.form == _OFFER and not any(map(_asks_on, questions(turn.message.text)))


def _asks_on(words: str) -> bool:
    """Does it ask something, beside whether it counts as a skill, or what is meant by a word?"""
    return not _OF_SKILL.search(words)


def _stands_alone(turn: Turn, passage: Passage) -> bool:
    """Does the message ask for it by itself? So few words as 「要带什么」 speak of what was said before."""
    brief = len(turn.message.text) < written.BRIEF and bool(turn.session.turn)
    if not brief and not (turn.session.topic.course and _asks_of_course(turn)):
        return True
    surely = (
        written.word_for_word(turn),
        written.by_sure_words(turn),
        written.nearest(turn, written.VERY_NEAR),
    )
    return passage in surely


def _asks_of_course(turn: Turn) -> bool:
    """「我要是去不了怎么办」, just after a course was spoken of."""
    commands = commands_of(turn)
    return bool(commands) and all(
        isinstance(command, Ask) and command.intent.startswith("training.") for command in commands
    )


def _wants_something_else(turn: Turn) -> bool:
    """Does the message want help, a talk, a team, a place or a form, which a passage much like it does not answer?"""
    return (
        _sends_for_help(turn)
        or _is_talk(turn)
        or _asks_for_team(turn)
        or ends_in_wish(turn)
        or asks_of_place(turn.parse)
    )


def _sends_for_help(turn: Turn) -> bool:
    """Is somebody sent for: 「马桶堵了能不能找人来修」? That is done, and not only answered."""
    if turn.session.form is not None or not is_confident(turn.parse):
        return False
    commands = commands_of(turn)
    called = all(isinstance(command, Start) and command.flow == _HELP for command in commands)
    return bool(commands) and called and FLOWS[_HELP].intent == turn.parse.intent


def _asks_for_team(turn: Turn) -> bool:
    """「垃圾分类有没有志愿队的」: is it surely a team that is asked for, whatever it does?"""
    return (
        "队" in turn.message.text and is_confident(turn.parse) and turn.parse.intent.startswith("volunteer.")
    )


def _is_about_talk(command: Command) -> bool:
    """「你记了什么」, or a call that is asked for."""
    if isinstance(command, Ask):
        return command.intent == "meta.said"
    return isinstance(command, Start) and command.flow == "callback"


def _is_talk(turn: Turn) -> bool:
    """Is the message said as to a person, or of what is on record, and asks for nothing that is written?"""
    if turn.session.form is not None or turn.budget.spent:
        return False
    commands = commands_of(turn)
    text = turn.message.text
    of_talk = _OF_TALK if not asks(text) or _TO_THE_BOT.search(text) else ()
    kinds = (*of_talk, Record) if turn.session.writes else of_talk
    return bool(commands) and all(
        isinstance(command, kinds) or _is_about_talk(command) for command in commands
    )
