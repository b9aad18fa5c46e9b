"""pictures"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pictures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt_fr", sa.String(length=200), nullable=False),
        sa.Column("alt_en", sa.String(length=200), nullable=False),
        sa.Column("credit", sa.String(length=120), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("width >= 1 AND height >= 1", name=op.f("ck_pictures_size")),
        sa.CheckConstraint("alt_fr <> '' AND credit <> ''", name=op.f("ck_pictures_words")),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_pictures_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pictures")),
    )
    with op.batch_alter_table("gifts") as batch_op:
        batch_op.add_column(sa.Column("picture_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_gifts_picture_id"), "pictures", ["picture_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_unique_constraint(op.f("uq_gifts_picture_id"), ["picture_id"])


def downgrade() -> None:
    with op.batch_alter_table("gifts") as batch_op:
        batch_op.drop_constraint(op.f("uq_gifts_picture_id"), type_="unique")
        batch_op.drop_constraint(op.f("fk_gifts_picture_id"), type_="foreignkey")
        batch_op.drop_column("picture_id")
    op.drop_table("pictures")
