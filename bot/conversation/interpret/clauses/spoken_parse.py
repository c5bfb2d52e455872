"""Only what was said or typed can be a danger: a menu key, a QR scene, a link's title or the name of a place is not. Pure."""

from dataclasses import replace

from bot.common.message import Kind, Message
from bot.understanding.parse import OUT_OF_SCOPE, Parse

_SPOKEN = frozenset({Kind.TEXT, Kind.VOICE})


def spoken_parse(message: Message, parse: Parse) -> Parse:
    """The parse, without a danger where the words are not the resident's own."""
    if message.kind in _SPOKEN or not (parse.emergency or parse.possible):
        return parse
    intent = OUT_OF_SCOPE if parse.emergency else parse.intent
    return replace(parse, intent=intent, emergency=False, danger="", possible="")
