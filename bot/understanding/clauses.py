"""Two wishes in one message: where it could be cut. Pure."""

import re

SHORTEST = 3  # characters that a wish takes at the least
_CUT = re.compile(
    r"[，,。；;！!？?\n]+\s*(?:然后|还有|另外|顺便|对了|再)?(?:我?(?:想|再|还想)?(?:问一?下|请问|问问))?"
    r"|(?:顺便|顺带|另外|还有就是|再就是|对了)(?:我?(?:想|再|还想)?(?:问一?下|请问|问问))?"
)


def split_clauses(text: str) -> list[str]:
    """The parts of a text that could each be a wish of its own; the whole when it cannot be cut."""
    parts = [part.strip() for part in _CUT.split(text) if part and len(part.strip()) >= SHORTEST]
    return parts if len(parts) > 1 else [text]
