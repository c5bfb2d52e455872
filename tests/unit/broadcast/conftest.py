"""A push on each kind of database."""

import pytest

from bot.content.shared.calendar import CALENDAR
from bot.content.snapshot import Content
from bot.storage.database import Database
from tests.unit.broadcast.push_stage import Push


@pytest.fixture
def push(database: Database, content: Content) -> Push:
    return Push(database, content.part(CALENDAR))
