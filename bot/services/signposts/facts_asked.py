"""What a signpost says of the details that a question asks for; what it does not say, whoever is responsible knows."""

import re

from bot.common.text import letter_pairs
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.interpret.wishes.question_alone import named_question
from bot.conversation.interpret.wishes.question_clauses import questions
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
_OTHER_NUMBER = re.compile(
    r"(?:自己|单独|别|其他|其它|直接|本地|区里|办公室?|窗口|登记处|[局所处院站中心])的?[^，,。]{0,4}(?:电话|号码|座机)|(?:电话|号码|座机)[^，,。]{0,3}(?:别的|其他)"
)
_NUMBER = re.compile(r"电话|号码|座机")
_OF_OURS = re.compile(
    r"我的|我留|我们?家|登记的|你们|侬|社区|居委|物业|大厅|教练|老师|手机号|打不通|没人接|占线|打过|留(?:个|一下)?电话|回电|打给我|打电话的(?:人|同志|师傅)|来电话|打(?:过)?来"
)
_ALL_OF_IT = re.compile(r"怎么办|咋办|咋弄|怎么弄|哪能办|归谁|谁管|归哪|再说一遍|再讲一遍|从头")
_I_ASK = re.compile(r"我(?:就|只|只是|是)?(?:想)?问")
_RENEWS = re.compile(r"续签|续期|续办|延期|延长|续(?=一下|一年|$)")
_REFUSED = re.compile(r"不是$|不$|没$")
_WEEKEND = re.compile(r"周末|(?:星期|礼拜|周)[六日天]|双休|节假日")
_OPEN = re.compile(r"上班|办公|开门|开不开|开[吗么伐]|有人|休息|办")
_FOR_ANOTHER = re.compile(
    r"代(?:我|他|她|办|领|查)|替(?:我|他|她|老人)|(?:儿子|女儿|老公|老婆|家里人|别人)[^，,。]{0,8}去"
)
LASTING = 3  # turns for which a question is of the signpost that was told


def facts_asked(turn: Turn, signpost: Signpost) -> list[str]:
    """The lines of the answer, at least one."""
    asked = "，".join(questions(turn.message.text)) or turn.message.text
    told = _told(turn, signpost, asked) or _sharing(signpost, asked)
    if not told:
        return [_unwritten(turn, signpost), *filter(None, [renewal(turn, signpost)])]
    besides = (renewal(turn, signpost), of_weekend(turn, signpost), _of_another(turn, signpost))
    return [*told, *filter(None, besides)]


def of_weekend(turn: Turn, signpost: Signpost) -> str:
    """That it is not written whether the counter is open at the weekend; "" where that is not asked, or known."""
    known = signpost.local.hours or signpost.takes
    asked = _WEEKEND.search(turn.message.text) and _OPEN.search(turn.message.text)
    return turn.words.say("signpost.no_hours") if asked and not known else ""


def _of_another(turn: Turn, signpost: Signpost) -> str:
    """That it is not written whether somebody else may do it; "" where that is not asked."""
    asked = _FOR_ANOTHER.search(turn.message.text) is not None and "代" not in signpost.what
    return turn.words.say("signpost.for_another") if asked else ""


def asks_on(turn: Turn, signpost: Signpost) -> bool:
    """「那要不要婚检」, 「我问的是民政局的电话」 just after the signpost: is one detail asked, and not all of it once more?"""
    topic, text = turn.session.topic, turn.message.text
    lately = [reply.text for answer in turn.session.answered[-LASTING:] for reply in answer.read()]
    if max(topic.record_turn, topic.done_turn) > topic.thing_turn:
        return False  # since then something on record was spoken of
    just_named = topic.thing == signpost.id and 0 < turn.session.turn - topic.thing_turn <= LASTING
    told = just_named or any(signpost.what in text for text in lately)
    if not told or turn.postback is not None or turn.session.form is not None or _ALL_OF_IT.search(text):
        return False
    return asks(text) or _I_ASK.search(text) is not None


def asks_for_number(text: str) -> bool:
    """「有没有登记处自己的电话」: is the number of an office asked for, and not what one has left, nor ours?"""
    return bool(_NUMBER.search(text) and (asks(text) or _I_ASK.search(text)) and not _OF_OURS.search(text))


def renewal(turn: Turn, signpost: Signpost) -> str:
    """That what is told is of the first time, where a renewal is asked for; "" where it is not, or that is told."""
    text, title = turn.message.text, signpost.title
    found = _RENEWS.search(text)
    written = f"{title}{signpost.what}{signpost.where}{signpost.ours}{signpost.do}"
    if (
        found is None
        or _REFUSED.search(text[: found.start()])
        or _RENEWS.search(written)
        or "到期" in signpost.what
    ):
        return ""
    if signpost.phone:
        return turn.words.say("signpost.first_time", what=found[0], phone=signpost.phone)
    return turn.words.say("signpost.first_time_only", what=found[0], who=signpost.who)


def _told(turn: Turn, signpost: Signpost, text: str) -> list[str]:
    say, local = turn.words.say, signpost.local
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
    lines = [say(key, **fields) for key, wanted, known, fields in told if wanted and known]
    return (
        [*lines, say("signpost.no_other_number")] if _OTHER_NUMBER.search(text) and signpost.phone else lines
    )


def _unwritten(turn: Turn, signpost: Signpost) -> str:
    question = named_question(turn.message.text)
    what = (
        turn.words.say("signpost.of_question", question=question) if question else turn.words.say("fact.this")
    )
    if signpost.phone:
        return turn.words.say("signpost.unwritten", what=what, phone=signpost.phone)
    return turn.words.say("signpost.unwritten_only", what=what, who=signpost.who)


def _sharing(signpost: Signpost, text: str) -> list[str]:
    """The sentences of the signpost that speak of what the question names: 「要先去医院吗」."""
    pairs = letter_pairs(text) - _COMMON
    title = signpost.title
    told = (signpost.what, signpost.ours, signpost.do)
    return [line for line in told if any(pair in line and pair not in title for pair in pairs)][:1]
