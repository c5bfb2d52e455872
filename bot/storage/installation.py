"""Facts of the database as a whole, compared when a programme starts on it and when a backup is restored."""

from collections.abc import Mapping

from sqlalchemy import Connection, insert, literal, select, update

from bot.common.cipher import Cipher
from bot.common.errors import ConfigError
from bot.storage.models import Base
from bot.storage.tables.installation import InstallationRecord

_TABLE = InstallationRecord.__table__
_SEALING, _INDEX, _OLDEST = "sealing_key", "index_key", "oldest_schema"
_OTHER_KEYS = (
    "DATA_KEYS are not the keys of this database: what it holds would stay sealed, and what is written now would be sealed"
    " otherwise. Give the keys that belong to it"
)
_OTHER_INDEX = (
    "the last key of DATA_KEYS is not the one by which this database finds its records:"
    " new keys go first, the last one stays"
)


def oldest_schema(connection: Connection) -> str:
    """The revision that a programme must know to work on this schema; "" where the schema does not say so."""
    return _facts(connection).get(_OLDEST, "")


def check_keys(connection: Connection, cipher: Cipher) -> None:
    """Compare the marks of the keys with those that the database keeps, and keep those of today.

    ConfigError: the database holds records, and was sealed by other keys.
    """
    facts = _facts(connection)
    other_keys = not cipher.knows(facts.get(_SEALING, cipher.sealing_mark))
    other_index = facts.get(_INDEX, cipher.index_mark) != cipher.index_mark
    if (other_keys or other_index) and _holds_records(connection):
        raise ConfigError(_OTHER_KEYS if other_keys else _OTHER_INDEX)
    _keep(connection, facts, cipher)


def take_keys(connection: Connection, cipher: Cipher) -> None:
    """Keep the marks of these keys whatever stood there: those before are lost, and what they sealed stays sealed."""
    _keep(connection, _facts(connection), cipher)


def _holds_records(connection: Connection) -> bool:
    tables = (table for table in Base.metadata.sorted_tables if table is not _TABLE)
    return any(connection.execute(select(literal(1)).select_from(table).limit(1)).first() for table in tables)


def _facts(connection: Connection) -> dict[str, str]:
    return {row.name: row.value for row in connection.execute(select(_TABLE.c.name, _TABLE.c.value))}


def _keep(connection: Connection, facts: Mapping[str, str], cipher: Cipher) -> None:
    """Write the marks of the keys where they are others than the facts tell."""
    for name, mark in ((_SEALING, cipher.sealing_mark), (_INDEX, cipher.index_mark)):
        if name not in facts:
            connection.execute(insert(InstallationRecord).values(name=name, value=mark))
        elif facts[name] != mark:
            connection.execute(update(InstallationRecord).where(_TABLE.c.name == name).values(value=mark))
