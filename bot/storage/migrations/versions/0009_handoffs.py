"""Conversations handed to a person of the staff."""

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None


_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "handoffs",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("free", sa.String(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
    )
    op.create_index(
        "handoffs_once",
        "handoffs",
        ["user"],
        unique=True,
        sqlite_where=sa.text("status in ('waiting', 'open')"),
        postgresql_where=sa.text("status in ('waiting', 'open')"),
    )
    op.create_index("handoffs_queue", "handoffs", ["status", "id"])
    op.create_table(
        "handoff_messages",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("handoff", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
    )
    op.create_index("handoff_messages_thread", "handoff_messages", ["handoff"])


def downgrade() -> None:
    op.drop_table("handoff_messages")
    op.drop_table("handoffs")
