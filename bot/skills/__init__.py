"""What the community does. The list is the order of speaking: the first skill that answers an intent has it."""

from bot.dialogue.skill import Skill
from bot.skills import (
    community,
    culture,
    disaster,
    drills,
    elder,
    emergency,
    enrolment,
    events,
    exchange,
    feedback,
    handoff,
    listings,
    privacy,
    recommend,
    smalltalk,
    subscription,
    training,
    volunteer,
)

SKILLS: tuple[Skill, ...] = (
    emergency.skill,
    training.skill,
    recommend.skill,
    enrolment.skill,
    disaster.skill,
    subscription.skill,
    drills.skill,
    exchange.skill,
    listings.skill,
    feedback.skill,
    culture.skill,
    events.skill,
    volunteer.skill,
    community.skill,
    privacy.skill,
    elder.skill,
    handoff.skill,
    smalltalk.skill,
)
