"""Which of the options shown a piece takes: by number, position, words, or the most alike. Pure."""

import re
from collections.abc import Sequence

from bot.common.text import letter_pairs
from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.values import times
from bot.understanding.acts.act_features import readable_words
from bot.understanding.slots import choice
from bot.understanding.slots.numerals import NUMERAL, value
from bot.understanding.text.clauses import bare_clauses

_N = rf"(?:\d+|{NUMERAL}+)"
_NUMBERED = re.compile(
    rf"第\s*({_N})(?![次回趟节])|({_N})\s*(?:号|项|条|个|只|样)?(?=$|[\s跟和与、]|吧|好|呀|的|[喽咯啦嘛哈嘞](?:$|\s))"
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

_PREFERRED = re.compile(r"(?:还是|就|先)(?:要|看|选|来|去|报)?(?=第|\d|[一二两三四五六七八九十])")
_THE_REST = re.compile(r"剩|另外|别的那|其[他它]那|还有那|多下来")
ALIKE = 0.9  # least of what an option and a piece share
_REFUSED = re.compile(r"不要|不是|不行|不考虑|不选|除了|除开|去掉|弗要|勿要|勿是|弗是|覅|别要")
_FIRST_FEW = re.compile(rf"(?:头|前面?|上面?)({_N})(?:个|班|门|种|家|位|条)")
_LAST_FEW = re.compile(rf"(?:后面?|下面?|末)({_N})(?:个|班|门|种|家|位|条)")
_SOONER = re.compile(r"(?:早|快|近)(?:一?点|些)?的?(?:那[个班门场期])?$|最[早快近]|先开")
_LATER = re.compile(r"(?:晚|迟|远)(?:一?点|些)的?(?:那[个班门场期])?$|最[晚迟]|后开")
_CHEAPER = re.compile(r"便宜|不要钱|免费|白送|不花钱|不收钱")
_DEARER = re.compile(r"最贵|贵(?:一?点|些)的")
_WEEKEND = re.compile(
    r"(?:周末|双休日?|(?:礼拜|星期|周)六(?:或|和|跟|、)?(?:礼拜|星期|周)?[日天]|休息[天日])(?=[的那班这上下吧好行呀啊了]|可以|我?[不没勿弗]|[，,。\s]|$)"
)
_WEEKDAYS = re.compile(r"(?:工作日|平时|平日|周中)(?:的|那|上|晚|班)")
_NO_WEEKEND = re.compile(
    r"(?:周末|双休日?|平时|工作日)(?:的)?(?:我)?(?:不|没|勿|弗)|(?:不要|不是|除了)(?:周末|双休|平时|工作日)"
)
_ON_A_DAY, _ON_WEEKEND = re.compile(r"周[一二三四五六日]"), re.compile(r"周[六日]")
_DATE = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_PRICE = re.compile(r"(\d+)(?:元|块)")
_FREE = re.compile(r"免费|不收费|送")


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
    rest = _what_is_left(piece, shown) or _at_weekend(piece.bare, shown)
    if rest:
        return rest
    numbered = _by_number(piece, len(shown))
    if numbered:
        return numbered
    compared = _compared(piece.bare, shown)
    if compared is not None:
        return [compared]
    alike = _most_alike(piece.bare, shown)
    return [alike] if alike is not None else _by_position(piece.bare, len(shown))


def points_at_one(piece: Piece, shown: Sequence[str]) -> bool:
    """Does the piece plainly take one option by its place, by what is left, or by comparing: 「懒得挑，就头一个算了」?"""
    if not shown:
        return False
    if (
        _what_is_left(piece, shown)
        or _at_weekend(piece.bare, shown)
        or _compared(piece.bare, shown) is not None
    ):
        return True
    return not _REFUSED.search(piece.bare) and len(_from_the_end(piece, len(shown))) == 1


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
    preferred = list(_PREFERRED.finditer(piece.words))
    begins = preferred[-1].end() if preferred else 0
    for match in _NUMBERED.finditer(piece.words, begins):
        number = value(match[1] or match[2])
        if number is not None and 1 <= number <= count and not _NOT.search(piece.words[: match.start()]):
            found.append(number - 1)
    return list(dict.fromkeys(found))


def _what_is_left(piece: Piece, shown: Sequence[str]) -> list[int]:
    """「头两个不要，剩下那个」: the only option that was not refused, where the rest is asked for; [] otherwise."""
    if not _THE_REST.search(piece.bare):
        return []
    refused: set[int] = set()
    for clause in bare_clauses(piece.text):
        if _REFUSED.search(clause):
            refused |= _spoken_of(clause, shown)
    left = [index for index in range(len(shown)) if index not in refused]
    return left if len(left) == 1 else []


def _at_weekend(bare: str, shown: Sequence[str]) -> list[int]:
    """「报周末的」: the only option on a Saturday or Sunday, or on a day of work for 「平时的」; [] for another piece."""
    weekend = _WEEKEND.search(bare) is not None
    if not weekend and not _WEEKDAYS.search(bare):
        return []
    if _NO_WEEKEND.search(bare):
        weekend = not weekend
    fitting = [index for index, option in enumerate(shown) if bool(_ON_WEEKEND.match(option)) is weekend]
    dated = all(_ON_A_DAY.match(option) for option in shown)
    return fitting if dated and len(fitting) == 1 else []


def _spoken_of(clause: str, shown: Sequence[str]) -> set[int]:
    """The options that a clause speaks of: so many from the top or from the end, or by their words."""
    few = _FIRST_FEW.search(clause)
    if few:
        return set(range(min(value(few[1]) or 0, len(shown))))
    few = _LAST_FEW.search(clause)
    if few:
        return set(range(max(0, len(shown) - (value(few[1]) or 0)), len(shown)))
    bare = readable_words(times.standard(clause)).replace(" ", "")
    alike = {
        index
        for index, option in enumerate(shown)
        if _shared(bare, readable_words(option).replace(" ", ""), index, shown) > ALIKE
    }
    return alike or set(_by_position(bare, len(shown)))


def _compared(bare: str, shown: Sequence[str]) -> int | None:
    """「开课早一点的」, 「不要钱的那部」: the option that is first, last, cheapest or dearest by its words."""
    for pattern, measure, farthest in (
        (_SOONER, _date, min), (_LATER, _date, max), (_CHEAPER, _price, min), (_DEARER, _price, max),
    ):  # fmt: skip
        told = [measure(option) for option in shown]
        if pattern.search(bare) and None not in told and len(set(told)) == len(told):
            return told.index(farthest(value for value in told if value is not None))
    return None


def _date(option: str) -> tuple[int, int] | None:
    found = _DATE.search(option)
    return (int(found[1]), int(found[2])) if found else None


def _price(option: str) -> tuple[int, int] | None:
    if _FREE.search(option):
        return (0, 0)
    found = _PRICE.search(option)
    return (int(found[1]), 0) if found else None


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
    return best if scores[best] > ALIKE and scores[best] > max(others, default=0.0) + 0.4 else None


def _shared(bare: str, option: str, index: int, shown: Sequence[str]) -> float:
    others = "".join(readable_words(other) for at, other in enumerate(shown) if at != index)
    score = sum((1.0 if pair not in others else 0.3) for pair in letter_pairs(option) if pair in bare)
    return score + sum(
        0.35 for sign in set(option) if sign in bare and sign not in others and not sign.isascii()
    )
