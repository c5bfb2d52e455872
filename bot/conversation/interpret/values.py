"""Reads the values of slots out of a piece of a message, by the slot's own reader or by the learned spans. Pure."""

import re
from dataclasses import dataclass

from bot.conversation.interpret import addresses, corrected, times
from bot.conversation.interpret.closed_values import EXCLUDED, TYPED
from bot.conversation.interpret.piece import Piece
from bot.understanding.dialog_state import DialogState
from bot.understanding.slots import person
from bot.understanding.spans import SpanReader
from bot.understanding.vocabulary import Vocabulary

WHOLE = 28  # characters: what is told when the matter is asked for is all of it, unless it is a long story
_TOGETHER = re.compile(r"两个都|两门都|两样都|都(?:报|要|上|学|想)")
_LEADS = (
    "就是", "就", "是", "那个", "那", "嗯", "哦", "喔", "呃", "额", "哎呀", "哎", "的", "要", "写", "填", "报",
    "我想", "我要", "这个", "一个", "在", "有", "个",
)  # fmt: skip
_TAILS = (
    "啊", "的呀", "呀", "哦", "喔", "嘛", "吧", "呢", "哈", "了", "啦", "咯", "喽", "嘞", "噻", "撒", "哎",
    "就行", "就好", "好了", "谢谢",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads values. spans: for slots in the resident's own words; vocabulary: the things of the community."""

    spans: SpanReader
    vocabulary: Vocabulary

    def read(self, piece: Piece, slot: str, state: DialogState) -> list[str]:
        """The values that the piece gives for the slot, the slot taken for granted; several only of what can be several."""
        typed = TYPED.get(slot)
        if typed is not None:
            return typed(piece, state)
        if slot == "detail" and state.asked == "detail" and len(piece.words) <= WHOLE:
            return [piece.words]
        named = self._named(piece, slot)
        if named:
            return named
        if slot in ("time", "free", "when", "due", "session"):
            spoken = self._span(piece, slot)
            standing = times.meant(piece.bare)
            if slot == "session":
                return [standing] if standing else ([spoken] if spoken else [])
            return [spoken] if spoken else ([standing] if standing else [])
        if slot in ("place", "address"):
            return self._place(piece, slot, state)
        spoken = self._span(piece, slot)
        return [spoken] if spoken else []

    def excluded(self, piece: Piece, slot: str) -> list[str]:
        """What the piece excludes for the slot."""
        reader = EXCLUDED.get(slot)
        if reader is not None:
            return reader(piece)
        named = self._named(piece, slot)
        if named:
            return named
        if slot in ("time", "free", "when", "session", "weekday", "due") and (
            spoken := self._span(piece, f"not:{slot}")
        ):
            return [spoken]
        found = times.find_all(piece.bare) if slot in ("session", "weekday", "time", "free", "when") else []
        return found or [spoken for spoken in (self._span(piece, f"not:{slot}"),) if spoken]

    def _span(self, piece: Piece, slot: str) -> str:
        spoken = self.spans.read(piece.words, slot)
        return trimmed(spoken) or spoken

    def _named(self, piece: Piece, slot: str) -> list[str]:
        if slot not in ("course", "team", "event"):
            return []
        values = [mention.value for mention in self.vocabulary.mentions(piece.bare) if mention.slot == slot]
        named = list(dict.fromkeys(values))
        return named if _TOGETHER.search(piece.bare) else named[-1:]

    def _place(self, piece: Piece, slot: str, state: DialogState) -> list[str]:
        spoken = addresses.in_figures(self._span(piece, slot))
        known = state.slots.get(slot, "")
        return [addresses.mended(piece, spoken, known) or spoken] if spoken else []


def trimmed(text: str) -> str:
    """The text without the small words around what it says: 「就是菜场后门呀」 → 菜场后门."""
    while lead := next((word for word in _LEADS if text.startswith(word)), ""):
        text = text.removeprefix(lead)
    while tail := next((word for word in _TAILS if text.endswith(word)), ""):
        text = text.removesuffix(tail)
    return text.strip()


def read_name(piece: Piece, state: DialogState, spans: SpanReader) -> str:
    """A person's name: mended by a character, put in another's place, or as it is said."""
    known = state.slots.get("name", "")
    mended = corrected.mended_name(piece.words, known) if known else ""
    if mended and mended != known:
        return mended
    spoken = spans.read(piece.words, "name").replace(" ", "")
    plain = person.find_name(spoken, asked=True)
    return plain or spoken
