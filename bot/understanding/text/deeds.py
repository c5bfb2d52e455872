"""What somebody does or wants to do, held against words for deeds: 「家里电脑都是他修」 means those who mend computers."""

import re
from collections.abc import Mapping, Sequence

_CLAUSES = re.compile(r"[，,。.！!？?；;\s]+")
_NOT_MEANT = re.compile(r"不(?:会|懂|想|要|去|行|喜欢|是|用|当)|别|弗|勿|没(?:有)?学过|干不了|做不来")


def doing(deeds: Mapping[str, Sequence[str]], text: str) -> list[str]:
    """The names whose deeds the text tells most of, none where it tells of none; a clause that denies counts for nothing."""
    told = [clause for clause in _CLAUSES.split(text) if not _NOT_MEANT.search(clause)]
    weights = {
        name: sum(len(word) for word in words if any(word in clause for clause in told))
        for name, words in deeds.items()
    }
    most = max(weights.values(), default=0)
    return [name for name, weight in weights.items() if most and weight == most]
