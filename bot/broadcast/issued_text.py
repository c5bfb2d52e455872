"""An issuer's text as plain text: without mark-up, and without characters that nobody sees. Pure."""

import html
import re
from collections.abc import Iterator

# Zero-width signs, and those that turn the direction of what follows (Unicode's UAX #9): a phone number after one of
# them reads backwards.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TAG = re.compile(r"(<(?:[/!]\s*)?[A-Za-z-][^<>]*>)")
_TAG_NAME = re.compile(r"<([/!]?)\s*([A-Za-z0-9]+)")
_BEGINS_TAG = re.compile(r"<(?=\s*[/!A-Za-z])")
_NEW_LINE = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3"})
_HIDDEN = frozenset({"script", "style"})


def plain_text(text: str) -> str:
    """The text that a reader of the mark-up sees; a line break where the mark-up begins a new line."""
    shown = _CONTROL.sub("", _UNSEEN.sub("", "".join(_pieces(html.unescape(text)))))
    lines = (line.strip() for line in shown.splitlines())
    return _BEGINS_TAG.sub("＜", "\n".join(line for line in lines if line))


def _pieces(text: str) -> Iterator[str]:
    """The text between the tags, without what no reader sees, and line breaks for tags that begin a line."""
    hidden = ""
    for piece in _TAG.split(text):
        if not _TAG.fullmatch(piece):
            if not hidden:
                yield piece
            continue
        tag = _TAG_NAME.match(piece)
        name = tag[2].lower() if tag else ""
        if name in _HIDDEN:
            hidden = "" if tag and tag[1] == "/" else name
        if name in _NEW_LINE:
            yield "\n"
