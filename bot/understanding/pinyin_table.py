"""Every character's first reading, folded: what nobody tells apart here is written alike.

A module of its own, to be imported when it is first asked for: the table is read once, whichever thread comes first.
"""

import os
import unicodedata
from functools import cache

_FOLDED = (("zh", "z"), ("ch", "c"), ("sh", "s"))  # not told apart in and around Ningbo
_ENDINGS = (("ing", "in"), ("eng", "en"), ("ang", "an"))


def _read() -> dict[str, str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # its table of phrases takes 40 MB, and is not asked
    from pypinyin.constants import PINYIN_DICT

    table = {chr(code): _folded(readings.split(",")[0]) for code, readings in PINYIN_DICT.items()}
    PINYIN_DICT.clear()  # nobody else asks it: 6 MB
    return table


@cache
def _folded(reading: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFD", reading) if not unicodedata.combining(sign))
    for long, short in _FOLDED:
        if bare.startswith(long):
            bare = short + bare[2:]
    if bare.startswith("n"):
        bare = "l" + bare[1:]
    for long, short in _ENDINGS:
        if bare.endswith(long):
            return bare[: -len(long)] + short
    return bare


PINYIN = _read()
