"""The parts of the knowledge that several services or rooms read. What one service alone reads stands in its `content.py`."""

from typing import Any

from bot.content.shared.account_menu import ACCOUNT_MENU
from bot.content.shared.calendar import CALENDAR
from bot.content.shared.community import COMMUNITY
from bot.content.shared.courses import COURSES
from bot.content.shared.details import DETAILS
from bot.content.shared.events import EVENTS
from bot.content.shared.exchange import EXCHANGE
from bot.content.shared.hazards import TIPS
from bot.content.shared.questions import QUESTIONS
from bot.content.shared.venues import VENUES
from bot.content.snapshot import ContentPart

SHARED_PARTS: tuple[ContentPart[Any], ...] = (
    COMMUNITY,
    COURSES,
    TIPS,
    VENUES,
    EVENTS,
    EXCHANGE,
    DETAILS,
    QUESTIONS,
    CALENDAR,
    ACCOUNT_MENU,
)
