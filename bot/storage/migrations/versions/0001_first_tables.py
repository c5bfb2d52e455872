"""The first tables: turns, classes, enrolments, notices, changes."""

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None

_TIME = sa.DateTime(timezone=True)
_SEATED = sa.text("status != 'cancelled'")
_PENDING = sa.text("delivered_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "turns",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("message_id", sa.String(), nullable=False, unique=True),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("writes", sa.Integer(), nullable=False),
        sa.Column("replies", sa.LargeBinary(), nullable=False),
        sa.Column("session_after", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.UniqueConstraint("user", "writes", name="turns_user_writes"),
    )
    op.create_table(
        "classes",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    _enrolments()
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("claimed_until", _TIME, nullable=True),
        sa.Column("delivered_at", _TIME, nullable=True),
    )
    op.create_index("notices_pending", "notices", ["id"], sqlite_where=_PENDING, postgresql_where=_PENDING)
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
    )
    op.create_index("changes_row", "changes", ["table", "row_id"])


def _enrolments() -> None:
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("session_title", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("for_whom", sa.String(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
    )
    op.create_index("ix_enrolments_user", "enrolments", ["user"])
    op.create_index(
        "enrolments_once",
        "enrolments",
        ["course", "person"],
        unique=True,
        sqlite_where=_SEATED,
        postgresql_where=_SEATED,
    )
    op.create_index("enrolments_queue", "enrolments", ["session", "status", "ticket"])


def downgrade() -> None:
    for table in ("changes", "notices", "enrolments", "classes", "turns"):
        op.drop_table(table)
