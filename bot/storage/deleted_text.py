"""What SQLite keeps of deleted text beside the rows: overwritten where it stood, and taken out of the journal.

PostgreSQL overwrites it by its own vacuum, and keeps it in its journal as long as that is kept.
"""

import sqlite3

from sqlalchemy.ext.asyncio import AsyncEngine

_PATIENCE_MS = 200  # the checkpoint keeps writers out while it waits for readers of an older state


async def truncate_journal(engine: AsyncEngine) -> bool:
    """Bring the journal into the file and empty it; False when somebody still reads an older state: try again.

    The file's pages are overwritten as they are deleted (`secure_delete`), the journal holds them until this.
    """
    if engine.dialect.name != "sqlite":
        return True
    async with engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        [[patience]] = await driver.execute_fetchall("PRAGMA busy_timeout")
        await driver.execute_fetchall(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        try:
            [[busy, *_]] = await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError:
            busy = True
        finally:
            await driver.execute_fetchall(f"PRAGMA busy_timeout = {patience}")
    return not busy


async def rewrite_file(engine: AsyncEngine) -> bool:
    """Write the file anew without what was deleted before `secure_delete` was on; False when others were at work."""
    if engine.dialect.name != "sqlite":
        return True
    try:
        async with engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None
            await driver.execute_fetchall("VACUUM")
    except sqlite3.OperationalError:
        return False
    return await truncate_journal(engine)
