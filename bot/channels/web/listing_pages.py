"""Pages to look at instead of reading a chat: the courses and the events in big print."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from aiohttp import web

from bot.channels.web.files import HEADERS, POLICY


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a page: its name, and lines about it."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A page: its title, what is on it, and what to do then."""

    title: str
    entries: Sequence[Entry]
    hint: str


class ListingPages:
    """Serves `/look/<subject>`; looks: subject → the page as the content has it now, None when there is none."""

    def __init__(self, looks: Callable[[str], Look | None]) -> None:
        self._looks = looks

    def routes(self) -> list[web.RouteDef]:
        """What the server serves for this."""
        return [web.get("/look/{subject}", self._page)]

    async def _page(self, request: web.Request) -> web.Response:
        look = self._looks(request.match_info["subject"])
        if look is None:
            raise web.HTTPNotFound
        headers = {**HEADERS, "Content-Security-Policy": POLICY}
        return web.Response(text=page(look), content_type="text/html", charset="utf-8", headers=headers)


def page(look: Look) -> str:
    """The page as HTML; whatever the content holds is text."""
    entries = "\n".join(_entry(entry) for entry in look.entries)
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(look.title)}</title>
<link rel="stylesheet" href="/static/look.css">
</head>
<body>
<main>
<h1>{escape(look.title)}</h1>
<p>{escape(look.hint)}</p>
<ol>
{entries}
</ol>
</main>
</body>
</html>
"""


def _entry(entry: Entry) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in entry.lines)
    return f"<li><h2>{escape(entry.name)}</h2>{lines}</li>"
