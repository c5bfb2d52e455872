"""Values that can be nothing else wherever they stand: a phone, a name that is introduced, an age, for whom. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping

from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.values import kinship, numbers, times
from bot.understanding.slots import amounts, anonymity, numerals, person, phone

_GENDER = re.compile(r"[女男](?:的|性|同志|娃|孩|生|人)|妇女")
_FIRM = re.compile(r"[\u4e00-\u9fff]{2,14}(?:有限公司|公司|工厂|制衣厂|食品厂)")
_COST = re.compile(r"\d块|[一二三四五六七八九十百]块|元")
_PARTS = re.compile(r"[\s，,。；;！!？?]+")
_TWO_FIGURES = re.compile(r"\d{2}|[一二三四五六七八九]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?")
_OF_A_NUMBER = re.compile(r"\d{1,8}")  # a dictated number comes in groups
GROWN = 14  # a number by itself below this is more likely something else
_NOT_TO_BE_NAMED = re.compile(
    r"(?:不要|别(?!人)|勿要|弗要|莫|不想|不能|覅)(?:(?:跟|同|给|让|叫|告诉)[^，,。\s]{1,4}?)?(?:讲|说|晓得|知道|露)(?:是|出)?我|名字(?:就)?(?:不要|别|勿要)(?:写|讲|说|露)"
)
_HEADS = re.compile(r"一家|[一二两三四五六七八九十\d]个?(?:人|位)")


def stated(piece: Piece, slots: Iterable[str]) -> dict[str, str]:
    """The values of these slots that the piece states by themselves."""
    values = {slot: _READERS[slot](piece) for slot in slots if slot in _READERS}
    return {slot: value for slot, value in values.items() if value}


def _phone(piece: Piece) -> str:
    return phone.find_any(piece.text) or ""


def _name(piece: Piece) -> str:
    return person.find_name(piece.words, asked=False) or person.beside_phone(piece.text) or ""


def _age(piece: Piece) -> str:
    return str(amounts.age(piece.words, asked=False) or "") or _bare_age(piece)


def _bare_age(piece: Piece) -> str:
    """「我叫赵刚 三十三 139…」: a number of two figures by itself, beside a name or a number that is introduced."""
    if not (phone.find(piece.text) or person.called(piece.text)):
        return ""
    parts = _PARTS.split(piece.text)
    bare = [
        years
        for at, part in enumerate(parts)
        if not any(_OF_A_NUMBER.fullmatch(other) for other in parts[max(at - 1, 0) : at + 2] if other != part)
        and (years := _years(part))
    ]
    return str(bare[0]) if len(bare) == 1 else ""


def _years(part: str) -> int | None:
    number = numerals.value(part) if _TWO_FIGURES.fullmatch(part) else None
    return number if number is not None and GROWN <= number <= amounts.OLDEST else None


def _for_whom(piece: Piece) -> str:
    return kinship.for_whom(piece.words).removeprefix(kinship.SELF)


def _gender(piece: Piece) -> str:
    gender = _GENDER.search(piece.bare)
    if gender is None:
        return ""
    return "女" if gender[0][0] in "女妇" else "男"


def _price(piece: Piece) -> str:
    return str(numbers.price(piece.words) or "") if _COST.search(piece.bare) else ""


def _anonymous(piece: Piece) -> str:
    told = anonymity.told_at_start(piece.text)
    return told or ("yes" if _NOT_TO_BE_NAMED.search(piece.bare) else "")


def _people(piece: Piece) -> str:
    return str(numbers.people(piece.words) or "") if _HEADS.search(piece.bare) else ""


def _firm(piece: Piece) -> str:
    firm = _FIRM.search(piece.bare)
    return firm[0] if firm else ""


_READERS: Mapping[str, Callable[[Piece], str]] = {
    "phone": _phone, "name": _name, "age": _age, "for_whom": _for_whom, "gender": _gender, "price": _price,
    "people": _people, "firm": _firm, "session": lambda piece: times.meant(piece.bare),
    "weekday": lambda piece: times.weekday(piece.bare), "anonymous": _anonymous,
    "education": lambda piece: person.education(piece.bare) or "",
}  # fmt: skip
