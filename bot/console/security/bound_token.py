"""Binds the CSRF token to the session: what starlette-admin compares with a form's token is the session's own.

By itself the library takes any pair of a cookie and a field that it once issued, to whomever.
"""

import secrets
from http.cookies import SimpleCookie

from itsdangerous import URLSafeSerializer
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_admin.security.csrf import CSRFMiddleware

_COOKIE = CSRFMiddleware.cookie_name
_SALT = "starlette-admin-csrf"  # the library's own; `test_bound_token.py` fails when it changes
_KEY = "csrf"


class BoundToken:
    """ASGI middleware between the session's and the library's.

    The library is shown the session's token as the cookie, whatever cookie the browser sent. A session that begins or ends
    gets a new token. The browser's copy, from which the library's scripts take it, is set where it differs.
    A form whose session has expired has lost its token with it: it is led to the sign-in, not refused for the token.
    base: the cookies' path; https: the cookie is sent by TLS alone.
    """

    def __init__(self, app: ASGIApp, secret: str, base: str, *, https: bool) -> None:
        self._app = app
        self._signer = URLSafeSerializer(secret, salt=_SALT)
        self._base = base
        self._https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the session's token as its cookie."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        session = scope["session"]
        if self._is_form_of_nobody(scope):
            await RedirectResponse(f"{self._base}/login", 303)(scope, receive, send)
            return
        sent = HTTPConnection(scope).cookies.get(_COOKIE)

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                token = self._token(session)
                if token != sent:
                    MutableHeaders(scope=message).append("Set-Cookie", self._cookie(token))
            await send(message)

        await self._app(_with_cookie(scope, self._token(session)), receive, send_with_cookie)

    def _is_form_of_nobody(self, scope: Scope) -> bool:
        """Whether something is sent, other than a sign-in, without the session of an account."""
        if (
            scope["method"] in CSRFMiddleware.safe_methods
            or HTTPConnection(scope).url.path == f"{self._base}/login"
        ):
            return False
        return "name" not in scope["session"]

    def _token(self, session: dict[str, str]) -> str:
        """The session's token, signed as the library signs it."""
        if _KEY not in session:
            session[_KEY] = secrets.token_hex(32)
        return str(self._signer.dumps(session[_KEY]))

    def _cookie(self, token: str) -> str:
        cookie = SimpleCookie({_COOKIE: token})
        cookie[_COOKIE].update({"path": self._base, "samesite": "strict"})
        if self._https:
            cookie[_COOKIE]["secure"] = True
        return cookie[_COOKIE].OutputString()


def _with_cookie(scope: Scope, token: str) -> Scope:
    """The scope with this token in place of every one that the browser sent."""
    cookies = HTTPConnection(scope).cookies | {_COOKIE: token}
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    headers = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
    return {**scope, "headers": [*headers, (b"cookie", header.encode("latin-1"))]}
