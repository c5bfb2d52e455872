"""Residents' own words that stood in plain are sealed, and the accounts behind anonymous tickets."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.storage.pseudonyms import pseudonym
from bot.storage.sealed_columns import cipher_of, opened_text

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | None = None
depends_on: str | None = None

_BATCH = 500
_SEALED = {
    "course_requests": ("subject",),
    "handoffs": ("free",),
    "listings": ("item",),
    "volunteers": ("skills", "free"),
}

_Values = dict[str, Any]


def upgrade() -> None:
    op.add_column("tickets", sa.Column("way_back", sa.String(), nullable=False, server_default=""))
    for table, columns in _SEALED.items():
        _change_each(table, columns, _sealed)
    _change_each("course_requests", ("fold",), _indexed)
    _hide_anonymous()


def downgrade() -> None:
    for table, columns in _SEALED.items():
        _change_each(table, columns, _opened)
    tickets = _table("tickets", "user", "way_back")
    connection = op.get_bind()
    cipher = cipher_of(connection.dialect)
    anonymous = sa.select(tickets.c.id, tickets.c.way_back).where(tickets.c.way_back != "")
    for row in connection.execute(anonymous).all():
        user = cipher.open_text(row.way_back)
        connection.execute(sa.update(tickets).where(tickets.c.id == row.id).values(user=user))
    op.drop_column("tickets", "way_back")


def _sealed(values: _Values) -> _Values:
    cipher = cipher_of(op.get_bind().dialect)
    return {
        name: cipher.seal_text(text) for name, text in values.items() if text and opened_text(cipher, text) == text
    }


def _opened(values: _Values) -> _Values:
    cipher = cipher_of(op.get_bind().dialect)
    return {name: opened_text(cipher, text) for name, text in values.items() if text}


def _indexed(values: _Values) -> _Values:
    cipher = cipher_of(op.get_bind().dialect)
    return {name: cipher.index("course request", text) for name, text in values.items() if text}


def _change_each(name: str, columns: tuple[str, ...], change: Callable[[_Values], _Values]) -> None:
    """Change these columns of every row, batch by batch."""
    table, connection, last = _table(name, *columns), op.get_bind(), 0
    query = sa.select(table).order_by(table.c.id).limit(_BATCH)
    while rows := connection.execute(query.where(table.c.id > last)).mappings().all():
        for row in rows:
            values = change({column: row[column] for column in columns})
            if values:
                connection.execute(sa.update(table).where(table.c.id == row["id"]).values(**values))
        last = rows[-1]["id"]


def _hide_anonymous() -> None:
    """Put a pseudonym in place of the account, in the ticket, the notes on it and what it says of who changed it."""
    connection = op.get_bind()
    cipher = cipher_of(connection.dialect)
    tickets, remarks = _table("tickets", "user", "way_back"), _table("remarks", "user", "table")
    anonymous, row_of_remark = sa.column("anonymous", sa.Boolean()), sa.column("row", sa.Integer())
    changes, row_of_change = _table("changes", "actor", "table"), sa.column("row_id", sa.Integer())
    for row in connection.execute(sa.select(tickets.c.id, tickets.c.user).where(anonymous.is_(sa.true()))).all():
        hidden = pseudonym(cipher, row.user)
        connection.execute(
            sa.update(tickets).where(tickets.c.id == row.id).values(user=hidden, way_back=cipher.seal_text(row.user))
        )
        of_remark = (remarks.c.table == "tickets", row_of_remark == row.id)
        connection.execute(sa.update(remarks).where(*of_remark).values(user=hidden))
        of_change = (changes.c.table == "tickets", row_of_change == row.id, changes.c.actor == row.user)
        connection.execute(sa.update(changes).where(*of_change).values(actor=hidden))


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, sa.column("id", sa.Integer()), *(sa.column(column, sa.String()) for column in columns))
