"""The first schema."""

from alembic import op

from pos_app.storage.migrations import statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Runs the frozen statements."""
    bind = op.get_bind()
    for statement in statements(revision, bind.dialect.name):
        bind.exec_driver_sql(statement)
