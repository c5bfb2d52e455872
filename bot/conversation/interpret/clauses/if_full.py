"""What is to be done should a class be full: 「要是满了给我排周六那个」 is a condition, and changes nothing yet. Pure."""

import re
from dataclasses import dataclass

from bot.understanding.text.clauses import clauses_with_stops, without_stops

_FULL = re.compile(
    r"(?P<when>(?:满了|满员了?|报满了?|人满了?|坐满了?|没(?:有)?(?:位子|位置|座位|名额)了?|(?:排|报|轮)不(?:上|到|进)了?)(?:的话|的时候)?)"
    r"(?P<then>.*)$"
)
_SUPPOSES = re.compile(r"要是|如果|万一|假如|假使|倘若|若是|要不|实在|真的?(?=满|没|报不|排不)|的话|就|才|再")
_DOES = re.compile(
    r"^(?:那|就|才|再|你|您|麻烦|请|给|帮|替|把|我|我们|她|他|也|先|可以|[，, ]){0,6}"
    r"(?:改|换|排|报|调|转|挪|安排|放|上|去|选|学|登)(?:我们|我|她|他)?(?:成|到|去|进|上|在|为|报|排)?(?P<other>.{0,16})$"
)
_PARTICLES = re.compile(r"(?:好了|就行|就好|也行|也可以|吧|呀|啊|呢|嘛|哦|的话|噢|咯){1,2}$")
_ASKS = re.compile(r"[吗么伐]$|怎么|咋|会不会|能不能|是不是|有没有|没有?$|了没|什么|哪")


@dataclass(frozen=True, slots=True)
class IfFull:
    """other: what is to be taken then, in the resident's words, "" where only the condition is said; rest: the other clauses."""

    other: str
    rest: str


def if_full(text: str) -> IfFull | None:
    """The condition that the text sets for a class that is full; None where it sets none, or asks what would be."""
    clauses = clauses_with_stops(text)
    for index, clause in enumerate(clauses):
        found = _FULL.search(without_stops(clause))
        if found is None or not _SUPPOSES.search(without_stops(clause)):
            continue
        behind = clauses[index + 1 :]
        then, used = found["then"], 0
        if not then and behind:
            then, used = without_stops(behind[0]), 1
        does = _DOES.match(then)
        if does is not None and not _ASKS.search(then):
            rest = "".join([*clauses[:index], *behind[used:]])
            return IfFull(_PARTICLES.sub("", does["other"]), rest)
    return None
