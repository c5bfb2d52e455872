"""WeChat's access token: fetched once, shared by all processes, renewed in time."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

import aiohttp
import structlog
from pydantic import BaseModel, ValidationError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.common.clock import Clock
from bot.common.errors import WeChatError

log = structlog.get_logger()

CALL_SECONDS = 5.0
BUSY = -1  # WeChat's "system busy, try again later", and ours for what gave no errcode

_EARLY = timedelta(minutes=5)  # WeChat lets the old and the new token overlap for these
_FORCE_PAUSE = timedelta(seconds=30)  # force_refresh more often is refused, and 20 a day are all there are
_AWAY = timedelta(seconds=1)
_LEASE_SECONDS = 10.0
_RID = re.compile(r"\brid: ?([\w-]{1,64})")
_LOCK_WAIT_SECONDS = 6.0  # longer than a call: the holder of the lock has the token by then

T = TypeVar("T")


class Answer(BaseModel):
    """WeChat's answer: an errcode may come with status 200, and is left out on success."""

    errcode: int = 0
    errmsg: str = ""
    access_token: str = ""
    expires_in: int = 0

    @property
    def rid(self) -> str:
        """WeChat's number of this call, which its support asks for; it is at the end of errmsg."""
        match = _RID.search(self.errmsg)
        return match[1] if match else ""


class SentMessage(Answer):
    """msgid: of a template message; msg_id: of a mass send; 订阅通知 answer none. Events name the message by it."""

    msgid: int | str = ""
    msg_id: int | str = ""

    @property
    def number(self) -> str:
        """WeChat's id of the message; "" when it named none."""
        return str(self.msgid or self.msg_id or "")


A = TypeVar("A", bound=Answer)


async def call_for(
    http: aiohttp.ClientSession,
    url: str,
    body: bytes | None,
    shape: type[A],
    *,
    seconds: float,
    token: str = "",
) -> A:
    """POST a JSON body, or GET without one, for an answer of this shape; `token` goes into the query.

    Raises WeChatError for every errcode but 0; -1 and retryable where the call itself failed.
    Errors name neither the address nor the body, since both hold secrets.
    """
    try:
        async with http.request(
            "GET" if body is None else "POST",
            url,
            data=body,
            params={"access_token": token} if token else {},
            headers={"Content-Type": "application/json; charset=utf-8"} if body else {},
            timeout=aiohttp.ClientTimeout(total=seconds),
            allow_redirects=False,
        ) as response:
            if response.status != 200:
                raise WeChatError(BUSY, f"HTTP {response.status}", retryable=True)
            answer = shape.model_validate_json(await response.read())
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise WeChatError(BUSY, type(error).__name__, retryable=True) from None
    except ValidationError:
        raise WeChatError(BUSY, "the answer is no JSON of WeChat's", retryable=True) from None
    if answer.errcode:
        log.warning("wechat_refused", path=urlsplit(url).path, errcode=answer.errcode, rid=answer.rid)
        raise WeChatError(answer.errcode, answer.errmsg[:200], retryable=answer.errcode == BUSY)
    return answer


async def call(
    http: aiohttp.ClientSession, url: str, body: bytes, *, seconds: float, token: str = ""
) -> Answer:
    """POST a JSON body of which only the errcode matters."""
    return await call_for(http, url, body, Answer, seconds=seconds, token=token)


async def stable_token(
    http: aiohttp.ClientSession, base: str, app_id: str, secret: str, *, force: bool
) -> Answer:
    """The account's token and how long it is valid. force: a new one, of which there are 20 a day."""
    request = {"grant_type": "client_credential", "appid": app_id, "secret": secret, "force_refresh": force}
    url = f"{base.rstrip('/')}/cgi-bin/stable_token"
    answer = await call(http, url, json.dumps(request).encode(), seconds=CALL_SECONDS)
    if not answer.access_token:
        raise WeChatError(BUSY, "no token in the answer", retryable=True)
    return answer


class _StoredToken(BaseModel):
    token: str
    until: datetime


class TokenStore:
    """The token of one official account (stable_token), in Redis; in this process's memory when Redis is away.

    base: the address of WeChat's API. secret: may be empty; then `get` raises.
    """

    def __init__(
        self, http: aiohttp.ClientSession, redis: Redis, base: str, app_id: str, secret: str, clock: Clock
    ) -> None:
        self._http = http
        self._redis = redis
        self._base = base
        self._app_id = app_id
        self._secret = secret
        self._clock = clock
        self._key = f"bot:{{wechat:{app_id}}}"
        self._one_caller = asyncio.Lock()
        self._memory: _StoredToken | None = None
        self._forced_at: datetime | None = None
        self._failed_at: datetime | None = None

    async def get(self, *, fresh: bool = False) -> str:
        """A valid token. fresh: the last one was refused; ask WeChat for another, at most once in 30 seconds.

        Raises WeChatError: -1 without a secret or an answer, else WeChat's errcode.
        """
        if not self._secret:
            raise WeChatError(BUSY, "no app secret")
        if not fresh and (token := await self._stored()):
            return token
        async with self._locked():
            force = fresh and await self._may_force()
            if not force and (token := await self._stored()):
                return token
            return await self._fetch(force=force)

    async def _stored(self) -> str | None:
        stored = self._memory
        with suppress(_RedisAway):
            stored = _read(await self._try(lambda: self._redis.get(f"{self._key}:token")))
        return stored.token if stored and self._clock() < stored.until else None

    async def _may_force(self) -> bool:
        """Whether no process has forced a new token within the pause; from now on this one has."""
        now = self._clock()
        if self._forced_at is not None and now - self._forced_at < _FORCE_PAUSE:
            return False
        with suppress(_RedisAway):
            first = await self._try(
                lambda: self._redis.set(f"{self._key}:forced", 1, nx=True, px=_FORCE_PAUSE)
            )
            if not first:
                return False
        self._forced_at = now
        return True

    async def _fetch(self, *, force: bool) -> str:
        answer = await stable_token(self._http, self._base, self._app_id, self._secret, force=force)
        life = timedelta(seconds=answer.expires_in) - _EARLY
        stored = _StoredToken(token=answer.access_token, until=self._clock() + life)
        self._memory = stored
        if life > timedelta():
            with suppress(_RedisAway):
                await self._try(
                    lambda: self._redis.set(f"{self._key}:token", stored.model_dump_json(), px=life)
                )
        return stored.token

    @asynccontextmanager
    async def _locked(self) -> AsyncIterator[None]:
        """Only one process calls WeChat at a time; after waiting too long it calls all the same, which is harmless."""
        lock = self._redis.lock(
            f"{self._key}:lock", timeout=_LEASE_SECONDS, blocking_timeout=_LOCK_WAIT_SECONDS, sleep=0.05
        )
        async with self._one_caller:
            acquired = False
            with suppress(_RedisAway):
                acquired = await self._try(lock.acquire)
            try:
                yield
            finally:
                if acquired:
                    with suppress(_RedisAway):
                        await self._try(lock.release)

    async def _try(self, command: Callable[[], Awaitable[T]]) -> T:
        """Redis's answer; after a failure it is not asked for a second, so that calls do not queue up behind it."""
        now = self._clock()
        if self._failed_at is not None and timedelta() <= now - self._failed_at < _AWAY:
            raise _RedisAway
        try:
            answer = await command()
        except (RedisError, OSError) as error:
            self._failed_at = self._clock()
            log.warning("token_store_away", reason=type(error).__name__)
            raise _RedisAway from error
        self._failed_at = None
        return answer


class _RedisAway(Exception):
    """Redis does not answer just now."""


def _read(text: bytes | None) -> _StoredToken | None:
    try:
        return _StoredToken.model_validate_json(text) if text else None
    except ValidationError:
        return None
