"""A digest of the code that a file in the cache depends on: another code, another file, so that no stale one serves."""

import hashlib
from functools import cache
from pathlib import Path

_UNDERSTANDING = Path(__file__).parent.parent
OF_MODELS = ("text", "slots", "models", "danger_signs", "danger_models", "acts")
"""The folders whose code turns texts into features, and features into weights."""
OF_ENCODER = ("encoder",)


@cache
def code_fingerprint(folders: tuple[str, ...]) -> bytes:
    """The digest of the source files in these folders of `understanding/`. OSError."""
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted((_UNDERSTANDING / folder).glob("*.py")):
            digest.update(file.read_bytes())
    return digest.digest()
