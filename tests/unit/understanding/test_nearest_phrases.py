"""The nearest phrases are the same in every process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
_SCRIPT = """
from bot.understanding.models.nearest_phrases import Phrase, PhraseIndex

# Far more phrases than candidates, all equally near: which of them are looked at depends on the order of the pairs.
signs = [chr(0x4E00 + number) for number in range(200)]
index = PhraseIndex([Phrase(f"想{sign}学", f"label{number % 7}") for number, sign in enumerate(signs)] +
                    [Phrase(f"家{sign}政", f"other{number % 5}") for number, sign in enumerate(signs)])
print(sorted(index.votes("想家政").items()))
"""


def test_hash_seeds_change_nothing() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(6)
    }
    assert len(said) == 1
