"""Alembic's environment: runs in the connection that `bot.storage.migrate` hands over."""

from alembic import context

from bot.storage.models import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
