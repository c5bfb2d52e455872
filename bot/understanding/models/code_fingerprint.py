"""A digest of the code that a trained model depends on: another code, another model, so that no stale one serves."""

import hashlib
from functools import cache
from pathlib import Path

_UNDERSTANDING = Path(__file__).parent.parent
_FOLDERS = (
    "text",
    "slots",
    "models",
    "danger_signs",
    "danger_models",
    "acts",
)  # they make features, or train


@cache
def code_fingerprint() -> bytes:
    """The digest of the source files that turn texts into features and features into weights. OSError."""
    digest = hashlib.sha256()
    for folder in _FOLDERS:
        for file in sorted((_UNDERSTANDING / folder).glob("*.py")):
            digest.update(file.read_bytes())
    return digest.digest()
