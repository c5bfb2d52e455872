"""志愿者队伍: what the teams do; residents join one, see their own teams and hours, and leave."""

from bot.services.volunteers import joining, on_record, own_teams, teams

__all__ = ["joining", "on_record", "own_teams", "teams"]
