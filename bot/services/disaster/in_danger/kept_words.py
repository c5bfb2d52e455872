"""What was said of a danger that may be one, and that an open form has not heard: who has to hear it where there is none."""

import re

from bot.common.message import Reply
from bot.conversation.carry_out.readings.parts import commands_in
from bot.conversation.command_kinds import has
from bot.conversation.commands import SetSlot
from bot.conversation.crisis_state import MOST_WORDS, Crisis
from bot.conversation.turn import SideNote, Turn
from bot.understanding.danger_signs.danger import SUICIDE
from bot.understanding.ranking import is_ours

_ONLY_NO = re.compile(r"(?:没有?|呒没|冇)(?:的|啊|呀|呢|了|哦|嘞)*")
_NO_DANGER = re.compile(
    r"(?:没(?:有)?(?:啥|什么|多大)?|不(?!是)|勿|弗|哪(?:里)?(?:来|有)的?|有啥|又不是|呒没|冇)危险|危险(?:倒|是|么|嘛){0,2}(?:没有?|不大|呒没|谈不上)|危险(?:啥|什么|个啥|个头)|(?:啥|什么)(?:个)?危险[，,。\s]{0,2}(?:没有?|哪|都没)|(?:又|根本|并)没(?:有)?(?:在|着火|出事|受伤)"
)


def denied(turn: Turn) -> bool:
    """「危险啥呀，我又没在电梯里」: is the danger that was asked about denied, whatever else is said?

    A bare 「没有」 denies it where the form that waits has not heard the words that were asked about.
    """
    crisis = turn.session.crisis
    if crisis is None or not crisis.asked or crisis.card == SUICIDE:
        return False
    text = turn.message.text
    bare = crisis.kept and _ONLY_NO.fullmatch(turn.parse.normal) is not None
    return bare or _NO_DANGER.search(text) is not None or turn.follow_up(text).denies


def without_denial(text: str) -> str | None:
    """What is said beside the words that there is no danger: 「什么危险 没有 我说的是鱼」; None without such words."""
    return _NO_DANGER.sub(" ", text).strip() if _NO_DANGER.search(text) else None


def told_beside_denial(text: str) -> str:
    """「没有危险，就是井盖要修」, 「没，就是想叫人来看看」: what is told beside the no; "" for nothing, or without a no."""
    rest = without_denial(text)
    if rest is None:
        head = _NO_AT_HEAD.match(text)
        rest = text[head.end() :] if head else ""
    rest = _ONLY_THAT.sub("", rest.strip(" ，,。.！!；;的了啊呀"))
    return rest if len(rest) >= SHORTEST else ""


_NO_AT_HEAD = re.compile(
    r"^(?:现在|这里|我这里|这边|人){0,2}(?:没有?|没得|没事|呒没|冇)(?:的|啊|呀|呢|了|哦|嘞){0,2}[，,。！!\s]{1,3}(?=(?:就|只|不过|但|我就|我)?(?:是|想|要))"
)
_ONLY_THAT = re.compile(r"^(?:，|,|。|\s|就|只|不过|但|但是|其实|我){0,4}是(?=[^是不]{2})")
SHORTEST = 4  # characters that tell something beside the no


async def no_danger(turn: Turn, crisis: Crisis) -> Reply | None:
    """A word for who says that there is none; None where the words that were asked about are heard by the form or a service."""
    if crisis.kept and _has_use(turn, crisis.words):
        turn.outcome.wish_behind, turn.outcome.said_first = crisis.words, turn.words.say("danger.none")
        return None
    await _pass_on(turn, crisis)
    return turn.say("danger.none")


async def _pass_on(turn: Turn, crisis: Crisis) -> None:
    """What was asked about is a remark for the staff, where the form that did not hear it was carried out meanwhile."""
    if not crisis.kept or turn.session.form is not None:
        return
    done = turn.session.topic.done
    record = next((record for record in await turn.numbered_records() if record.kind == done), None)
    if record is not None:
        turn.outcome.remark = SideNote(record.title, crisis.words)


def _has_use(turn: Turn, words: str) -> bool:
    """Is what was asked about something for the open form, or plainly a matter of ours, where there is no danger?"""
    of_form = has(commands_in(turn, words), SetSlot)
    return (turn.session.form is not None and of_form) or is_ours(turn.hear(words))


def so_far(turn: Turn) -> str:
    """What was asked about before and what is said now, for the alarm: 「嗯」 alone tells the staff nothing."""
    asked = turn.session.crisis
    return f"{asked.words if asked is not None else ''} {turn.message.text}".strip()[-MOST_WORDS:]
