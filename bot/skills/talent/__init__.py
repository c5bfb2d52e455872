"""人才银行: skills lent, help asked for, and the one brought to the other. One module for each side."""

from bot.dialogue.skill import Skill
from bot.skills.talent import case, helping, lending, requesting, thanking, watching

SKILLS: tuple[Skill, ...] = (
    lending.skill,
    requesting.skill,
    helping.skill,
    thanking.skill,
    case.skill,
    watching.skill,
)
