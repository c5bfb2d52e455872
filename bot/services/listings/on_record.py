"""What an owner wants with a listing: how it stands, corrections, a pause, another thing, gone, off the list."""

from dataclasses import replace

from bot.common.message import Reply
from bot.content.dates import spoken
from bot.conversation.carry_out.open_form.new_record import read_back
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.readings.record_choices import ask_sure, is_sure, said_only
from bot.conversation.carry_out.records.record_commands import ref_number
from bot.conversation.carry_out.records.record_fields import (
    FormOnRecord,
    added,
    changed,
    label,
    new_value,
    tell_status,
)
from bot.conversation.commands import IN_WORDS, Record, RecordAction
from bot.conversation.interpret.values.item_details import CONDITION, PRICE, with_detail
from bot.conversation.turn import Turn
from bot.services.listings import own_listings, owner_consent
from bot.services.listings import records as listings
from bot.services.listings.form import OFFER
from bot.services.listings.listing_wording import change_links, record_kind, status, values_of
from bot.services.listings.records import Listing, Person
from bot.services.listings.service import service
from bot.services.listings.statuses import ListingStatus
from bot.storage import notices


@service.on_record("listing", RecordAction.STATUS)
async def tell(turn: Turn, command: Record) -> Reply:
    """Whether somebody wants it, and what comes next."""
    listing = await own_of(turn, command)
    if listing is None:
        return gone(turn)
    key = "reserved" if listing.agreed_at else "asked"
    if listing.status is ListingStatus.OPEN:
        key = "held" if listing.held else "paused" if listing.paused else "open"
    what_next = turn.words.say(f"listing.next_{key}", until=until(turn, listing))
    return tell_status(turn, listing.item, status(turn, listing), what_next, change_links(turn, listing))


@service.on_record("listing", RecordAction.CHANGE)
async def change(turn: Turn, command: Record) -> Reply:
    """A correction; a reservation stays, and its holder is told. Price and condition stand beside the thing."""
    listing = await own_of(turn, command)
    if listing is None:
        return gone(turn)
    if command.slot in (PRICE, CONDITION) and command.value:
        item = with_detail(listing.item, command.slot, command.value)
        return await change(turn, replace(command, slot="item", value=item))
    values = values_of(listing)
    on_record = FormOnRecord(OFFER, listing.item, values, service.changeable("listing"))
    value = new_value(turn, on_record, command)
    if isinstance(value, Reply):
        return value
    values[command.slot] = value
    owner = Person(listing.user, values["name"], values["phone"])
    details = (values["item"], values["quantity"], values["terms"])
    corrected = await listings.correct(turn.work, listing.id, owner, *details, turn.now)
    if corrected is None:
        return gone(turn)
    reply = changed(turn, on_record, command.slot, value)
    if corrected.held:
        return turn.say("listing.corrected_held", lines=f"· {corrected.item}")
    if not corrected.holder or command.slot in ("name", "phone"):
        return reply
    what = label(turn, OFFER, command.slot)
    shown = turn.words.say(f"listing.{value}") if command.slot == "terms" else value
    text = turn.words.say("listing.changed_to_holder", item=listing.item, what=what, value=shown)
    await notices.add(turn.work, corrected.holder, text, turn.now)
    return Reply(f"{reply.text}{turn.words.say('listing.holder_told', name=corrected.holder_name)}")


@service.on_record("listing", RecordAction.WITHDRAW, sure="listing.withdraw_sure")
async def withdraw(turn: Turn, command: Record) -> Reply:
    """Take it off the list; whoever has it reserved is told."""
    return await _end(turn, command, "exchange.withdraw")


@service.on_record("listing", RecordAction.DONE)
async def done(turn: Turn, command: Record) -> Reply:
    """It has changed hands."""
    return await _end(turn, command, "exchange.done")


@service.on_record("listing", RecordAction.NOT_DONE)
async def not_done(turn: Turn, command: Record) -> Reply:
    """It is still there: after a confirmation it is on offer again, and whoever had it reserved is told."""
    listing = await own_of(turn, command)
    if listing is None:
        return gone(turn)
    if not listing.holder:
        return turn.say("listing.still_open", item=listing.item, status=status(turn, listing))
    if not is_sure(turn):
        question = turn.words.say("listing.reoffer_sure", item=listing.item, name=listing.holder_name)
        return ask_sure(turn, question, command)
    before = await listings.reoffer(turn.work, listing.id, listing.user, turn.now)
    if before is None:
        return gone(turn)
    text = turn.words.say("listing.reoffered_to_holder", item=before.item)
    await notices.add(turn.work, before.holder, text, turn.now)
    return turn.say("listing.reoffered", item=before.item)


@service.on_record("listing", RecordAction.PAUSE, RecordAction.RESUME)
async def pause(turn: Turn, command: Record) -> Reply:
    """Nobody sees it for a while, or everybody again."""
    listing = await own_of(turn, command)
    if listing is None:
        return gone(turn)
    paused = command.action is RecordAction.PAUSE
    await listings.set_paused(turn.work, listing.user, listing.id, paused=paused, now=turn.now)
    key = "listing.paused_now" if paused else "listing.resumed"
    return turn.say(key, item=listing.item)


@service.on_record("listing", RecordAction.ADD)
async def add(turn: Turn, command: Record) -> Reply:
    """A remark on the thing, which others read beside its name; or another thing to give away so, read back first."""
    listing = await own_of(turn, command)
    if listing is None:
        return gone(turn)
    if command.slot == IN_WORDS:
        told = with_detail(listing.item, CONDITION, command.value)
        reply = await change(turn, replace(command, slot="item", value=told))
        now = await own_of(turn, command)
        return added(turn, listing.item, told) if now and now.item == told and not now.held else reply
    if not command.value:
        return turn.say("listing.add_what")
    values = {"terms": listing.terms, "name": listing.name, "phone": listing.phone}
    on_record = FormOnRecord(OFFER, listing.item, values, service.changeable("listing"))
    named = (
        turn.parse.named.get("item", "") if command.value.isdecimal() else ""
    )  # 「再加一个台灯」 is no 「1」
    item = new_value(turn, on_record, replace(command, slot="item", value=str(named) or command.value))
    if isinstance(item, Reply):
        return item
    return await read_back(turn, service.forms[OFFER.name], {"item": item, **values})


@service.on_record("listing", RecordAction.ACCEPT)
async def accept(turn: Turn, command: Record) -> Reply:
    """The owner agrees that whoever wants it gets their number."""
    return await owner_consent.agree(said_only(turn, listing=str(ref_number(command.ref))))


@service.on_record("listing", RecordAction.DECLINE)
async def decline(turn: Turn, command: Record) -> Reply:
    """The owner does not want to give it to this holder."""
    return await owner_consent.refuse(said_only(turn, listing=str(ref_number(command.ref))))


async def own_of(turn: Turn, command: Record) -> Listing | None:
    """The resident's listing, wish or reservation that the command is about."""
    own = await listings.of_user(turn.work, turn.message.user)
    number = ref_number(command.ref)
    fitting = [
        listing for listing in own if listing.id == number and record_kind(turn, listing) == command.kind
    ]
    return fitting[0] if fitting else None


def until(turn: Turn, listing: Listing) -> str:
    """Until when it is kept for the holder; "" where nobody has reserved it."""
    if listing.reserved_until is None:
        return ""
    return spoken(listing.reserved_until.astimezone(turn.now.tzinfo).date(), turn.now.date())


def gone(turn: Turn) -> Reply:
    """What was meant is over."""
    return turn.say("listing.gone", choices=offers(turn, "exchange.find"))


async def _end(turn: Turn, command: Record, intent: str) -> Reply:
    heard = said_only(turn, listing=str(ref_number(command.ref)))
    return await own_listings.end(replace(heard, parse=replace(heard.parse, intent=intent)))
