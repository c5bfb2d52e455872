"""The chat page's files: a fixed list of names, each with headers that forbid foreign code."""

import hashlib
import re
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "static"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]+")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class WebFiles:
    """Serves the files of one folder; their names are read at the start, so that no request can name another file."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._files = {file.name: file for file in folder.iterdir() if file.suffix in _TYPES}

    def routes(self) -> list[web.RouteDef]:
        """The page, and what it is made of."""
        return [web.get("/", self._index), web.get("/static/{file}", self._static)]

    async def _index(self, request: web.Request) -> web.Response:
        return self._file(request, "index.html")

    async def _static(self, request: web.Request) -> web.Response:
        return self._file(request, request.match_info["file"])

    def _file(self, request: web.Request, name: str) -> web.Response:
        file = self._files.get(name)
        if file is None:
            raise web.HTTPNotFound
        body = file.read_bytes()
        tag = hashlib.sha256(body).hexdigest()[:16]
        headers = {**HEADERS, "Content-Security-Policy": _policy(request.host), "ETag": f'"{tag}"'}
        if any(sent.value == tag for sent in request.if_none_match or ()):
            return web.Response(status=304, headers=headers)
        kind = _TYPES[file.suffix]
        charset = None if kind == "image/png" else "utf-8"
        return web.Response(body=body, content_type=kind, charset=charset, headers=headers)


def _policy(host: str) -> str:
    """Our own origin alone; the WebSocket is named by host, since Safari before 15.4 does not count it as 'self'."""
    if not _HOST.fullmatch(host):
        return POLICY
    return f"{POLICY}; connect-src 'self' ws://{host} wss://{host}"
