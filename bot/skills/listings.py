"""Things that change hands: list one, look for one, reserve, withdraw; both sides are told."""

from datetime import timedelta

from bot.content.dates import next_monthly, spoken
from bot.dialogue.common_slots import NAME, PHONE, not_asked, read_words
from bot.dialogue.form_spec import Fault, FormSpec, SlotSpec, Values, World
from bot.dialogue.reading import NOTHING, Reading, read_option
from bot.dialogue.session import FormState
from bot.dialogue.skill import Errand, Order, Own, Skill, Turn
from bot.errors import OrderRefused
from bot.message import Choice, Reply
from bot.records import listings, notices
from bot.records.listings import Listing, Person
from bot.understanding.parse import Parse

SHOWN = 5
REMIND_FROM = 9  # o'clock: nobody is reminded in the night
TERMS = ("give", "swap", "sell")

skill = Skill(
    name="listings",
    says={
        "listing.give": frozenset(),
        "listing.swap": frozenset(),
        "listing.sell": frozenset(),
        "listing.refused": frozenset({"item", "refused"}),
        "listing.listed": frozenset({"item", "quantity", "terms", "number"}),
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
)


def _read_item(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    found = str(heard.slots.get("item", "")) or heard.named.get("item", "")
    return Reading(found) if found else read_words(heard, options, asked)


def _read_quantity(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    found = heard.slots.get("quantity")
    return Reading(str(found)) if found else NOTHING


def _read_terms(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    said = heard.normal
    for value, words in (("give", "送"), ("swap", "换"), ("sell", "卖出售转让元块便宜")):
        if any(word in said for word in words) and heard.intent in ("exchange.offer", "out_of_scope"):
            return Reading(value)
    return read_option(heard, options, asked)


def _terms(values: Values, world: World) -> tuple[Choice, ...]:
    return tuple(Choice(world.content.replies[f"listing.{one}"], value=one) for one in TERMS)


def _terms_shown(value: str, values: Values, world: World) -> str:
    return world.content.replies.get(f"listing.{value}", value)


def _allowed(value: str, values: Values, world: World) -> Fault | None:
    refused = world.content.exchange.prohibited
    word = next((word for word in refused if word in value), None)
    if word is None:
        return None
    return Fault("listing.refused", {"item": value, "refused": "、".join(world.content.exchange.refused)})


def _read_listing(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    return Reading(str(heard.slots.get("listing", "")))


OFFER = FormSpec(
    name="listing",
    intent="exchange.offer",
    slots=(
        SlotSpec("item", _read_item, check=_allowed, free=True),
        SlotSpec("quantity", _read_quantity, needed=not_asked),
        SlotSpec("terms", _read_terms, options=_terms, shown=_terms_shown),
        NAME,
        PHONE,
    ),
)
RESERVE = FormSpec(
    name="reserve",
    intent="exchange.reserve",
    confirm=False,
    slots=(SlotSpec("listing", _read_listing, needed=not_asked), NAME, PHONE),
)


@skill.form(OFFER)
async def offer(turn: Turn, state: FormState) -> Reply:
    """On the list; whoever waits for such a thing is told."""
    slots = state.slots
    who = Person(turn.message.user, slots["name"], slots["phone"])
    one, wishes = await listings.offer(
        turn.work, who, slots["item"], slots.get("quantity", "1"), slots["terms"], turn.now
    )
    terms = turn.words.say(f"listing.{one.terms}")
    for wish in wishes:
        text = turn.words.say("listing.wish_came", item=one.item, terms=terms)
        await notices.add(turn.work, wish.user, text, turn.now)
    return turn.say(
        "listing.listed",
        item=one.item,
        quantity=one.quantity,
        terms=terms,
        number=one.id,
        choices=(_mine_link(turn), _act(turn, "withdraw", one)),
    )


@skill.on("exchange.find")
async def find(turn: Turn) -> Reply:
    """What is on offer that fits, each to be reserved; else the wish can be kept."""
    item = turn.slot("item") or turn.parse.named.get("item", "")
    others = [one for one in await listings.on_offer(turn.work) if one.user != turn.message.user]
    fitting = [one for one in others if listings.alike(one.item, item)] if item else others
    if fitting:
        choices = tuple(_reserve_link(turn, one) for one in fitting[:SHOWN])
        return turn.say("listing.found" if item else "listing.open", item=item, choices=choices)
    if not item:
        known = turn.known_answer()
        return Reply(known) if known else turn.say("listing.nothing_at_all", choices=turn.menu())
    wish = turn.words.say("listing.wish_link", item=item)
    return turn.say(
        "listing.nothing", item=item, choices=(Choice(wish, intent="exchange.wish", slots=(("item", item),)),)
    )


@skill.on("exchange.wish")
async def wish(turn: Turn) -> Reply:
    """Keep the wish: reached by a choice."""
    one = await listings.want(turn.work, turn.message.user, turn.slot("item"), turn.now)
    return turn.say("listing.wished", item=one.item, choices=(_mine_link(turn),))


@skill.form(RESERVE)
async def reserve(turn: Turn, state: FormState) -> Reply:
    """Reserved for this one resident; each side gets the other's name and phone, as they were told before."""
    slots = state.slots
    who = Person(turn.message.user, slots["name"], slots["phone"])
    one = await listings.reserve(turn.work, int(slots.get("listing") or 0), who, turn.now)
    if one is None:
        more = Choice(turn.content.intents["exchange.find"].title, intent="exchange.find")
        return turn.say("listing.gone", choices=(more,))
    text = turn.words.say("listing.reserved_of_yours", item=one.item, name=who.name, phone=who.phone)
    await notices.add(turn.work, one.user, text, turn.now)
    until = spoken((turn.now + listings.HELD).date(), turn.now.date())
    return turn.say(
        "listing.reserved",
        item=one.item,
        name=one.name,
        phone=one.phone,
        until=until,
        choices=(_mine_link(turn), _act(turn, "release", one)),
    )


@skill.on("exchange.mine")
async def mine(turn: Turn) -> Reply:
    """My listings, wishes and reservations, each with how it is changed."""
    own = await listings.of_user(turn.work, turn.message.user)
    if not own:
        offer_link = Choice(turn.content.intents["exchange.offer"].title, intent="exchange.offer")
        find_link = Choice(turn.content.intents["exchange.find"].title, intent="exchange.find")
        return turn.say("listing.mine_none", choices=(offer_link, find_link))
    named = [one for one in own if turn.slot("item") and listings.alike(one.item, turn.slot("item"))]
    shown = named or own
    lines = "\n".join(_line(turn, one) for one in shown)
    return turn.say(
        "listing.mine", lines=lines, choices=tuple(c for one in shown for c in _changes(turn, one))
    )


@skill.on("exchange.withdraw", "exchange.done")
async def end(turn: Turn) -> Reply:
    """The owner takes it off the list, or it has changed hands: reached by choices."""
    status = listings.DONE if turn.parse.intent == "exchange.done" else listings.WITHDRAWN
    one = await listings.end(turn.work, int(turn.slot("listing") or 0), turn.message.user, status, turn.now)
    if one is None:
        return turn.say("listing.gone", choices=turn.menu())
    if one.holder and status == listings.WITHDRAWN:
        text = turn.words.say("listing.withdrawn_to_holder", item=one.item)
        await notices.add(turn.work, one.holder, text, turn.now)
    return turn.say(f"listing.{status}", item=one.item, choices=turn.menu())


@skill.on("exchange.release")
async def release(turn: Turn) -> Reply:
    """The holder does not want it after all: reached by a choice."""
    one = await listings.release(turn.work, int(turn.slot("listing") or 0), turn.message.user, turn.now)
    if one is None:
        return turn.say("listing.gone", choices=turn.menu())
    text = turn.words.say("listing.released_to_owner", item=one.item)
    await notices.add(turn.work, one.user, text, turn.now)
    return turn.say("listing.released", item=one.item, choices=turn.menu())


@skill.owns
async def owned(turn: Turn) -> tuple[Own, ...]:
    """The resident's listings and reservations, for 「我的」."""
    own = await listings.of_user(turn.work, turn.message.user)
    return tuple(Own(_line(turn, one), _changes(turn, one)[0]) for one in own)


@skill.chore
async def lapse(errand: Errand) -> None:
    """What was not fetched in three days is free again; both are told."""
    for one in await listings.lapsed(errand.work, errand.now):
        text = errand.words.say("listing.lapsed", item=one.item)
        for user in (one.user, one.holder):
            await notices.add(errand.work, user, text, errand.now)


@skill.chore
async def remind(errand: Errand) -> None:
    """The day before the exchange, whoever has something to bring or to fetch is reminded, once."""
    exchange, today = errand.content.exchange, errand.now.date()
    day = next_monthly(exchange.monthly, today + timedelta(days=1))
    if day - today != timedelta(days=1) or errand.now.hour < REMIND_FROM:
        return
    text = errand.words.say(
        "listing.reminder", name=exchange.name, date=spoken(day, today), time=exchange.time
    )
    for user in await listings.remind(errand.work, day, errand.now):
        await notices.add(errand.work, user, text, errand.now)


@skill.desk("listings")
async def decide(errand: Errand, order: Order) -> str:
    """The staff take a listing off, or mark it done."""
    if order.status not in (listings.WITHDRAWN, listings.DONE):
        raise OrderRefused("a listing can become withdrawn or done")
    one = await listings.decide(errand.work, order.row, order.status, errand.actor, errand.now)
    if one is None:
        raise OrderRefused(f"there is no such listing: {order.row}")
    await notices.add(
        errand.work, one.user, errand.words.say(f"listing.{one.status}", item=one.item), errand.now
    )
    return f"{one.id} {one.status}"


def _mine_link(turn: Turn) -> Choice:
    return Choice(turn.words.say("listing.mine_link"), intent="exchange.mine")


def _reserve_link(turn: Turn, one: Listing) -> Choice:
    terms = turn.words.say(f"listing.{one.terms}")
    label = turn.words.say("listing.entry", item=one.item, quantity=one.quantity, terms=terms)
    return Choice(label, intent="exchange.reserve", slots=(("listing", str(one.id)),))


def _act(turn: Turn, act: str, one: Listing) -> Choice:
    label = turn.words.say(f"listing.{act}_link", item=one.item)
    return Choice(label, intent=f"exchange.{act}", slots=(("listing", str(one.id)),))


def _changes(turn: Turn, one: Listing) -> tuple[Choice, ...]:
    if one.holder == turn.message.user:
        return (_act(turn, "release", one),)
    done = (_act(turn, "done", one),) if one.kind == listings.OFFER else ()
    return (_act(turn, "withdraw", one), *done)


def _line(turn: Turn, one: Listing) -> str:
    if one.holder == turn.message.user:
        return turn.words.say("listing.line_held", item=one.item, name=one.name, phone=one.phone)
    if one.kind == listings.WANTED:
        return turn.words.say("listing.line_wanted", item=one.item)
    status = turn.words.say(f"listing.status_{one.status}", name=one.holder_name)
    return turn.words.say("listing.line_offer", item=one.item, quantity=one.quantity, status=status)
