"""What is asked of whoever lists a thing or reserves one."""

import re

from bot.common.message import Choice
from bot.common.postback import FillSlot
from bot.content.shared.exchange import EXCHANGE
from bot.conversation.forms.common_slots import NAME, PHONE, not_asked, read_words
from bot.conversation.forms.readers import Reading, read_option
from bot.conversation.forms.spec import Fault, FormSpec, SlotSpec, Values, World
from bot.conversation.interpret.values.item_details import PRICE, with_detail
from bot.understanding.parse import Parse
from bot.understanding.slots import things
from bot.understanding.slots.numerals import NUMERAL, value
from bot.understanding.slots.thing_details import described

TERMS = ("give", "swap", "sell")


def _read_item(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    """The thing with what is told of it beside its name: how big, which colour, how old, what is wanted in exchange."""
    told = (str(heard.slots.get("item", "")), heard.named.get("item", ""))
    item = next((thing for thing in told if thing and not thing.isdecimal()), "")  # 「200」 is a price
    if not item:
        return read_words(heard, options, asked)
    whole = things.with_wanted(described(heard.text, things.named(item, heard.text)), heard.text)
    return Reading(with_detail(whole, PRICE, _price(heard.text)))


_FOR_SALE = re.compile(r"卖|售|转让|便宜|(?<![挂发登进])出(?!租)")
_PRICED = re.compile(
    rf"(?P<money>(?:\d{{1,5}}|{NUMERAL}{{1,6}})\s?(?:块|元))|[卖出转][个它了掉]?\s?(?P<bare>\d{{2,5}}|{NUMERAL}{{2,5}})(?![\d{NUMERAL[1:-1]}天年月日点号成斤个])"
    rf"|(?<![\d{NUMERAL[1:-1]}用了])(?P<before>\d{{2,5}}|{NUMERAL}{{2,5}})\s?(?:来|就)?[卖出转](?=[给掉了个吧它]|$|[\s，,。！!])"
)


def _price(text: str) -> str:
    """What the thing is to be sold for, in yuan: 「卖 150」, 「三百块卖掉」; "" for nothing of the kind."""
    found = _PRICED.search(text) if _FOR_SALE.search(text) else None
    told = value((found["money"] or found["bare"] or found["before"]).rstrip("块元 ")) if found else None
    return str(told) if told else ""


def _read_quantity(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    quantity = heard.slots.get("quantity")
    item = str(heard.slots.get("item", "")) or heard.named.get("item", "")
    return Reading(str(quantity) if quantity else things.measure(heard.text, item))


_TERMS = (
    ("give", re.compile(r"送|不[收要]钱|白给|免费|拿[去走]|来拿|搬[去走]")),
    ("swap", re.compile(r"换|(?:跟|和|同)(?:人|别人|人家|邻居|大家)调")),
    ("sell", re.compile(r"[卖售转让元块便宜]|(?<![挂发登])出")),
)


def _read_terms(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    text = heard.normal
    for terms, words in _TERMS:
        if words.search(text) and heard.intent in ("exchange.offer", "out_of_scope"):
            return Reading(terms)
    return read_option(heard, options, asked)


def _terms(values: Values, world: World) -> tuple[Choice, ...]:
    return tuple(Choice(world.content.replies[f"listing.{terms}"], FillSlot(terms)) for terms in TERMS)


def _terms_shown(value: str, values: Values, world: World) -> str:
    return world.content.replies.get(f"listing.{value}", value)


def _allowed(value: str, values: Values, world: World) -> Fault | None:
    prohibited = world.content.part(EXCHANGE).prohibited
    word = next((word for word in prohibited if word in value), None)
    if word is None:
        return None
    return Fault(
        "listing.refused", {"item": value, "refused": "、".join(world.content.part(EXCHANGE).refused)}
    )


def _read_listing(heard: Parse, options: tuple[Choice, ...], asked: bool) -> Reading:
    return Reading(str(heard.slots.get("listing", "")))


OFFER = FormSpec(
    name="listing",
    intent="exchange.offer",
    kin=frozenset({"exchange.rates", "exchange.find", "recycling.sort"}),
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
