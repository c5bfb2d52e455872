"""Limits by day for what is scarce: an account's own, and what all accounts of one network address may use together.

A page visitor is a new account on each new page, so the account's limit alone would stop nobody. Where a channel does
not know the address (WeChat), the account's limit stands alone: accounts are not free there.
"""

from bot.conversation.turn import Turn
from bot.storage import daily_uses
from bot.storage.daily_uses import DailyLimit


def of_address(turn: Turn, thing: str, a_day: int) -> DailyLimit:
    """What the address of this message may use a day; a_day: what one account may."""
    return DailyLimit(thing, turn.message.source, a_day * turn.rules.accounts_per_address)


async def address_allows(turn: Turn, thing: str, a_day: int) -> bool:
    """Count a use for the address of this message; whether it is within the limit. a_day: what one account may."""
    limit = of_address(turn, thing, a_day)
    return not limit.asker or await daily_uses.count(turn.work, limit, turn.now)


async def account_allows(turn: Turn, thing: str, a_day: int) -> bool:
    """Count a use for the account and for its address; whether both are within their limits."""
    limits = [DailyLimit(thing, turn.message.user, a_day), of_address(turn, thing, a_day)]
    return all(await daily_uses.count_all(turn.work, limits, turn.now))
