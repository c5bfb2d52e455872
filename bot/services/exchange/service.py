"""1+1 绿色交换: when and how the green exchange takes place, and what waste is worth there."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.exchange import EXCHANGE
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import VENUES
from bot.conversation.carry_out.on_table import is_meant_unnamed
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.exchange import asked_of_exchange
from bot.services.exchange.waste_points import rated
from bot.understanding.faq import VERY_NEAR

RATES_SHOWN = 8

service = Service(
    name="exchange",
    reads=(EXCHANGE, QUESTIONS, VENUES),
    says={
        "exchange.info": frozenset({"name", "date", "time", "place", "about"}),
        "exchange.held": frozenset({"name", "date", "time", "place"}),
        "exchange.taken": frozenset({"item"}),
        "exchange.taken_for": frozenset({"item", "amount", "unit", "points"}),
        "exchange.not_taken": frozenset({"item"}),
        "exchange.then": frozenset({"date", "time"}),
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
    """Say when and where the next exchange is, with choices for the rules and the rates."""
    exchange = turn.content.part(EXCHANGE)
    answer = turn.known_answer(VERY_NEAR)
    if answer:
        return _with_day(turn, Reply(answer, _links(turn)))
    turn.rely_on(exchange)
    turn.session.topic.event, turn.session.topic.times = "exchange", 0
    turn.session.topic.speak_of("exchange.info", "exchange", exchange.name, turn.session.turn)
    taken = asked_of_exchange.item_taken(turn)
    if taken:
        return _with_day(turn, Reply(taken, _links(turn)))
    unnamed = is_meant_unnamed(turn, asked_of_exchange.NAMES)
    told = asked_of_exchange.answer(turn) if unnamed else None
    if told is not None:
        return _with_day(turn, replace(told, choices=(*told.choices, *_links(turn))))
    card = turn.say(
        "exchange.info",
        name=exchange.name,
        about=exchange.about,
        choices=_links(turn),
        **asked_of_exchange.when_and_where(turn),
    )
    unknown = "" if turn.postback else asked_of_exchange.item_unknown(turn)
    return replace(card, text=f"{unknown}\n\n{card.text}") if unknown else card


def _with_day(turn: Turn, reply: Reply) -> Reply:
    """The reply, and the day and place of the next exchange where the message asks for them too: 「旧书好换伐 几号去」."""
    held = asked_of_exchange.next_held(turn)
    return replace(reply, text=f"{reply.text}\n{held}") if held else reply


def _links(turn: Turn) -> tuple[Choice, ...]:
    return (
        Choice(turn.words.say("exchange.rules_link"), Wish("exchange.rules")),
        Choice(turn.words.say("exchange.rates_link"), Wish("exchange.rates")),
    )


@service.on_postback("exchange.rules")
async def rules(turn: Turn) -> Reply:
    """Say how it runs, and what is accepted and refused."""
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
    """Reckon what 「15个瓶子和3斤报纸」 are worth, or list the rates; and the next day, where that is asked too."""
    return _with_day(turn, _worth(turn))


def _worth(turn: Turn) -> Reply:
    """What the amounts of the message are worth, whether its thing is taken, or the rates."""
    exchange = turn.content.part(EXCHANGE)
    turn.rely_on(exchange)
    turn.session.topic.speak_of("exchange.info", "exchange", exchange.name, turn.session.turn)
    parts = rated(exchange.rates, turn.message.text)
    rules_link = (Choice(turn.words.say("exchange.rules_link"), Wish("exchange.rules")),)
    taken = "" if parts or turn.postback else asked_of_exchange.item_taken(turn)
    if taken:
        return Reply(taken, rules_link)
    if not parts:
        shown = turn.content.part(EXCHANGE).rates[:RATES_SHOWN]
        lines = "\n".join(f"· {rate.item} {rate.amount}{rate.unit} = {rate.points}分" for rate in shown)
        return turn.say("exchange.rates", rates=lines, prizes=_prizes(turn, None), choices=rules_link)
    waste = "、".join(f"{part.quantity}{part.rate.unit}{part.rate.item}" for part in parts)
    points = sum(part.points for part in parts)
    if not points:
        rate = parts[0].rate
        fields = {"item": rate.item, "amount": rate.amount, "unit": rate.unit, "points": rate.points}
        return turn.say("exchange.worth_little", choices=rules_link, **fields)
    cheapest = min(turn.content.part(EXCHANGE).prizes, key=lambda prize: prize.points)
    if points < cheapest.points:
        fields = {"prize": cheapest.name, "needed": cheapest.points}
        return turn.say("exchange.worth_more", choices=rules_link, said=waste, points=points, **fields)
    return turn.say(
        "exchange.worth", prizes=_prizes(turn, points), choices=rules_link, said=waste, points=points
    )


def _prizes(turn: Turn, points: int | None) -> str:
    prizes = turn.content.part(EXCHANGE).prizes
    affordable = [prize for prize in prizes if points is None or prize.points <= points]
    return "、".join(f"{prize.name}（{prize.points}分）" for prize in affordable)
