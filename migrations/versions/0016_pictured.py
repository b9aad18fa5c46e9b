"""pictures: activities and badges may have one; a badge counts its edits"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

PICTURED = ("activities", "badges")


def upgrade() -> None:
    op.add_column("badges", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    for table in PICTURED:
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("picture_id", sa.Integer(), nullable=True))
            batch_op.create_foreign_key(
                op.f(f"fk_{table}_picture_id"), "pictures", ["picture_id"], ["id"], ondelete="SET NULL"
            )
            batch_op.create_unique_constraint(op.f(f"uq_{table}_picture_id"), ["picture_id"])


def downgrade() -> None:
    for table in PICTURED:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(op.f(f"uq_{table}_picture_id"), type_="unique")
            batch_op.drop_constraint(op.f(f"fk_{table}_picture_id"), type_="foreignkey")
            batch_op.drop_column("picture_id")
    with op.batch_alter_table("badges") as batch_op:
        batch_op.drop_column("version")
