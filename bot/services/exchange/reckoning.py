"""Reckons over several messages what is brought to the exchange, what it is worth, and whether that is enough."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.common.message import Reply
from bot.content.shared.exchange import EXCHANGE, Prize, Rate
from bot.conversation.talk_topic import Counted
from bot.conversation.turn import Turn
from bot.services.exchange import spoken_amounts, waste_points
from bot.services.exchange.spoken_amounts import Count
from bot.services.exchange.waste_points import RatedWaste, ToldWaste
from bot.understanding.slots.numerals import NUMERAL, value

LASTING = 6  # turns for which what was counted is kept
_REST = re.compile(
    r"(?:还|能|会)?(?:剩|余|多|差|缺)(?:下)?(?:几|多少)|够(?:不够|吗|伐|了吗|不)|够的(?:吧|吗)|(?:一共|总共|加起来|合起来)"
)
_HOW_MUCH = re.compile(
    r"换(?:得到|到|点|些|来|回)?(?:啥|什么|多少|几)|几(?:个)?分|多少(?:个)?分|值(?:多少|几)|算(?:算|一下|一算|下来|几|多少)|(?<!不)够"
)
_ADDS = re.compile(r"还有|再加|加上|另外|也有|一共|总共|加起来|合起来|两样|都算")
_BEFORE = rf"(?:(?P<before>\d{{1,3}}|{NUMERAL}{{1,4}})(?:盆|棵|株|个|份)?)?"
_BEHIND = rf"(?:(?:要|来|换)?(?P<behind>\d{{1,3}}|{NUMERAL}{{1,4}})(?:盆|棵|株|份))?"


def gone_on_with(turn: Turn) -> Reply | None:
    """What comes of a message that goes on with what was counted before; None where it tells and asks nothing of it."""
    before, text, exchange = _before(turn), turn.message.text, turn.content.part(EXCHANGE)
    if not (before.waste or before.wanted or before.points):
        return None
    told = waste_points.rated(exchange.rates, text, before.waste)
    more = told.counted or told.weighed or _wanted(exchange.prizes, text) or spoken_amounts.points(text)
    return reckoned(turn) if more or _REST.search(text) else None


def reckoned(turn: Turn) -> Reply | None:
    """What comes of the message and of what was counted before; None where it tells nothing that could be reckoned."""
    exchange, text, before = turn.content.part(EXCHANGE), turn.message.text, _before(turn)
    told, wanted = waste_points.rated(exchange.rates, text, before.waste), _wanted(exchange.prizes, text)
    after = _with_told(turn, before, told, wanted)
    counted = _counted(exchange.rates, after.waste)
    said = _answer(turn, told, after, counted, compares=bool(wanted or (after.wanted and _REST.search(text))))
    if said:
        turn.session.topic.counted = after
    return Reply(said) if said else None


def _answer(
    turn: Turn, told: ToldWaste, after: Counted, counted: Sequence[RatedWaste], *, compares: bool
) -> str:
    unknown = (*told.weighed, *(told.uncounted if told.counted else ()))
    open_counts = [turn.words.say("exchange.other_unit", item=rate.item, unit=rate.unit) for rate in unknown]
    if compares:
        total = (
            turn.words.say("exchange.sum", said=_said(counted), points=_total(counted))
            if told.counted
            else ""
        )
        return "\n".join(filter(None, [total, _compared(turn, after, counted), *open_counts]))
    if told.counted:
        return "\n".join([_worth(turn, counted), *open_counts])
    if open_counts:
        return "\n".join(open_counts)
    if counted and not told.uncounted and _REST.search(turn.message.text):
        return _worth(turn, counted)
    asked = told.uncounted and _HOW_MUCH.search(turn.message.text)
    return _how_many(turn, told.uncounted) if asked else ""


def _before(turn: Turn) -> Counted:
    counted = turn.session.topic.counted
    lately = counted is not None and turn.session.turn - counted.turn <= LASTING
    return counted if counted is not None and lately else Counted(0)


def _with_told(turn: Turn, before: Counted, told: ToldWaste, wanted: Mapping[str, int]) -> Counted:
    """What is known after the message: a number told anew replaces the one before, and other things begin a new count."""
    text, stated = turn.message.text, spoken_amounts.points(turn.message.text)
    items = [part.rate.item for part in told.counted]
    items += [rate.item for rate in (*told.uncounted, *told.weighed)]
    goes_on = not items or not before.waste.keys().isdisjoint(items) or _ADDS.search(text) is not None
    waste = {**(before.waste if goes_on else {})}
    waste = {**waste, **{item: () for item in items if item not in waste}}
    waste |= {part.rate.item: (part.count.low, part.count.high) for part in told.counted}
    points = (stated.low, stated.high) if stated else () if told.counted else before.points
    return Counted(turn.session.turn, waste, {**(wanted or before.wanted)}, points)


def _counted(rates: Sequence[Rate], waste: Mapping[str, tuple[int, ...]]) -> list[RatedWaste]:
    by_item = {rate.item: rate for rate in rates}
    return [
        RatedWaste(by_item[item], Count(*count)) for item, count in waste.items() if count and item in by_item
    ]


@lru_cache(maxsize=64)  # the plants are few
def _named_plant(name: str) -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}小?{re.escape(name)}{_BEHIND}")


def _wanted(prizes: Sequence[Prize], text: str) -> dict[str, int]:
    """The plants that the text names, with how many of each."""
    wanted: dict[str, int] = {}
    left = spoken_amounts.plain(text)
    for prize in sorted(prizes, key=lambda prize: -len(prize.name)):
        name = prize.name.removeprefix("小")  # 「三盆多肉」
        found = _named_plant(name).search(left)
        if found is not None:
            wanted[prize.name] = value(found["before"] or found["behind"] or "") or 1
            left = f"{left[: found.start()]} {left[found.end() :]}"
    return wanted


def _compared(turn: Turn, after: Counted, counted: Sequence[RatedWaste]) -> str:
    """Whether what is there is enough for what is wanted, and what stays over."""
    cost_of = {prize.name: prize.points for prize in turn.content.part(EXCHANGE).prizes}
    cost = sum(cost_of[name] * number for name, number in after.wanted.items() if name in cost_of)
    fields = {"wanted": _listed(after.wanted), "cost": cost}
    have = Count(*after.points) if after.points else _total(counted) if counted else None
    if have is None:
        return turn.words.say("exchange.cost", **fields)
    fields["points"] = str(have)
    if have.low >= cost:
        return turn.words.say("exchange.enough", left=Count(have.low - cost, have.high - cost), **fields)
    if have.high < cost:
        return turn.words.say("exchange.short", left=Count(cost - have.high, cost - have.low), **fields)
    return turn.words.say("exchange.perhaps", **fields)


def _listed(wanted: Mapping[str, int]) -> str:
    """The plants by name, with how many of each where it is more than one, before what they cost."""
    several = any(number > 1 for number in wanted.values())
    names = [f"{number}盆{name}" if several else name for name, number in wanted.items()]
    return f"{'和'.join(names)}{'一共' if len(names) > 1 else ''}"


def _worth(turn: Turn, counted: Sequence[RatedWaste]) -> str:
    """What the waste is worth, and which plants it is enough for."""
    points, said = _total(counted), _said(counted)
    prizes = turn.content.part(EXCHANGE).prizes
    cheapest = min(prizes, key=lambda prize: prize.points)
    if not points.high:
        first = counted[0]
        rate = first.rate
        fields = {"item": rate.item, "amount": rate.amount, "unit": rate.unit, "points": rate.points}
        return turn.words.say(
            "exchange.worth_little", said=said, needed=rate.amount - first.count.high, **fields
        )
    if points.low < cheapest.points:
        fields = {"prize": cheapest.name, "needed": cheapest.points}
        return turn.words.say("exchange.worth_more", said=said, points=points, **fields)
    affordable = "、".join(
        f"{prize.name}（{prize.points}分）" for prize in prizes if prize.points <= points.low
    )
    return turn.words.say("exchange.worth", said=said, points=points, prizes=affordable)


def _how_many(turn: Turn, rates: Sequence[Rate]) -> str:
    """What the things are worth by the piece, and the question how many there are."""
    lines = [
        turn.words.say(
            "exchange.rate", item=rate.item, amount=rate.amount, unit=rate.unit, points=rate.points
        )
        for rate in rates
    ]
    asked = "、".join(f"多少{rate.unit}{rate.item}" for rate in rates)
    return turn.words.say("exchange.how_many", rates="，".join(lines), asked=asked)


def _total(counted: Sequence[RatedWaste]) -> Count:
    return Count(sum(part.points.low for part in counted), sum(part.points.high for part in counted))


def _said(counted: Sequence[RatedWaste]) -> str:
    return "、".join(f"{part.count}{part.rate.unit}{part.rate.item}" for part in counted)
