"""Campaigns, their texts, their ledger; warnings; the building of a subscription."""

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | None = None
depends_on: str | None = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("building", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "campaigns",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("slot", sa.String(), nullable=False, unique=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("not_before", _TIME, nullable=False),
        sa.Column("expires", _TIME, nullable=True),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
    )
    op.create_table(
        "push_texts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("campaign", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.UniqueConstraint("campaign", "variant", name="push_texts_once"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("campaign", sa.Integer(), nullable=False),
        sa.Column("subscription", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("variant", sa.String(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", _TIME, nullable=False),
        sa.Column("lease_until", _TIME, nullable=True),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.Column("sent_at", _TIME, nullable=True),
        sa.Column("answered_at", _TIME, nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.UniqueConstraint("campaign", "channel", "address", name="deliveries_once"),
    )
    op.create_index(
        "deliveries_air",
        "deliveries",
        ["status", "lease_until"],
        sqlite_where=sa.text("status IN ('sending', 'unclear')"),
        postgresql_where=sa.text("status IN ('sending', 'unclear')"),
    )
    op.create_index(
        "deliveries_batch",
        "deliveries",
        ["batch"],
        sqlite_where=sa.text("batch <> ''"),
        postgresql_where=sa.text("batch <> ''"),
    )
    op.create_index(
        "deliveries_due",
        "deliveries",
        ["campaign", "via", "variant", "id"],
        sqlite_where=sa.text("status = 'planned'"),
        postgresql_where=sa.text("status = 'planned'"),
    )
    op.create_index("deliveries_had", "deliveries", ["address", "variant"])
    op.create_table(
        "warnings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("identifier", sa.String(), nullable=False),
        sa.Column("sent_at", _TIME, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("hazard", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("issued_at", _TIME, nullable=False),
        sa.Column("expires", _TIME, nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("second", sa.String(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.UniqueConstraint("sender", "identifier", "sent_at", name="warnings_once"),
    )
    op.create_index("ix_warnings_event", "warnings", ["event"])


def downgrade() -> None:
    op.drop_table("warnings")
    op.drop_table("deliveries")
    op.drop_table("push_texts")
    op.drop_table("campaigns")
    op.drop_column("subscriptions", "building")
