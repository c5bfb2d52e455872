"""The frames of the chat page's WebSocket. Pure.

The page sends   {"type": "hello", "resume": secret or ""}
                 {"type": "say", "id": its own id for the message, "text": …}
It is sent       {"type": "hello", "resume", "bot", "community", "greeting", "starters", "history", "at"}
                 {"type": "typing"}
                 {"type": "replies", "for": id, "said": the message's text, "replies", "at"}
                 {"type": "notice", "id", "replies", "at"}: not an answer to a message
                 {"type": "error", "text", "for": id, when it is about a message}
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.channels.web.history import HistoryLine
from bot.common.message import Reply

TEXT_LIMIT = 2000
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{20,100}")


@dataclass(frozen=True, slots=True)
class Hello:
    """A page opens or reconnects; resume: its secret, "" when it has none of the form that we give out."""

    resume: str


@dataclass(frozen=True, slots=True)
class Say:
    """A resident's message; id: chosen by the page, the same when it is sent again."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the page shows first: names, the greeting, and suggestions to begin with."""

    bot: str
    community: str
    greeting: str
    starters: tuple[str, ...]


def read(raw: str) -> Hello | Say | None:
    """A frame that the page sent; None when it is malformed."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    match data:
        case {"type": "hello"}:
            resume = data.get("resume")
            ours = isinstance(resume, str) and _SECRET.fullmatch(resume)
            return Hello(resume if ours else "")
        case {"type": "say", "id": str(message_id), "text": str(text)} if _ID.fullmatch(message_id):
            text = _storable(text)[:TEXT_LIMIT]
            return Say(message_id, text) if text.strip() else None
    return None


def hello(secret: str, welcome: Welcome, history: Sequence[HistoryLine], at: datetime) -> str:
    """The first frame; at: our time, since a page's clock may be wrong."""
    lines = [_line(line) for line in history]
    return _frame("hello", resume=secret, history=lines, at=at.isoformat(), **asdict(welcome))


def typing() -> str:
    """An answer is on its way."""
    return _frame("typing")


def replies(message: Say, answer: Sequence[Reply], at: datetime) -> str:
    """The answer to a message; with the message, for the resident's other tabs."""
    listed = [_reply(reply) for reply in answer]
    return _frame("replies", **{"for": message.id}, said=message.text, replies=listed, at=at.isoformat())


def notice(notice_id: str, text: Sequence[Reply], at: datetime) -> str:
    """A notice, which is no answer to a message."""
    return _frame("notice", id=notice_id, replies=[_reply(reply) for reply in text], at=at.isoformat())


def error(text: str, about: str = "") -> str:
    """An apology; about: the id of the message that was not taken."""
    return _frame("error", text=text, **({"for": about} if about else {}))


def _frame(kind: str, **data: Any) -> str:
    return json.dumps({"type": kind, **data}, ensure_ascii=False)


def _reply(reply: Reply) -> dict[str, Any]:
    labels = [choice.label for choice in reply.choices]
    details = [choice.detail for choice in reply.choices]
    return {"text": reply.text, "choices": labels, "details": details, "urgent": reply.urgent}


def _line(line: HistoryLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "from": line.sender,
        "text": line.text,
        "choices": line.choices,
        "details": line.details,
        "urgent": line.urgent,
        "at": line.at.isoformat(),
    }


def _storable(text: str) -> str:
    """Without what UTF-8 (half surrogates) or a database (control characters) cannot hold."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(character for character in whole if character >= " " or character in "\n\t")
