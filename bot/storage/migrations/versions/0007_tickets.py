"""What residents report and suggest, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | None = None
depends_on: str | None = None


_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("picture", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("fold", sa.String(), nullable=False),
        sa.Column("shown_until", _TIME, nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
    )
    op.create_index("tickets_fold", "tickets", ["fold"])
    op.create_index("tickets_of_user", "tickets", ["user", "status"])


def downgrade() -> None:
    op.drop_table("tickets")
