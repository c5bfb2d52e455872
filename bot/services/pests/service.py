"""灭鼠灭蚁: when and where pests are fought, how children and pets stay safe, and whom to tell of a pest."""

from collections.abc import Iterable

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.questions import QUESTIONS
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.pests.content import PEST_CAMPAIGNS, PestCampaign
from bot.understanding.passages.faq import VERY_NEAR

service = Service(
    name="pests",
    reads=(PEST_CAMPAIGNS, QUESTIONS),
    says={
        "pest.all": frozenset({"name", "when", "where", "safe"}),
        "pest.when": frozenset({"name", "when", "safe"}),
        "pest.safe": frozenset({"name", "safe", "eaten"}),
        "pest.eaten": frozenset({"name", "eaten"}),
        "pest.report": frozenset({"name", "report"}),
        "pest.report_link": frozenset(),
        "pest.which": frozenset(),
    },
)
# The campaign's own entry answers these.
_WHEN = (
    "什么时候",
    "几号",
    "哪天",
    "几月",
    "啥辰光",
    "几时",
    "啥时候",
    "哪一天",
    "什么辰光",
)
_EATEN = ("误食", "吃了", "吃下", "吞了", "舔", "误吃了", "吃到")
_BY_WHOM = (
    "药",
    "饵",
    "孩",
    "娃",
    "宝",
    "囡",
    "狗",
    "猫",
    "宠",
    "误",
    "人",
    "我",
    "他",
    "她",
    "爸",
    "妈",
    "毒",
)
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
    """Answer what is asked about the pest that is named; whoever saw some can report it."""
    campaign = _campaign_meant(turn)
    answer = "" if _says_any(turn, _WHEN) else turn.known_answer(VERY_NEAR)
    if answer:
        return Reply(answer)
    if campaign is None:
        choices = tuple(
            Choice(other.name, Wish("health.pest", (("item", other.name),)))
            for other in turn.in_force(turn.content.part(PEST_CAMPAIGNS))
        )
        return turn.say("pest.which", choices=choices)
    turn.rely_on(campaign)
    report_link = Choice(turn.words.say("pest.report_link"), Wish("feedback.submit", said=turn.message.text))
    if _says_any(turn, _EATEN) and _says_any(turn, _BY_WHOM):
        return turn.say("pest.eaten", name=campaign.name, eaten=campaign.eaten)
    if _says_any(turn, _WHEN) and not turn.slot("item"):  # asked after the pest was told
        return turn.say(
            "pest.when", name=campaign.name, when=campaign.when, safe=campaign.safe, choices=(report_link,)
        )
    if _says_any(turn, _SEEN):
        return turn.say("pest.report", name=campaign.name, report=campaign.report, choices=(report_link,))
    if _says_any(turn, _SAFE):
        return turn.say(
            "pest.safe", name=campaign.name, safe=campaign.safe, eaten=campaign.eaten, choices=(report_link,)
        )
    return turn.say(
        "pest.all",
        name=campaign.name,
        when=campaign.when,
        where=campaign.where,
        safe=campaign.safe,
        choices=(report_link,),
    )


def _says_any(turn: Turn, words: Iterable[str]) -> bool:
    return any(word in turn.parse.normal for word in words)


def _campaign_meant(turn: Turn) -> PestCampaign | None:
    """The campaign against the pest that the message names, or that was spoken of last; None where that leaves it open."""
    offered = (choice.postback.said for choice in turn.session.choices if isinstance(choice.postback, Wish))
    said = (
        f"{turn.slot('item')} {turn.parse.normal}",
        *offered,
        *turn.session.topic.told_lately(turn.session.turn),
    )
    named = (_named_in(turn, text) for text in said)
    return next((campaigns[0] for campaigns in named if campaigns), None)


def _named_in(turn: Turn, text: str) -> list[PestCampaign]:
    campaigns = turn.content.part(PEST_CAMPAIGNS)
    return [campaign for campaign in campaigns if any(word in text for word in campaign.words)]
