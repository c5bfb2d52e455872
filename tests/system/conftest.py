"""Real processes start with the model that this session has trained: once, not once for each of them."""

import pytest

from bot.understanding.pipeline import Understanding


@pytest.fixture(scope="session", autouse=True)
def trained(understanding: Understanding) -> None:
    """The trained model lies in pytest's cache, from where tests/system/process.py takes it."""
