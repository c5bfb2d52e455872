"""The talent bank: who lends a skill, who asks for help, and who was matched."""

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None

_TIME = sa.DateTime(timezone=True)
_LENT = sa.text("status = 'active'")
_LIVE = sa.text("status IN ('open', 'offered', 'accepted')")


def upgrade() -> None:
    op.create_table(
        "talents",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("user", "name", "phone", "person", "skill", "spare", "bank", "kind", "same", "status"),
        *_times("created_at", "updated_at"),
    )
    op.create_index("ix_talents_user", "talents", ["user"])
    op.create_index(
        "talents_once",
        "talents",
        ["person", "same"],
        unique=True,
        sqlite_where=_LENT,
        postgresql_where=_LENT,
    )
    op.create_index("talents_kind", "talents", ["kind", "status"])
    _requests()
    op.create_table(
        "talent_asks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("request", sa.Integer(), nullable=False),
        sa.Column("talent", sa.Integer(), nullable=False),
        *_texts("user", "status"),
        *_times("created_at", "updated_at"),
        sa.UniqueConstraint("request", "user", name="talent_asks_once"),
    )
    op.create_index("ix_talent_asks_user", "talent_asks", ["user"])


def _requests() -> None:
    op.create_table(
        "talent_requests",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("user", "need", "name", "phone", "address", "time", "for_whom", "bank", "kind", "same"),
        *_texts("status"),
        sa.Column("talent", sa.Integer(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("asked_at", _TIME, nullable=True),
        *_times("created_at", "updated_at"),
    )
    op.create_index("ix_talent_requests_user", "talent_requests", ["user"])
    op.create_index(
        "talent_requests_once",
        "talent_requests",
        ["user", "same"],
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )
    op.create_index("talent_requests_status", "talent_requests", ["status", "asked_at"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _times(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, _TIME, nullable=False) for name in names]


def downgrade() -> None:
    for table in ("talent_asks", "talent_requests", "talents"):
        op.drop_table(table)
