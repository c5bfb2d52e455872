"""Things that change hands: list one, look for one, reserve, withdraw; both sides are told."""

from datetime import timedelta

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.dates import next_monthly, spoken
from bot.content.shared.exchange import EXCHANGE
from bot.content.shared.questions import QUESTIONS
from bot.conversation.carry_out.record_change import change_link, replaced
from bot.conversation.hooks import JobContext
from bot.conversation.service import Service
from bot.conversation.session import FormState
from bot.conversation.turn import OwnRecord, Turn
from bot.services.listings import export, staff
from bot.services.listings import records as listings
from bot.services.listings.form import OFFER, RESERVE
from bot.services.listings.records import Listing, Person
from bot.services.listings.statuses import LISTING_TRANSITIONS, ListingStatus
from bot.services.listings.tables import ListingRecord
from bot.storage import notices
from bot.storage.record_type import UNTIL_ERASURE, RecordType

SHOWN = 5
REMIND_FROM = 9  # o'clock: nobody is reminded in the night

service = Service(
    name="listings",
    reads=(EXCHANGE, QUESTIONS),
    says={
        "listing.give": frozenset(),
        "listing.swap": frozenset(),
        "listing.sell": frozenset(),
        "listing.refused": frozenset({"item", "refused"}),
        "listing.listed": frozenset({"item", "quantity", "terms", "number"}),
        "listing.corrected": frozenset({"lines"}),
        "listing.found": frozenset({"item"}),
        "listing.open": frozenset(),
        "listing.nothing": frozenset({"item"}),
        "listing.nothing_at_all": frozenset(),
        "listing.entry": frozenset({"item", "quantity", "terms"}),
        "listing.wish_link": frozenset({"item"}),
        "listing.wished": frozenset({"item"}),
        "listing.wish_came": frozenset({"item", "terms"}),
        "listing.reserved": frozenset({"item", "name", "phone", "until"}),
        "listing.reserved_of_yours": frozenset({"item", "name", "phone"}),
        "listing.gone": frozenset(),
        "listing.mine": frozenset({"lines"}),
        "listing.mine_none": frozenset(),
        "listing.line_offer": frozenset({"item", "quantity", "status"}),
        "listing.line_wanted": frozenset({"item"}),
        "listing.line_held": frozenset({"item", "name", "phone"}),
        "listing.status_open": frozenset(),
        "listing.status_reserved": frozenset({"name"}),
        "listing.withdraw_link": frozenset({"item"}),
        "listing.done_link": frozenset({"item"}),
        "listing.release_link": frozenset({"item"}),
        "listing.withdrawn": frozenset({"item"}),
        "listing.done": frozenset({"item"}),
        "listing.released": frozenset({"item"}),
        "listing.released_to_owner": frozenset({"item"}),
        "listing.withdrawn_to_holder": frozenset({"item"}),
        "listing.lapsed": frozenset({"item"}),
        "listing.reminder": frozenset({"name", "date", "time"}),
        "listing.mine_link": frozenset(),
    },
    records=(
        RecordType(
            key="listings",
            table=ListingRecord,
            called="privacy.kind_listings",
            statuses=staff.STATUSES,
            transitions=LISTING_TRANSITIONS,
            staff=staff.LIST,
            export=export.table,
            retention=UNTIL_ERASURE,
            changeable=("item", "quantity", "terms", "name", "phone"),
            release=listings.free_held_by,
        ),
    ),
    staff_actions={"listings": staff.decide},
)


@service.form(OFFER)
async def offer(turn: Turn, state: FormState) -> Reply:
    """On the list; whoever waits for such a thing is told."""
    slots = state.slots
    who = Person(turn.message.user, slots["name"], slots["phone"])
    said = (slots["item"], slots.get("quantity", "1"), slots["terms"])
    if replaced(state):
        return await _corrected(
            turn, await listings.correct(turn.work, replaced(state), who, *said, turn.now)
        )
    listing, wishes = await listings.offer(turn.work, who, *said, turn.now)
    terms = turn.words.say(f"listing.{listing.terms}")
    for wish in wishes:
        text = turn.words.say("listing.wish_came", item=listing.item, terms=terms)
        await notices.add(turn.work, wish.user, text, turn.now)
    return turn.say(
        "listing.listed",
        item=listing.item,
        quantity=listing.quantity,
        terms=terms,
        number=listing.id,
        choices=(_mine_link(turn), _act(turn, "withdraw", listing)),
    )


async def _corrected(turn: Turn, listing: Listing | None) -> Reply:
    if listing is None:
        return turn.say("listing.gone", choices=(_mine_link(turn),))
    return turn.say("listing.corrected", lines=_line(turn, listing), choices=(_mine_link(turn),))


@service.on("exchange.find")
async def find(turn: Turn) -> Reply:
    """What is on offer that fits, each to be reserved; else the wish can be kept."""
    item = turn.slot("item") or turn.parse.named.get("item", "")
    others = [listing for listing in await listings.on_offer(turn.work) if listing.user != turn.message.user]
    fitting = [listing for listing in others if listings.alike(listing.item, item)] if item else others
    if fitting:
        choices = tuple(_reserve_link(turn, listing) for listing in fitting[:SHOWN])
        return turn.say("listing.found" if item else "listing.open", item=item, choices=choices)
    if not item:
        known = turn.known_answer()
        return Reply(known) if known else turn.say("listing.nothing_at_all", choices=turn.menu())
    wish = turn.words.say("listing.wish_link", item=item)
    return turn.say(
        "listing.nothing", item=item, choices=(Choice(wish, Wish("exchange.wish", (("item", item),))),)
    )


@service.on_postback("exchange.wish")
async def wish(turn: Turn) -> Reply:
    """Keep the wish: reached by a choice."""
    listing = await listings.want(turn.work, turn.message.user, turn.slot("item"), turn.now)
    return turn.say("listing.wished", item=listing.item, choices=(_mine_link(turn),))


@service.form(RESERVE, by_choice=True)
async def reserve(turn: Turn, state: FormState) -> Reply:
    """Reserved for this one resident; each side gets the other's name and phone, as they were told before."""
    slots = state.slots
    who = Person(turn.message.user, slots["name"], slots["phone"])
    listing = await listings.reserve(turn.work, int(slots.get("listing") or 0), who, turn.now)
    if listing is None:
        more = Choice(turn.content.intents["exchange.find"].title, Wish("exchange.find"))
        return turn.say("listing.gone", choices=(more,))
    text = turn.words.say("listing.reserved_of_yours", item=listing.item, name=who.name, phone=who.phone)
    await notices.add(turn.work, listing.user, text, turn.now)
    until = spoken((turn.now + listings.HELD).date(), turn.now.date())
    return turn.say(
        "listing.reserved",
        item=listing.item,
        name=listing.name,
        phone=listing.phone,
        until=until,
        choices=(_mine_link(turn), _act(turn, "release", listing)),
    )


@service.on("exchange.mine")
async def mine(turn: Turn) -> Reply:
    """My listings, wishes and reservations, each with how it is changed."""
    own = await listings.of_user(turn.work, turn.message.user)
    if not own:
        offer_link = Choice(turn.content.intents["exchange.offer"].title, Wish("exchange.offer"))
        find_link = Choice(turn.content.intents["exchange.find"].title, Wish("exchange.find"))
        return turn.say("listing.mine_none", choices=(offer_link, find_link))
    named = [
        listing for listing in own if turn.slot("item") and listings.alike(listing.item, turn.slot("item"))
    ]
    shown = named or own
    lines = "\n".join(_line(turn, listing) for listing in shown)
    return turn.say(
        "listing.mine", lines=lines, choices=tuple(c for listing in shown for c in _changes(turn, listing))
    )


@service.on_postback("exchange.withdraw", "exchange.done")
async def end(turn: Turn) -> Reply:
    """The owner takes it off the list, or it has changed hands: reached by choices."""
    status = ListingStatus.DONE if turn.parse.intent == "exchange.done" else ListingStatus.WITHDRAWN
    listing = await listings.end(
        turn.work, int(turn.slot("listing") or 0), turn.message.user, status, turn.now
    )
    if listing is None:
        return turn.say("listing.gone", choices=turn.menu())
    if listing.holder and status is ListingStatus.WITHDRAWN:
        text = turn.words.say("listing.withdrawn_to_holder", item=listing.item)
        await notices.add(turn.work, listing.holder, text, turn.now)
    return turn.say(f"listing.{status}", item=listing.item, choices=turn.menu())


@service.on_postback("exchange.release")
async def release(turn: Turn) -> Reply:
    """The holder does not want it after all: reached by a choice."""
    listing = await _released(turn, int(turn.slot("listing") or 0))
    if listing is None:
        return turn.say("listing.gone", choices=turn.menu())
    return turn.say("listing.released", item=listing.item, choices=turn.menu())


@service.on_erasure
async def leave(turn: Turn) -> None:
    """The resident is erased: what is kept for them is free again."""
    for held in await listings.of_user(turn.work, turn.message.user):
        if held.holder == turn.message.user:
            await _released(turn, held.id)


async def _released(turn: Turn, number: int) -> Listing | None:
    listing = await listings.release(turn.work, number, turn.message.user, turn.now)
    if listing is not None:
        text = turn.words.say("listing.released_to_owner", item=listing.item)
        await notices.add(turn.work, listing.user, text, turn.now)
    return listing


@service.tells_own_records
async def owned(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's listings and reservations, for 「我的」."""
    own = await listings.of_user(turn.work, turn.message.user)
    return tuple(OwnRecord(_line(turn, listing), _changes(turn, listing)[0]) for listing in own)


@service.periodic_job
async def lapse(job: JobContext) -> None:
    """What was not fetched in three days is free again; both are told."""
    for listing in await listings.lapsed(job.work, job.now):
        text = job.words.say("listing.lapsed", item=listing.item)
        for user in (listing.user, listing.holder):
            await notices.add(job.work, user, text, job.now)


@service.periodic_job
async def remind(job: JobContext) -> None:
    """The day before the exchange, whoever has something to bring or to fetch is reminded, once."""
    exchange, today = job.content.part(EXCHANGE), job.now.date()
    day = next_monthly(exchange.monthly, today + timedelta(days=1))
    if day - today != timedelta(days=1) or job.now.hour < REMIND_FROM:
        return
    text = job.words.say("listing.reminder", name=exchange.name, date=spoken(day, today), time=exchange.time)
    for user in await listings.remind(job.work, day, job.now):
        await notices.add(job.work, user, text, job.now)


def _mine_link(turn: Turn) -> Choice:
    return Choice(turn.words.say("listing.mine_link"), Wish("exchange.mine"))


def _reserve_link(turn: Turn, listing: Listing) -> Choice:
    terms = turn.words.say(f"listing.{listing.terms}")
    label = turn.words.say("listing.entry", item=listing.item, quantity=listing.quantity, terms=terms)
    return Choice(label, Wish("exchange.reserve", (("listing", str(listing.id)),)))


def _act(turn: Turn, act: str, listing: Listing) -> Choice:
    label = turn.words.say(f"listing.{act}_link", item=listing.item)
    return Choice(label, Wish(f"exchange.{act}", (("listing", str(listing.id)),)))


def _changes(turn: Turn, listing: Listing) -> tuple[Choice, ...]:
    if listing.holder == turn.message.user:
        return (_act(turn, "release", listing),)
    if listing.kind != listings.OFFER:
        return (_act(turn, "withdraw", listing),)
    kept = {"item": listing.item, "quantity": listing.quantity, "terms": listing.terms, "name": listing.name}
    change = change_link(turn, OFFER, listing.id, listing.item, {**kept, "phone": listing.phone})
    return (_act(turn, "withdraw", listing), _act(turn, "done", listing), change)


def _line(turn: Turn, listing: Listing) -> str:
    if listing.holder == turn.message.user:
        return turn.words.say("listing.line_held", item=listing.item, name=listing.name, phone=listing.phone)
    if listing.kind == listings.WANTED:
        return turn.words.say("listing.line_wanted", item=listing.item)
    status = turn.words.say(f"listing.status_{listing.status}", name=listing.holder_name)
    return turn.words.say("listing.line_offer", item=listing.item, quantity=listing.quantity, status=status)
