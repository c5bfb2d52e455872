"""What the community does. The list is the order of speaking: the first skill that answers an intent has it."""

from bot.dialogue.skill import Skill
from bot.skills import (
    community,
    culture,
    disaster,
    drills,
    emergency,
    enrolment,
    exchange,
    jobs,
    learning,
    orders,
    recommend,
    requests,
    smalltalk,
    training,
)

SKILLS: tuple[Skill, ...] = (
    emergency.skill,
    training.skill,
    recommend.skill,
    enrolment.skill,
    requests.skill,
    orders.skill,
    jobs.skill,
    learning.skill,
    disaster.skill,
    drills.skill,
    exchange.skill,
    culture.skill,
    community.skill,
    smalltalk.skill,
)
