"""What the console needs: notes on records, and indexes for its lists, counts and charts."""

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | None = None
depends_on: str | None = None

_INDEXES = (
    ("enrolments_status", "enrolments", ["status", "id"]),
    ("enrolments_course", "enrolments", ["course", "id"]),
    ("enrolments_time", "enrolments", ["created_at", "course", "status"]),
    ("tickets_status", "tickets", ["status", "id"]),
    ("handoffs_time", "handoffs", ["created_at"]),
)


def upgrade() -> None:
    op.create_table(
        "remarks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("remarks_of_row", "remarks", ["table", "row"])
    op.create_index("remarks_of_user", "remarks", ["user"])
    for name, table, columns in _INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, table, _ in _INDEXES:
        op.drop_index(name, table)
    op.drop_table("remarks")
