"""What a resident wants with a thing that they look for, or have reserved."""

from bot.common.message import Reply
from bot.conversation.carry_out.readings.record_choices import said_only
from bot.conversation.carry_out.records.record_commands import ref_number
from bot.conversation.carry_out.records.record_fields import (
    FormOnRecord,
    added,
    changed,
    new_value,
    tell_status,
)
from bot.conversation.commands import IN_WORDS, Record, RecordAction
from bot.conversation.interpret.values.item_details import CONDITION, with_detail
from bot.conversation.turn import Turn
from bot.services.listings import offering, own_listings
from bot.services.listings import records as listings
from bot.services.listings.form import OFFER, RESERVE
from bot.services.listings.listing_wording import change_links, status
from bot.services.listings.on_record import gone, own_of, until
from bot.services.listings.records import Person
from bot.services.listings.service import service
from bot.services.listings.statuses import ListingStatus
from bot.storage import notices
from bot.storage.contact_shares import is_paused
from bot.understanding.slots.thing_details import only_details


@service.on_record("wish", RecordAction.STATUS)
async def tell_wish(turn: Turn, command: Record) -> Reply:
    """Whether the bot keeps an eye open for it."""
    wish = await own_of(turn, command)
    if wish is None:
        return gone(turn)
    what_next = turn.words.say("listing.next_paused" if wish.paused else "listing.next_wish")
    return tell_status(turn, wish.item, status(turn, wish), what_next, change_links(turn, wish))


@service.on_record("wish", RecordAction.CHANGE)
async def change_wish(turn: Turn, command: Record) -> Reply:
    """Another thing is looked for."""
    wish = await own_of(turn, command)
    if wish is None:
        return gone(turn)
    on_record = FormOnRecord(OFFER, wish.item, {"item": wish.item}, ("item",))
    item = new_value(turn, on_record, command)
    if isinstance(item, Reply):
        return item
    corrected = await listings.correct_wish(turn.work, wish.id, wish.user, item, turn.now)
    return changed(turn, on_record, "item", item) if corrected else gone(turn)


@service.on_record("wish", RecordAction.WITHDRAW, sure="listing.wish_sure")
async def withdraw_wish(turn: Turn, command: Record) -> Reply:
    """It is not looked for any more."""
    return await _end_wish(turn, command, ListingStatus.WITHDRAWN)


@service.on_record("wish", RecordAction.DONE)
async def found(turn: Turn, command: Record) -> Reply:
    """The resident has found it."""
    return await _end_wish(turn, command, ListingStatus.DONE)


async def _end_wish(turn: Turn, command: Record, to: ListingStatus) -> Reply:
    wish = await own_of(turn, command)
    ended = await listings.end(turn.work, wish.id, wish.user, to, turn.now) if wish else None
    if ended is None:
        return gone(turn)
    key = "listing.wish_found" if to is ListingStatus.DONE else "listing.wish_withdrawn"
    return turn.say(key, item=ended.item)


@service.on_record("wish", RecordAction.PAUSE, RecordAction.RESUME)
async def pause_wish(turn: Turn, command: Record) -> Reply:
    """It is not looked for a while, or again."""
    wish = await own_of(turn, command)
    if wish is None:
        return gone(turn)
    paused = command.action is RecordAction.PAUSE
    await listings.set_paused(turn.work, wish.user, wish.id, paused=paused, now=turn.now)
    key = "listing.wish_paused_now" if paused else "listing.wish_resumed"
    return turn.say(key, item=wish.item)


@service.on_record("wish", RecordAction.ADD)
async def add_wish(turn: Turn, command: Record) -> Reply:
    """Another thing is looked for as well; how big or which colour it should be stands beside what is looked for."""
    wish = await own_of(turn, command)
    if command.slot == IN_WORDS and wish is not None and only_details(command.value):
        told = with_detail(wish.item, CONDITION, command.value)
        corrected = await listings.correct_wish(turn.work, wish.id, wish.user, told, turn.now)
        return added(turn, wish.item, told) if corrected else gone(turn)
    if command.slot == IN_WORDS and wish is not None:
        return turn.say("listing.wish_as_it_is", item=wish.item)
    if not command.value:
        return turn.say("listing.add_what")
    return await offering.wish(said_only(turn, item=command.value))


@service.on_record("reserve", RecordAction.STATUS, RecordAction.NOT_DONE)
async def tell_reservation(turn: Turn, command: Record) -> Reply:
    """Whether its owner has agreed, and until when it is kept."""
    listing = await own_of(turn, command)
    if listing is None:
        return gone(turn)
    agreed = listing.agreed_at is not None and not await is_paused(turn.work, turn.message.user)
    fields = {"until": until(turn, listing), "name": listing.name, "phone": listing.phone} if agreed else {}
    what_next = turn.words.say(f"listing.next_reserve_{'agreed' if agreed else 'asked'}", **fields)
    return tell_status(turn, listing.item, status(turn, listing), what_next, change_links(turn, listing))


@service.on_record("reserve", RecordAction.CHANGE)
async def change_reservation(turn: Turn, command: Record) -> Reply:
    """The holder's name or phone."""
    listing = await own_of(turn, command)
    if listing is None:
        return gone(turn)
    values = {"name": listing.holder_name, "phone": listing.holder_phone}
    on_record = FormOnRecord(RESERVE, listing.item, values, ("name", "phone"))
    value = new_value(turn, on_record, command)
    if isinstance(value, Reply):
        return value
    values[command.slot] = value
    holder = Person(turn.message.user, values["name"], values["phone"])
    corrected = await listings.correct_holder(turn.work, listing.id, holder, turn.now)
    if corrected is None:
        return gone(turn)
    return changed(turn, on_record, command.slot, value)


@service.on_record("reserve", RecordAction.WITHDRAW, sure="listing.release_sure")
async def release(turn: Turn, command: Record) -> Reply:
    """The holder gives it back; its owner is told."""
    return await own_listings.release(said_only(turn, listing=str(ref_number(command.ref))))


@service.on_record("reserve", RecordAction.DONE)
async def fetched(turn: Turn, command: Record) -> Reply:
    """The holder has it now; its owner is told."""
    listing = await own_of(turn, command)
    if listing is None:
        return gone(turn)
    done = await listings.fetched(turn.work, listing.id, turn.message.user, turn.now)
    if done is None:
        return turn.say("listing.not_agreed_yet", item=listing.item, choices=change_links(turn, listing))
    text = turn.words.say("listing.fetched_to_owner", item=done.item, name=done.holder_name)
    await notices.add(turn.work, done.user, text, turn.now)
    return turn.say("listing.fetched", item=done.item)
