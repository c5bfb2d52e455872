"""志愿者队伍: join a team, one's own teams and hours, leave."""

from bot.services.volunteers import staff_list

__all__ = ["staff_list"]
