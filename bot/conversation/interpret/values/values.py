"""Reads the values of slots out of a piece of a message, by the slot's own reader or by the learned spans. Pure."""

import re
from dataclasses import dataclass

from bot.conversation.interpret.clauses.denied import without_unable
from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.values import addresses, loose_times, times
from bot.conversation.interpret.values.closed_values import EXCLUDED, TYPED
from bot.conversation.interpret.values.item_details import CONDITION
from bot.understanding.acts.spans import SpanReader
from bot.understanding.dialog_state import DialogState
from bot.understanding.parse import Parse
from bot.understanding.slots import name_spelling, person, phone, place, place_put_right
from bot.understanding.text.vocabulary import Vocabulary

WHOLE = 28  # characters: what is told when the matter is asked for is all of it, unless it is a long story
TIMES = frozenset({"time", "free", "when", "due", "session", "weekday"})
_DAYS = frozenset({"session", "weekday"})  # in standard words; other times stay as they were said
OF_TIMES = TIMES - _DAYS
WHEN_IT_SUITS = ("time", "free", "when")  # that a sentence may answer with all that it tells of them
_MEASURE = re.compile(r"^一?(?:张|台|部|辆|只|把|件|条|套|架)(?=..|床)")
_TAKEN_BACK = re.compile(r"(?:不是|弗是|勿是|不要|别写)[^，,。\s是要]{1,5}")
_TOGETHER = re.compile(r"两个都|两门都|两样都|都(?:报|要|上|学|想)")
_LEADS = (
    "就是", "就", "是", "那个", "那", "嗯", "哦", "喔", "呃", "额", "哎呀", "哎", "的", "要", "写", "填", "报",
    "我想", "我要", "这个", "一个", "在", "有", "个",
)  # fmt: skip
_TAILS = (
    "啊", "的呀", "呀", "哦", "喔", "嘛", "吧", "呢", "哈", "了", "啦", "咯", "喽", "嘞", "噻", "撒", "哎",
    "就行", "就好", "好了", "谢谢",
)  # fmt: skip


def tells_a_value(text: str, heard: Parse) -> bool:
    """Does the text tell a number, or name a person, a house or a course? heard: the parse of the text."""
    house = any(sign.isdecimal() for sign in place.spot(text) or "")
    number = phone.find_any(text) or phone.attempted(text)
    return house or bool(number or person.called(text)) or "course" in heard.named


_MINORITY = re.compile(r"[·•.A-Za-z]")


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
        named = self._named(piece, slot, state.slots.get(slot, ""))
        if named:
            return named
        if slot in TIMES:
            return self._time(piece, slot)
        if slot in ("place", "address"):
            return self._place(piece, slot, state)
        spoken = self._span(piece, slot)
        return [spoken] if spoken else []

    def _time(self, piece: Piece, slot: str) -> list[str]:
        """A day in standard words, another time as it was said; several in standard words."""
        piece = Piece.of(loose_times.without_unsaid(piece.text))
        spoken = self._span(piece, slot)
        if slot not in _DAYS and times.says_any(piece.bare):
            return [times.ANY_TIME]
        standing = times.meant(piece.bare) if slot in _DAYS else times.free(piece.bare)
        if slot not in _DAYS and times.leaves_out(piece.bare):
            return [standing]
        if "、" in standing or standing.count("周") > 1:
            return [standing]
        first, second = (standing, spoken) if slot in _DAYS else (spoken, standing)
        return [value for value in (first or second,) if value]

    def excluded(self, piece: Piece, slot: str) -> list[str]:
        """What the piece excludes for the slot."""
        reader = EXCLUDED.get(slot)
        if reader is not None:
            return reader(piece)
        named = self._named(piece, slot)
        if named:
            return named
        if slot in TIMES and (times_refused := times.refused(piece.bare)):
            return [times.standard(text) for text in times_refused] if slot in _DAYS else times_refused
        spoken = self._span(piece, f"not:{slot}")
        return [spoken] if spoken else []

    def _span(self, piece: Piece, slot: str) -> str:
        words = without_unable(piece.words) if slot in ("skill", "skills") else piece.words
        spoken = self.spans.read(words, slot)
        if slot in _LISTED and spoken:
            spoken = _with_the_rest(piece.words, spoken)
        bare = _MEASURE.sub("", trimmed(spoken)) or spoken
        return _with_negation(piece.words, bare) if slot == CONDITION else bare

    def _named(self, piece: Piece, slot: str, known: str = "") -> list[str]:
        """The things of the community that are named; without those that are taken back, or known already."""
        if slot not in ("course", "team", "event"):
            return []
        plain = _TAKEN_BACK.sub(" ", piece.bare)
        mentions = self.vocabulary.mentions(plain) or self.vocabulary.mentions(piece.bare)
        values = [mention.value for mention in mentions if mention.slot == slot]
        values = [value for value in values if value != known] or values
        named = list(dict.fromkeys(values))
        return named if _TOGETHER.search(piece.bare) else named[-1:]

    def _place(self, piece: Piece, slot: str, state: DialogState) -> list[str]:
        others = place_put_right.of_others(piece.text) if slot == "place" else ""
        if others:
            return [others]
        spoken = place.whole_of(piece.words, self._span(piece, slot))
        known = state.slots.get(slot, "")
        beside = addresses.beside_label(piece.words, known)
        if beside:
            return [beside]
        return [addresses.mended(piece, spoken, known) or place.refined(known, spoken)] if spoken else []


_NEGATION = re.compile(r"(?:没有|没得|没|不带|不含|不配|无|缺|少)了?(?:[一两]?[个只根条块])?$")


def _with_negation(text: str, spoken: str) -> str:
    """The words with the negation that stands before them: 「就是没有盖子」 → 没有盖子."""
    negation = _NEGATION.search(text[: text.find(spoken)]) if spoken in text else None
    return f"{negation[0]}{spoken}" if negation else spoken


_LISTED = frozenset({"skill", "item"})
_REST_OF_LIST = re.compile(
    r"^(?:[、和跟]|还有)?[\u4e00-\u9fff、]{2,14}?(?=这些|这类|什么的|等等|之类|两样|几样|都)"
    r"|^(?:[、和跟]|还有)[\u4e00-\u9fff、]{1,14}?(?=[，,。；;！!（(]|白送|送|卖|换|$)"
)


def _with_the_rest(text: str, spoken: str) -> str:
    """The thing with those that are listed after it: 「修电风扇电饭煲洗衣机这些」."""
    at = text.find(spoken)
    rest = _REST_OF_LIST.match(text[at + len(spoken) :]) if at >= 0 else None
    return spoken + rest[0] if rest else spoken


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
    mended = "" if known.startswith("姓") else name_spelling.mended_name(piece.words, known)  # never 「郑郑」
    if mended and mended != known:
        return mended
    spoken = spans.read(name_spelling.without_spellings(piece.words), "name").replace(" ", "")
    plain = person.find_name(spoken, asked=True) or ""
    if state.asked != "name" and not _MINORITY.search(plain) and not person.plausible_name(plain):
        plain = ""  # 「侬写对伐」: a few signs that nobody asked for are no name
    return plain or (spoken if state.asked == "name" else "")
