"""Calls our own server as WeChat does when its address is entered: signed, plain and sealed."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime

import aiohttp

from bot.common.clock import Clock
from bot.integrations.wechat.crypto import Sealer, signature

# WeChat's own limit (doc/subscription/guide/product/message/Passive_user_reply_message.html)
_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """The answer. status: 0 when there was none, and error says why. right: it was our echo, unchanged.

    behind: how far the server's clock is behind ours, from its Date header; None without one.
    """

    status: int
    right: bool
    error: str = ""
    behind: timedelta | None = None


async def probe(
    http: aiohttp.ClientSession, url: str, token: str, sealer: Sealer | None, clock: Clock
) -> ProbeResult:
    """Check this address once (doc/subscription/guide/dev/push/encryption.html); sealer: for safe mode."""
    echo, now = secrets.token_hex(8), clock()
    timestamp, nonce = str(int(now.timestamp())), str(secrets.randbelow(10**9))
    query = {"timestamp": timestamp, "nonce": nonce, "signature": signature(token, timestamp, nonce)}
    if sealer is None:
        query["echostr"] = echo
    else:
        sealed = sealer.seal(echo.encode())
        query |= {"echostr": sealed, "encrypt_type": "aes"}
        query["msg_signature"] = signature(token, timestamp, nonce, sealed)
    limit = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with http.get(url, params=query, timeout=limit, allow_redirects=False) as answer:
            body = await answer.content.read(1024)
            date = answer.headers.get("Date", "")
            return ProbeResult(
                answer.status, answer.status == 200 and body == echo.encode(), behind=_behind(date, clock)
            )
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return ProbeResult(0, right=False, error=type(error).__name__)


def _behind(date: str, clock: Clock) -> timedelta | None:
    try:
        return clock() - parsedate_to_datetime(date)
    except ValueError:
        return None
