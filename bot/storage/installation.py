"""Facts of the database as a whole, compared when a programme starts on it and when a backup is restored."""

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
    return _value(connection, _OLDEST)


def check_keys(connection: Connection, cipher: Cipher) -> None:
    """Compare the marks of the keys with those that the database keeps, and keep those of today.

    ConfigError: the database holds records, and was sealed by other keys.
    """
    sealing, index = _value(connection, _SEALING), _value(connection, _INDEX)
    other_keys = bool(sealing) and not cipher.knows(sealing)
    other_index = bool(index) and index != cipher.index_mark
    if (other_keys or other_index) and _holds_records(connection):
        raise ConfigError(_OTHER_KEYS if other_keys else _OTHER_INDEX)
    take_keys(connection, cipher)


def take_keys(connection: Connection, cipher: Cipher) -> None:
    """Keep the marks of these keys whatever stood there: those before are lost, and what they sealed stays sealed."""
    _keep(connection, _SEALING, _value(connection, _SEALING), cipher.sealing_mark)
    _keep(connection, _INDEX, _value(connection, _INDEX), cipher.index_mark)


def _holds_records(connection: Connection) -> bool:
    tables = (table for table in Base.metadata.sorted_tables if table is not _TABLE)
    return any(connection.execute(select(literal(1)).select_from(table).limit(1)).first() for table in tables)


def _value(connection: Connection, name: str) -> str:
    return connection.execute(select(_TABLE.c.value).where(_TABLE.c.name == name)).scalar() or ""


def _keep(connection: Connection, name: str, before: str, value: str) -> None:
    if not before:
        connection.execute(insert(InstallationRecord).values(name=name, value=value))
    elif before != value:
        connection.execute(update(InstallationRecord).where(_TABLE.c.name == name).values(value=value))
