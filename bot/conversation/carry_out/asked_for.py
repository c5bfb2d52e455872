"""Passes the question that stands open to the community: an offer to pass it on that is taken, or 「替我问问」 without one."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.message import Reply
from bot.common.postback import Wish
from bot.content.shared.community import COMMUNITY
from bot.conversation.carry_out import offered_ticket
from bot.conversation.carry_out.answers import own_subject
from bot.conversation.carry_out.answers.unwritten_facts import ASK_COMMUNITY
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.readings import own_trade, record_reference
from bot.conversation.carry_out.readings.named_records import overlap
from bot.conversation.carry_out.readings.parts import with_intent, with_text
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.commands import IN_WORDS, Record, RecordAction
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.values.musings import without_musings
from bot.conversation.session import ASKED, FormState
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.questions.asked_on_behalf import asked_beside, asked_for_me, names_community
from bot.understanding.questions.office_questions import asks_for_office
from bot.understanding.questions.passing_on import beside_passing, passes_on
from bot.understanding.ranking import is_confident

LATELY = 6  # turns in which what was told in vain is still what is to be asked
SHARED = 1  # pairs of characters that what was offered has in common with what is to be asked
SHORTEST = 4  # characters of a question
_TICKET = "feedback"
_TAKES = re.compile(
    r"(?:要|好|行|可以|嗯|麻烦(?:你|您)?)(?:的|呀|啊|啦|嘞|哦|了){0,2}[，, ！!。]{0,2}"
    r"(?:那|就|你|您|侬){0,2}(?:替我|帮我)?(?:去)?(?:问(?:问|一下|一声)?)?[吧呀啊呗。！!]{0,2}"
)
_OR_NOT = re.compile(r"([\u4e00-\u9fff])没\1")  # 「教室装没装投影仪」
_OF_ALL = frozenset({
    "community.info", "exchange.info", "exchange.rates", "training.browse", "activity.browse", "volunteer.activities",
})  # fmt: skip
"""Questions that need name nothing to be answered."""
_OFFICE_DETAIL = re.compile(r"几点[^，,。]{0,3}(?:开|关|上班|下班)|开门|关门|上班|下班|地址|电话|在哪")
_OFFICE = "community.info"
_PERSON = re.compile(r"人工|真人|工作人员|客服")
_TO_COMMUNITY = re.compile(r"转(?:给|告|达|过去|一下)|社区|居委|办公室|上面的人|问")
_WHETHER_FREE = re.compile(
    r"(?:有(?:没有)?人|被人?)[^，,。\s]{0,2}(?:占|用|包|订|约|借)|空[着的不]|还空|约得到"
)
_MASKED = ("某某", "#")


def _told_beside_passing(turn: Turn) -> str | None:
    """What is told beside the wish to pass the question on, 「你转给社区的人噻」; None where nothing is to be passed on."""
    beside = "" if _takes_offer(turn) else asked_beside(turn.message.text)
    return beside_passing(turn.message.text) if beside is None and passes_question(turn) else beside


async def passed_on(turn: Turn, forms: FormRunner, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """The reply that the question is with the community; None for any other message. reply: answers a turn of its own."""
    if turn.postback is not None:
        return None
    if turn.session.form is not None:
        return await _beside_form(turn, turn.session.form, forms)
    if (ticket := await offered_ticket.taken(turn, reply)) is not None:
        return ticket
    beside = _told_beside_passing(turn)
    offered = _told_in_vain(turn)
    if beside is None or (asks(beside) and not overlap(offered, beside)):
        return None  # a question of its own may well be answered here
    if asks(beside):
        return await reply(_asking(turn, beside))
    question = offered or _open_question(turn)
    if not question:
        return await _without_question(turn, beside)
    return await reply(_asking(turn, offered_ticket.with_beside(question, beside)))


def passes_question(turn: Turn) -> bool:
    """「你转给社区的人噻」: is what was asked last to be passed on, and was nothing else offered for that?"""
    text, session = turn.message.text, turn.session
    if session.form is not None or turn.postback is not None or _PERSON.search(text) or not passes_on(text):
        return False
    return bool(_TO_COMMUNITY.search(text)) and not session.topic.tickets and bool(_open_question(turn))


async def _without_question(turn: Turn, beside: str) -> Reply | None:
    """The reply where no question stands open: that it was asked already, or what is to be asked."""
    already = await _asked_already(turn, beside)
    return already or (None if beside else turn.say("fact.ask_what"))


def _takes_offer(turn: Turn) -> bool:
    """「要的」「好呀 问一下吧」: is the offer that stands taken, and nothing else said?"""
    return bool(_offered(turn)) and _TAKES.fullmatch(turn.message.text.strip()) is not None


def _asking(turn: Turn, question: str) -> Turn:
    return replace(turn, postback=Wish(ASK_COMMUNITY, (("question", question),)), clauses=())


async def _beside_form(turn: Turn, form: FormState, forms: FormRunner) -> Reply | None:
    """「那你帮我问问」 beside an open form: what is kept with it to be asked is asked at once, and the form goes on."""
    beside = asked_beside(turn.message.text)
    if beside is None or asks(beside) or not form.asked:
        return None
    told = f"{form.asked}（{beside}）" if beside else form.asked
    asked = with_intent(turn, ASK_COMMUNITY).with_slots({"question": told})
    return await forms.hear(asked, _without_asked(form), aside=True)


def _without_asked(form: FormState) -> FormState:
    """The form without the question that was kept with it to be asked."""
    return replace(form, slots={slot: value for slot, value in form.slots.items() if slot != ASKED})


def _question(turn: Turn) -> str:
    words = asked_for_me(turn.message.text) if turn.postback is None else ""
    return words if asks(words) and len(words) >= SHORTEST else ""


def as_question(turn: Turn) -> Turn:
    """「帮我问问几点上课 谢谢」 as the question alone: it may well be answered here; without what is only thought aloud."""
    turn = own_trade.without(own_subject.settled(turn))
    if turn.session.form is not None:
        turn = with_text(turn, without_musings(turn.message.text))
    words = _question(turn)
    if not words or overlap(_told_in_vain(turn), words) >= SHARED:
        return turn  # what was offered to be asked is asked
    to_community = turn.session.form is None and names_community(turn.message.text)
    return _asking(turn, words) if to_community and not _is_ours(turn, words) else with_text(turn, words)


async def at_once(turn: Turn, reply: Reply, answer: Callable[[Turn], Awaitable[Reply]]) -> Reply:
    """The reply, where 「帮我问问能不能…」 found nothing written: the question is asked, and not offered to be asked."""
    words = _question(turn)
    form, beside = turn.session.form, turn.outcome.beside
    unclear = form is None and bool(turn.session.unclear)
    in_vain = bool(beside.unwritten) or unclear
    if not words or turn.session.crisis is not None or not (in_vain or _is_for_community(turn, words)):
        return reply
    asked = with_intent(turn, ASK_COMMUNITY).with_slots({"question": words})
    passed = await answer(asked)
    unwritten = turn.words.say("fact.unwritten_beside", question="").partition("，")[0]
    parts = [] if unclear or not beside.unwritten else reply.text.split("\n\n")
    rest = [part for part in parts if unwritten not in part]
    if form is None:
        turn.session.unclear = ""
        return replace(passed, text="\n\n".join([*rest, passed.text]))
    turn.session.form = _without_asked(form)
    return replace(reply, text="\n\n".join([passed.text, *rest]))


def _is_for_community(turn: Turn, words: str) -> bool:
    """Is the community to be asked by name, what is not answered here, and nothing was put to it yet?"""
    return names_community(turn.message.text) and not turn.work.wrote and not _is_ours(turn, words)


def _is_ours(turn: Turn, words: str) -> bool:
    """Is it surely a question that is answered here, and nothing that a form would take down?"""
    if names_community(turn.message.text) and _WHETHER_FREE.search(words):
        return False  # who uses a place at which hour is written nowhere
    parse, office = turn.hear(words), turn.content.part(COMMUNITY).office
    if parse.intent == _OFFICE:
        of_office = asks_for_office(words, office.called, office.elsewhere)
        return of_office or _OFFICE_DETAIL.search(words) is not None
    plain = bool(parse.named) or parse.intent in _OF_ALL
    return (
        is_confident(parse) and plain and parse.intent != OUT_OF_SCOPE and parse.intent not in FLOW_OF_INTENT
    )


async def _asked_already(turn: Turn, beside: str) -> Reply | None:
    """Said once more of what was just put to the community: what is told besides is added, else how it stands."""
    ticket = record_reference.recent(turn, await turn.own_records())
    if ticket is None or ticket.kind != _TICKET:
        return None
    if beside:
        add = Record(RecordAction.ADD, ticket.kind, ticket.ref, IN_WORDS, beside, turn.message.text)
        return await carry_out_record(turn, add)
    return await carry_out_record(turn, Record(RecordAction.STATUS, ticket.kind, ticket.ref))


def _offered(turn: Turn) -> str:
    """The question that the bot offered to ask last; "" for none."""
    wishes = [choice.postback for choice in turn.session.choices if choice.intent == ASK_COMMUNITY]
    return next((dict(wish.slots)["question"] for wish in wishes if isinstance(wish, Wish)), "")


def _told_in_vain(turn: Turn) -> str:
    """The question that the bot offered to ask, or could not answer lately, while no form is open; "" for none."""
    topic = turn.session.topic
    if turn.session.form is not None:
        return ""
    lately = topic.matter if turn.session.turn - topic.matter_turn <= LATELY else ""
    return _offered(turn) or lately


def _open_question(turn: Turn) -> str:
    """What was told in vain a few turns ago, else what was asked last; "" for neither."""
    topic, asked = turn.session.topic, turn.session.last_answered
    if asked_beside(asked) is not None:
        return ""  # that is with the community already
    if topic.matter and turn.session.turn - topic.matter_turn <= LATELY:
        return topic.matter
    return (
        asked if (asks(asked) or _OR_NOT.search(asked)) and not any(mark in asked for mark in _MASKED) else ""
    )
