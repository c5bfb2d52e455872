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
    return _last_replies(turn, turn.chosen_intent) if turn.chosen_intent in (AGAIN, SLOWER) else None


def _last_replies(turn: Turn, how: str) -> list[Reply] | None:
    """What was answered last, as it was or sentence by sentence; None when nothing was."""
    session = turn.session
    if not session.answered:
        return None
    last_replies = session.answered[-1].read()
    if how == AGAIN:
        return _repeated(turn, *last_replies)
    more_link = Choice(turn.words.say("elder.more"), Control.MORE)
    return _repeated(turn, *sentence_by_sentence(session, last_replies, more_link))


@service.on_postback(AGAIN, SLOWER, Control.MORE)
async def repeat_in_words(turn: Turn) -> Reply:
    """The same for 「你再念一遍我听听」, which is no fixed word; or that there is nothing to repeat."""
    replies = _last_replies(turn, turn.parse.intent) if turn.parse.intent in (AGAIN, SLOWER) else None
    if not replies:
        return turn.say("elder.nothing")
    return Reply("\n".join(reply.text for reply in replies), replies[-1].choices, look=replies[-1].look)


def _repeated(turn: Turn, *replies: Reply) -> list[Reply]:
    turn.session.choices = list(replies[-1].choices) if replies else []
    return list(replies)
