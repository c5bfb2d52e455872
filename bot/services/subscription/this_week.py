"""What the tip of the week says, for whoever asks for its words: 「这个礼拜那条写啥，念给我听听」."""

from datetime import timedelta

from bot.common.message import Reply
from bot.content.shared.calendar import CALENDAR, WeeklyTip, due
from bot.conversation.turn import Turn
from bot.services.subscription import records as subscriptions
from bot.services.subscription.service import service

_SHOWN = 2  # several are in season, and each subscriber gets one of them
_OF_SENDING = r"时候|几点|几时|几条|没收到|没发|没来|不发|改|退|停|换|取消|不要"
service.exact_words(
    rf"(?!.{{0,40}}(?:{_OF_SENDING})).{{0,12}}?(?P<week>这个?|本|今个?|下个?)(?:礼拜|星期|周)(?:的)?"
    r"(?:那一?条|那个|这条|(?:防灾)?提示|短信|消息).{0,6}?(?:写|讲|说|发|是)?(?:的|了)?(?:是|点|些)?(?:什么|啥|哪些|内容).{0,14}",
    "subscription.this_week",
)


@service.on_postback("subscription.this_week")
async def this_week(turn: Turn) -> Reply:
    """The tips that are in season in the week that was named, those on the hazards that the resident chose first."""
    ahead = timedelta(days=7 if turn.slot("week").startswith("下") else 0)
    own = await subscriptions.of_user(turn.work, turn.message.user)
    chosen = {hazard for subscription in own for hazard in subscription.hazards.split(",")}
    tips = sorted(
        due(turn.content.part(CALENDAR), (turn.now + ahead).date()), key=lambda tip: tip.hazard not in chosen
    )
    if not tips:
        return turn.say("subscription.no_tip")
    return turn.say("subscription.tips_now", tips="\n".join(map(_line, tips[:_SHOWN])))


def _line(tip: WeeklyTip) -> str:
    return f"· {tip.text}"
