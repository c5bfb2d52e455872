"""The first pronunciation of every character, folded: sounds that are not told apart in and around Ningbo are one.

A module of its own, imported at first use: the import lock has one thread read the table, once.
"""

import os
import unicodedata
from functools import cache

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FINALS = (("ing", "in"), ("eng", "en"), ("ang", "an"))


def _read() -> dict[str, str]:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # its table of phrases takes 40 MB and is not needed
    from pypinyin.constants import PINYIN_DICT

    table = {chr(code): _folded(pronunciations.split(",")[0]) for code, pronunciations in PINYIN_DICT.items()}
    PINYIN_DICT.clear()  # frees 6 MB; nothing else uses it
    return table


@cache
def _folded(pronunciation: str) -> str:
    letters = unicodedata.normalize("NFD", pronunciation)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for long, short in _INITIALS:
        if bare.startswith(long):
            bare = short + bare[2:]
    if bare.startswith("n"):
        bare = "l" + bare[1:]
    for long, short in _FINALS:
        if bare.endswith(long):
            return bare[: -len(long)] + short
    return bare


PINYIN = _read()
