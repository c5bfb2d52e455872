"""What is heard before anything else a message may mean: the first that finds its own matter in it answers."""

from collections.abc import Awaitable, Callable, Sequence

from bot.common.message import Reply
from bot.conversation.carry_out import asked_for, at_once, help_to_move, listing_wished, taught_asked
from bot.conversation.carry_out.answers import complaints, going_on, money_back, reminders
from bot.conversation.carry_out.commander import Commander
from bot.conversation.carry_out.form_dialog import (
    draft_recalled,
    records_beside_forms,
    tips_on_record,
    undone,
    whether_put_down,
    who_comes_to_whom,
)
from bot.conversation.carry_out.open_form import club_joined
from bot.conversation.carry_out.readings.parts import said_as
from bot.conversation.carry_out.records import own_fields, record_endings, restated
from bot.conversation.interpret.wishes.word_asked import word_asked
from bot.conversation.service import Service
from bot.conversation.turn import Turn

_NAMED = "anonymous"
_WORD, _UNKNOWN = "meta.word", ("word.unknown", "word.ask")
Answers = Callable[[Turn], Awaitable[Reply]]


async def answered(
    turn: Turn, commander: Commander, services: Sequence[Service], answer: Answers
) -> Reply | None:
    """The first answer; None where none of them finds its matter. answer: answers a part of the message."""
    forms = commander.forms
    readers: tuple[Callable[[], Awaitable[Reply | None]], ...] = (
        lambda: at_once.answered(turn, forms),
        lambda: commander.company.heavy_heart(turn),
        lambda: going_on.told(turn, services),
        lambda: listing_wished.opened(turn, commander),
        lambda: help_to_move.opened(turn, commander),
        lambda: who_comes_to_whom.answered(turn, forms),
        lambda: taught_asked.answered(turn, commander),
        lambda: _word_explained(turn, commander, answer),
        lambda: whether_put_down.answered(turn, forms),
        lambda: restated.told(turn),
        lambda: own_fields.told(turn),
        lambda: tips_on_record.answered(turn, forms),
        lambda: asked_for.passed_on(turn, forms, answer),
        lambda: _of_others_or_money(turn),
        lambda: club_joined.passed_on(turn, answer),
        lambda: reminders.answered(turn, answer),
        lambda: record_endings.agreed_but(turn),
        lambda: records_beside_forms.put_right(turn, forms, answer),
        lambda: commander.at_time(turn),
        lambda: undone.taken_back(turn, forms, commander.in_form),
        lambda: draft_recalled.taken_up(turn, forms, commander.in_form),
    )
    for reader in readers:
        told = await reader()
        if told is not None:
            return told
    return None


async def _word_explained(turn: Turn, commander: Commander, answer: Answers) -> Reply | None:
    """「候补是啥意思」 beside an open form: what the word means, and the form's question again; None for a word of nobody's."""
    form = turn.session.form
    if form is None or turn.postback is not None or not word_asked(turn.message.text):
        return None
    if form.asking == _NAMED:
        return None  # the form itself explains what it asks
    told = await answer(said_as(turn, _WORD))
    unknown = told.choices or told.text in map(turn.words.say, _UNKNOWN)
    return None if unknown else await commander.forms.asked_again(turn, told)


async def _of_others_or_money(turn: Turn) -> Reply | None:
    """The answer to what is asked of money that may come back, or told of somebody else who does not listen."""
    return money_back.answered(turn) or complaints.of_others(turn)
