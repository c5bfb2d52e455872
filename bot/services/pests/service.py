"""灭鼠灭蚁: when and where, what keeps children and pets safe, and whom to tell."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.questions import QUESTIONS
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.pests.content import PEST_CAMPAIGNS, PestCampaign
from bot.understanding.faq import VERY_NEAR

service = Service(
    name="pests",
    reads=(PEST_CAMPAIGNS, QUESTIONS),
    says={
        "pest.all": frozenset({"name", "when", "where", "safe"}),
        "pest.safe": frozenset({"name", "safe", "eaten"}),
        "pest.eaten": frozenset({"name", "eaten"}),
        "pest.report": frozenset({"name", "report"}),
        "pest.report_link": frozenset(),
        "pest.which": frozenset(),
    },
)
_WHEN = ("什么时候", "几号", "哪天", "几月")  # the campaign itself knows
_EATEN = ("误食", "吃了", "吃下", "吞了", "舔", "误吃了", "吃到")
_SAFE = ("碰", "安全", "有毒", "孩子", "小孩", "狗", "猫", "宠物", "要不要紧", "关窗", "误吃", "危险")
_SEEN = (
    "看到",
    "有老鼠",
    "有白蚁",
    "发现",
    "蛀",
    "好多",
    "药一药",
    "管不管",
    "找谁",
    "吱吱",
    "飞出来",
    "跑来跑去",
    "太多",
)


@service.on("health.pest", slots=("item", "place"))
async def pest(turn: Turn) -> Reply:
    """What was asked of the pest that is meant; a report leads to a ticket."""
    one = _meant(turn)
    known = "" if any(word in turn.parse.normal for word in _WHEN) else turn.known_answer(VERY_NEAR)
    if known:
        return Reply(known)
    if one is None:
        choices = tuple(
            Choice(campaign.name, Wish("health.pest", (("item", campaign.name),)))
            for campaign in turn.in_force(turn.content.part(PEST_CAMPAIGNS))
        )
        return turn.say("pest.which", choices=choices)
    turn.rely_on(one)
    report = Choice(turn.words.say("pest.report_link"), Wish("feedback.submit"))
    said = turn.parse.normal
    if any(word in said for word in _EATEN):
        return turn.say("pest.eaten", name=one.name, eaten=one.eaten)
    if any(word in said for word in _SEEN):
        return turn.say("pest.report", name=one.name, report=one.report, choices=(report,))
    if any(word in said for word in _SAFE):
        return turn.say("pest.safe", name=one.name, safe=one.safe, eaten=one.eaten, choices=(report,))
    return turn.say(
        "pest.all", name=one.name, when=one.when, where=one.where, safe=one.safe, choices=(report,)
    )


def _meant(turn: Turn) -> PestCampaign | None:
    said = f"{turn.slot('item')} {turn.parse.normal}"
    return next(
        (one for one in turn.content.part(PEST_CAMPAIGNS) if any(word in said for word in one.words)), None
    )
