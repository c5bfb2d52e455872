"""What every answer of the console passes: headers that shut doors, errors in kind words, a way back after signing in."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Files have their version in their address; an old PC fetches them once a day.
_FILES = ("/own/", "/statics/")
_KEPT = "public, max-age=86400"
_SAID = {
    403: ("这一页放太久了", "为了安全，没有照办。请回到上一页，刷新一下再来；刚才写的字还在那里。"),
    404: ("没有这一页", "它可能已经被改掉了。"),
    405: ("没有这一页", "请从菜单里重新打开。"),
    413: ("内容太大了", "请改短一点再存。"),
    500: ("小塘这边出了点问题", "请过一会儿再试；刚才写的字，回到上一页还在。一直这样，请告诉工程师。"),
}
_PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>body{{font:18px/1.7 sans-serif;margin:15vh auto;max-width:28rem;padding:0 1rem}}
a{{display:inline-block;padding:.75rem 0}}</style></head><body><main><h1>{title}</h1><p>{text}</p>
<a href="{base}/">回到首页</a></main></body></html>"""
Next = Callable[[Request], Awaitable[Response]]


def guard(
    base: str, policy: Callable[[str], str], *, https: bool
) -> Callable[[Request, Next], Awaitable[Response]]:
    """The middleware's function.

    base: where the console is mounted; policy: what a page with this nonce may run; https: a proxy of ours speaks
    TLS before us.
    """

    async def guarded(request: Request, call_next: Next) -> Response:
        if https:
            request.scope["scheme"] = "https"  # or links and forms would lead back to plain HTTP
        request.state.nonce = secrets.token_urlsafe(16)
        response = _spoken(await call_next(request), request, base)
        for name, value in {**HEADERS, "Content-Security-Policy": policy(request.state.nonce)}.items():
            response.headers.setdefault(name, value)
        path = request.url.path
        ours = any(path.startswith(f"{base}{folder}") for folder in _FILES) and response.status_code < 400
        response.headers.setdefault("Cache-Control", _KEPT if ours else "no-store")
        return response

    return guarded


def _spoken(response: Response, request: Request, base: str) -> Response:
    location = response.headers.get("location", "")
    if request.method == "POST" and urlsplit(location).path == f"{base}/login":
        # Signing in leads on by GET: to the page with the form, not to where the form was sent.
        before = urlsplit(request.headers.get("referer", ""))
        query = f"?{before.query}" if before.query else ""
        return RedirectResponse(f"{base}/login?next={quote((before.path or base) + query)}", 303)
    plain = response.headers.get("content-type", "").startswith("text/plain")
    if response.status_code in _SAID and plain and "x-csrftoken" not in request.headers:
        title, text = _SAID[response.status_code]
        return HTMLResponse(_PAGE.format(title=title, text=text, base=base), response.status_code)
    return response
