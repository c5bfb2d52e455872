"""1+1 绿色交换: when and how, and what waste is worth."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.dates import next_monthly, spoken
from bot.content.shared.exchange import EXCHANGE
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import VENUES
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.exchange.waste_points import rated
from bot.understanding.faq import VERY_NEAR

RATES_SHOWN = 8

service = Service(
    name="exchange",
    reads=(EXCHANGE, QUESTIONS, VENUES),
    says={
        "exchange.info": frozenset({"name", "date", "time", "place", "about"}),
        "exchange.rules": frozenset({"steps", "accepted", "refused"}),
        "exchange.rules_link": frozenset(),
        "exchange.rates_link": frozenset(),
        "exchange.rates": frozenset({"rates", "prizes"}),
        "exchange.worth": frozenset({"said", "points", "prizes"}),
        "exchange.worth_more": frozenset({"said", "points", "prize", "needed"}),
        "exchange.worth_little": frozenset({"item", "amount", "unit", "points"}),
    },
)


@service.on("exchange.info", slots=("item",))
async def info(turn: Turn) -> Reply:
    """The next date and place; the rules are a choice away."""
    exchange, today = turn.content.part(EXCHANGE), turn.now.date()
    known = turn.known_answer(VERY_NEAR)
    if known:
        return Reply(known, _links(turn))
    turn.rely_on(exchange)
    venue = turn.venue(exchange.venue)
    return turn.say(
        "exchange.info",
        name=exchange.name,
        date=spoken(next_monthly(exchange.monthly, today), today),
        time=exchange.time,
        place=venue.name if venue else exchange.venue,
        about=exchange.about,
        choices=_links(turn),
    )


def _links(turn: Turn) -> tuple[Choice, ...]:
    return (
        Choice(turn.words.say("exchange.rules_link"), Wish("exchange.rules")),
        Choice(turn.words.say("exchange.rates_link"), Wish("exchange.rates")),
    )


@service.on_postback("exchange.rules")
async def rules(turn: Turn) -> Reply:
    """How it runs, what is taken and what is not: reached by a choice."""
    exchange = turn.content.part(EXCHANGE)
    turn.rely_on(exchange)
    return turn.say(
        "exchange.rules",
        steps="\n".join(f"{number}. {step}" for number, step in enumerate(exchange.steps, 1)),
        accepted="、".join(exchange.accepted),
        refused="、".join(exchange.refused),
        choices=(Choice(turn.words.say("exchange.rates_link"), Wish("exchange.rates")),),
    )


@service.on("exchange.rates", slots=("item", "quantity"))
async def rates(turn: Turn) -> Reply:
    """What is worth how much, each part of 「15个瓶子和3斤报纸」 reckoned; without an amount the list."""
    turn.rely_on(turn.content.part(EXCHANGE))
    parts = rated(turn.content.part(EXCHANGE).rates, turn.message.text)
    back = (Choice(turn.words.say("exchange.rules_link"), Wish("exchange.rules")),)
    if not parts:
        known = turn.content.part(EXCHANGE).rates[:RATES_SHOWN]
        lines = "\n".join(f"· {one.item} {one.amount}{one.unit} = {one.points}分" for one in known)
        return turn.say("exchange.rates", rates=lines, prizes=_prizes(turn, None), choices=back)
    said = "、".join(f"{one.quantity}{one.rate.unit}{one.rate.item}" for one in parts)
    points = sum(one.points for one in parts)
    if not points:
        rate = parts[0].rate
        few = {"item": rate.item, "amount": rate.amount, "unit": rate.unit, "points": rate.points}
        return turn.say("exchange.worth_little", choices=back, **few)
    cheapest = min(turn.content.part(EXCHANGE).prizes, key=lambda prize: prize.points)
    if points < cheapest.points:
        more = {"prize": cheapest.name, "needed": cheapest.points}
        return turn.say("exchange.worth_more", choices=back, said=said, points=points, **more)
    return turn.say("exchange.worth", prizes=_prizes(turn, points), choices=back, said=said, points=points)


def _prizes(turn: Turn, points: int | None) -> str:
    prizes = turn.content.part(EXCHANGE).prizes
    affordable = [prize for prize in prizes if points is None or prize.points <= points]
    return "、".join(f"{prize.name}（{prize.points}分）" for prize in affordable)
