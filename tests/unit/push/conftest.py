"""A push on each kind of database."""

import pytest

from bot.content.loader import Content
from bot.records.database import Database
from tests.unit.push.stand import Push


@pytest.fixture
def push(database: Database, content: Content) -> Push:
    return Push(database, content.calendar)
