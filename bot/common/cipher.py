"""Personal data at rest: sealed with AES-256-GCM, and findable by a keyed index without being opened."""

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.common.errors import ConfigError

KEY_BYTES = 32
_TAG = 4
_NONCE = 12


def new_key() -> str:
    """A fresh key as text, for `DATA_KEYS`."""
    return urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()


class Cipher:
    """Seals bytes and texts.

    keys: comma-separated keys as `new_key` makes them; the first seals, all open (so keys can be rotated);
    the last one makes the index, which therefore stays the same when a new first key is added.
    """

    def __init__(self, keys: str) -> None:
        raw = [_decoded(key) for key in keys.split(",") if key.strip()]
        if not raw:
            raise ConfigError("DATA_KEYS is empty: give at least one key (python -m bot keys new)")
        self._by_tag = {hashlib.sha256(key).digest()[:_TAG]: AESGCM(key) for key in raw}
        self._tag = hashlib.sha256(raw[0]).digest()[:_TAG]
        self._index_key = hashlib.sha256(b"index" + raw[-1]).digest()

    def seal(self, plain: bytes) -> bytes:
        """The sealed form: which key (4 bytes), nonce (12 bytes), ciphertext with its tag."""
        nonce = os.urandom(_NONCE)
        return self._tag + nonce + self._by_tag[self._tag].encrypt(nonce, plain, None)

    def open(self, sealed: bytes) -> bytes:
        """The plain form; ConfigError when DATA_KEYS lacks the key, or the data was altered."""
        cipher = self._by_tag.get(sealed[:_TAG])
        if cipher is None:
            raise ConfigError("data was sealed with a key that DATA_KEYS does not hold")
        body = sealed[_TAG:]
        try:
            return cipher.decrypt(body[:_NONCE], body[_NONCE:], None)
        except InvalidTag:
            raise ConfigError("sealed data was altered") from None

    def seal_text(self, plain: str) -> str:
        """`seal` for a database column of text."""
        return urlsafe_b64encode(self.seal(plain.encode())).decode()

    def open_text(self, sealed: str) -> str:
        """`open` for a database column of text."""
        return self.open(urlsafe_b64decode(sealed)).decode()

    @property
    def sealing_mark(self) -> str:
        """A mark (8 hex digits) of the first key, which stands in all that it seals; it tells nothing of the key."""
        return self._tag.hex()

    @property
    def index_mark(self) -> str:
        """A mark (8 hex digits) of the key that makes the index."""
        return self.index("index key")[: 2 * _TAG]

    def knows(self, mark: str) -> bool:
        """Is it the mark of one of the keys?"""
        return bytes.fromhex(mark) in self._by_tag

    @property
    def older_marks(self) -> tuple[tuple[str, bytes], ...]:
        """The first characters and bytes of what the older keys sealed, in text and in binary columns; empty with one key."""
        # Five base64 digits hold 30 of the tag's 32 bits; `resealed` compares all of them.
        return tuple((urlsafe_b64encode(tag).decode()[:5], tag) for tag in self._by_tag if tag != self._tag)

    def resealed(self, sealed: str | bytes | None) -> str | bytes | None:
        """The same data sealed by the first key; None when it is already, or was not sealed by us."""
        try:
            if isinstance(sealed, str):
                raw = urlsafe_b64decode(sealed)
                return self.seal_text(self.open(raw).decode()) if self._is_older(raw) else None
            return self.seal(self.open(sealed)) if sealed and self._is_older(sealed) else None
        except (ValueError, ConfigError):  # not sealed by us after all
            return None

    def _is_older(self, raw: bytes) -> bool:
        tag = raw[:_TAG]
        return tag != self._tag and tag in self._by_tag

    def index(self, *parts: str) -> str:
        """A keyed digest (32 hex digits) by which equal parts are found again without opening them."""
        return hmac.digest(self._index_key, "\x1f".join(parts).encode(), "sha256").hex()[:32]


def _decoded(key: str) -> bytes:
    try:
        raw = urlsafe_b64decode(key.strip())
    except ValueError:
        raw = b""
    if len(raw) != KEY_BYTES:
        raise ConfigError("a key in DATA_KEYS is not 32 bytes in base64 (python -m bot keys new makes one)")
    return raw
