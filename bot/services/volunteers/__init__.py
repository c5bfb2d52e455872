"""志愿者队伍: join a team, one's own teams and hours, leave."""
