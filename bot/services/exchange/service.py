"""1+1 绿色交换: when and how the green exchange takes place, and what waste is worth there."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.exchange import EXCHANGE
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import VENUES
from bot.conversation.carry_out.answers.on_table import is_meant_unnamed
from bot.conversation.interpret.wishes.said_plainly import asks_where_swapped
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.exchange import asked_of_exchange, reckoning
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.passages.faq import VERY_NEAR
from bot.understanding.ranking import is_confident

RATES_SHOWN = 8
_OF_RECKONING = frozenset(
    {"exchange.rates", "exchange.info", "exchange.mine", "recycling.sort", OUT_OF_SCOPE}
)
"""What a message that goes on with the counting is taken for by itself."""

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
        "exchange.worth_little": frozenset({"said", "item", "amount", "unit", "points", "needed"}),
        "exchange.rate": frozenset({"item", "amount", "unit", "points"}),
        "exchange.how_many": frozenset({"rates", "asked"}),
        "exchange.other_unit": frozenset({"item", "unit"}),
        "exchange.sum": frozenset({"said", "points"}),
        "exchange.enough": frozenset({"wanted", "cost", "points", "left"}),
        "exchange.short": frozenset({"wanted", "cost", "points", "left"}),
        "exchange.perhaps": frozenset({"wanted", "cost", "points"}),
        "exchange.broken": frozenset({"item", "taken", "refused"}),
        "exchange.bring": frozenset({"accepted", "step"}),
        "exchange.clean": frozenset({"step", "thing"}),
        "exchange.cost": frozenset({"wanted", "cost"}),
    },
)


@service.on("exchange.info", slots=("item",))
async def info(turn: Turn) -> Reply:
    """Say when and where the next exchange is, with choices for the rules and the rates."""
    exchange = turn.content.part(EXCHANGE)
    answer = turn.known_answer(VERY_NEAR)
    if answer:
        return _with_day(turn, Reply(answer, links(turn)))
    turn.rely_on(exchange)
    turn.session.topic.event, turn.session.topic.times = "exchange", 0
    turn.session.topic.speak_of("exchange.info", "exchange", exchange.name, turn.session.turn)
    taken = asked_of_exchange.item_taken(turn)
    if taken:
        return _with_day(turn, Reply(taken, links(turn)))
    where = asks_where_swapped(turn.message.text)
    unnamed = not where and is_meant_unnamed(turn, asked_of_exchange.NAMES)
    told = asked_of_exchange.answer(turn) if unnamed else None
    if told is not None:
        return _with_day(turn, replace(told, choices=(*told.choices, *links(turn))))
    card = turn.say(
        "exchange.info",
        name=exchange.name,
        about=exchange.about,
        choices=links(turn),
        **asked_of_exchange.when_and_where(turn),
    )
    unknown = "" if turn.postback else asked_of_exchange.item_unknown(turn)
    return replace(card, text=f"{unknown}\n\n{card.text}") if unknown else card


def _with_day(turn: Turn, reply: Reply) -> Reply:
    """The reply, and the day and place of the next exchange where the message asks for them too: 「旧书好换伐 几号去」."""
    held = asked_of_exchange.next_held(turn)
    return replace(reply, text=f"{reply.text}\n{held}") if held else reply


def _rules(turn: Turn) -> Choice:
    return Choice(turn.words.say("exchange.rules_link"), Wish("exchange.rules"))


def links(turn: Turn) -> tuple[Choice, ...]:
    """The ways to the rules and to what things are worth."""
    return (
        _rules(turn),
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


@service.goes_on
async def gone_on_with(turn: Turn) -> Reply | None:
    """Go on reckoning with what was counted before: 「就按35本算」, 「那还剩多少」."""
    parse = turn.parse
    ours = parse.intent in _OF_RECKONING or parse.intent.startswith("dialog.")
    if is_confident(parse) and not ours:
        return None
    told = reckoning.gone_on_with(turn)
    if told is None:
        return None
    exchange = turn.content.part(EXCHANGE)
    turn.rely_on(exchange)
    turn.session.topic.speak_of("exchange.info", "exchange", exchange.name, turn.session.turn)
    return replace(told, choices=(_rules(turn),))


@service.on("exchange.rates", slots=("item", "quantity"))
async def rates(turn: Turn) -> Reply:
    """Reckon what 「15个瓶子和3斤报纸」 are worth, or list the rates; and the next day, where that is asked too."""
    return _with_day(turn, _worth(turn))


def _worth(turn: Turn) -> Reply:
    """What the amounts of the message are worth, whether its thing is taken, or the rates."""
    exchange = turn.content.part(EXCHANGE)
    turn.rely_on(exchange)
    turn.session.topic.speak_of("exchange.info", "exchange", exchange.name, turn.session.turn)
    rules_link = (_rules(turn),)
    told = None if turn.postback else reckoning.reckoned(turn)
    taken = "" if told or turn.postback else asked_of_exchange.item_taken(turn)
    if told or taken:
        return Reply(told.text if told else taken, rules_link)
    shown = exchange.rates[:RATES_SHOWN]
    lines = "\n".join(f"· {rate.item} {rate.amount}{rate.unit} = {rate.points}分" for rate in shown)
    prizes = "、".join(f"{prize.name}（{prize.points}分）" for prize in exchange.prizes)
    return turn.say("exchange.rates", rates=lines, prizes=prizes, choices=rules_link)
