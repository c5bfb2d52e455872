"""What is told on of a signpost, or beside it: money that has not come, the weather tomorrow, which police station."""

import re

from bot.common.message import Reply
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.signposts.content import SIGNPOSTS, Signpost
from bot.services.signposts.facts_asked import LASTING
from bot.services.signposts.service import ASKED, service, ticket_of

LONGEST = 45  # characters
_NOT_COME = re.compile(
    r"(?:没|还没|没有|还没有|未)(?:到账|打到|打进|发到?|收到|来过?钱|到卡|进账)|断了|停发|少(?:发)?了|被停"
)
_MONEY = re.compile(r"养老|退休|低保|补贴|津贴|工资|社保|医保|公积金|失业")
_STORM = re.compile(r"台风|暴雨|大雨|下雨|下雪|降温|寒潮|雷阵雨|冰雹")
_WILL_COME = re.compile(
    r"(?:今天|今晚|今夜|明天|明朝|明晚|后天|后日|这两天|周末|夜里|晚上|几点|什么时候|到底)[^，,。]{0,8}(?:来不来|会不会来|会来|来[吗么伐]|到不到|下不下|会不会下|会下[雨雪]|下雨[吗么伐]|还下|登陆)"
    r"|(?:来不来|会不会来|到不到)[啊呀呢]?[，, ]{0,2}(?:今天|今晚|明天|明晚|后天)"
)
_WEATHER = "天气"
_STATION = re.compile(
    r"派出所(?:在|是)?(?:哪|什么地方|啥地方|怎么走|咋走)|(?:哪个|哪家|哪一个|什么)派出所|派出所(?:的)?地址|归哪个(?:派出)?所"
)
_TELLS_LOSS = re.compile(r"丢|捡|偷|抢|骗|打人|打架|监控|报失|报警|走失")


@service.goes_on
async def told_on(turn: Turn) -> Reply | None:
    """「领了八年了这个月没到账」, 「我问的是明天来不来」, 「派出所在哪里」: the next step; None for anything else."""
    text, session = turn.message.text, turn.session
    if len(text) > LONGEST or turn.parse.emergency or turn.parse.possible or session.form is not None:
        return None
    if _STATION.search(text) and not _TELLS_LOSS.search(text):
        return Reply(turn.words.say("signpost.which_station"), (ask_for_me(turn, text),))
    return _forecast(turn) if _is_forecast(turn) else _not_come(turn)


def _forecast(turn: Turn) -> Reply:
    weather = next((entry for entry in turn.content.part(SIGNPOSTS) if _WEATHER in entry.title), None)
    if weather is not None:
        turn.session.topic.speak_of(ASKED, "signpost", weather.id, turn.session.turn)
    return Reply(turn.words.say("signpost.forecast"))


def _not_come(turn: Turn) -> Reply | None:
    """The number that tells where money is that has not come, after a signpost about it; None for anything else."""
    text, told = turn.message.text, _told_lately(turn)
    if told is None or not told.phone or not _MONEY.search(told.title):
        return None
    if asks(text) or not _NOT_COME.search(text):
        return None
    turn.rely_on(told)
    turn.session.topic.speak_of(ASKED, "signpost", told.id, turn.session.turn)
    lines = turn.words.say("signpost.not_come", phone=told.phone), turn.words.say("signpost.pass_on_only")
    return Reply("\n".join(lines), (ticket_of(turn, told, f"{told.title}：{text}"),))


def _is_forecast(turn: Turn) -> bool:
    """「明天来不来」, after a storm was spoken of: is it asked whether it will come?"""
    text = turn.message.text
    if not _WILL_COME.search(text):
        return False
    told = "\n".join(reply.text for answer in turn.session.answered[-LASTING:] for reply in answer.read())
    return bool(_STORM.search(text) or (_STORM.search(told) or "气象" in told))


def _told_lately(turn: Turn) -> Signpost | None:
    topic = turn.session.topic
    if topic.thing_slot != "signpost" or turn.session.turn - topic.thing_turn > LASTING:
        return None
    return next((entry for entry in turn.content.part(SIGNPOSTS) if entry.id == topic.thing), None)
