"""Where the staff sign in from: wrong passwords count by account and address."""

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | None = None
depends_on: str | None = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("failed_since", _TIME, nullable=False),
        sa.Column("succeeded_at", _TIME, nullable=True),
        sa.Column("last_at", _TIME, nullable=False),
        sa.UniqueConstraint("account", "address", name="sign_ins_once"),
    )


def downgrade() -> None:
    op.drop_table("sign_ins")
