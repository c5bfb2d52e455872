"""The same words are not given twice running to two questions: the second time it is said that they are no answer."""

from collections.abc import Sequence
from zlib import crc32

from bot.common.message import Reply
from bot.common.text import plain
from bot.conversation.carry_out.parts import commands_of
from bot.conversation.carry_out.unwritten_facts import ask_for_me
from bot.conversation.commands import Hold, No, Repeat, Social, Yes
from bot.conversation.interpret.session_state import confirmation, options
from bot.conversation.turn import Turn

_FEW = 2  # choices beside an answer; more of them are a list to choose from
SAYS: dict[str, frozenset[str]] = {"repeated.no_answer": frozenset()}


def not_twice(turn: Turn, replies: Sequence[Reply]) -> Sequence[Reply]:
    """The replies; in place of the one that was given to the last message, that it is no answer, and the offer to ask.

    Not where the message is the same too, where it was tapped, or where a question of ours is open.
    """
    session, words = turn.session, crc32(turn.message.text.encode())
    said_again, session.last_words = session.last_words == words, words
    if said_again or not _may_be_replaced(turn, replies) or not _is_same(turn, replies):
        return replies
    commands = commands_of(turn)
    if commands and all(isinstance(command, Repeat | Social | Yes | No | Hold) for command in commands):
        return replies
    return (Reply(turn.words.say("repeated.no_answer"), (ask_for_me(turn, turn.message.text),)),)


def _is_same(turn: Turn, replies: Sequence[Reply]) -> bool:
    last = turn.session.answered[-1].read()
    return bool(last) and plain(last) == plain(replies)


def _may_be_replaced(turn: Turn, replies: Sequence[Reply]) -> bool:
    session = turn.session
    free = session.form is None and session.crisis is None and turn.postback is None
    if not free or not session.answered or len(replies) != 1:
        return False
    lists_or_asks = len(options(replies[0].choices)) > _FEW or confirmation(replies[0].choices) is not None
    return not replies[0].urgent and not lists_or_asks
