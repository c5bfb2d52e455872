"""Fixtures for all tests: real Valkey, real databases, the real content."""

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

# How long an input takes to make depends on what else the machine does.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
