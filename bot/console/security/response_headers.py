"""Middleware of every response: security headers, errors in plain Chinese, the page to return to after signing in."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote, quote_plus, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Their addresses change with their content: an old PC fetches them once a day.
_STATIC_FOLDERS = ("/own/", "/statics/")
_CACHED = "public, max-age=86400"
_ERRORS = {
    400: ("这份表单读不了", "可能是一格里的字太多了。请回到上一页，改短一点，或者分成几份再存。"),
    403: ("这一页放太久了", "为了安全，没有照办。请回到上一页，刷新一下再来；刚才写的字还在那里。"),
    404: ("没有这一页", "它可能已经被改掉了。"),
    405: ("没有这一页", "请从菜单里重新打开。"),
    408: ("网太慢了，没有收全", "请回到上一页，再存一次；刚才写的字还在那里。"),
    413: ("内容太大了", "请改短一点再存。"),
    429: ("现在登录的人太多", "也可能是这里试错太多次了。请过几分钟再试；一直这样，请告诉工程师。"),
    500: ("小塘这边出了点问题", "请过一会儿再试；刚才写的字，回到上一页还在。一直这样，请告诉工程师。"),
}
_PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>body{{font:18px/1.7 sans-serif;margin:15vh auto;max-width:28rem;padding:0 1rem}}
a{{display:inline-block;padding:.75rem 0}}</style></head><body><main><h1>{title}</h1><p>{text}</p>
<a href="{base}/">回到首页</a></main></body></html>"""
_PASSED_ON = ("connection", "retry-after")
Next = Callable[[Request], Awaitable[Response]]


def response_middleware(
    base: str, policy: Callable[[str], str], *, https: bool
) -> Callable[[Request, Next], Awaitable[Response]]:
    """The middleware's function.

    base: where the console is mounted; policy: nonce → Content-Security-Policy; https: a proxy of ours ends TLS.
    """

    async def dispatch(request: Request, call_next: Next) -> Response:
        if https:
            request.scope["scheme"] = "https"  # or links and forms would lead back to plain HTTP
        request.state.nonce = secrets.token_urlsafe(16)
        response = await call_next(request)
        _keep_at_home(response, request)
        response = _to_login(response, request, base) or _error_page(response, request, base) or response
        for name, value in {**HEADERS, "Content-Security-Policy": policy(request.state.nonce)}.items():
            response.headers.setdefault(name, value)
        is_static = any(request.url.path.startswith(f"{base}{folder}") for folder in _STATIC_FOLDERS)
        is_cached = is_static and response.status_code < 400
        response.headers.setdefault("Cache-Control", _CACHED if is_cached else "no-store")
        return response

    return dispatch


def _keep_at_home(response: Response, request: Request) -> None:
    """Redirect by path alone: the frameworks write the request's `Host` into the address, and anybody may write that."""
    location = response.headers.get("location")
    if location:
        parts = urlsplit(location)
        path = f"/{parts.path.lstrip('/')}"
        origin = f"{request.url.scheme}://{request.headers.get('host', '')}"
        query = parts.query.replace(quote_plus(origin), "")  # the page to return to after signing in
        response.headers["location"] = f"{path}?{query}" if query else path


def _to_login(response: Response, request: Request, base: str) -> Response | None:
    """A form that was sent without a session: signing in leads back to its page, by GET, not to where it was sent."""
    location = response.headers.get("location", "")
    if request.method != "POST" or urlsplit(location).path != f"{base}/login":
        return None
    page = urlsplit(request.headers.get("referer", ""))
    query = f"?{page.query}" if page.query else ""
    return RedirectResponse(f"{base}/login?next={quote((page.path or base) + query)}", 303)


def _error_page(response: Response, request: Request, base: str) -> Response | None:
    """A page instead of the library's bare text; scripts, which send the token in a header, get the text."""
    is_text = response.headers.get("content-type", "").startswith("text/plain")
    if response.status_code not in _ERRORS or not is_text or "x-csrftoken" in request.headers:
        return None
    title, text = _ERRORS[response.status_code]
    passed_on = {name: value for name, value in response.headers.items() if name in _PASSED_ON}
    page = _PAGE.format(title=title, text=text, base=base)
    return HTMLResponse(page, response.status_code, passed_on)
