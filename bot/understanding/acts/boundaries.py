"""Where a message may be parted into pieces that each mean something of their own, and how likely each place is. Pure.

Candidates are punctuation, blanks, and cuts between words, for dictated text has no punctuation. Learned from the marks
between the parts of labelled turns.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.understanding.acts.act_features import cues
from bot.understanding.models import lexical
from bot.understanding.models.lexical import Model

Segment = Callable[[str], tuple[str, ...]]
REGULARIZATION = 0.3
EVERY = (
    4  # of the candidates without a sign that part nothing, so many-th is learned from: there are too many
)
SHORT = 4  # characters: so short a side is a feature as a whole
REACH = 12  # characters of a side whose pairs are features
LONGEST = 160  # characters of a message that are looked at
_SIGNS = re.compile(r"[\s，,。；;！!？?、~～…]+")
_KINDS = (("?", "？?"), ("!", "！!"), (".", "。；;…"), (",", "，,、"), ("~", "~～"))
_DIGITS = frozenset("0123456789零〇一二三四五六七八九幺两-—")
_PART, _WHOLE = "part", "whole"
_LENGTHS = (1, 2, 4, 6, 10, 16, 30)


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place where a message may be parted. end: of what stands before; start: of what follows the signs; sign: its kind."""

    end: int
    start: int
    sign: str


def candidates(text: str, segment: Segment) -> list[Boundary]:
    """The places where the message may be parted, in order."""
    places = [
        Boundary(match.start(), match.end(), _kind(match[0]))
        for match in _SIGNS.finditer(text[:LONGEST])
        if match.start() > 0 and match.end() < len(text)
    ]
    ends = [0, *(end for place in places for end in (place.end, place.start)), min(len(text), LONGEST)]
    for begin, end in zip(ends[::2], ends[1::2], strict=True):
        places += _within(text[begin:end], begin, segment)
    return sorted((place for place in places if not _in_a_number(text, place)), key=lambda place: place.end)


def _in_a_number(text: str, place: Boundary) -> bool:
    """Does the place stand within a number that is dictated in groups: 「一八零 五七四二 三三六八」?"""
    return text[place.end - 1] in _DIGITS and text[place.start] in _DIGITS


def _within(part: str, begin: int, segment: Segment) -> Iterable[Boundary]:
    at = 0
    for word in segment(part)[:-1]:
        found = part.find(word, at)
        if found < 0:
            return
        at = found + len(word)
        if 0 < at < len(part):
            yield Boundary(begin + at, begin + at, "")


def _kind(signs: str) -> str:
    return next((name for name, characters in _KINDS if any(sign in characters for sign in signs)), "_")


def boundary_features(text: str, places: Sequence[Boundary], asked: str, *, form: bool) -> list[list[str]]:
    """For every place: what stands on both sides, near it and as far as the next sign."""
    signed = [place for place in places if place.sign]
    return [_features(text, place, signed, asked, form=form) for place in places]


def _features(text: str, place: Boundary, signed: Sequence[Boundary], asked: str, *, form: bool) -> list[str]:
    begin = max((other.start for other in signed if other.end < place.end), default=0)
    end = min((other.end for other in signed if other.end > place.end), default=len(text))
    left, right = text[begin : place.end], text[place.start : end]
    sign = place.sign or "none"
    before, after = f"^^{left}"[-3:], f"{right}$$"[:3]
    where = "form" if form else "open"
    near = [
        "b=any", f"b=l1={before[-1]}", f"b=l2={before[-2:]}", f"b=l3={before}", f"b=r1={after[0]}",
        f"b=r2={after[:2]}", f"b=r3={after}", f"b=lr={before[-1]}{after[0]}",
    ]  # fmt: skip
    wide = [
        f"b=ll={_size(left)}", f"b=rl={_size(right)}", f"b=first={begin == 0}={_size(left)}",
        f"b=last={end == len(text)}={_size(right)}", f"b=asked={asked}", f"b={where}",
        f"b=whole=l={left}" if len(left) <= SHORT else "b=long=l",
        f"b=whole=r={right}" if len(right) <= SHORT else "b=long=r",
    ]  # fmt: skip
    names = [*near, *wide, *_words_of(left, right, where)]
    return [*names, *(f"{sign}{name}" for name in names)]


def _words_of(left: str, right: str, where: str) -> Iterable[str]:
    """The words on both sides: those that tell what is done, and all pairs of characters."""
    yield from (f"b=lc={cue}" for cue in cues(left))
    for cue in cues(right):
        yield f"b=rc={cue}"
        yield f"b={where}=rc={cue}"
    yield from (f"b=lg={first}{second}" for first, second in pairwise(left[-REACH:]))
    yield from (f"b=rg={first}{second}" for first, second in pairwise(right[:REACH]))


def _size(text: str) -> str:
    return next((str(most) for most in _LENGTHS if len(text) <= most), "more")


@dataclass(frozen=True, slots=True)
class MarkedMessage:
    """A message with the places where it was marked to be parted."""

    text: str
    asked: str
    form: bool
    marks: frozenset[int]


def joined(parts: Sequence[str], sign: str, asked: str, *, form: bool) -> MarkedMessage:
    """The parts with a sign between them, marked."""
    text, marks = parts[0], []
    for part in parts[1:]:
        marks.append(len(text))
        text = f"{text}{sign}{part}"
    return MarkedMessage(text, asked, form, frozenset(marks))


class BoundaryModel:
    """How much speaks for each place."""

    def __init__(self, model: Model) -> None:
        self.model = model
        # Of two labels the model has one column, which speaks for the second.
        self._sign = 1.0 if model.labels.index(_PART) else -1.0

    def margins(self, text: str, asked: str, *, form: bool, segment: Segment) -> list[tuple[Boundary, float]]:
        """The candidates, each with a decision value: above 0 it rather parts the message."""
        places = candidates(text, segment)
        told = boundary_features(text, places, asked, form=form)
        return [
            (place, self._sign * float(self.model.margins(names)[0]))
            for place, names in zip(places, told, strict=True)
        ]


def train(messages: Iterable[MarkedMessage], segment: Segment) -> BoundaryModel:
    """Learn from marked messages."""
    told, labels = [], []
    for number, message in enumerate(messages):
        places = candidates(message.text, segment)
        for at, (place, names) in enumerate(
            zip(
                places, boundary_features(message.text, places, message.asked, form=message.form), strict=True
            )
        ):
            parts = place.end in message.marks
            if not parts and not place.sign and (number + at) % EVERY:
                continue
            told.append(names)
            labels.append(_PART if parts else _WHOLE)
    return BoundaryModel(lexical.train(told, labels, regularization=REGULARIZATION))
