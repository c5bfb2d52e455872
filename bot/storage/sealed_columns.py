"""Columns of personal data: encrypted on the way into the database, decrypted on the way out.

The key belongs to the engine (`use_cipher`), so statements handle plain values and two databases with different
keys can be open in one process. SQL that bypasses the column types (raw text, `at_rest`) sees the ciphertext.
"""

from typing import Any

from sqlalchemy import ColumnElement, Dialect, LargeBinary, String, type_coerce
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from bot.common.cipher import Cipher

_CIPHER = "sealed_columns_cipher"


def use_cipher(engine: AsyncEngine, cipher: Cipher) -> None:
    """Let the engine's statements seal and open columns with this cipher."""
    setattr(engine.dialect, _CIPHER, cipher)


def at_rest(column: Any) -> ColumnElement[str]:
    """The column as it is stored, without opening it."""
    return type_coerce(column, String)


class Sealed(TypeDecorator[str]):
    """Text that is encrypted at rest; "" stays "". It cannot be compared in SQL: find rows by `Cipher.index`."""

    impl = String
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return _cipher(dialect).seal_text(value) if value else value

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return _cipher(dialect).open_text(value) if value else value

    @override
    def coerce_compared_value(self, op: OperatorType | None, value: Any) -> Any:
        raise TypeError("equal texts are sealed differently each time: compare an index column instead")


class SealedBytes(TypeDecorator[bytes]):
    """Bytes that are encrypted at rest; b"" stays b""."""

    impl = LargeBinary
    cache_ok = True

    @override
    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return _cipher(dialect).seal(value) if value else value

    @override
    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return _cipher(dialect).open(value) if value else value


def _cipher(dialect: Dialect) -> Cipher:
    cipher = getattr(dialect, _CIPHER, None)
    if not isinstance(cipher, Cipher):
        raise TypeError("the engine has no cipher: see use_cipher")
    return cipher
