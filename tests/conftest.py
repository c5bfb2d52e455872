"""Fixtures for all tests: real Valkey, real databases, the real content."""

import pytest
from hypothesis import HealthCheck, settings

from tests.databases import (
    database,
    database_url,
    empty_database_url,
    fast,
    lent_databases,
    postgres,
    postgres_url,
    sqlite_url,
)
from tests.small_content import small_content, small_folder
from tests.stage import content, stage, understanding
from tests.valkeys import redis, valkey_url

__all__ = [
    "content",
    "database",
    "database_url",
    "empty_database_url",
    "fast",
    "lent_databases",
    "postgres",
    "postgres_url",
    "redis",
    "small_content",
    "small_folder",
    "sqlite_url",
    "stage",
    "understanding",
    "valkey_url",
]

_LONG = ("soak", "system", "upgrades")
"""Folders whose files hold few tests and take long."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, then the transcripts: a long file that begins last leaves all workers but one idle."""
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    parts = item.path.relative_to(item.config.rootpath).parts
    return 0 if parts[1] in _LONG else 1 if parts[1] == "test_transcripts.py" else 2


# How long an input takes to make depends on what else the machine does.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
