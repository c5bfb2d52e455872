"""Pages that list the courses and the events in large print, for residents who find a chat hard to read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from aiohttp import web

from bot.channels.web.page_files import HEADERS, POLICY


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a page: its name, and lines about it."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A page: its title, what is on it, and what to do then."""

    title: str
    entries: Sequence[Entry]
    hint: str


class ListingPages:
    """Serves `/look/<subject>`; page_of: subject → the page as the content has it now, None when there is none."""

    def __init__(self, page_of: Callable[[str], ListingPage | None]) -> None:
        self._page_of = page_of

    def routes(self) -> list[web.RouteDef]:
        """What the server serves for this."""
        return [web.get("/look/{subject}", self._page)]

    async def _page(self, request: web.Request) -> web.Response:
        listing = self._page_of(request.match_info["subject"])
        if listing is None:
            raise web.HTTPNotFound
        headers = {**HEADERS, "Content-Security-Policy": POLICY}
        return web.Response(text=as_html(listing), content_type="text/html", charset="utf-8", headers=headers)


def as_html(page: ListingPage) -> str:
    """The page as HTML; whatever the content holds is text."""
    entries = "\n".join(_entry(entry) for entry in page.entries)
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(page.title)}</title>
<link rel="stylesheet" href="/static/look.css">
</head>
<body>
<main>
<h1>{escape(page.title)}</h1>
<p>{escape(page.hint)}</p>
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
