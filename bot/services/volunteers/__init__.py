"""志愿者队伍: what the teams do, join one, one's own teams and hours, leave."""

from bot.services.volunteers import teams

__all__ = ["teams"]
