"""人才银行: skills lent, help asked for, and the one brought to the other."""

from bot.services.talents import helping, lending, request_status, requesting, rounds, thanking

__all__ = ["helping", "lending", "request_status", "requesting", "rounds", "thanking"]
