"""Questions that are plain by what they name and ask, however unsure the models are: a bare name, a course and a detail. Pure."""

import re
from dataclasses import replace

from bot.conversation.interpret.clauses.form_messages import asks
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.questions.aspects import Aspect, aspects_asked
from bot.understanding.questions.small_questions import small_questions
from bot.understanding.ranking import is_confident

INFO, JOBS = "training.info", "training.jobs"
PEST = "health.pest"

# The card that a bare name asks for, the likelier thing first: a name of two things mostly means the course.
_CARD = {
    "course": INFO,
    "club": "club.info",
    "venue": "venue.info",
    "event": "activity.browse",
    "hazard": "disaster.tips",
}
_FILLER = re.compile(
    r"那个|这个|有关|关于|请问|我想|想要?|问问?|了解|知道|看看|说说|讲讲|介绍|情况|一下|是什么|怎么样|咋样|培训班?|课程|课|班|的|呢|啊|呀|吧|嘛|哦|学"
)
_DOING = re.compile(
    r"报个?名|要报|想报|报上|给.{0,4}报|帮.{0,4}报|退|取消|换班|换到|改|撤|登记|我报|报过|报了|我的|招|用工|订单|会不会教|我会|我能教|我来教|自己学|网上|视频|给我留|[这那哪]家|投诉|反映|建议|开一?个|开一?门|开设|增开"
)
_PEST = re.compile(r"[灭除杀治防]老?[鼠蚁害虫蟑]|害虫|虫害|鼠害|蚁害")
_COURSE_WORD = re.compile(r"课|班(?!上)|培训|学(?!校|生|员|历)|教(?!室)")
_OFFERED = re.compile(r"(?:有没有|有无|有|开不开|办不办).{0,12}(?:课|班|培训|教)")
_AT_HOME = re.compile(r"上门|来家|到家|家里来|孙|孩子|小孩|作业|功课|辅导|陪")
_OF_PLACES = frozenset({"activity.browse", "community.info", "venue.info"})
_OF_HOURS = re.compile(r"上班|办公|开门|开不开|开[吗么不]|有人|关门|几点")
_HOW_TO_COME = re.compile(
    r"(?:要不要|用不用|需不需要)(?:先|提前|自己|另外|去)*(?:报名|登记)|要(?:先|提前|自己|另外|去)*(?:报名|登记)(?:吗|么|伐|还是)"
    r"|直接(?:去|来)(?:行|可以)|还是(?:随便|直接)(?:去|来)"
)
_LEARNS = re.compile(r"(?:想|要|来|去|打算|愿意)(?:去|来|跟着)?(?:学|考)")
# Readings that a question about a course is taken for by mistake; another one stands.
_NEAR = frozenset({
    INFO, "training.enrol", "training.browse", "training.mine", "training.cancel", "training.request", "training.recommend",
    "club.info", "learning.resources",
})  # fmt: skip
_AMONG_THE_FIRST = 0.2  # confidence from which a reading counts for or against
_LONGEST = 24  # characters: a longer message tells more than what it names


def plain_question(parse: Parse) -> Parse:
    """The parse with its intent beyond doubt where the message is such a question; unchanged where it is not."""
    if parse.intent == "talent.request" and "course" in parse.named and _is_taught(parse.normal):
        return _meant(parse, INFO, "course")
    if parse.intent == INFO and "course" in parse.slots and is_confident(parse):
        return replace(parse, intent=intent_of_course(parse.normal))
    return parse if is_confident(parse) or parse.emergency else _of_what_it_names(parse)


def _of_what_it_names(parse: Parse) -> Parse:
    """A message that is not surely understood, as a question about the thing that it names; unchanged where it is none."""
    slot = _bare_name(parse)
    if slot:
        return _meant(parse, _CARD[slot], slot)
    if parse.intent == PEST and _PEST.search(parse.normal):
        return replace(parse, confidence=1.0, alternatives=())
    if "course" in parse.named and _about_course(parse):
        return _meant(parse, intent_of_course(parse.normal), "course")
    small = _small_question_of(parse)
    if small:
        return _meant(parse, _CARD[small], small)
    return parse


def intent_of_course(text: str) -> str:
    """The question about a course: where one can work afterwards, and nothing else, or any other detail."""
    return JOBS if aspects_asked(text) == (Aspect.JOBS,) else INFO


def _is_taught(text: str) -> bool:
    """「有没有教电脑的」: a course, before anybody is sent for; not where somebody is to come, or a child is to be helped."""
    return bool(_OFFERED.search(text)) and not _AT_HOME.search(text)


def _bare_name(parse: Parse) -> str:
    """The slot of the thing that the message names and says nothing else about; "" when there is more to it."""
    for slot in _CARD:
        name = parse.named.get(slot, "")
        if name and name in parse.normal and not _FILLER.sub("", parse.normal.replace(name, "", 1)):
            return slot
    return ""


def asks_of_place(parse: Parse) -> bool:
    """「办事大厅周日上班吗」, 「老家什哪里有得看」: is a place asked about, by its name or by what is there, and no event?"""
    if "venue" not in parse.named or "event" in parse.named or parse.intent not in _OF_PLACES:
        return False
    hours = parse.intent != "activity.browse" and _OF_HOURS.search(parse.normal) is not None
    return hours or (not is_confident(parse) and asks(parse.text))


def asks_how_to_come(text: str) -> bool:
    """「要先登记吗」: does the text ask whether somebody has to sign up, rather than sign up?"""
    return bool(_HOW_TO_COME.search(text))


def _small_question_of(parse: Parse) -> str:
    """The slot of the thing of which the message asks a small question: 「插花课下雨还上吗」; "" for none."""
    if len(parse.normal) > _LONGEST:
        return ""
    if asks_how_to_come(parse.normal):
        return next((slot for slot in ("event", "club") if slot in parse.named), "")
    wishes = _LEARNS.search(parse.normal) and not asks(parse.text)
    if wishes or _DOING.search(parse.normal) or not small_questions(parse.normal):
        return ""
    return next((slot for slot in ("course", "event", "club", "venue") if slot in parse.named), "")


def _about_course(parse: Parse) -> bool:
    text = parse.normal
    if len(text) > _LONGEST or parse.intent not in _NEAR or _DOING.search(text):
        return False
    if _LEARNS.search(text) and not asks(parse.text):
        return False  # 「想学电工 晚上有空」 wishes for it, and tells when it suits
    readings = {parse.intent: parse.confidence} | {
        other.intent: other.confidence for other in parse.alternatives
    }
    if readings.get(OUT_OF_SCOPE, 0.0) >= _AMONG_THE_FIRST:
        return False
    if not _COURSE_WORD.search(text) and (
        "club" in parse.named or readings.get(INFO, 0.0) < _AMONG_THE_FIRST
    ):
        return False
    return bool(aspects_asked(text) or _OFFERED.search(text))


def _meant(parse: Parse, intent: str, slot: str) -> Parse:
    slots = {**parse.slots, slot: parse.slots.get(slot) or parse.named[slot]}
    return replace(parse, intent=intent, confidence=1.0, alternatives=(), slots=slots)


_WANTS_REGISTERED = re.compile(
    r"(?:帮|替|给)(?:我|我们|阿拉)?(?:们)?(?:登记|登个记|登)(?:一下|上|下)?(?:不行|不可以|行不行|可不可以|可以|行|好|能不能|不好)?(?:[吗伐么不?？呀啊吧了]|$|[，,。])"
)
_NAMES_WHAT = re.compile(
    r"送|卖|换|捐|活动|参加|志愿|报名|本事|手艺|课|班|短信|提醒|反映|投诉|号码|电话|1\d{10}"
)


def wants_registered(text: str) -> bool:
    """「你帮我登记不行吗」: is it asked whether the bot registers, and nothing named that is registered here?"""
    return _WANTS_REGISTERED.search(text) is not None and not _NAMES_WHAT.search(text)
