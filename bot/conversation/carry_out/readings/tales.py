"""What a word of a tale is taken for, where the tale itself wants something else, or nothing at all."""

import re

from bot.conversation.carry_out.readings.listening import out_of_order
from bot.conversation.commands import Command, Social, SocialKind, Start
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn

_OF_A_MATTER = frozenset({"feedback", "talent_request"})
_OF_COURSES = frozenset({"enrol", "recommend"})
_LEARNS = re.compile(r"学|报|上课|参加|名额|几点|费")
_LONG_AGO = re.compile(r"从前|当年|年轻(?:那|的)?(?:时候|辰光)|那辰光|那时候|那会儿|老底子|小时候")
_NOW = re.compile(
    r"坏了|漏|堵|裂|断了|不亮|没人(?:修|管|扫)|吵|臭|[请求帮查]|想(?:请|要|叫|问|办|找|学|报|去)|能不能|可以|麻烦|投诉|反映|报(?:修|名|一下)|怎么办"
)


def rather(turn: Turn, command: Command) -> Command:
    """The command, or what the tale means instead of it: talk where long ago is remembered, help where a thing is broken."""
    if not isinstance(command, Start):
        return command
    if command.flow in _OF_A_MATTER and remembers(turn.message.text):
        return Social(SocialKind.CHAT, command.words)
    return _of_broken(turn, command)


def _of_broken(turn: Turn, command: Start) -> Command:
    """「女儿在舞蹈班 收音机沙沙响 弄不来」, taken for the course of the tale: what is out of order is to be mended."""
    text = turn.message.text
    broken = "item" in turn.parse.named and out_of_order(text) and not _LEARNS.search(text)
    if broken and command.flow in _OF_COURSES:
        return Start("talent_request", words=command.words)
    return command


def remembers(text: str) -> bool:
    """「那辰光厂里三班倒…老厂门口还要站一歇」: is it told of long ago, and nothing wished, asked or amiss now?"""
    return _LONG_AGO.search(text) is not None and not (_NOW.search(text) or asks(text))
