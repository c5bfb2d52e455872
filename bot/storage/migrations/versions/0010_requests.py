"""Courses that residents ask for, and what firms order."""

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None

_TIME = sa.DateTime(timezone=True)
_OPEN = sa.text("status = 'open'")
_LIVE = sa.text("status IN ('open', 'accepted')")


def upgrade() -> None:
    _course_requests()
    _orders()


def _course_requests() -> None:
    op.create_table(
        "course_requests",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("fold", sa.String(), nullable=False),
        sa.Column("for_whom", sa.String(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("education", sa.String(), nullable=False),
        sa.Column("interest", sa.String(), nullable=False),
        sa.Column("known", sa.String(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
    )
    op.create_index("ix_course_requests_user", "course_requests", ["user"])
    op.create_index(
        "course_requests_once",
        "course_requests",
        ["user", "fold", "for_whom"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("course_requests_wanted", "course_requests", ["status", "fold"])


def _orders() -> None:
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("once", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("firm", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
    )
    op.create_index("ix_orders_user", "orders", ["user"])
    op.create_index(
        "orders_once", "orders", ["once"], unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE
    )
    op.create_index("orders_status", "orders", ["status", "kind"])


def downgrade() -> None:
    op.drop_table("orders")
    op.drop_table("course_requests")
