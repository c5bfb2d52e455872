"""Things that change hands: list one, look for one, reserve, withdraw; both sides are told."""

from bot.services.listings import staff_list

__all__ = ["staff_list"]
