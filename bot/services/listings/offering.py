"""Listing things, looking for them, and reserving one."""

from collections.abc import Sequence

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.dates import spoken
from bot.content.shared.exchange import EXCHANGE
from bot.content.shared.questions import QUESTIONS
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me
from bot.conversation.carry_out.open_form.record_change import replaced
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.readings.record_reference import note_made
from bot.conversation.daily_limits import address_allows
from bot.conversation.hooks import FormOpening
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.listings import owner_consent_records
from bot.services.listings import records as listings
from bot.services.listings.form import OFFER, RESERVE
from bot.services.listings.listing_wording import action_link, counted, line, reserve_link, show_own_link
from bot.services.listings.owner_consent import paused
from bot.services.listings.records import Listing, Person
from bot.services.listings.service import service
from bot.storage import notices
from bot.storage.contact_shares import is_paused
from bot.understanding.slots import things
from bot.understanding.slots.thing_details import described, details

SHOWN = 5


@service.form(OFFER, slots=("item", "quantity", "name", "phone"))
async def offer(turn: Turn, state: FormState) -> Reply:
    """List a thing, or change the listing that the form was opened on; whoever looks for such a thing is told."""
    slots = state.slots
    owner = Person(turn.message.user, slots["name"], slots["phone"])
    details = (slots["item"], slots.get("quantity", "1"), slots["terms"])
    if replaced(state):
        return await _corrected(
            turn, await listings.correct(turn.work, replaced(state), owner, *details, turn.now)
        )
    listing, wishes = await listings.offer(turn.work, owner, *details, turn.now)
    terms = turn.words.say(f"listing.{listing.terms}")
    for wish in wishes:
        text = turn.words.say("listing.wish_came", item=listing.item, terms=terms)
        await notices.add(turn.work, wish.user, text, turn.now)
    return turn.say(
        "listing.listed_held" if listing.held else "listing.listed",
        item=listing.item,
        quantity=counted(listing.quantity),
        terms=terms,
        number=listing.id,
        choices=(show_own_link(turn), action_link(turn, "withdraw", listing)),
    )


async def _corrected(turn: Turn, listing: Listing | None) -> Reply:
    if listing is None:
        return turn.say("listing.gone", choices=(show_own_link(turn),))
    key = "listing.corrected_held" if listing.held else "listing.corrected"
    return turn.say(key, lines=line(turn, listing), choices=(show_own_link(turn),))


@service.on("exchange.find", slots=("item",))
async def find(turn: Turn) -> Reply:
    """Show the things that fit, each with a choice to reserve it; when none fits, offer to record the wish."""
    item = _sought(turn)
    room = _lent_room(turn, item)
    if room is not None:
        return room
    others = [listing for listing in await listings.on_offer(turn.work) if listing.user != turn.message.user]
    fitting = [listing for listing in others if listings.alike(listing.item, item)] if item else others
    if fitting:
        choices = (
            *(reserve_link(turn, listing) for listing in fitting[:SHOWN]),
            *_not_quite(turn, item, fitting),
        )
        return turn.say("listing.found" if item else "listing.open", item=item, choices=choices)
    if not item:
        return _nothing_at_all(turn)
    return turn.say(
        "listing.nothing",
        item=described(turn.message.text, item),
        choices=(_wish_link(turn, item),),
    )


def _lent_room(turn: Turn, item: str) -> Reply | None:
    """How a room is borrowed, to who looks for one as for a thing, with the offer to ask the community; None for a thing."""
    room = turn.content.part(EXCHANGE).room
    if room is None or not any(item.endswith(word) for word in room.words):
        return None
    question = turn.content.part(QUESTIONS).known_as(room.question)
    if question is None or not turn.rely_on(question):
        return None
    return Reply(question.answer, (ask_for_me(turn, item),))


def _sought(turn: Turn) -> str:
    """The thing that is looked for, or that somebody wants to borrow; "" where none is named."""
    item = things.named(turn.slot("item") or turn.parse.named.get("item", ""), turn.message.text)
    return item or things.borrowed(turn.message.text)


def _nothing_at_all(turn: Turn) -> Reply:
    """A known answer to what was asked; else that nothing is on offer."""
    answer = turn.known_answer()
    if answer:
        return Reply(answer)
    return turn.say("listing.nothing_at_all", choices=offers(turn, "exchange.find", "exchange.offer"))


def _not_quite(turn: Turn, item: str, fitting: Sequence[Listing]) -> tuple[Choice, ...]:
    """The choice that records the wish beside things of which none is as big, or of the colour, that was told."""
    told = details(turn.message.text) if item else []
    just_so = any(all(detail in listing.item for detail in told) for listing in fitting)
    return () if just_so else (_wish_link(turn, item),)


def _wish_link(turn: Turn, item: str) -> Choice:
    """The choice that records the wish, with how big or which colour the thing should be."""
    wanted = described(turn.message.text, item)
    return Choice(
        turn.words.say("listing.wish_link", item=wanted), Wish("exchange.wish", (("item", wanted),))
    )


@service.on_postback("exchange.wish")
async def wish(turn: Turn) -> Reply:
    """Record that the resident looks for such a thing."""
    listing = await listings.want(turn.work, turn.message.user, turn.slot("item"), turn.now)
    note_made(turn, "wish", str(listing.id))
    return turn.say("listing.wished", item=listing.item, choices=(show_own_link(turn),))


async def _barred(turn: Turn) -> Reply | None:
    """Why this resident reserves nothing now: they were reported, or have had enough for today."""
    if await is_paused(turn.work, turn.message.user):
        return paused(turn)
    reserved = await owner_consent_records.today(turn.work, turn.message.user, turn.now)
    return _enough(turn) if reserved >= turn.rules.reservations_a_day else None


def _enough(turn: Turn) -> Reply:
    return turn.say("listing.enough_today", choices=(show_own_link(turn),))


async def _before_reserving(turn: Turn) -> FormOpening:
    return FormOpening(await _barred(turn))


@service.form(RESERVE, by_choice=True, before=_before_reserving)
async def reserve(turn: Turn, state: FormState) -> Reply:
    """Reserve the thing and ask its owner; numbers change hands when the owner has agreed. So many a day."""
    slots = state.slots
    barred = await _barred(turn)
    if barred is not None:
        return barred
    if not await address_allows(turn, "reservations", turn.rules.reservations_a_day):
        return _enough(turn)
    holder = Person(turn.message.user, slots["name"], slots["phone"])
    listing = await owner_consent_records.ask(turn.work, int(slots.get("listing") or 0), holder, turn.now)
    if listing is None:
        more = Choice(turn.content.intents["exchange.find"].title, Wish("exchange.find"))
        return turn.say("listing.gone", choices=(more,))
    text = turn.words.say("listing.consent", item=listing.item, name=holder.name, number=listing.id)
    await notices.add(turn.work, listing.user, text, turn.now)
    until = spoken((turn.now + listings.HELD).date(), turn.now.date())
    return turn.say(
        "listing.asked",
        item=listing.item,
        until=until,
        choices=(show_own_link(turn), action_link(turn, "release", listing)),
    )
