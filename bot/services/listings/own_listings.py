"""A resident's own listings, wishes and reservations: shown, ended, given back."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.records.record_commands import none_of_kind
from bot.conversation.carry_out.records.record_fields import told_of
from bot.conversation.turn import OwnRecord, Told, Turn
from bot.services.listings import records as listings
from bot.services.listings.form import OFFER, RESERVE
from bot.services.listings.listing_wording import change_links, line, record_kind, status, values_of
from bot.services.listings.records import Listing
from bot.services.listings.service import service
from bot.services.listings.statuses import ListingStatus
from bot.storage import notices
from bot.storage.contact_shares import is_paused


@service.on("exchange.mine", slots=("item", "phone"))
async def show_own(turn: Turn) -> Reply:
    """Show the resident's listings, wishes and reservations, each with the choices that change it."""
    own = await listings.of_user(turn.work, turn.message.user)
    others = await turn.numbered_records() if not own else ()
    if others:
        return none_of_kind(turn, OFFER.name, others)
    if not own:
        offer_link = Choice(turn.content.intents["exchange.offer"].title, Wish("exchange.offer"))
        find_link = Choice(turn.content.intents["exchange.find"].title, Wish("exchange.find"))
        return turn.say("listing.mine_none", choices=(offer_link, find_link))
    named = [
        listing for listing in own if turn.slot("item") and listings.alike(listing.item, turn.slot("item"))
    ]
    shown = named or own
    paused = await is_paused(turn.work, turn.message.user)
    lines = "\n".join(line(turn, listing, paused=paused) for listing in shown)
    return turn.say(
        "listing.mine",
        lines=lines,
        choices=tuple(link for listing in shown for link in change_links(turn, listing)),
    )


@service.on_postback("exchange.withdraw", "exchange.done")
async def end(turn: Turn) -> Reply:
    """The owner withdraws the listing, or says that the thing has changed hands."""
    status = ListingStatus.DONE if turn.parse.intent == "exchange.done" else ListingStatus.WITHDRAWN
    listing = await listings.end(
        turn.work, int(turn.slot("listing") or 0), turn.message.user, status, turn.now
    )
    if listing is None:
        return turn.say("listing.gone", choices=offers(turn, "exchange.find"))
    if listing.holder and status is ListingStatus.WITHDRAWN:
        text = turn.words.say("listing.withdrawn_to_holder", item=listing.item)
        await notices.add(turn.work, listing.holder, text, turn.now)
    return turn.say(f"listing.{status}", item=listing.item)


@service.on_postback("exchange.release")
async def release(turn: Turn) -> Reply:
    """The holder gives up the reservation."""
    listing = await _released(turn, int(turn.slot("listing") or 0))
    if listing is None:
        return turn.say("listing.gone", choices=offers(turn, "exchange.find"))
    return turn.say("listing.released", item=listing.item)


@service.on_erasure
async def release_all(turn: Turn) -> None:
    """Before a resident is erased, what they have reserved is free again."""
    for listing in await listings.of_user(turn.work, turn.message.user):
        if listing.holder == turn.message.user:
            await _released(turn, listing.id)


async def _released(turn: Turn, number: int) -> Listing | None:
    listing = await listings.release(turn.work, number, turn.message.user, turn.now)
    if listing is not None:
        text = turn.words.say("listing.released_to_owner", item=listing.item)
        await notices.add(turn.work, listing.user, text, turn.now)
    return listing


@service.tells_own_records
async def own_records(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's listings and reservations for 「我的」."""
    own = await listings.of_user(turn.work, turn.message.user)
    paused = await is_paused(turn.work, turn.message.user)
    return tuple(
        OwnRecord(
            line(turn, listing, paused=paused),
            change_links(turn, listing)[0],
            kind=record_kind(turn, listing),
            ref=str(listing.id),
            title=listing.item,
            status=status(turn, listing),
            phone=listing.holder_phone if listing.holder == turn.message.user else listing.phone,
            told=_told(turn, listing),
            also=turn.content.lexicon.other_names(listing.item),
        )
        for listing in own
    )


def _told(turn: Turn, listing: Listing) -> tuple[Told, ...]:
    """What the owner wrote down, or whoever has it reserved."""
    kind = record_kind(turn, listing)
    if kind == "reserve":
        return told_of(turn, RESERVE, {"name": listing.holder_name, "phone": listing.holder_phone})
    return told_of(turn, OFFER, values_of(listing)) if kind == "listing" else ()
