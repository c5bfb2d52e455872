"""What a resident pauses for a while, and how they rate an answer: skills, teams, tips, listings; tickets and calls."""

import sqlalchemy as sa
from alembic import op

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | None = None
depends_on: str | None = None

_PAUSED = ("talents", "volunteers", "subscriptions", "listings")
_RATED = ("tickets", "handoffs")


def upgrade() -> None:
    for table in _PAUSED:
        op.add_column(table, sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false()))
    for table in _RATED:
        op.add_column(table, sa.Column("rating", sa.Integer(), nullable=True))


def downgrade() -> None:
    for table in _RATED:
        op.drop_column(table, "rating")
    for table in _PAUSED:
        op.drop_column(table, "paused")
