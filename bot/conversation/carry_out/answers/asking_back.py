"""Replies where there is no answer: ask what was meant, offer a person, say that a fact is out of date."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

import structlog

from bot.common.message import Choice, Reply
from bot.common.postback import Control, Wish
from bot.conversation.carry_out.answers import guesses
from bot.conversation.carry_out.answers.guesses import Guess
from bot.conversation.interpret.clauses import denied
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.wishes import openings
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.ranking import is_confident

log = structlog.get_logger()

PERSON = "dialog.human"
TICKET = "feedback.submit"
WORTH_PASSING_ON = 4  # characters: shorter words say too little for the staff
NO_PERSON_LASTS = 8  # turns for which who wants no person is offered none
MOST_MISSES = 1  # messages in a row that are asked back; after those a person is offered

_GUESS = ("fallback.guess", "fallback.guess_2", "fallback.guess_3")
_UNCLEAR = ("fallback.unclear", "fallback.unclear_2")
_REFUSED = ("fallback.refused", "fallback.refused_2")
_OUT_OF_SCOPE = ("fallback.out_of_scope", "fallback.out_of_scope_2")
_SORRY = ("fallback.sorry", "fallback.sorry_2", "fallback.sorry_3", "fallback.sorry_4")
_HOTLINE = ("fallback.hotline", "fallback.hotline_2")
_PERSON = ("fallback.person", "fallback.person_2", "fallback.person_3")
# What an authority decides or a utility runs: the hotline 12345 takes these, and only these.
_PUBLIC_MATTER = re.compile(
    r"社保|医保|养老金|退休|补贴|津贴|低保|救助|公积金|户口|居住证|身份证|残疾证|老年证|老年卡|敬老卡|驾照|护照|签证|营业执照"
    r"|结婚|离婚|生育|落户|迁户|学区|入学|学籍|公交|地铁|停水|停电|停气|水费|电费|燃气|煤气|路灯|违建|违章|拆迁|征地|房产|过户"
    r"|物业|开发商|欠薪|工资|劳动|税|发票|市场监管|消费者|投诉|城管|环保|法院|律师|归谁|谁管|管不管|派出所|政府|政策|证明|疫苗|养犬|狗证|快递"
)

SAYS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_GUESS, frozenset({"what"})),
    **dict.fromkeys(_UNCLEAR, frozenset()),
    **dict.fromkeys(_REFUSED, frozenset()),
    **dict.fromkeys(_OUT_OF_SCOPE, frozenset()),
    **dict.fromkeys(_SORRY, frozenset()),
    **dict.fromkeys(_HOTLINE, frozenset()),
    **dict.fromkeys(_PERSON, frozenset()),
    "fallback.person_or": frozenset({"what"}),
    "fallback.yes": frozenset(),
    "fallback.other_guess": frozenset({"what"}),
    "fallback.none_of_these": frozenset(),
    "fallback.pass_on": frozenset(),
    "fallback.outdated": frozenset(),
    **guesses.SAYS,
}


def _none_of_these(turn: Turn) -> Reply:
    """The reply to who means none of what was offered, which is not offered again for a while."""
    offered = (choice.postback for choice in turn.session.choices)
    turn.session.topic.bar((wish.intent for wish in offered if isinstance(wish, Wish)), turn.session.turn)
    return Reply(_fresh(turn, _REFUSED), (person_choice(turn),))


def ask_back(turn: Turn, answered: Collection[str]) -> Reply:
    """The reply to a message that was not understood: the best guess, as a question; after two in a row a person.

    answered: the intents that some service answers.
    """
    turn.session.misses += 1
    turn.outcome.asked_back = True
    topic, now = turn.session.topic, turn.session.turn
    if turn.postback is Control.NONE_OF_THESE:
        return _none_of_these(turn)
    course = turn.parse.named.get("course", "")
    if course:  # what is asked next may be about it: 「那考证要几个月」
        turn.session.topic.speak_of(guesses.INFO, "course", str(course), turn.session.turn)
    if turn.parse.intent == OUT_OF_SCOPE and openings.asks_whose_it_is(turn.message.text):
        return _not_ours(turn)
    likely = [guess for guess in guesses.likely(turn, answered) if guess.wish.intent not in topic.barred(now)]
    if not no_person_wanted(turn) and turn.session.misses > MOST_MISSES:
        return _offer_person(turn, likely)
    if _is_surely_not_ours(turn):
        return _not_ours(turn)
    if not likely:
        return Reply(_fresh(turn, _UNCLEAR))
    if course:
        turn.session.topic.intent = guesses.INFO
    return _ask_which(turn, likely)


def _is_surely_not_ours(turn: Turn) -> bool:
    """Is the message surely for none of the services, and long enough to be passed on?"""
    parse = turn.parse
    return parse.intent == OUT_OF_SCOPE and is_confident(parse) and len(parse.normal) >= WORTH_PASSING_ON


def _ask_which(turn: Turn, likely: Sequence[Guess]) -> Reply:
    """The likeliest guess as a question, with the others and 「都不是」 as choices."""
    best, others = likely[0], likely[1:]
    choices = [Choice(turn.words.say("fallback.yes"), best.wish)]
    choices += [
        Choice(turn.words.say("fallback.other_guess", what=other.what), other.wish) for other in others
    ]
    none = Choice(turn.words.say("fallback.none_of_these"), Control.NONE_OF_THESE)
    return Reply(_fresh(turn, _GUESS, what=best.what), (*choices, none))


def sorry_first(turn: Turn, reply: Reply) -> Reply:
    """The answer to what was meant, below a short word for what was misheard."""
    return replace(reply, text=f"{_fresh(turn, _SORRY)}\n{reply.text}")


def withheld(turn: Turn) -> Reply:
    """The reply in place of an answer that is no longer in force, with a choice that leads to the office.

    The log tells the staff; `python -m bot check --stale` lists the same by file and line.
    """
    log.warning("answer_withheld", intent=turn.parse.intent)
    return turn.say("fallback.outdated", choices=(person_choice(turn),))


def no_person_wanted(turn: Turn) -> bool:
    """Is no person of the staff wanted, as this message or one of the last says? Noted for the next ones."""
    topic, now = turn.session.topic, turn.session.turn + 1  # the first turn is not 0, which stands for none
    if denied.refuses_person(turn.message.text):
        topic.no_person_turn = now
    return bool(topic.no_person_turn) and now - topic.no_person_turn <= NO_PERSON_LASTS


def _offer_person(turn: Turn, likely: Sequence[Guess]) -> Reply:
    """A person comes first, always as number 1; a guess that was not yet refused may follow."""
    turn.session.topic.tell_matter(turn.message.text, turn.session.turn)
    offered = [choice.postback for choice in turn.session.choices]
    guess = next((guess for guess in likely if guess.wish not in offered), None)
    text = _fresh(turn, _PERSON)
    if guess is None:
        return Reply(text, (person_choice(turn),))
    other = Choice(turn.words.say("fallback.other_guess", what=guess.what), guess.wish)
    return Reply(text + turn.words.say("fallback.person_or", what=guess.what), (person_choice(turn), other))


def _not_ours(turn: Turn) -> Reply:
    """It is not the bot's: the hotline where it would take it, and the offer to pass the message on as a ticket."""
    text = turn.message.text
    keys = _HOTLINE if _PUBLIC_MATTER.search(turn.parse.normal) else _OUT_OF_SCOPE
    nowhere = (("place", ""),) if asks(text) else ()  # a question is nowhere
    pass_on = Choice(turn.words.say("fallback.pass_on"), Wish(TICKET, nowhere, said=text))
    return Reply(_fresh(turn, keys), (pass_on,))


def _fresh(turn: Turn, keys: Sequence[str], **fields: object) -> str:
    """The first of these wordings that none of the last replies used; else one that differs from the last."""
    recent = [reply.text for answer in turn.session.answered for reply in answer.read()]
    wordings = [turn.words.say(key, **fields) for key in keys]
    unused = (wording for wording in wordings if not any(wording in text for text in recent))
    other = (wording for wording in wordings if not recent or wording not in recent[-1])
    return next(unused, None) or next(other, wordings[0])


def person_choice(turn: Turn) -> Choice:
    return Choice(turn.content.intents[PERSON].title, Wish(PERSON))
