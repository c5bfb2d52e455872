"""「再下一次呢」 after the date of an event: the one after it."""

from datetime import date, timedelta

from bot.common.message import Reply
from bot.content.dates import Monthly, next_monthly, spoken
from bot.content.shared.events import EVENTS, event_when
from bot.content.shared.exchange import EXCHANGE
from bot.conversation.turn import Turn
from bot.services.clubs_and_venues.service import service

service.exact_words(
    r"(?:那|那么|那再)?(?:再)?下(?:下|再下)?(?:一)?(?:次|回|趟)(?:呢|是?什么时候|是?啥时候|是?哪天|是?几号)?(?:呢|呀|啊)?[?？]?",
    "activity.next_time",
)


@service.on_postback("activity.next_time")
async def next_time(turn: Turn) -> Reply:
    """The date after the one that was told last."""
    topic, today = turn.session.topic, turn.now.date()
    exchange = turn.content.part(EXCHANGE)
    if topic.event == "exchange":
        return _told(turn, exchange.name, exchange.monthly, exchange.time)
    event = next((event for event in turn.content.part(EVENTS) if event.id == topic.event), None)
    if event is None:
        return turn.say("activity.next_of_what")
    turn.rely_on(event)
    if event.monthly is None:
        return turn.say("activity.no_next_time", event=event.name, when=event_when(event, today))
    return _told(turn, event.name, event.monthly, event.time)


def _told(turn: Turn, name: str, rule: Monthly, time: str) -> Reply:
    turn.session.topic.times += 1
    day = occurrence(rule, turn.now.date(), turn.session.topic.times)
    return turn.say("activity.next_time", event=name, when=f"{spoken(day, turn.now.date())} {time}".strip())


def occurrence(rule: Monthly, today: date, after: int) -> date:
    """The date of the rule that comes so many times after the next one."""
    day = next_monthly(rule, today)
    for _ in range(after):
        day = next_monthly(rule, day + timedelta(days=1))
    return day
