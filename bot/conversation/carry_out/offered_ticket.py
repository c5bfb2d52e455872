"""Takes the offer to pass something on in whatever words: the ticket opens with what was asked before as its matter."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.answers.asking_back import TICKET
from bot.conversation.carry_out.readings.named_records import overlap
from bot.conversation.carry_out.readings.parts import with_intent, with_text
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.values import free_text
from bot.conversation.interpret.wishes.named_matter import matter_named
from bot.conversation.talk_topic import LATELY, OfferedTicket, ToldLately
from bot.conversation.turn import Turn
from bot.understanding.questions.passing_on import (
    beside_passing,
    is_address,
    names_house,
    passes_on,
    refuses,
)
from bot.understanding.ranking import is_confident
from bot.understanding.text.clauses import bare_clauses

KEPT = 3  # offers, and what was told, of the last turns
TELLS = 6  # characters that tell something more
LONGEST_PLACE = 60  # characters of a message that tells where
_OF_TALK = frozenset({"dialog.deny", "dialog.cancel", "dialog.bye"})
LONGEST = 160  # characters of what was told before


async def taken(turn: Turn, reply: Callable[[Turn], Awaitable[Reply]]) -> Reply | None:
    """The ticket's form, opened; None where no offer is taken. reply: answers a turn of its own."""
    if turn.session.form is not None or turn.postback is not None:
        return None
    text = turn.message.text
    standing = any(map(_is_offer, turn.session.choices))
    passing = passes_on(text)
    if not passing and not (standing and _tells_the_place(turn, text)):
        return None
    beside = beside_passing(text) if passing else text.strip()
    if matter := _another_matter(turn):
        return await reply(with_intent(with_text(turn, matter), TICKET))
    offer = _meant(turn, text)
    if offer is None or _of_something_else(turn, offer, beside, standing=standing):
        return None
    opened = with_intent(
        with_text(turn, with_beside(offer.said, beside if _tells_more(beside) else "")), TICKET
    )
    return await reply(opened.with_slots({"place": ""}) if offer.anywhere else opened)


def _another_matter(turn: Turn) -> str:
    """「我停车的事也转给社区」, where something else was offered: what was told of it, else its name; "" for none."""
    matter, topic = matter_named(turn.message.text), turn.session.topic
    if not matter:
        return ""
    offers = [offer.said for offer in topic.tickets if turn.session.turn - offer.turn <= LATELY]
    if any(overlap(said, matter) for said in offers):
        return ""  # that offer is taken
    return next((told for told in topic.told_lately(turn.session.turn) if overlap(told, matter)), matter)


def _tells_the_place(turn: Turn, text: str) -> bool:
    """「就在12幢东边那个垃圾桶」 after the offer: is it told where, and is nothing asked, refused or wished otherwise?"""
    if asks(text) or len(text) > LONGEST_PLACE or refuses(text):
        return False
    return is_address(text) or (names_house(text) and turn.parse.intent not in _OF_TALK)


def _tells_more(beside: str) -> bool:
    """Is it long enough to tell something more, or a number?"""
    return len(beside) >= TELLS or any(map(str.isdecimal, beside))


def with_beside(said: str, beside: str) -> str:
    """The matter or the question with what is told beside it, unless it says that already."""
    return f"{said}（{beside}）" if beside and beside not in said else said


def _of_something_else(turn: Turn, offer: OfferedTicket, beside: str, *, standing: bool) -> bool:
    """Is another wish told beside, or another question, or something else after the offer has gone by?"""
    if not beside or overlap(offer.said, beside):
        return False
    heard = turn.hear(beside)
    wish = is_confident(heard) and FLOW_OF_INTENT.get(heard.intent, "feedback") != "feedback"
    return wish or asks(beside) or not standing


def noted(turn: Turn, choices: Sequence[Choice]) -> list[Choice]:
    """The choices; what is offered in them to be passed on is kept, so that it can be taken a few turns later as well."""
    topic, now = turn.session.topic, turn.session.turn
    words = "" if turn.postback is not None or turn.session.form is not None else _telling(turn.message.text)
    if len(words) >= TELLS:
        topic.told = [*topic.told, ToldLately(words[:LONGEST], now)][-KEPT:]
    choices = [_with_what_was_told(turn, choice) if _is_offer(choice) else choice for choice in choices]
    for wish in (choice.postback for choice in choices if _is_offer(choice)):
        if isinstance(wish, Wish):
            others = [offer for offer in topic.tickets if offer.said != wish.said]
            offer = OfferedTicket(wish.said, now, anywhere=("place", "") in wish.slots)
            topic.tickets = [*others, offer][-KEPT:]
    return list(choices)


def _with_what_was_told(turn: Turn, choice: Choice) -> Choice:
    """The offer to pass a mere question on, with what was told before it: the staff get the matter, not 「那怎么认」 alone."""
    wish = choice.postback
    if not isinstance(wish, Wish) or len(_telling(wish.said)) >= TELLS:
        return choice
    story = _told_before(turn)
    if not story or story in wish.said:
        return choice
    return replace(choice, postback=replace(wish, said=f"{story}（{wish.said}）"))


def _told_before(turn: Turn) -> str:
    """What was told of the danger that is on or just over, else lately of the same matter; "" for nothing."""
    session, now = turn.session, turn.session.turn
    crisis = session.crisis or session.just_over
    lately = session.topic.told_lately(now)[::-1]
    if crisis is None and session.doubted is None:
        lately = [told for told in lately if overlap(told, turn.message.text)][-1:]
    told = list(dict.fromkeys([_telling(crisis.words) if crisis is not None else "", *lately]))
    return "；".join(filter(None, told))[:LONGEST].strip()


def _telling(text: str) -> str:
    """The clauses that tell something, without those that ask."""
    told = (clause for clause in bare_clauses(text) if not asks(clause))
    return free_text.whole(" ".join(told))


def _is_offer(choice: Choice) -> bool:
    return (
        isinstance(choice.postback, Wish) and choice.postback.intent == TICKET and bool(choice.postback.said)
    )


def _meant(turn: Turn, text: str) -> OfferedTicket | None:
    """Of the offers made lately the one whose matter the message names most, else the last; None for none."""
    lately = [offer for offer in turn.session.topic.tickets if turn.session.turn - offer.turn <= LATELY]
    return max(reversed(lately), key=lambda offer: overlap(offer.said, text), default=None)
