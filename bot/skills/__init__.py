"""What the community does. The list is the order of speaking: the first skill that answers an intent has it."""

from bot.dialogue.skill import Skill
from bot.skills import (
    community,
    culture,
    disaster,
    emergency,
    enrolment,
    exchange,
    recommend,
    smalltalk,
    talent,
    training,
)

SKILLS: tuple[Skill, ...] = (
    emergency.skill,
    training.skill,
    recommend.skill,
    enrolment.skill,
    disaster.skill,
    exchange.skill,
    culture.skill,
    *talent.SKILLS,
    community.skill,
    smalltalk.skill,
)
