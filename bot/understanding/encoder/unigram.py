"""Cuts a text into the encoder's tokens: the likeliest pieces of its vocabulary, as SentencePiece does (arXiv:1808.06226)."""

import unicodedata
from collections.abc import Mapping, Sequence

_SPACE = "▁"
_UNKNOWN_PENALTY = 10.0  # below the least likely piece, as in SentencePiece


class Unigram:
    """The vocabulary. pieces: the log probability of each; numbers: its token; unknown: the token for what no piece covers."""

    def __init__(self, pieces: Sequence[tuple[str, float]], numbers: Sequence[int], unknown: int) -> None:
        self._pieces: Mapping[str, tuple[int, float]] = {
            text: (number, score) for (text, score), number in zip(pieces, numbers, strict=True) if text
        }
        self._unknown = (unknown, min(score for _, score in pieces) - _UNKNOWN_PENALTY)
        self._longest = max(map(len, self._pieces))

    def tokens(self, text: str) -> list[int]:
        """The tokens of a text; neighbouring characters that are unknown are one token."""
        spoken = _SPACE + _SPACE.join(unicodedata.normalize("NFKC", text).split())
        steps = self._likeliest(spoken)
        found: list[int] = []
        end = len(spoken)
        while end:
            number, length = steps[end]
            if not (found and found[-1] == number == self._unknown[0]):
                found.append(number)
            end -= length
        return found[::-1]

    def _likeliest(self, spoken: str) -> list[tuple[int, int]]:
        """For each beginning of the text, by its length: (token, characters) of the last of its likeliest pieces."""
        unknown, penalty = self._unknown
        scores, steps = [0.0], [(unknown, 0)]
        for end in range(1, len(spoken) + 1):
            best, step = scores[end - 1] + penalty, (unknown, 1)
            for start in range(max(0, end - self._longest), end):
                piece = self._pieces.get(spoken[start:end])
                if piece is not None and scores[start] + piece[1] > best:
                    best, step = scores[start] + piece[1], (piece[0], end - start)
            scores.append(best)
            steps.append(step)
        return steps
