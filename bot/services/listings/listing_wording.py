"""Wording of a listing: its line, and the choices that reserve, change or end it."""

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.conversation.carry_out.open_form.record_change import change_link
from bot.conversation.turn import Turn
from bot.services.listings import records as listings
from bot.services.listings.form import OFFER
from bot.services.listings.records import Listing
from bot.services.listings.statuses import ListingStatus


def counted(quantity: str) -> str:
    """How much of it: 3件, or in the owner's words 一麻袋."""
    return f"{quantity}件" if quantity.isdecimal() else quantity


def show_own_link(turn: Turn) -> Choice:
    """The choice that shows what the resident has listed and reserved."""
    return Choice(turn.words.say("listing.mine_link"), Wish("exchange.mine"))


def reserve_link(turn: Turn, listing: Listing) -> Choice:
    """The choice that reserves the thing."""
    terms = turn.words.say(f"listing.{listing.terms}")
    label = turn.words.say(
        "listing.entry", item=listing.item, quantity=counted(listing.quantity), terms=terms
    )
    return Choice(label, Wish("exchange.reserve", (("listing", str(listing.id)),)))


def action_link(turn: Turn, action: str, listing: Listing) -> Choice:
    """The choice that does this to the listing: withdraw, done or release."""
    label = turn.words.say(f"listing.{action}_link", item=listing.item)
    return Choice(label, Wish(f"exchange.{action}", (("listing", str(listing.id)),)))


def change_links(turn: Turn, listing: Listing) -> tuple[Choice, ...]:
    """The choices that end or change the listing; for whoever has it reserved, the one that gives it back."""
    if listing.holder == turn.message.user:
        return (action_link(turn, "release", listing),)
    if listing.kind != listings.OFFER:
        return (action_link(turn, "withdraw", listing),)
    asking = (
        (action_link(turn, "agree", listing), action_link(turn, "refuse", listing)) if _waits(listing) else ()
    )
    change = change_link(turn, OFFER, listing.id, listing.item, values_of(listing))
    return (action_link(turn, "withdraw", listing), action_link(turn, "done", listing), *asking, change)


def values_of(listing: Listing) -> dict[str, str]:
    """What stands in the listing, by the slots of its form."""
    who = {"name": listing.name, "phone": listing.phone}
    return {"item": listing.item, "quantity": str(listing.quantity), "terms": listing.terms, **who}


def line(turn: Turn, listing: Listing, *, paused: bool = False) -> str:
    """The line of a list, as its owner, its holder or whoever looks for such a thing reads it.

    paused: the reader was reported, and does not read the owner's number again.
    """
    if listing.holder == turn.message.user and (paused or _waits(listing)):
        return turn.words.say("listing.line_asked", item=listing.item)
    if listing.holder == turn.message.user:
        return turn.words.say("listing.line_held", item=listing.item, name=listing.name, phone=listing.phone)
    if listing.kind == listings.WANTED:
        return turn.words.say("listing.line_wanted", item=listing.item)
    key = "held" if listing.held else "asked" if _waits(listing) else listing.status.value
    status = turn.words.say(f"listing.status_{key}", name=listing.holder_name)
    return turn.words.say(
        "listing.line_offer", item=listing.item, quantity=counted(listing.quantity), status=status
    )


def record_kind(turn: Turn, listing: Listing) -> str:
    """The form by which the resident has to do with it: reserve, wish or listing."""
    if listing.holder == turn.message.user:
        return "reserve"
    return "wish" if listing.kind == listings.WANTED else "listing"


def status(turn: Turn, listing: Listing) -> str:
    """How far it is, for its owner, its holder or whoever looks for such a thing."""
    kind = record_kind(turn, listing)
    if kind == "reserve":
        key = "reserve_asked" if _waits(listing) else "reserve_agreed"
    elif listing.paused and listing.status is ListingStatus.OPEN:
        key = f"{kind}_paused"
    elif kind == "wish":
        key = "wish_open"
    else:
        key = "held" if listing.held else "asked" if _waits(listing) else listing.status.value
    return turn.words.say(f"listing.status_{key}", name=listing.holder_name)


def _waits(listing: Listing) -> bool:
    """Whether somebody has it reserved and waits for the owner's word."""
    return listing.status is ListingStatus.RESERVED and listing.agreed_at is None
