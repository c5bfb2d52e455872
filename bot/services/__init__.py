"""What the community does: one folder a service. The order is the order of speaking: the first that answers an intent has it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.common.errors import ConfigError
from bot.content.loader import Loaded, load
from bot.content.shared import SHARED_PARTS
from bot.content.snapshot import Content, ContentPart
from bot.conversation.service import Service
from bot.services.clubs_and_venues.service import service as clubs_and_venues
from bot.services.community.service import service as community
from bot.services.consultation.service import service as consultation
from bot.services.contacts.service import service as contacts
from bot.services.course_request.service import service as course_request
from bot.services.disaster.service import service as disaster
from bot.services.drills.service import service as drills
from bot.services.employer.service import service as employer
from bot.services.enrolment.service import service as enrolment
from bot.services.events.service import service as events
from bot.services.exchange.service import service as exchange
from bot.services.feedback.service import service as feedback
from bot.services.handoff.service import service as handoff
from bot.services.jobs.service import service as jobs
from bot.services.large_print.service import service as large_print
from bot.services.learning.service import service as learning
from bot.services.listings.service import service as listings
from bot.services.own_number.service import service as own_number
from bot.services.pests.service import service as pests
from bot.services.privacy.service import service as privacy
from bot.services.recommend.service import service as recommend
from bot.services.recycling.service import service as recycling
from bot.services.signposts.service import service as signposts
from bot.services.smalltalk.service import service as smalltalk
from bot.services.subscription.service import service as subscription
from bot.services.talents.service import service as talents
from bot.services.training.service import service as training
from bot.services.volunteers.service import service as volunteers
from bot.storage.export_table import Table
from bot.storage.record_type import RecordType, Without
from bot.storage.unit_of_work import UnitOfWork
from bot.understanding.parse import OUT_OF_SCOPE

SERVICES: tuple[Service, ...] = (
    own_number,  # before all: a code is for it, also while a person of the staff listens
    disaster,
    training,
    jobs,
    recommend,
    course_request,
    employer,
    learning,
    enrolment,
    subscription,
    drills,
    exchange,
    listings,
    recycling,
    pests,
    feedback,
    consultation,
    clubs_and_venues,
    events,
    volunteers,
    talents,
    contacts,
    community,
    signposts,
    privacy,
    large_print,
    handoff,
    smalltalk,
)

_SLOTS_OF_LABEL: Mapping[str, tuple[str, ...]] = {
    **{label: slots for service in SERVICES for label, slots in service.labels.items()},
    OUT_OF_SCOPE: ("phone",),
}
LABELS = tuple(_SLOTS_OF_LABEL)
"""What residents can say: `intents/` has phrases for each, evaluation sets are written with these names."""

CONTENT_PARTS: tuple[ContentPart[Any], ...] = tuple(
    dict.fromkeys((*SHARED_PARTS, *(part for service in SERVICES for part in service.reads)))
)
"""Every part of `knowledge/`: those that several rooms or services share, then those of the services."""


def load_content(folder: Path) -> Loaded:
    """The content below this folder, with all parts of the knowledge."""
    return load(folder, CONTENT_PARTS, _SLOTS_OF_LABEL)


RECORD_TYPES: Mapping[str, RecordType] = {kind.key: kind for service in SERVICES for kind in service.records}
"""Every kind of record, by the name that `bot export`, the console and staff decisions use."""

EXPORTS: tuple[str, ...] = tuple(
    key for key, kind in RECORD_TYPES.items() if not isinstance(kind.export, Without)
)


async def exported(work: UnitOfWork, key: str, content: Content) -> Table:
    """The records of a kind, opened. ConfigError for a kind that is not exported."""
    kind = RECORD_TYPES.get(key)
    if kind is None or isinstance(kind.export, Without):
        raise ConfigError(f"there is no {key} to export; known: {', '.join(EXPORTS)}")
    return await kind.export(work, content)
