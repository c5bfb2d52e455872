"""Answers a message that takes a choice and goes on as two messages in one: what the choice does, then the rest."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.answers import in_several
from bot.conversation.carry_out.readings import as_spoken
from bot.conversation.carry_out.readings.parts import commands_of, let_wait
from bot.conversation.command_kinds import of_kind
from bot.conversation.commands import Start
from bot.conversation.interpret.choice_and_more import choice_and_more, details_and_choice
from bot.conversation.interpret.clauses.change_and_look import change_and_look
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.values.kinship import people_named
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.understanding.questions.passing_on import passes_on

_REPLIES = Callable[[Turn], Awaitable[list[Reply]]]


async def answered(whole: Turn, hear: Callable[[str], Turn], replies: _REPLIES) -> tuple[Turn, list[Reply]]:
    """The turn that was carried out last, and what is said to the message.

    hear: a turn of a part of the message, as the session stands by then. replies: the replies to a turn.
    """
    if isinstance(whole.postback, Wish) and whole.postback.said:
        return whole, await replies(whole)  # the words are those of a message before, which takes no choice
    meant = await as_spoken.set_right(whole)
    whole = whole if meant == whole.message.text else hear(meant)
    taken, rest = choice_and_more(whole.session, whole.parse, whole.message.text, whole.hear)
    details, choice = details_and_choice(whole.session, whole.message.text)
    if details and not passes_on(whole.message.text):
        await replies(hear(details))
        last = hear(choice)
        return last, await replies(last)
    if not taken:
        apart = await _change_behind_look(whole, hear, replies) or await in_several.answered(
            whole, hear, replies
        )
        return apart or (whole, await replies(whole))
    return await _taken_then_rest(whole, hear, replies, taken, rest)


async def _taken_then_rest(
    whole: Turn, hear: Callable[[str], Turn], replies: _REPLIES, taken: str, rest: str
) -> tuple[Turn, list[Reply]]:
    """The choice is taken, then the rest is heard, unless that is empty or what the choice has begun says it already."""
    had_form, first = whole.session.form is not None, hear(taken)
    done = await replies(first)
    if not rest or first.outcome.erased:
        return first, done
    begun = None if had_form else whole.session.form
    if begun is not None and _is_begun_for(begun, rest):
        return first, done
    second = hear(rest)
    if begun is not None:
        beside = await _beside_begun(first, second, done, replies, begun)
        if beside is not None:
            return beside
    opened = whole.session.form is not None
    said = _joined_to(first, done, await replies(second), opened=opened)
    second.session.choices = list(said[-1].choices) if said else []
    return second, said


def _is_begun_for(begun: FormState, rest: str) -> bool:
    """「退掉 然后我妹妹的报上」: has her form, which waited, begun, so that its summary is shown?"""
    return begun.slots.get("for_whom", "") in people_named(rest) and "name" in begun.slots


async def _beside_begun(
    first: Turn, second: Turn, done: list[Reply], replies: _REPLIES, begun: FormState
) -> tuple[Turn, list[Reply]] | None:
    """The rest heard beside a form that the choice has begun: another wish waits, a question is answered; else None."""
    rest = second.message.text
    wish = _another_wish(second)
    if wish is not None:
        waits = let_wait(second, wish)
        return first, [*done[:-1], replace(done[-1], text=f"{waits}\n\n{done[-1].text}".strip())]
    another = begun.form == "subscription" and bool(people_named(rest))
    return await _asked_beside(first, second, done, replies) if asks(rest) and not another else None


def _joined_to(first: Turn, done: list[Reply], more: list[Reply], *, opened: bool) -> list[Reply]:
    """What came of both parts; 「算了 微信的退掉」 does not say that all stays, which what follows may change."""
    only_kept = [reply.text for reply in done] == [first.words.say("record.kept")]
    return _joined([] if only_kept and more else done, more, opened=opened)


async def _asked_beside(
    first: Turn, second: Turn, done: list[Reply], replies: _REPLIES
) -> tuple[Turn, list[Reply]]:
    """The answer to a question behind the choice that opened a form, as it is without the form; below it the form's own."""
    session = first.session
    form, session.form = session.form, None
    told = await replies(second)
    session.form = form
    session.choices = list(done[-1].choices)
    answers = [_without_numbers(reply.text) for reply in told]
    text = "\n\n".join([*answers, *(reply.text for reply in done)])
    return second, [replace(done[-1], text=text, urgent=any(reply.urgent for reply in (*told, *done)))]


def _without_numbers(text: str) -> str:
    """The text without the lines that offer something by a number: the form's question has the numbers."""
    return "\n".join(line for line in text.splitlines() if "「1」" not in line)


async def _change_behind_look(
    whole: Turn, hear: Callable[[str], Turn], replies: _REPLIES
) -> tuple[Turn, list[Reply]] | None:
    """What stands on record, and below it the change that the message asks for besides; None for any other message."""
    change, look = ("", "") if _is_heard_first(whole) else change_and_look(whole.message.text)
    if not change:
        return None
    seen = await replies(hear(look))
    second = hear(change)
    said = await replies(second)
    if not said or not seen or not confirmation(said[-1].choices):
        return second, said or seen
    text = "\n\n".join(reply.text for reply in (*seen, said[-1]))
    return second, [*said[:-1], replace(said[-1], text=text)]


def _is_heard_first(turn: Turn) -> bool:
    """Does a choice, an open form, a danger or a person of the staff come before what the message says of a record?"""
    session, parse = turn.session, turn.parse
    return bool(
        turn.postback
        or session.form
        or session.crisis
        or session.handoff
        or parse.emergency
        or parse.possible
    )


def _another_wish(turn: Turn) -> Start | None:
    """The wish behind the choice that opened a form, for another form: it waits until that is done."""
    form = turn.session.form
    wishes = of_kind(commands_of(turn), Start)
    return wishes[0] if form is not None and wishes and wishes[0].flow != form.form else None


def _joined(done: list[Reply], more: list[Reply], *, opened: bool) -> list[Reply]:
    """What came of the choice above the answer to the rest; what is asked stands below, with its choices.

    opened: the choice opened a form, whose question the answer to the rest repeats.
    """
    if not done or not more:
        return done or more
    before, last = "\n\n".join(reply.text for reply in done), more[-1]
    urgent = any(reply.urgent for reply in (*done, *more))
    if confirmation(done[-1].choices) and not confirmation(last.choices):
        return [*more[:-1], Reply(f"{last.text}\n\n{before}", done[-1].choices, urgent)]
    before = before.rpartition("\n")[0].strip() if opened else before
    choices = more[0].choices or _still_offered(done, more, opened=opened)
    text = f"{before}\n\n{more[0].text}" if before else more[0].text
    return [replace(more[0], text=text, choices=choices, urgent=urgent), *more[1:]]


def _still_offered(done: list[Reply], more: list[Reply], *, opened: bool) -> tuple[Choice, ...]:
    """The choices below what the first part did, unless it opened a form, or the rest has several replies."""
    return () if opened or len(more) > 1 else done[-1].choices
