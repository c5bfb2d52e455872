"""Which of the resident's own records a piece speaks of. Pure."""

import re
from collections.abc import Sequence

from bot.common.text import letter_pairs
from bot.conversation.interpret.flows import FLOWS
from bot.conversation.interpret.values.kinship import people_named
from bot.understanding.acts.act_features import readable_words
from bot.understanding.dialog_state import OnRecord

_REF = re.compile(r"[A-Za-z]{1,2}\d{1,6}|\d{1,6}号?")
_COMMON = frozenset("的了我一是不在有他她它这那个们和跟给你您上下班位名")
_SINGLE = re.compile(r"^(?:[旧新老]|一些|几)?([\u4e00-\u9fff])(?=[一二两三四五六七八九十几半\d]|$|（)")
_PLACED = (
    (
        re.compile(
            r"第?一[个件条门张]|头一|前[面头]那|上面那|(?:先|前[面头]|头里|早先|一开始)(?:报|登|订|挂|说)"
        ),
        0,
    ),
    (
        re.compile(
            r"第?二[个件条门张]|第二|后[面头]那|下面那|(?:后来?|后[面头来]|最后|最近)(?:才|又|再)?(?:报|登|订|挂|说)"
        ),
        1,
    ),
)


def likeness(piece: str, record: OnRecord) -> float:
    """How well the piece names the record: by number, by the characters of its title, by the words of its kind."""
    words, title = _plain(piece), _plain(record.title)
    return named(piece, record) + sum(0.3 for sign in set(title) - _COMMON if sign in words)


def named(piece: str, record: OnRecord) -> float:
    """How well the piece names the record by more than single characters; 0 where it does not."""
    words, title = _plain(piece), _plain(record.title)
    score = 5.0 if _numbered(piece, record) else 0.0
    score += sum(1.5 for pair in letter_pairs(title) if pair in words)
    single = _SINGLE.match(title)
    if single and single[1] in words:  # 「书给同事了」 of 「书一箱」
        score += 1.0
    flow = FLOWS.get(record.kind)
    if flow is not None:
        score += sum(0.8 for word in flow.words if word in words)
    return score + sum(0.7 for person in people_named(words) if person in title)


def _numbered(piece: str, record: OnRecord) -> bool:
    """Does the piece tell the record's number?"""
    return bool(record.ref) and plain_number(record.ref) in map(plain_number, _REF.findall(piece))


def plain_number(ref: str) -> str:
    """The number of a record as it is compared: t1 for T0001, 3 for 3号."""
    letters = "".join(sign for sign in ref if sign.isalpha() and sign != "号").lower()
    return letters + "".join(filter(str.isdecimal, ref)).lstrip("0")


def _plain(text: str) -> str:
    return readable_words(text).replace(" ", "")


def spoken_of(piece: str, own: Sequence[OnRecord], kind: str = "") -> OnRecord | None:
    """The record that the piece speaks of; of several the most alike, then the one of the likely kind; None without any."""
    if not own:
        return None
    if len(own) == 1:
        return own[0]
    scored = [
        (likeness(piece, record) + (0.9 if record.kind == kind else 0.0), -index, record)
        for index, record in enumerate(own)
    ]
    best = max(scored, key=lambda entry: entry[:2])
    if best[0] > 0:
        return best[2]
    return own[placed(piece, len(own)) or 0]


def placed(piece: str, count: int) -> int | None:
    """Which of so many records 「第一个」 or 「后面那个」 means, from 0; None where the piece says nothing of the kind."""
    index = next((index for pattern, index in _PLACED if pattern.search(piece)), None)
    return index if index is None or count > index else count - 1
