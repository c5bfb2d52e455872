"""「登记我 鲍雅琴」 after a club was told: its wish to join is passed on to the staff, with who says so."""

import re

from bot.conversation.talk_topic import Topic
from bot.conversation.turn import SideNote, Turn
from bot.understanding.slots import person, phone

CLUB = "club"
LATELY = 3  # turns after the club was told
_JOINS = re.compile(
    r"(?:登记|报上|记上|写上|加上|算上|算)(?:一下)?(?:我|俺|阿拉|伊)|(?:给|帮|替)(?:我|俺|阿拉)(?:登记|报名|报上|报个名|记上|写上|说一声)"
    r"|(?:我|那我|那就)?(?:想|要|就)(?:加入|参加|入)(?:的|了|吧)?$|我(?:要|想)?报名"
)
_ANOTHER = re.compile(r"课|班(?!长)|志愿|活动|订阅|提醒|求助|退|取消|不(?:要|想|用|登记)|东西|旧|送人|出租")


def joining(turn: Turn) -> SideNote | None:
    """What the staff are told of who wants to join the club that was told last; None for any other message."""
    topic, text = turn.session.topic, turn.message.text
    if turn.postback is not None or not _is_told(topic, turn.session.turn):
        return None
    others = any(slot in turn.parse.named for slot in ("event", "team", "item"))
    if others or not _JOINS.search(text) or _ANOTHER.search(text):
        return None
    known = turn.session.known
    name = person.find_name(text, asked=False) or known.get("name", "")
    number = phone.find_any(text) or known.get("phone", "")
    told = "，".join(
        filter(None, (text, *(value for value in (name, number) if value and value not in text)))
    )
    return SideNote(turn.words.say("club.joining", club=topic.thing), told)


def _is_told(topic: Topic, now: int) -> bool:
    return topic.thing_slot == CLUB and bool(topic.thing) and now - topic.thing_turn <= LATELY
