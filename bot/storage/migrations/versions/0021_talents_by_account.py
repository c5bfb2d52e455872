"""What another account entered of a helper no longer keeps them out, nor tells that they are a helper."""

import sqlalchemy as sa
from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | None = None
depends_on: str | None = None

_LENT = sa.text("status = 'active'")


def upgrade() -> None:
    op.drop_index("talents_once", "talents")
    op.create_index(
        "talents_own",
        "talents",
        ["user", "person", "same"],
        unique=True,
        sqlite_where=_LENT,
        postgresql_where=_LENT,
    )


def downgrade() -> None:
    op.drop_index("talents_own", "talents")
    # Not unique: by now two accounts may have entered the same person.
    op.create_index("talents_once", "talents", ["person", "same"])
