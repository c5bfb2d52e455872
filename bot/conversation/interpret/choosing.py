"""Which of the options shown a piece takes: by number, position, words, or the most alike. Pure."""

import re
from collections.abc import Sequence

from bot.common.text import letter_pairs
from bot.conversation.interpret.piece import Piece
from bot.understanding.act_features import readable_words
from bot.understanding.slots import choice
from bot.understanding.slots.numerals import NUMERAL, value

_N = rf"(?:\d+|{NUMERAL}+)"
_NUMBERED = re.compile(
    rf"第\s*({_N})(?![次回趟节])|({_N})\s*(?:号|项|条|个|只|样)?(?=$|[\s跟和与、]|吧|好|呀|的)"
)
_COUNTED_BACK = re.compile(rf"倒数第?({_N})")
_VERY_LAST = re.compile(r"最(?:后|末|底|下)[面头一下边]?|(?:末|尾|底)[一个只条]")
_VERY_FIRST = re.compile(r"最(?:前|上|顶)[面头一边]?|头[一个只条]")
_LAST = re.compile(r"最后|末尾|最下|最末|尾巴|底下|末一|下头|压轴")
_FIRST = re.compile(r"头一|最前|最上|第一(?![次回趟节])|打头|首个|上头|上面|前面那|开头")
_MIDDLE = re.compile(r"中间|当中|居中|正中")
_BELOW = re.compile(r"下面|后面|后头|后一")
_BOTH = re.compile(r"两个都|都要|全要|都报|统统|一起")
_NOT = re.compile(r"(?:不要|不是|除了|别|弗要|勿要)[^，,。\s]{0,4}$")


def chosen(piece: Piece, shown: Sequence[str]) -> list[int]:
    """The indices that are taken, from 0; empty when the piece takes none."""
    if not shown:
        return []
    exact = choice.pick(piece.text, shown)
    if exact is not None:
        return [exact]
    if _BOTH.search(piece.bare) and len(shown) == 2:
        return [0, 1]
    counted = _from_the_end(piece, len(shown))
    if counted:
        return counted
    numbered = _by_number(piece, len(shown))
    if numbered:
        return numbered
    alike = _most_alike(piece.bare, shown)
    return [alike] if alike is not None else _by_position(piece.bare, len(shown))


def _from_the_end(piece: Piece, count: int) -> list[int]:
    """「倒数第二」, 「最底下那一个」: counted from the end, or the very first or last."""
    match = _COUNTED_BACK.search(piece.bare)
    number = (value(match[1]) or 0) if match else 0
    if 1 <= number <= count:
        return [count - number]
    if _VERY_LAST.search(piece.bare):
        return [count - 1]
    return [0] if _VERY_FIRST.search(piece.bare) else []


def _by_number(piece: Piece, count: int) -> list[int]:
    found = []
    for match in _NUMBERED.finditer(piece.words):
        number = value(match[1] or match[2])
        if number is not None and 1 <= number <= count and not _NOT.search(piece.words[: match.start()]):
            found.append(number - 1)
    return list(dict.fromkeys(found))


def _by_position(bare: str, count: int) -> list[int]:
    if _LAST.search(bare):
        return [count - 1]
    if _MIDDLE.search(bare) and count >= 3:
        return [count // 2]
    if _FIRST.search(bare):
        return [0]
    if _BELOW.search(bare):
        return [1 if count == 2 else count - 1]
    return []


def _most_alike(bare: str, shown: Sequence[str]) -> int | None:
    """The option that shares the most with the piece that no other option has."""
    scores = [
        _shared(bare, readable_words(option).replace(" ", ""), index, shown)
        for index, option in enumerate(shown)
    ]
    best = max(range(len(shown)), key=lambda index: scores[index])
    others = [score for index, score in enumerate(scores) if index != best]
    return best if scores[best] > 0.9 and scores[best] > max(others, default=0.0) + 0.4 else None


def _shared(bare: str, option: str, index: int, shown: Sequence[str]) -> float:
    others = "".join(readable_words(other) for at, other in enumerate(shown) if at != index)
    score = sum((1.0 if pair not in others else 0.3) for pair in letter_pairs(option) if pair in bare)
    return score + sum(
        0.35 for sign in set(option) if sign in bare and sign not in others and not sign.isascii()
    )
