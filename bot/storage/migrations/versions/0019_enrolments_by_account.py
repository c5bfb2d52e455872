"""What another account entered of a person no longer keeps them out; enrolments are found by their phone."""

import unicodedata

import sqlalchemy as sa
from alembic import op

from bot.storage.sealed_columns import cipher_of, opened_text

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | None = None
depends_on: str | None = None

_BATCH = 500
_UNIQUE = {
    "enrolments": (["course", "person"], sa.text("status != 'cancelled'")),
    "signups": (["occasion", "person"], sa.text("status != 'cancelled'")),
    "volunteers": (["team", "person"], sa.text("status = 'active'")),
}


def upgrade() -> None:
    op.add_column("enrolments", sa.Column("phone_index", sa.String(), nullable=False, server_default=""))
    op.add_column("enrolments", sa.Column("twin", sa.Integer(), nullable=True))
    _index_phones()
    for table, (columns, where) in _UNIQUE.items():
        op.drop_index(f"{table}_once", table)
        op.create_index(
            f"{table}_own",
            table,
            ["user", *columns],
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )
    op.create_index("enrolments_phone", "enrolments", ["phone_index", "session"])


def downgrade() -> None:
    op.drop_index("enrolments_phone", "enrolments")
    for table, (columns, _) in _UNIQUE.items():
        op.drop_index(f"{table}_own", table)
        # Not unique: by now two accounts may have entered the same person.
        op.create_index(f"{table}_once", table, columns)
    op.drop_column("enrolments", "twin")
    op.drop_column("enrolments", "phone_index")


def _index_phones() -> None:
    enrolments = sa.table(
        "enrolments",
        sa.column("id", sa.Integer()),
        sa.column("phone", sa.String()),
        sa.column("phone_index", sa.String()),
    )
    connection, last = op.get_bind(), 0
    cipher = cipher_of(connection.dialect)
    query = sa.select(enrolments.c.id, enrolments.c.phone).order_by(enrolments.c.id).limit(_BATCH)
    while rows := connection.execute(query.where(enrolments.c.id > last)).all():
        for row in rows:
            phone = unicodedata.normalize("NFKC", opened_text(cipher, row.phone))
            digits = "".join(char for char in phone if char.isdecimal())[-11:]
            found = sa.update(enrolments).where(enrolments.c.id == row.id)
            connection.execute(found.values(phone_index=cipher.index("phone", digits)))
        last = rows[-1].id
