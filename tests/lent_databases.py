"""PostgreSQL databases that tests use one after the other.

A database is five hundred files, and a thousand of them keep a disk busy for minutes. So a test gives its database back: the
rows are deleted and the counters begin at one again. Where a test changed more than rows, the database is not lent again.
"""

from collections.abc import Awaitable, Callable

import asyncpg  # type: ignore[import-untyped]

_LEAVE_OUT = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_EMPTY = """
DO $$
DECLARE found record;
BEGIN
    SET LOCAL session_replication_role = replica;  -- in any order, whatever refers to what
    FOR found IN SELECT tablename AS name FROM pg_tables
        WHERE schemaname = 'public' AND tablename NOT IN ('alembic_version', 'installation') LOOP
        EXECUTE format('DELETE FROM %I', found.name);
    END LOOP;
    DELETE FROM installation WHERE name <> 'oldest_schema';
    FOR found IN SELECT sequencename AS name FROM pg_sequences
        WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
        PERFORM setval(quote_ident(found.name)::regclass, 1, false);
    END LOOP;
END $$
"""
# Tables, columns, indexes, constraints, triggers, settings of the database, the revision and the oldest that works on it.
_SHAPE = """
SELECT concat_ws(';',
    (SELECT md5(string_agg(concat_ws(' ', c.relname, c.relkind, a.attname, a.atttypid, a.attnotnull, a.atthasdef), ','
        ORDER BY c.relname, a.attnum))
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0),
    (SELECT md5(string_agg(conname, ',' ORDER BY conname)) FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace),
    (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal),
    (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
    (SELECT count(*) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
     WHERE d.datname = current_database()),
    (SELECT string_agg(version_num, ',') FROM alembic_version),
    (SELECT string_agg(value, ',') FROM installation WHERE name = 'oldest_schema'))
"""


class LentDatabases:
    """The databases of one server. create: makes a migrated one, and gives its URL."""

    def __init__(self, create: Callable[[], Awaitable[str]]) -> None:
        self._create = create
        self._free: list[str] = []
        self._shape = ""

    async def lend(self) -> str:
        """The URL of a database without records."""
        if self._free:
            return self._free.pop()
        url = await self._create()
        if not self._shape:
            connection = await asyncpg.connect(url)
            self._shape = str(await connection.fetchval(_SHAPE))
            await connection.close()
        return url

    async def take_back(self, url: str) -> None:
        """Empty it for the next test."""
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(_LEAVE_OUT)
            if str(await connection.fetchval(_SHAPE)) == self._shape:
                await connection.execute(_EMPTY)
                self._free.append(url)
        except asyncpg.PostgresError:  # the test left it so that nothing can be written: not lent again
            return
        finally:
            await connection.close()
