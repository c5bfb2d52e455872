"""Numbers of records in addresses and forms: nine digits at most, so that every database's INTEGER holds them."""

from collections.abc import Iterable

from starlette.convertors import Convertor, register_url_convertor

DIGITS = 9
LARGEST = 10**DIGITS - 1


def is_row_number(text: object) -> bool:
    """Whether it can be the number of a record."""
    return str(text).isdecimal() and len(str(text)) <= DIGITS


def row_numbers(texts: Iterable[object]) -> list[int]:
    """Those of the texts that can be the number of a record."""
    return [int(str(text)) for text in texts if is_row_number(text)]


class RowConvertor(Convertor[int]):
    """`{row:row}` in a route: an address with a larger number leads nowhere."""

    regex = f"[0-9]{{1,{DIGITS}}}"

    def convert(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_string(self, value: int) -> str:
        """As it stands in an address."""
        return str(value)


register_url_convertor("row", RowConvertor())
