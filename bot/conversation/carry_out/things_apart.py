"""Two things with terms of their own in one listing: 「滑板车换书，衣裳白送」 is one now and the other after it."""

from collections.abc import Sequence

from bot.conversation.carry_out.open_form import OpenForm
from bot.conversation.commands import Command, Nothing, SetSlot, Stop
from bot.conversation.session import FormState, WaitingWish
from bot.understanding.slots import thing_details
from bot.understanding.slots.things import OnTerms, measure, on_terms

LISTING = "listing"
_OF_THE_THING = frozenset({"item", "terms", "quantity", "condition", "price"})
_TERMS = {"give": "免费送", "swap": "换", "sell": "便宜卖"}


def apart(opened: OpenForm, state: FormState, commands: Sequence[Command]) -> tuple[Sequence[Command], str]:
    """The commands for the thing that the form is about, and that the other waits; "" where nothing is told of another."""
    if opened.spec.name != LISTING or any(isinstance(command, Stop) for command in commands):
        return commands, ""
    text, held = opened.turn.message.text, thing_details.bare(state.slots.get("item", ""))
    waits = _waiting(opened, held, text)
    if waits:
        return [Nothing()], _wait(opened, OnTerms(waits, "", "", text))
    things = on_terms(text)
    if not things:
        return commands, ""
    own = (
        next((thing for thing in things if thing.thing in held or held in thing.thing), None)
        if held
        else things[0]
    )
    if own is None:
        return commands, ""
    said = [_wait(opened, thing) for thing in things if thing is not own]
    kept = [
        command for command in commands if isinstance(command, SetSlot) and command.slot not in _OF_THE_THING
    ]
    item = state.slots.get("item") or own.thing
    wanted = f"{item}（想换{own.wanted}）" if own.wanted and "想换" not in item else item
    return [SetSlot("item", wanted), SetSlot("terms", own.terms), *kept], "\n".join(said)


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
