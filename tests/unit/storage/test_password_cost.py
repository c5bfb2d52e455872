"""Passwords are hashed at the full cost; the console's own tests pay less."""

from datetime import UTC, datetime

from bot.storage import staff_accounts
from bot.storage.database import Database
from bot.storage.staff_accounts import Role


async def test_a_hash_costs_what_rfc_9106_recommends(database: Database) -> None:
    """Where memory is scarce: 64 MiB, three passes, four lanes."""
    now = datetime(2026, 5, 6, tzinfo=UTC)
    async with database.work() as work:
        account = await staff_accounts.save(work, "王芳", Role.CLERK, "a-long-password", "test", now)
    assert account.password.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
