"""Official warnings that are in force, above every answer on disasters; and the answer to a drill's question."""

import re

from bot.clock import ZONE
from bot.dialogue.skill import Skill, Turn
from bot.message import Reply
from bot.records import push_figures, warnings
from bot.understanding.slots import phone

_HERE = re.compile(
    r"(?:【?演练】?)?(?:.{0,8}?)(?:收到了?|到了|已?撤离了?|已?转移了?|平安|安全|没事)[。！!]?|[1１]"
)

skill = Skill(
    name="warned",
    says={
        "warned.one": frozenset({"text", "until"}),
        "warned.none": frozenset(),
        "warned.drill_counted": frozenset(),
        "warned.drill_counted_other": frozenset({"phone"}),
    },
)


@skill.above("disaster.tips", "disaster.shelter", "disaster.drill", "tips.which")
async def above(turn: Turn) -> str:
    """Word for word, with issuer and time, as long as it is in force."""
    now = await warnings.live(turn.work, turn.now)
    return "\n".join(_line(turn, one) for one in now)


@skill.word(
    r"(?:现在|今天|目前)?(?:有没有|有|有什么|有啥)(?:天气|台风|气象|暴雨)?"
    r"预警(?:信号|信息)?(?:吗|么|没有)?[?？]?",
    "warned.list",
)
async def listed(turn: Turn) -> Reply:
    """What is in force, or that nothing is known here."""
    found = await above(turn)
    return Reply(found, turn.menu()) if found else turn.say("warned.none", choices=turn.menu())


@skill.guard
async def answered(turn: Turn) -> list[Reply] | None:
    """「收到」 while a drill is on; with a phone number in it for somebody else: 「13912345678 我妈收到」."""
    said = turn.message.text.strip()
    named, words = phone.find(said) or "", phone.without(said)
    if turn.session.form is not None or len(said) > 40 or not _HERE.fullmatch(words.strip(" ，,、")):
        return None
    if said in ("1", "１") and turn.session.choices:
        return None
    if not await push_figures.drill_open(turn.work, turn.now):
        return None
    counted = await push_figures.answered(turn.work, named, turn.message.user, said, turn.now)
    if not counted:
        return None
    if named:
        return [turn.say("warned.drill_counted_other", phone=f"{named[:3]}****{named[-4:]}")]
    return [turn.say("warned.drill_counted")]


def _line(turn: Turn, one: warnings.Warned) -> str:
    until = f"{one.expires.astimezone(ZONE):%-m月%-d日%H:%M}"
    issued = one.issued_at.astimezone(ZONE)
    text = f"{one.text}（{one.issuer} {issued:%-m月%-d日%H:%M}发布）"
    return turn.words.say("warned.one", text=text, until=until)
