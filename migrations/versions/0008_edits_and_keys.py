"""edits and keys"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEYS = {
    "activities": ("ix_activities_key", ["key"]),
    "gifts": ("ix_gifts_key", ["key"]),
    "stock_moves": ("ix_stock_moves_stock_key", ["stock_id", "key"]),
}


def upgrade() -> None:
    op.add_column("gifts", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    for table, (name, columns) in KEYS.items():
        op.add_column(table, sa.Column("key", sa.String(length=64), nullable=True))
        op.create_index(name, table, columns, unique=True)


def downgrade() -> None:
    for table, (name, _columns) in KEYS.items():
        op.drop_index(name, table)
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("key")
    with op.batch_alter_table("gifts") as batch_op:
        batch_op.drop_column("version")
