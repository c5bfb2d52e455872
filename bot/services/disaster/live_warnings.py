"""Official warnings in force: they stand above every answer on disasters, and can be asked for."""

from bot.common.clock import ZONE
from bot.common.message import Reply
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.turn import Turn
from bot.services.disaster import warning_records as warnings
from bot.services.disaster.service import service


@service.foreword("disaster.tips", "disaster.shelter", "disaster.drill", "tips.which")
async def above(turn: Turn) -> str:
    """The warnings in force, word for word, with issuer and time."""
    in_force = await warnings.live(turn.work, turn.now)
    return "\n".join(_line(turn, warning) for warning in in_force)


@service.exact_words(
    r"(?:现在|今天|目前)?(?:有没有|有|有什么|有啥)(?:天气|台风|气象|暴雨)?"
    r"预警(?:信号|信息)?(?:吗|么|没有)?[?？]?",
    "warned.list",
)
async def listed(turn: Turn) -> Reply:
    """List the warnings in force, or say that none is known."""
    text = await above(turn)
    return Reply(text) if text else turn.say("warned.none", choices=offers(turn, "disaster.tips"))


def _line(turn: Turn, warning: warnings.IssuedWarning) -> str:
    until = f"{warning.expires.astimezone(ZONE):%-m月%-d日%H:%M}"
    issued = warning.issued_at.astimezone(ZONE)
    text = f"{warning.text}（{warning.issuer} {issued:%-m月%-d日%H:%M}发布）"
    return turn.words.say("warned.one", text=text, until=until)
