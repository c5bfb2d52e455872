"""A question beside what a form takes: 「裘阿木，这个要钱伐」 fills the name, and is answered before the form goes on."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.common.message import Reply
from bot.content.shared.courses import find_course
from bot.conversation.carry_out import after_done, on_table, record_answers, written
from bot.conversation.carry_out.form_runner import FormRunner
from bot.conversation.carry_out.parts import title, with_text
from bot.conversation.carry_out.side_notes import with_question
from bot.conversation.carry_out.unwritten_facts import not_written
from bot.conversation.interpret.form_messages import asks, asks_why
from bot.conversation.session import FormState
from bot.conversation.turn import SideNote, Turn
from bot.understanding import own_words
from bot.understanding.aspects import Aspect, aspects_asked, wants_yes_or_no
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.ranking import is_confident
from bot.understanding.slots import person, phone
from bot.understanding.small_questions import particular_question, small_questions

_INFO = "training.info"
_CLAUSES = re.compile(r"(?<=[?？])|[，,。.；;！!\s]+")
_LEADS = re.compile(
    r"^(?:再|还|另外|顺便|那|我|想|就|先|对了){0,4}(?:问|打听)(?:你们?|您|侬)?(?:一下|一声|一句|下|声|句)?[，,：: ]?(?=.{3})"
)
_SIGNS = " ，,。.；;！!?？~～"
_TAG = re.compile(
    r"(?:这样|那|都)?(?:可不可以|行不行|好不好|对不对|是不是|(?:可以|行|好|对|是|中|成|要得|晓得|知道|懂|清楚|明白)(?:了|的)?(?:吗|伐|不|吧|么|没|没有)?)"
    r"[啊呀哦]?"
)
_SUGGESTS = re.compile(
    r"(?:行|可以|好|中|成|对|是)(?:吗|伐|么|不|不行|不好|不对|吧)[呀啊]?$|吧$|^(?:那)?要不|怎么(?:这么|那么|又|还|老)"
)
_TO_THE_BOT = re.compile(
    r"[你侬您](?:又|还|老|怎么|咋|到底|在|是|听|烦|累|会不会|能不能|好不好)|刚才|刚刚|讲过|说过|写过|记(?:住|下|上|得)|写上|填|听(?:得?懂|见|清)|等[一下会]"
    r"|名字|姓名|叫什么|电话|手机|号码|报上|登记上|报好|订好|弄好"
)
_UNANSWERED = re.compile(r"[没不](?:有)?(?:给|跟|和)?(?:我|阿拉)?(?:回|答|讲|说|告诉)(?!完|清|出|得|上)")
_SHORTEST, _LONGEST = 5, 24  # characters of a question that is passed on
_LONGEST_CLAUSE = 40
_ON_THE_LIST = "session"  # while it is asked, the form shows the times itself
_OWN_WORDS = ("detail", "need")  # a question in these stands in what the staff read

Answers = Callable[[Turn], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class QuestionsBeside:
    """forms: all of them; answer: answers an intent that opens no form."""

    forms: FormRunner
    answer: Answers

    async def answered(self, turn: Turn, reply: Reply, before: FormState | None) -> Reply:
        """The reply with the answers to what the message asks besides. before: the form that was open when it came."""
        form = self._form(turn, before)
        changed = form is None and turn.work.wrote and record_answers.last_subject(turn)
        if not (form or changed) or turn.postback is not None or turn.session.crisis is not None:
            return reply
        asked = [words for words in questions(turn.message.text) if not _is_answered(turn, words)]
        told = await (self._told(turn, form, asked) if form else self._beside_change(turn, asked))
        if form:
            self._keep_unwritten(turn, form)
        if not told:
            return reply
        # What was answered was understood, and needs no 「没听明白」.
        heard = reply.text.replace(f"{turn.words.say('form.unclear')}\n", "")
        said, ended = "\n".join(told), turn.session.form is None
        return replace(reply, text="\n\n".join((heard, said) if ended else (said, heard)))

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
        of_course = [words for words in asked if _of_course(turn, form, words)]
        told = [await self._of_course(turn, form, of_course)] if of_course else []
        told += [await self._of_else(turn, form, words) for words in asked if words not in of_course]
        return list(dict.fromkeys(filter(None, told)))

    async def _of_course(self, turn: Turn, form: FormState, asked: Sequence[str]) -> str:
        part = with_text(turn, "，".join(asked))
        about = replace(
            part.parse,
            intent=_INFO,
            confidence=1.0,
            alternatives=(),
            slots={"course": form.slots["course"]},
        )
        return (await self.answer(replace(part, parse=about, clauses=()))).text

    async def _of_else(self, turn: Turn, form: FormState, words: str) -> str:
        known = after_done.in_form(turn, form.form, words) or await self._known(turn, words)
        return known or self._unwritten(turn, form, words)

    async def _known(self, turn: Turn, words: str) -> str:
        """What is written to a question of its own, or what a service tells of a thing that it names; "" for nothing."""
        part = replace(with_text(turn, words), clauses=(), postback=None)
        passage = written.nearest(part, written.VERY_NEAR) or written.by_sure_words(part)
        if passage is not None:
            return (await self.answer(written.asked(part, passage))).text
        if self._is_answered_by_service(part):
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
        if not _is_particular(words) or any(words in form.slots.get(slot, "") for slot in _OWN_WORDS):
            return ""
        if turn.session.form is not None:
            return not_written(with_text(turn, words), f"「{words}」")
        turn.outcome.unwritten.append(words)
        return ""  # that it was passed on is said below the answer

    def _keep_unwritten(self, turn: Turn, form: FormState) -> None:
        """Keep what nothing written answers with the open form, or pass it on where that was carried out just now."""
        for text in turn.outcome.unwritten:
            words = "，".join(questions(text)) or text
            if turn.session.form is not None:
                turn.session.form = with_question(turn.session.form, words)
                continue
            before = turn.outcome.remark
            about = before.about if before else title(turn, self.forms.forms[form.form].spec.intent)
            turn.outcome.remark = SideNote(about, f"{before.note}；{words}" if before else words)


def _is_answered(turn: Turn, words: str) -> bool:
    told = (*turn.outcome.answered, *turn.outcome.unwritten)
    return any(words in text or (len(text) >= _SHORTEST and text in words) for text in told)


def questions(text: str) -> list[str]:
    """The clauses of a text that ask something; 「要交学费，可以伐」 as one."""
    clauses: list[str] = []
    parts = (_LEADS.sub("", part.strip(_SIGNS)) for part in _CLAUSES.split(text) if part)
    for clause in filter(None, parts):
        if clauses and _TAG.fullmatch(clause):
            clauses[-1] = f"{clauses[-1]}{clause}"
        else:
            clauses.append(clause)
    ignored = bool(_UNANSWERED.search(text))
    return [clause for clause in clauses if _is_question(clause, ignored=ignored)]


def gives_besides(text: str) -> bool:
    """Does the text give a number or a name beside what it asks: 「我叫王芳，6路车末班几点」?"""
    return phone.attempted(text) or bool(person.called(text))


def _is_question(clause: str, *, ignored: bool) -> bool:
    """Does it ask something? ignored: 「就是钞票，你三趟没回我」 asks again by naming it."""
    if len(clause) > _LONGEST_CLAUSE or _TAG.fullmatch(clause) or asks_why(clause):
        return False
    of_detail = aspects_asked(clause) or small_questions(clause)
    if _SUGGESTS.search(clause) and not of_detail:
        return False  # 「礼拜天吧」
    return asks(clause) or wants_yes_or_no(clause) or (ignored and Aspect.FEE in of_detail)


def _of_course(turn: Turn, form: FormState, words: str) -> bool:
    """Does it ask a detail of the course that the form is for, which the form does not show just now?"""
    if not form.slots.get("course") or _names_another(turn, form, words):
        return False
    wanted = set(aspects_asked(words)) - {Aspect.HOW}
    small = bool(small_questions(words))
    if _SUGGESTS.search(words) and wanted <= {Aspect.TIME} and not small:
        return False
    asking = turn.session.form.asking if turn.session.form else ""
    if asking == _ON_THE_LIST:
        wanted -= {Aspect.TIME}
    return bool(wanted) or small


def _names_another(turn: Turn, form: FormState, words: str) -> bool:
    """Does the clause name a thing that is not the course of the form?"""
    parse = turn.hear(words)
    named = find_course(turn.content, str(parse.named.get("course", "")))
    if named is not None:
        return named is not find_course(turn.content, form.slots["course"])
    return on_table.names_another(parse, words)


def _is_particular(words: str) -> bool:
    """Is it plainly a question to the community, and neither a suggestion nor said to the bot?"""
    if not _SHORTEST <= len(words) <= _LONGEST or own_words.is_talk(words):
        return False
    if _SUGGESTS.search(words) or _TO_THE_BOT.search(words) or phone.attempted(words) or person.called(words):
        return False
    return bool(particular_question(words))
