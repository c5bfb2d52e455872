"""Answers what is said to the bot as to a person: a feeling alone, or beside something to be done, and what follows on it."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.common.message import Reply
from bot.conversation.carry_out import near_fall
from bot.conversation.carry_out.answers.thing_spoken_of import thing_spoken_of
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, not_written
from bot.conversation.carry_out.form_dialog.form_runner import FormRunner
from bot.conversation.carry_out.readings import listening, record_reference
from bot.conversation.carry_out.readings.parts import joined, said_as
from bot.conversation.commands import Ask, SocialKind, Start
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.understanding.ranking import CERTAIN

_IS_ANGRY = re.compile(
    r"[笨蠢傻滚烦气火骂操屁烂破鬼坏骗死瞎胡乱恨猪狗怒吵凶]|废物|废话|垃圾|妈的|他妈|你妈|神经|脑子|有病|没用|差劲|白痴|智障|混|讨厌|什么东西|什么玩意|啥玩意|不像话|过分|无语|[你侬您]|机器|[!！]{2}"
)
"""A word of anger, or one that is said to the bot."""


@dataclass(frozen=True, slots=True)
class Company:
    """handled: the intents that are answered; reply: answers a turn; part: answers a question or opens a wish's form."""

    forms: FormRunner
    handled: frozenset[str]
    reply: Callable[[Turn], Awaitable[Reply]]
    part: Callable[[Turn, Ask | Start], Awaitable[Reply | None]]

    def wishes(self, turn: Turn, words: str) -> bool:
        """Is it beyond doubt a wish: 「一个人没人说话，有人来陪陪吗」?"""
        parse = turn.hear(words)
        return parse.confidence >= CERTAIN and self.forms.opened_by(parse.intent) is not None

    async def _fact(self, turn: Turn, asked: str) -> Reply | None:
        """The answer to a question of fact; where no thing was spoken of, that this is not written."""
        if thing_spoken_of(turn) is None:
            return Reply(not_written(turn, asked=asked), (ask_for_me(turn, asked),))
        return await self.part(turn, Ask("", words=asked))

    async def social(self, turn: Turn, kind: SocialKind, words: str) -> Reply | None:
        """What is said as to a person; a wish that it holds comes first, and the first greeting is answered with the menu."""
        if _only_sounds_angry(kind, words or turn.message.text):
            return None
        return await self._heard(turn, kind, words)

    async def _heard(self, turn: Turn, kind: SocialKind, words: str) -> Reply | None:
        """What is said to it, unless it is of something on record."""
        if kind in listening.FEELINGS and await _is_of_record(turn):
            return None
        if asked := _fact_asked(turn, kind):
            return await self._fact(turn, asked)
        if kind in listening.FEELINGS and self.wishes(turn, words):
            return await self.part(turn, Ask("", words=words))
        if kind in listening.FEELINGS and turn.session.form is not None:
            return await self.beside(turn, words)
        if kind is SocialKind.GREET and not turn.session.turn:
            return await self.reply(said_as(turn, "dialog.greet"))
        if kind in listening.HEARD:
            listening.note(turn, kind)
        return await self._said(turn, words, f"social.{kind}")

    async def _said(self, turn: Turn, words: str, intent: str) -> Reply | None:
        """The answer to this; None where no service has one."""
        return await self.reply(said_as(_saying(turn, words), intent)) if intent in self.handled else None

    async def heavy_heart(self, turn: Turn) -> Reply | None:
        """Comfort to who tells of a heavy heart and of nothing to be done, before the words remind of an office."""
        if not listening.tells_only_feeling(turn):
            return None
        listening.note(turn, SocialKind.SAD)
        return await self.reply(said_as(turn, f"social.{SocialKind.SAD}"))

    async def idle(self, turn: Turn) -> Reply | None:
        """A warm sentence to small talk that is nothing else; None for any other message."""
        text = turn.message.text
        if turn.postback is not None or not turn.content.lexicon.is_idle(text):
            return None
        turn.session.misses = 0
        return await self.social(turn, SocialKind.CHAT, text)

    async def mended(self, turn: Turn) -> Reply | None:
        """The form for who tells in passing that a thing is out of order, whatever else the tale names; None for no such tale."""
        wish = listening.wish_in(turn) if turn.postback is None and not asks(turn.message.text) else None
        return await self.part(turn, wish) if wish is not None else None

    async def beside(self, turn: Turn, words: str) -> Reply:
        """Half a sentence for a feeling beside something that is to be done."""
        turn.outcome.comforted = True
        return await self.reply(said_as(_saying(turn, words), listening.BESIDE))

    async def with_feeling(self, turn: Turn, reply: Reply) -> Reply:
        """The reply, below half a sentence for what somebody is shy of or just escaped; as it is where that was said already."""
        reply = near_fall.with_care(turn, reply)
        if turn.outcome.comforted or turn.session.form is None or not listening.worries(turn.message.text):
            return reply
        warm = await self.beside(turn, turn.message.text)
        return replace(reply, text=f"{warm.text}\n\n{reply.text}")

    async def heard_on(self, turn: Turn) -> Reply | None:
        """The reply to who goes on telling of a feeling: an offer that is taken, a wish told in passing, comfort."""
        offered = listening.offer_taken(turn)
        if offered:
            return await self.part(turn, Ask("", words=offered))
        if not listening.tells_on(turn) or await _is_of_record(turn):
            return None
        wish = listening.wish_in(turn)
        begun = await self.part(turn, wish) if wish is not None else None
        if begun is None:
            return await self.social(turn, SocialKind.CHAT, turn.message.text)
        return joined([await self.beside(turn, turn.message.text), begun])


def _only_sounds_angry(kind: SocialKind, words: str) -> bool:
    """「阿姨们都叫她」, taken for scolding: nobody who is not angry is soothed."""
    return kind is SocialKind.INSULT and not _IS_ANGRY.search(words)


def _fact_asked(turn: Turn, kind: SocialKind) -> str:
    """What is asked of a thing while a feeling is told, where no form is open; "" for nothing."""
    heard = kind in listening.HEARD and turn.session.form is None
    return listening.asks_fact(turn) if heard else ""


async def _is_of_record(turn: Turn) -> bool:
    """「撤下电瓶车」 of somebody who has one on offer: is it said of something on record, and of no feeling?"""
    text = turn.message.text
    if listening.weighs(text) and not listening.denies_feeling(text):
        return False
    return bool(record_reference.thing_named(await turn.numbered_records(), text))


def _saying(turn: Turn, words: str) -> Turn:
    return replace(turn, parse=turn.hear(words)) if words else turn
