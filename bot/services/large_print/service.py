"""大字, 再说一遍, 说慢点: large print, repetition and shorter pieces for those who read slowly."""

from bot.common.message import Choice, Reply
from bot.common.postback import Control
from bot.conversation.say.large_print import sentence_by_sentence
from bot.conversation.service import Service
from bot.conversation.turn import Turn

AGAIN, SLOWER = "elder.again", "elder.slower"

service = Service(
    name="large_print",
    says={
        "elder.on": frozenset(),
        "elder.off": frozenset(),
        "elder.more": frozenset(),
        "elder.choices": frozenset(),
        "elder.nothing": frozenset(),
    },
)
service.exact_words(
    r"大字|大字版?|长辈模式|老人模式|字大一?点|字太小了?|看不清(?:楚)?|我要大字|打开大字", "elder.on"
)
service.exact_words(
    r"(?:关掉|关闭|退出|不要|取消)(?:大字|长辈模式|老人模式)(?:了|吧)?|小字|字小一?点|普通模式"
    r"|恢复正常|(?:变|调|改)?回(?:原来|正常)(?:的?样子|大小)?|正常(?:大小|字)(?:就行|就好)?",
    "elder.off",
)
service.exact_words(r"更多|看更多|下一页|接着看|继续看", Control.MORE)
service.exact_words(
    r"(?:请)?(?:你)?再(?:说|讲|来)一遍|没听(?:清|见)(?:楚)?|重(?:新)?说一遍|刚才说(?:的)?(?:什么|啥)|啥[?？]|再讲一遍",
    AGAIN,
)
service.exact_words(r"(?:请)?(?:你)?(?:说|讲)?慢(?:一)?点(?:说|讲)?|太快了|一句一句(?:说|讲)", SLOWER)


@service.on_postback("elder.on", "elder.off")
async def switch(turn: Turn) -> Reply:
    """Switch large print on or off."""
    turn.session.large_print = turn.parse.intent == "elder.on"
    return turn.say(turn.parse.intent)


@service.middleware
async def repeat(turn: Turn) -> list[Reply] | None:
    """「再说一遍」「说慢点」「更多」 repeat the last replies; an open form stays as it is."""
    session = turn.session
    if turn.postback is Control.MORE and (session.rest or session.rest_choices):
        rest, session.rest = session.rest, ""
        choices, session.rest_choices = tuple(session.rest_choices), []
        return _repeated(turn, Reply(rest or turn.words.say("elder.choices"), choices))
    if not session.answered or turn.chosen_intent not in (AGAIN, SLOWER):
        return None
    last_replies = session.answered[-1].read()
    if turn.chosen_intent == AGAIN:
        return _repeated(turn, *last_replies)
    more_link = Choice(turn.words.say("elder.more"), Control.MORE)
    return _repeated(turn, *sentence_by_sentence(session, last_replies, more_link))


@service.on_postback(AGAIN, SLOWER, Control.MORE)
async def nothing(turn: Turn) -> Reply:
    """Say that there is nothing to repeat."""
    return turn.say("elder.nothing")


def _repeated(turn: Turn, *replies: Reply) -> list[Reply]:
    turn.session.choices = list(replies[-1].choices) if replies else []
    return list(replies)
