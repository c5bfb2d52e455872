"""A question beside what a form takes: 「裘阿木，这个要钱伐」 fills the name, and is answered before the form goes on."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.common.message import Reply
from bot.content.shared.courses import find_course
from bot.conversation.carry_out.answers import asked_in_form, on_table, written
from bot.conversation.carry_out.answers.course_clauses import asked_before, course_told
from bot.conversation.carry_out.answers.unwritten_facts import not_written
from bot.conversation.carry_out.form_dialog.form_questions import of_own_status
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.form_dialog.taken_for_values import OWN_WORDS, SHORTEST, is_particular
from bot.conversation.carry_out.open_form.side_notes import drop_told, with_question
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.parts import commands_openly, said_as, title, with_text
from bot.conversation.carry_out.readings.real_questions import is_real
from bot.conversation.carry_out.records import after_done
from bot.conversation.command_kinds import has_only
from bot.conversation.commands import Start
from bot.conversation.interpret.wishes import openings
from bot.conversation.interpret.wishes.question_clauses import questions, suggests
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.questions import said_to_bot
from bot.understanding.questions.asked_times import asks_whether_then
from bot.understanding.questions.aspects import Aspect, aspects_asked
from bot.understanding.questions.small_questions import small_questions
from bot.understanding.ranking import is_confident
from bot.understanding.slots import amounts, person, phone
from bot.understanding.text import sounds_asked

_INFO, WHAT_IS_WRITTEN = "training.info", "meta.said"
_SIGNS = " ，,。.；;！!?？~～"
_HOW_TO_BEGIN = re.compile(
    r"(?:怎么|咋个?|如何|怎样|哪能|咋样)(?:个|样)?(?:去|来|才能?)?(?:报名?|弄法?|搞|登记|参加|加入|办理|申请|存)(?:$|[啊呀呢的当做]|[^销警]{0,4}志愿)"
)
"""「怎么报名」 beside the wish: the form that it opens is the answer."""
_WHETHER_THERE = re.compile(
    r"^(?:你们?|这里|这边|社区|那|还|可以|能){0,3}(?:教不教|开不开|有没有(?:得)?(?:教|课|班|这个|这门课?|学)?(?:的)?|教[吗伐么]|能不能(?:学|报)|(?:能|可以)(?:学|报)(?:吗|伐|么|不))[啊呀的]?$"
    r"|(?:社区|你们?|这里|这边|那里|学堂)?(?:里|那里|有没有)?(?:还)?有(?:得|勿|没有?)?(?:教|学|班|这个课|这门课|课)(?:的)?(?:伐|吗|么|没有|不|没)[啊呀]?$"
)
"""Whether there is such a course, which its form answers: 「不晓得社区里有得教伐」."""
_TAKEN = re.compile(
    r"(?:那|这种|你们?|您们?|侬|社区|这里|这边|还|都){0,3}(?:收不收|收吗|收伐|要不要收?|要吗|要伐)[啊呀的]?"
)
"""「你们收不收」: is a thing taken?"""
_OF_SKILLS = "talent_offer"
_OF_FIRMS = "employer"
_OF_HELPERS = (_OF_SKILLS, "volunteer")
_ON_THE_LIST = "session"  # while it is asked, the form shows the times itself

_SORRY = re.compile(r"对不住|不好意思|怪我|听岔|抱歉")  # said once

Answers = Callable[[Turn], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class QuestionsBeside:
    """forms: all of them; answer: answers an intent that opens no form."""

    forms: FormRunner
    answer: Answers

    async def answered(self, turn: Turn, reply: Reply, before: FormState | None) -> Reply:
        """The reply with the answers to what the message asks besides. before: the form that was open when it came."""
        if turn.outcome.recalled:
            return reply
        form = self._form(turn, before)
        changed = form is None and turn.work.wrote and record_reference.last_subject(turn)
        if turn.outcome.beside.before is not None and form is None:
            return await self._with_earlier(turn, reply, *turn.outcome.beside.before)
        if not (form or changed) or turn.postback is not None or turn.session.crisis is not None:
            return reply
        told = await self._besides(turn, form, before)
        told = _not_said_yet(_sorry_once(told, reply), reply)
        if form:
            drop_told(turn)
            self._keep_unwritten(turn, form)
        return _with_answers(turn, reply, told) if told else reply

    def alone(self, turn: Turn) -> Turn:
        """The turn without the sentence that asks of the course told before: it is answered above the rest."""
        first = asked_before(turn) if turn.session.form is None and turn.postback is None else ""
        if not first:
            return turn
        turn.outcome.beside.before = (course_told(turn), first)
        return with_text(turn, turn.message.text.replace(first, "", 1).strip(_SIGNS))

    async def _with_earlier(self, turn: Turn, reply: Reply, course: str, words: str) -> Reply:
        """The reply, below what was asked of the course that was told before; what is spoken of stays what the reply tells."""
        topic = turn.session.topic
        kept = (topic.course, topic.thing, topic.thing_slot, topic.thing_intent)
        told = await self._of_course(turn, course, [words])
        topic.course, topic.thing, topic.thing_slot, topic.thing_intent = kept
        return replace(reply, text=f"{told}\n\n{reply.text}")

    async def _besides(self, turn: Turn, form: FormState | None, before: FormState | None) -> list[str]:
        """The answers to what is asked beside the form; without a form, beside the change of a record."""
        asked = _asked_besides(turn, opens=form is not None and before is None)
        return await (self._told(turn, form, asked) if form else self._beside_change(turn, asked))

    async def _beside_change(self, turn: Turn, asked: Sequence[str]) -> list[str]:
        """The answers to what is asked beside a change of something on record: 「地震也要，打雷要不要拔插头」."""
        told = [await self._known(turn, words) for words in asked]
        return list(dict.fromkeys(filter(None, told)))

    def _form(self, turn: Turn, before: FormState | None) -> FormState | None:
        """The form that the message has opened, gone on with or carried out; None for none, and for one in passing."""
        session = turn.session
        done = turn.outcome.form_ended and session.topic.done_turn == session.turn
        form = session.form or (before if done else None)
        known = self.forms.forms.get(form.form) if form is not None else None
        return form if known is not None and not known.spec.passing else None

    async def _told(self, turn: Turn, form: FormState, asked: Sequence[str]) -> list[str]:
        """The answers: of the course in one, then of anything else, or that it is not written."""
        own = {words for words in asked if asked_in_form.told(turn, form.form, words)}
        of_course = [words for words in asked if words not in own and _of_course(turn, form, words)]
        told = [await self._of_course(turn, form.slots["course"], of_course)] if of_course else []
        told += [await self._of_else(turn, form, words) for words in asked if words not in of_course]
        return list(dict.fromkeys(filter(None, told)))

    async def _of_course(self, turn: Turn, course: str, asked: Sequence[str]) -> str:
        part = with_text(turn, "，".join(asked))
        about = replace(
            part.parse,
            intent=_INFO,
            confidence=1.0,
            alternatives=(),
            slots={"course": course},
        )
        return (await self.answer(replace(part, parse=about, clauses=()))).text

    async def _of_else(self, turn: Turn, form: FormState, words: str) -> str:
        if said_to_bot.asks_no_fact(words):
            return await self._of_talk(turn, words)
        if form.form == _OF_SKILLS and openings.helps_others(words):
            return ""  # it is what is offered
        if form.form == _OF_FIRMS and sounds_asked.asks_of_order(words):
            return ""  # it is what is ordered
        if form.form in _OF_HELPERS and sounds_asked.asks_for_helpers(words):
            return turn.words.say("fact.wanted")
        known = after_done.in_form(turn, form.form, words) or await self._known(turn, _of_thing(form, words))
        return known or self._unwritten(turn, form, words)

    async def _of_talk(self, turn: Turn, words: str) -> str:
        """What the open form holds, to who asks for it; a word of regret to a grumble; "" to a request, which the form serves."""
        if turn.session.form is None:
            return ""
        if said_to_bot.asks_of_form(words):
            return (await self.answer(said_as(with_text(turn, words), WHAT_IS_WRITTEN))).text
        return turn.words.say("form.sorry") if said_to_bot.grumbles(words) else ""

    async def _known(self, turn: Turn, words: str) -> str:
        """What is written to a question of its own, or what a service tells of a thing that it names; "" for nothing."""
        part = replace(with_text(turn, words), clauses=(), postback=None)
        bar = written.LIKELY if on_table.is_of_child_care(words) else written.VERY_NEAR
        passage = written.nearest(part, bar) or written.by_sure_words(part)
        if passage is not None:
            return (await self.answer(written.asked(part, passage))).text
        if of_own_status(turn.session.form, part.parse.intent, words):
            return ""  # nothing is handed in yet: 「到底管不管」 tells of what is reported
        if self._is_answered_by_service(part) or _asks_of_another_course(part):
            return (await self.answer(part)).text
        return ""

    def _is_answered_by_service(self, part: Turn) -> bool:
        intent = part.parse.intent
        elsewhere = not intent.startswith(("dialog.", "meta.", "privacy.", "disaster.emergency"))
        opens = self.forms.opened_by(intent) is not None
        known = intent in self.forms.answered and intent not in (OUT_OF_SCOPE, _INFO)
        return is_confident(part.parse) and known and elsewhere and not opens and bool(part.parse.named)

    def _unwritten(self, turn: Turn, form: FormState, words: str) -> str:
        """That it is not written here; "" where it may be no question at all, or stands in what the staff read."""
        if (
            not is_particular(words)
            or not is_real(turn, words)
            or _is_wish(turn, words)
            or any(words in form.slots.get(slot, "") for slot in OWN_WORDS)
        ):
            return ""
        if turn.session.form is not None:
            return not_written(with_text(turn, words))
        turn.outcome.beside.unwritten.append(words)
        return ""  # it is offered to ask it, below the answer

    def _keep_unwritten(self, turn: Turn, form: FormState) -> None:
        """Keep what nothing written answers with the open form, or offer to ask it where that was carried out just now."""
        for text in turn.outcome.beside.unwritten:
            words = "，".join(questions(text)) or text
            if turn.session.form is not None:
                turn.session.form = with_question(turn.session.form, words)
                continue
            beside = turn.outcome.beside
            beside.to_offer.append(words)
            beside.about = beside.about or title(turn, self.forms.forms[form.form].spec.intent)


def _of_thing(form: FormState, words: str) -> str:
    """The question with the thing that is offered, where it names nothing itself: 「你们收不收」 of 「洗衣机」."""
    item = form.slots.get("item", "")
    return f"旧{item}，{words}" if item and _TAKEN.fullmatch(words.strip(_SIGNS)) else words


def _with_answers(turn: Turn, reply: Reply, answers: Sequence[str]) -> Reply:
    """The reply with the answers: above the form's next question, or below where no form goes on."""
    # What was answered was understood, and needs no 「没听明白」.
    heard = reply.text.replace(f"{turn.words.say('form.unclear')}\n", "")
    said, ended = "\n".join(answers), turn.session.form is None
    return replace(reply, text="\n\n".join((heard, said) if ended else (said, heard)))


def _asked_besides(turn: Turn, *, opens: bool) -> list[str]:
    """The questions that nothing answers yet. opens: a form was opened, which answers how one begins: 「怎么报名」."""
    asked = [words for words in questions(turn.message.text) if not _is_answered(turn, words)]
    asked = [words for words in asked if not sounds_asked.asks_nothing(words)]
    begins = (_HOW_TO_BEGIN, _WHETHER_THERE)
    return [words for words in asked if not (opens and any(begin.search(words) for begin in begins))]


def _is_answered(turn: Turn, words: str) -> bool:
    told = (*turn.outcome.beside.answered, *turn.outcome.beside.unwritten)
    return any(words in text or (len(text) >= SHORTEST and text in words) for text in told)


def gives_besides(text: str) -> bool:
    """Does the text give a number or a name beside what it asks: 「我叫王芳，6路车末班几点」?"""
    return phone.attempted(text) or bool(person.called(text))


def _of_course(turn: Turn, form: FormState, words: str) -> bool:
    """Does it ask a detail of the course that the form is for, which the form does not show just now?"""
    if not form.slots.get("course") or said_to_bot.grumbles(words):
        return False
    wanted = set(aspects_asked(words)) - {Aspect.HOW}
    small = bool(small_questions(words)) or (asks_whether_then(words) and not _shows_times(turn))
    if suggests(words) and wanted <= {Aspect.TIME} and not small:
        return False
    if _shows_times(turn):
        wanted -= {Aspect.TIME}
    return (bool(wanted) or small) and not _names_another(turn, form, words)


def _shows_times(turn: Turn) -> bool:
    """Does the open form list the times of the course itself?"""
    return turn.session.form is not None and turn.session.form.asking == _ON_THE_LIST


def _names_another(turn: Turn, form: FormState, words: str) -> bool:
    """Does the clause name a thing that is not the course of the form?"""
    parse = turn.hear(words)
    named = find_course(turn.content, str(parse.named.get("course", "")))
    if named is not None:
        return named is not find_course(turn.content, form.slots["course"])
    return on_table.names_another(parse, words) or on_table.names_elsewhere(words)


def _asks_of_another_course(part: Turn) -> bool:
    """「剪纸要钱不」 in the form of another course."""
    form, named = part.session.form, str(part.parse.named.get("course", ""))
    held = form.slots.get("course", "") if form is not None else ""
    another = bool(named and held) and find_course(part.content, named) is not find_course(part.content, held)
    return another and part.parse.intent == _INFO and bool(aspects_asked(part.message.text))


def _not_said_yet(told: Sequence[str], reply: Reply) -> list[str]:
    return [line for line in told if line not in reply.text]


def _sorry_once(told: Sequence[str], reply: Reply) -> list[str]:
    """The lines without one of regret, where the reply regrets already."""
    return [line for line in told if not (_SORRY.search(line) and _SORRY.search(reply.text))]


def _is_wish(turn: Turn, words: str) -> bool:
    """「你们是不是每周发一条提醒」: is the clause by itself a wish that a form serves, and asks nothing particular of it?"""
    small = {question.key for question in small_questions(words)} - {"remind"}
    if aspects_asked(words) or small or amounts.age(words, asked=False) is not None:
        return False
    commands = commands_openly(turn, words)
    return bool(commands) and has_only(commands, Start)
