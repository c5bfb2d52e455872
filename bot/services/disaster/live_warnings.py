"""Official warnings that are in force, above every answer on disasters."""

from bot.common.clock import ZONE
from bot.common.message import Reply
from bot.conversation.turn import Turn
from bot.services.disaster import warning_records as warnings
from bot.services.disaster.service import service


@service.foreword("disaster.tips", "disaster.shelter", "disaster.drill", "tips.which")
async def above(turn: Turn) -> str:
    """Word for word, with issuer and time, as long as it is in force."""
    now = await warnings.live(turn.work, turn.now)
    return "\n".join(_line(turn, one) for one in now)


@service.exact_words(
    r"(?:现在|今天|目前)?(?:有没有|有|有什么|有啥)(?:天气|台风|气象|暴雨)?"
    r"预警(?:信号|信息)?(?:吗|么|没有)?[?？]?",
    "warned.list",
)
async def listed(turn: Turn) -> Reply:
    """What is in force, or that nothing is known here."""
    found = await above(turn)
    return Reply(found, turn.menu()) if found else turn.say("warned.none", choices=turn.menu())


def _line(turn: Turn, one: warnings.Warned) -> str:
    until = f"{one.expires.astimezone(ZONE):%-m月%-d日%H:%M}"
    issued = one.issued_at.astimezone(ZONE)
    text = f"{one.text}（{one.issuer} {issued:%-m月%-d日%H:%M}发布）"
    return turn.words.say("warned.one", text=text, until=until)
