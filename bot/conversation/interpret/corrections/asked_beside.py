"""Whether a message that puts something right asks something besides, more than whether that will do. Pure."""

import re

from bot.conversation.interpret.clauses.form_messages import asks

_CLAUSE = re.compile(r"[，,。；;！!？?\s]{1,3}")
_PROPOSED = re.compile(
    r"(?:[，,\s])?(?:你|您|侬)?(?:看|讲|说)?(?:能不能|可不可以|能|可以)?(?:中不中|行不行|成不成|好不好|可不可以|能不能|行吗|可以吗|好吗|成吗|中吗|行伐|好伐|可以伐|可以不|行不|中不|好不|来得及吗|来得及伐|来不来得及)(?:呀|啊|呢)?[？?]?"
)
_PROTESTED = re.compile(r"(?:怎么|咋|哪能|为啥|为什么)(?=(?:就|只|光|又|没|少|漏|给我|把)[^，,。]{1,10})")
_ANY = re.compile(r"(?:哪|什么|啥|几)[^，,。\s]{0,3}都")
_PARTICLE = re.compile(r"[么呢](?=[算就帮给我侬你])")  # 「腰不好的么算了」


def proposes(clause: str) -> bool:
    """「换电工行不行」: is it asked whether something will do?"""
    return _PROPOSED.search(clause) is not None


def asks_there(text: str, at: int) -> bool:
    """Does the clause at this place ask something, and not only whether a change will do: 「换电工行不行」?"""
    start = 0
    for part in _CLAUSE.split(_PROPOSED.sub(lambda match: "，" * len(match[0]), text)):
        end = text.find(part, start) + len(part) if part else start
        if start <= at < end:
            return asks_more(part)
        start = end
    return False


def asks_more(text: str) -> bool:
    """Does the text ask something, and not only whether a change will do, or say that any will?"""
    return asks(_PARTICLE.sub("", _ANY.sub("", _PROTESTED.sub("", _PROPOSED.sub("", text)))))
