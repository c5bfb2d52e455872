"""「可以给 5」「不给 5」: the owner decides whether whoever wants the thing gets their number."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.dates import spoken
from bot.conversation.turn import Turn
from bot.services.listings import owner_consent_records
from bot.services.listings.listing_wording import action_link, show_own_link
from bot.services.listings.service import service
from bot.storage import notices
from bot.storage.contact_shares import is_paused


@service.exact_words(r"(?:可以给|同意给)(?:电话)?\s*(?P<listing>\d{1,9})\s*号?", "exchange.agree")
async def agree(turn: Turn) -> Reply:
    """Both get each other's number; whoever was reported in the meantime gets none."""
    number, user = int(turn.slot("listing") or 0), turn.message.user
    if await is_paused(turn.work, user):
        return paused(turn)
    if await owner_consent_records.holder_is_paused(turn.work, number):
        return await refuse(turn)
    listing = await owner_consent_records.agree(turn.work, number, user, turn.now)
    if listing is None:
        return turn.say("listing.agree_none", choices=(show_own_link(turn),))
    until = spoken((listing.reserved_until or turn.now).astimezone(turn.now.tzinfo).date(), turn.now.date())
    text = turn.words.say(
        "listing.reserved", item=listing.item, name=listing.name, phone=listing.phone, until=until
    )
    await notices.add(turn.work, listing.holder, text, turn.now)
    return turn.say(
        "listing.reserved_of_yours",
        item=listing.item,
        name=listing.holder_name,
        phone=listing.holder_phone,
        choices=(action_link(turn, "done", listing), show_own_link(turn)),
    )


@service.exact_words(r"(?:不给|先不给|不同意给)(?:电话)?\s*(?P<listing>\d{1,9})\s*号?", "exchange.refuse")
async def refuse(turn: Turn) -> Reply:
    """The owner does not want to give this holder their number: the thing is on offer again."""
    number = int(turn.slot("listing") or 0)
    before = await owner_consent_records.refuse(turn.work, number, turn.message.user, turn.now)
    if before is None:
        return turn.say("listing.agree_none", choices=(show_own_link(turn),))
    text = turn.words.say("listing.refused_to_holder", item=before.item)
    await notices.add(turn.work, before.holder, text, turn.now)
    return turn.say("listing.not_given", item=before.item, choices=(show_own_link(turn),))


def paused(turn: Turn) -> Reply:
    """What somebody hears who was reported and gets nobody's number for now."""
    person = Choice(turn.content.intents["dialog.human"].title, Wish("dialog.human"))
    return turn.say("listing.paused", choices=(person,))
