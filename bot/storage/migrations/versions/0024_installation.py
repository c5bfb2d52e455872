"""Facts of the database as a whole: the keys that seal it, and the oldest schema that a programme must know."""

import sqlalchemy as sa
from alembic import op

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    table = op.create_table(
        "installation",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), nullable=False),
    )
    # A migration that does more than add raises this to its own revision, so that no older programme starts on it.
    op.bulk_insert(table, [{"name": "oldest_schema", "value": "0024"}])


def downgrade() -> None:
    op.drop_table("installation")
