"""Numbers change hands when both sides have agreed: hand-overs, approved helpers, held listings, reservations asked for."""

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | None = None
depends_on: str | None = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "contact_shares",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("user", "receiver", "status", "name", "phone", "receiver_name", "what"),
        sa.Column("ticket", sa.Integer(), nullable=False),
        *_times("created_at", "updated_at"),
    )
    op.create_index("contact_shares_of_user", "contact_shares", ["user", "status"])
    op.create_index("contact_shares_of_receiver", "contact_shares", ["receiver", "status"])
    op.create_table(
        "reservations",
        sa.Column("id", sa.Integer(), primary_key=True),
        *_texts("user", "status"),
        sa.Column("listing", sa.Integer(), nullable=False),
        *_times("created_at", "updated_at"),
    )
    op.create_index("reservations_of_user", "reservations", ["user", "created_at"])
    op.create_index("reservations_of_listing", "reservations", ["listing", "user"])
    op.add_column("talents", sa.Column("approved", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("talent_requests", sa.Column("agreed_at", _TIME, nullable=True))
    op.add_column("listings", sa.Column("agreed_at", _TIME, nullable=True))
    op.add_column("listings", sa.Column("held", sa.Boolean(), nullable=False, server_default=sa.false()))
    _numbers_already_given()


def _numbers_already_given() -> None:
    """What was accepted or reserved before gave both numbers at once."""
    op.execute(
        "UPDATE talent_requests SET agreed_at = updated_at WHERE talent IS NOT NULL AND status = 'accepted'"
    )
    op.execute("UPDATE listings SET agreed_at = updated_at WHERE status = 'reserved'")


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _times(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, _TIME, nullable=False) for name in names]


def downgrade() -> None:
    op.drop_column("listings", "held")
    op.drop_column("listings", "agreed_at")
    op.drop_column("talent_requests", "agreed_at")
    op.drop_column("talents", "approved")
    op.drop_table("reservations")
    op.drop_table("contact_shares")
