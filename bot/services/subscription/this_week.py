"""What the tip of the week says, for whoever asks for its words: 「这个礼拜那条写啥，念给我听听」."""

from datetime import timedelta

from bot.common.message import Reply
from bot.content.shared.calendar import CALENDAR, WeeklyTip, due
from bot.conversation.turn import Turn
from bot.services.subscription import records as subscriptions
from bot.services.subscription.service import service

_SHOWN = 2  # several are in season, and each subscriber gets one of them
service.exact_words(
    r"(?:我?(?:就|是|想)?问(?:的是|一下|下|内容)?|那|请问|帮我看看|给我看看|念一下|念念)?"
    r"[，, ]?(?P<week>[这本今下])个?(?:礼拜|星期|周)的?"
    r"(?:那条|那一条|这条|提示|防灾提示|短信)[^，,。]{0,6}(?:什么(?!时)|啥(?!时|辰)|哪些|内容).{0,14}",
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
