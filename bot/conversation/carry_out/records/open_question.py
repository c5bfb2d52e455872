"""「要…吗？」 that waits for its answer: what is asked in between is answered, and the question stands again."""

import re
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Control, Wish
from bot.conversation.carry_out.open_form.form_consent import consents
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.named_records import overlap
from bot.conversation.carry_out.readings.parts import commands_of
from bot.conversation.carry_out.readings.record_choices import RECORD, command_of
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.command_kinds import has
from bot.conversation.commands import Hold, Record, RecordAction
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.turn import Turn
from bot.understanding.questions.own_record_questions import asks_of_doubles, asks_of_own
from bot.understanding.questions.record_questions import asks as asks_after
from bot.understanding.questions.record_questions import keeps, supposes_it_stands
from bot.understanding.slots import yes_no

SAYS: dict[str, frozenset[str]] = {"record.sure_again": frozenset({"question"})}
_OF_DANGER = "disaster."
_YET = re.compile(r"[^不]{2,}(?:没|没有|吗|伐)[啊呀呢]?[。! ！?？]*$|([^\W])没\1")
_TAG = re.compile(
    r"(?<!还在)(?<!还有)(?<![在有是对算])吧[?？。 ]*$|(?:好|行|可以|成|中)(?:吗|不|伐|么|不好|不行)?[?？。 ]*$"
)
_DOES_IT = re.compile(
    r"退|撤|删|取消|[拿去]掉|停|改|换|让|转|清|注销|确认|恢复|重新|告诉|不(?:要|去|来|学|用|想|参加|送|卖|收|订|报|干|做|弄)|搞|弄|办|来吧|成交|走|勿要|弗要|覅"
)
_REFUSES = re.compile(
    r"不|别|没|留|算|莫|勿|弗|覅|免|等|先|错|反悔|后悔|想想|再说|no|❌|👎|保持|照旧|还要|舍不得|晚点|以后"
)
_KEEPS = re.compile(
    r"(?:不|别|莫|勿|弗|覅|不要|不用)(?:退|撤|删|取消|改|动|停|换)|留(?!着?[没吗不伐])|算了|还要|照旧|舍不得|反悔|后悔"
)
_ASKING_FORMS = re.compile(r"([^\W])[不没]\1|没有?[啊呀]?[?？。 ]*$|有没有|是不是|不[?？ ]*$")
_OFFERS = re.compile(r"要不要|好不好|吗？|的话我[替帮]您")
_OF_DATA = re.compile(r"我.{0,6}(?:信息|资料)")
SHORT_YES = 4  # characters
_SENTENCES = re.compile(r"(?<=[。！？\n])")
_PARAGRAPHS = re.compile(r"\n{2,}")


async def unanswered(turn: Turn, *, yes: bool) -> Reply | None:
    """The reply to what was taken for yes or no to 「要…吗？」 and has no word for it; None where it has, or nothing was asked.

    「我现在还有课没有」 asks how it stands; 「沙发那个」 says which is meant.
    """
    sure, text = confirmation(turn.session.choices), turn.message.text
    asked = _asks(text)
    if sure is None or sure.intent.startswith(_OF_DANGER) or _says(text, yes=yes, asked=asked):
        return None
    own = await turn.numbered_records()
    named, lately = record_reference.thing_named(own, text), record_reference.recent(turn, own)
    meant = named[0] if len(named) == 1 else lately
    if asked and meant is not None:
        return await carry_out_record(turn, Record(RecordAction.STATUS, meant.kind, meant.ref, words=text))
    if meant is not None and meant is not lately and sure.intent == RECORD:
        return await carry_out_record(turn, replace(command_of(sure), kind=meant.kind, ref=meant.ref))
    again = turn.words.say("record.sure_again", question=_asked_before(turn))
    return Reply(again, tuple(turn.session.choices))


def offer_taken(turn: Turn) -> Choice | None:
    """What a plain yes takes of 「要不要我替您留意？」: the first choice, where the question names it; None for no offer."""
    choices, answered = turn.session.choices, turn.session.answered
    replies = answered[-1].read() if answered else []
    if not choices or not replies or not isinstance(choices[0].postback, Wish):
        return None
    last = [part for part in _SENTENCES.split(replies[-1].text) if part.strip()][-2:]
    question = next((part for part in reversed(last) if _OFFERS.search(part)), "")
    return choices[0] if overlap(choices[0].label, question) else None


def plainly_taken(turn: Turn) -> Choice | None:
    """The offer that no more than a word of yes takes, whatever else the word may be taken for; None for anything else."""
    text = turn.message.text
    return offer_taken(turn) if len(text) <= SHORT_YES and yes_no.read(text) is True else None


def _says(text: str, *, yes: bool, asked: bool) -> bool:
    """Is there a word for yes, or for no, in the text? In a question only a plain one."""
    if yes_no.read(text) is not None:
        return True
    if not yes:
        return bool((_KEEPS if asked else _REFUSES).search(_ASKING_FORMS.sub(" ", text)))
    return consents(text) or (bool(_DOES_IT.search(text)) and not asked)


def stands_again(turn: Turn, reply: Reply) -> Reply:
    """The reply with the question that stood open before the message, where that asked something else or asks to wait."""
    session = turn.session
    if not _still_open(turn) or confirmation(reply.choices):
        return reply
    choices = tuple(session.choices)
    if not _asks(turn.message.text):
        waits = not reply.choices and _asks_to_wait(turn)
        return replace(reply, choices=choices) if waits else reply
    again = turn.words.say("record.sure_again", question=_asked_before(turn))
    guesses = _offers_guesses(reply)
    if reply.choices and not guesses and not _asks_of_own(turn.message.text):
        return reply  # it asks which: a number can answer one question only
    only = guesses and reply.text.endswith("？")  # 「您是想…吗？」: one question at a time
    return replace(reply, text=again if only else f"{reply.text}\n\n{again}", choices=choices)


def _asks_to_wait(turn: Turn) -> bool:
    return has(commands_of(turn), Hold)


def _offers_guesses(reply: Reply) -> bool:
    """Does the reply ask what was meant: 「您是想…吗？」?"""
    return any(choice.postback is Control.NONE_OF_THESE for choice in reply.choices)


def _still_open(turn: Turn) -> bool:
    """Was 「要…吗？」 asked before the message, and nothing done with it nor with anything else since?"""
    sure, session = confirmation(turn.session.choices), turn.session
    if sure is None or sure.intent.startswith(_OF_DANGER) or session.crisis or session.form is not None:
        return False
    return turn.postback is None and not turn.outcome.settled and not turn.work.wrote


def _asks_of_own(text: str) -> bool:
    if supposes_it_stands(text):
        return True
    text = _TAG.sub("", text)
    return any((asks_of_own(text), asks_of_doubles(text), _YET.search(text), _OF_DATA.search(text)))


def _asks(text: str) -> bool:
    """「我名字还在上面没」: with and without a word of asking; 「先别退行吗」 asks for nothing."""
    if _asks_of_own(text):
        return True
    text = _TAG.sub("", text)
    return (asks(text) or asks_after(text)) and not keeps(text)


def _asked_before(turn: Turn) -> str:
    """The question as it was put, in the last answers that offered the same choices; else what the first choice would do."""
    for answered in reversed(turn.session.answered):
        replies = answered.read()
        if not replies or list(replies[-1].choices) != turn.session.choices:
            break
        asked = next((part for part in reversed(_PARAGRAPHS.split(replies[-1].text)) if "？" in part), "")
        if asked:
            return asked.removeprefix(turn.words.say("record.sure_again", question="")).strip()
    return f"{turn.session.choices[0].label}？"
