"""Confirmation codes that are sent to phones."""

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | None = None
depends_on: str | None = None

_TIME = sa.DateTime(timezone=True)
_DUE = sa.text("state = 'due'")


def upgrade() -> None:
    op.create_table(
        "phone_codes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("outgoing", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("confirmed_at", _TIME, nullable=True),
    )
    op.create_index("phone_codes_of_day", "phone_codes", ["address", "day", "number"], unique=True)
    op.create_index("phone_codes_of_account", "phone_codes", ["account", "created_at"])
    op.create_index("phone_codes_time", "phone_codes", ["created_at"])
    op.create_index("phone_codes_due", "phone_codes", ["id"], sqlite_where=_DUE, postgresql_where=_DUE)


def downgrade() -> None:
    op.drop_table("phone_codes")
