"""Two things with terms of their own in one listing: 「滑板车换书，衣裳白送」 is one now and the other after it."""

from collections.abc import Sequence

from bot.conversation.carry_out.open_form.open_form import OpenForm
from bot.conversation.command_kinds import has
from bot.conversation.commands import Command, Nothing, SetSlot, Stop
from bot.conversation.session import FormState, WaitingWish
from bot.understanding.slots import thing_details
from bot.understanding.slots.things import OnTerms, measure, on_terms

LISTING = "listing"
_OF_THE_THING = frozenset({"item", "terms", "quantity", "condition", "price"})
_TERMS = {"give": "免费送", "swap": "换", "sell": "便宜卖"}


def apart(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> tuple[Sequence[Command], str]:
    """The commands for the thing that the form is about, and that the other waits; "" where nothing is told of another."""
    if opened.spec.name != LISTING or has(commands, Stop):
        return commands, ""
    text, held = opened.turn.message.text, thing_details.bare(state.slots.get("item", ""))
    waits = _waiting(opened, held, text)
    if waits:
        return [Nothing()], _wait(opened, OnTerms(waits, "", "", text))
    things = on_terms(text)
    own = _own(things, held)
    if own is None:
        return commands, ""
    said = [_wait(opened, thing) for thing in things if thing is not own]
    item = _with_wanted(state.slots.get("item") or own.thing, own.wanted)
    return [SetSlot("item", item), SetSlot("terms", own.terms), *_of_others(commands)], "\n".join(said)


def _own(things: Sequence[OnTerms], held: str) -> OnTerms | None:
    """The thing that the form is about: the one that it holds, or else the first."""
    if not held:
        return next(iter(things), None)
    return next((thing for thing in things if thing.thing in held or held in thing.thing), None)


def _with_wanted(item: str, wanted: str) -> str:
    return f"{item}（想换{wanted}）" if wanted and "想换" not in item else item


def _of_others(commands: Sequence[Command]) -> list[Command]:
    """The values that are none of a thing: a name, a number."""
    return [
        command for command in commands if isinstance(command, SetSlot) and command.slot not in _OF_THE_THING
    ]


def _waiting(opened: OpenForm, held: str, text: str) -> str:
    """The thing that waits for its own listing and of which more is told: 「衣裳大概一麻袋」; "" for none."""
    waiting = [wish for wish in opened.turn.session.waiting if wish.intent == opened.spec.intent]
    things = (wish.slots.get("item", "") for wish in waiting)
    told = next((thing for thing in things if thing and thing in text), "")
    return "" if held and held in text else told


def _wait(opened: OpenForm, thing: OnTerms) -> str:
    """Keep the thing until the form is done, in words that its own form reads; and say so."""
    session, intent = opened.turn.session, opened.spec.intent
    others = [wish for wish in session.waiting if wish.slots.get("item") != thing.thing]
    before = next((wish for wish in session.waiting if wish.slots.get("item") == thing.thing), None)
    told = (
        f"{thing.thing}{_TERMS[thing.terms]}{thing.wanted}"
        if thing.terms
        else (before.words if before else "")
    )
    more = thing.words if not thing.terms or measure(thing.words) else ""
    words = "，".join(filter(None, (told, more)))
    session.waiting = [*others, WaitingWish(intent, words, {"item": thing.thing})]
    title = opened.prompter.title(FormState(LISTING, {"item": thing.thing}))
    return opened.turn.words.say("form.waiting", title=title)
