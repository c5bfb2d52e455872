"""WeChat's signature and its sealed messages. Why a check failed is not told to the caller of the webhook."""

import binascii
import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from bot.common.errors import ConfigError, Refused

_PAD = 32  # WeChat pads to the length of the key, not to AES's block
_RANDOM = 16
_HEAD = _RANDOM + 4
_BLOCK = 16


def signature(*parts: str) -> str:
    """WeChat's signature over the parts: SHA-1 of them sorted and joined, in hex."""
    return hashlib.sha1("".join(sorted(parts)).encode(errors="replace"), usedforsecurity=False).hexdigest()


def signed(given: str, *parts: str) -> bool:
    """Whether `given` is the signature over the parts; takes the same time for every wrong one."""
    return hmac.compare_digest(given.encode(errors="replace"), signature(*parts).encode())


class Sealer:
    """Opens and seals messages in safe mode.

    aes_key: the EncodingAESKey, 43 characters; ConfigError when it is not one.
    Layout: 16 random bytes, length of the message (4 bytes, big-endian), message, AppID, padding to 32 bytes;
    AES-256-CBC with the key's first 16 bytes as IV; Base64
    (developers.weixin.qq.com/doc/subscription/guide/dev/push/encryption.html).
    """

    def __init__(self, aes_key: str, app_id: str) -> None:
        key = _decoded(f"{aes_key}=")
        if len(aes_key) != 43 or key is None or len(key) != 32:
            raise ConfigError("WECHAT_AES_KEY is not an EncodingAESKey of 43 letters and digits")
        if not app_id:
            raise ConfigError("WECHAT_AES_KEY needs WECHAT_APP_ID: sealed messages carry it")
        self._cipher = Cipher(algorithms.AES(key), modes.CBC(key[:_BLOCK]))
        self._app_id = app_id.encode()

    def open(self, sealed: str) -> bytes:
        """The message inside; Refused (403) for anything that was not sealed with our key for our AppID."""
        data = _decoded(sealed)
        if not data or len(data) % _BLOCK:
            raise Refused("the sealed message is malformed")
        content = _unpadded(self._cipher.decryptor().update(data))  # whole blocks: nothing is held back
        end = _HEAD + int.from_bytes(content[_RANDOM:_HEAD], "big")
        if not hmac.compare_digest(content[end:], self._app_id):
            raise Refused("the sealed message is not for our AppID")
        return content[_HEAD:end]

    def seal(self, message: bytes) -> str:
        """The message sealed, for WeChat."""
        content = secrets.token_bytes(_RANDOM) + len(message).to_bytes(4, "big") + message + self._app_id
        count = _PAD - len(content) % _PAD
        data = self._cipher.encryptor().update(content + bytes([count]) * count)
        return binascii.b2a_base64(data, newline=False).decode()


def _decoded(text: str) -> bytes | None:
    try:
        return binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        return None


def _unpadded(content: bytes) -> bytes:
    count = content[-1]
    if not 1 <= count <= _PAD or not content.endswith(bytes([count]) * count):
        raise Refused("the sealed message is malformed")
    return content[:-count]
