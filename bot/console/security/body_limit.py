"""Bounds the body of a request before anything reads it: a stranger's to the size of the sign-in form."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STRANGER_BYTES = 16 << 10
STAFF_BYTES = 4 << 20  # the editor sends a whole content file
BODY_SECONDS = 60.0  # to send a body


class BodyLimit:
    """ASGI middleware, inside the session's. Bytes are counted as they come, so that a chunked body is bounded too.

    is_staff: whether a request with this scope has the session of an account. It is asked only where a body is larger
    than a stranger's may be.
    """

    def __init__(self, app: ASGIApp, is_staff: Callable[[Scope], Awaitable[bool]]) -> None:
        self._app = app
        self._is_staff = is_staff

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body in one piece; else 413, 408 when it comes too slowly, 400 when no form is in it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await self._body(scope, receive)
        except TimeoutError:
            await PlainTextResponse("too slow", 408)(scope, receive, send)
            return
        if body is None:
            await PlainTextResponse("too large", 413, {"Connection": "close"})(scope, receive, send)
            return
        try:
            await self._app(scope, _Replay(body, receive), send)
        except HTTPException as error:  # from reading the form for its token, before any page could answer
            await PlainTextResponse(error.detail, error.status_code)(scope, receive, send)

    async def _body(self, scope: Scope, receive: Receive) -> bytes | None:
        """The body; None when it is too large. What is declared too large is not read at all."""
        limit, size, received, more = STRANGER_BYTES, _declared(scope), 0, True
        parts: list[bytes] = []
        while True:
            if size > limit:
                limit = STAFF_BYTES if await self._is_staff(scope) else STRANGER_BYTES
                if size > limit:
                    return None
            if not more:
                return b"".join(parts)
            message = await receive()
            parts.append(message.get("body", b""))
            received += len(parts[-1])
            size, more = max(size, received), message.get("more_body", False)


class _Replay:
    """Receives the body that has been read, then whatever comes after it."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        body, self._body = self._body, None
        if body is None:
            return await self._receive()
        return {"type": "http.request", "body": body, "more_body": False}


def _declared(scope: Scope) -> int:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0
