"""What a signpost says of the details that a question asks for; what it does not say, whoever is responsible knows."""

import re

from bot.common.text import letter_pairs
from bot.conversation.turn import Turn
from bot.services.signposts.content import Signpost
from bot.understanding.questions.aspects import Aspect, aspects_asked

_PAPERS = re.compile(r"材料|证件|照片|复印|原件|带什么|带啥|要带|身份证|户口")
_COMMON = frozenset(
    {
        "社区",
        "可以",
        "什么",
        "怎么",
        "要不",
        "不要",
        "能不",
        "不能",
        "一个",
        "我们",
        "你们",
        "时候",
        "几点",
        "没有",
        "去办",
    }
)
_CALLS = re.compile(r"电话|打哪|打几|号码|联系")


def facts_asked(turn: Turn, signpost: Signpost) -> list[str]:
    """The lines of the answer, at least one."""
    return _told(turn, signpost) or _sharing(signpost, turn.message.text) or [_unwritten(turn, signpost)]


def _told(turn: Turn, signpost: Signpost) -> list[str]:
    text, say, local = turn.message.text, turn.words.say, signpost.local
    asked = set(aspects_asked(text))
    where, takes = local.place or signpost.where, local.hours or local.takes or signpost.takes
    papers = Aspect.BRING in asked or bool(_PAPERS.search(text))
    told = (
        ("signpost.bring", papers, signpost.bring, {"bring": signpost.bring}),
        ("signpost.where", Aspect.PLACE in asked, where, {"where": where}),
        ("signpost.takes", Aspect.TIME in asked, takes, {"takes": takes}),
        (
            "signpost.call",
            bool(_CALLS.search(text)),
            signpost.phone,
            {"who": signpost.who, "phone": signpost.phone},
        ),
    )
    return [say(key, **fields) for key, wanted, known, fields in told if wanted and known]


def _unwritten(turn: Turn, signpost: Signpost) -> str:
    what = turn.words.say("fact.this")
    if signpost.phone:
        return turn.words.say("signpost.unwritten", what=what, phone=signpost.phone)
    return turn.words.say("signpost.unwritten_only", what=what, who=signpost.who)


def _sharing(signpost: Signpost, text: str) -> list[str]:
    """The sentences of the signpost that speak of what the question names: 「要先去医院吗」."""
    pairs = letter_pairs(text) - _COMMON
    title = signpost.title
    told = (signpost.what, signpost.ours, signpost.do)
    return [line for line in told if any(pair in line and pair not in title for pair in pairs)][:1]
