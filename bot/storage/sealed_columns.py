"""Columns of personal data: encrypted on the way into the database, decrypted on the way out.

The key belongs to the engine (`use_cipher`), so statements handle plain values and two databases with different
keys can be open in one process. SQL that bypasses the column types (raw text, `at_rest`) sees the ciphertext.
"""

import re
from typing import Any

from sqlalchemy import ColumnElement, Dialect, LargeBinary, String, type_coerce
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from bot.common.cipher import Cipher

_CIPHER = "sealed_columns_cipher"
# 32 bytes (key tag, nonce, authentication tag) and the text, in base64: Chinese, a date or a phone never looks so.
_SEALED_FORM = re.compile(r"[A-Za-z0-9_-]{42,}+={0,2}")


def use_cipher(engine: AsyncEngine, cipher: Cipher) -> None:
    """Let the engine's statements seal and open columns with this cipher."""
    setattr(engine.dialect, _CIPHER, cipher)


def at_rest(column: Any) -> ColumnElement[str]:
    """The column as it is stored, without opening it."""
    return type_coerce(column, String)


def opened_text(cipher: Cipher, stored: str) -> str:
    """The plain form of a column that was plain in an earlier release, which may go on writing for a while."""
    return cipher.open_text(stored) if _SEALED_FORM.fullmatch(stored) else stored


def cipher_of(dialect: Dialect) -> Cipher:
    """The cipher of the engine that a connection belongs to, for migrations."""
    cipher = getattr(dialect, _CIPHER, None)
    if not isinstance(cipher, Cipher):
        raise TypeError("the engine has no cipher: see use_cipher")
    return cipher


class Sealed(TypeDecorator[str]):
    """Text that is encrypted at rest; "" stays "". It cannot be compared in SQL: find rows by `Cipher.index`.

    plain_before: an earlier release wrote the column in plain, so that a text which is not sealed is read as it is.
    """

    impl = String
    cache_ok = True

    def __init__(self, *, plain_before: bool = False) -> None:
        super().__init__()
        self.plain_before = plain_before

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return cipher_of(dialect).seal_text(value) if value else value

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if not value:
            return value
        cipher = cipher_of(dialect)
        return opened_text(cipher, value) if self.plain_before else cipher.open_text(value)

    @override
    def coerce_compared_value(self, op: OperatorType | None, value: Any) -> Any:
        raise TypeError("equal texts are sealed differently each time: compare an index column instead")


class SealedBytes(TypeDecorator[bytes]):
    """Bytes that are encrypted at rest; b"" stays b""."""

    impl = LargeBinary
    cache_ok = True

    @override
    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return cipher_of(dialect).seal(value) if value else value

    @override
    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return cipher_of(dialect).open(value) if value else value
