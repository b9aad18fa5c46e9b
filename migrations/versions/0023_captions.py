"""pictures: their caption, licence, source and focus, and those that teach nothing more"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pictures") as batch_op:
        batch_op.add_column(sa.Column("decorative", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("caption_fr", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("caption_en", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("licence", sa.String(length=10), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("source", sa.String(length=300), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("focus", sa.String(length=12), nullable=False, server_default="centre"))
        batch_op.alter_column("credit", existing_type=sa.String(length=120), type_=sa.String(length=200))
        batch_op.drop_constraint(op.f("ck_pictures_words"), type_="check")
        batch_op.create_check_constraint(op.f("ck_pictures_words"), "(alt_fr <> '' OR decorative) AND credit <> ''")


def downgrade() -> None:
    with op.batch_alter_table("pictures") as batch_op:
        batch_op.drop_constraint(op.f("ck_pictures_words"), type_="check")
        batch_op.create_check_constraint(op.f("ck_pictures_words"), "alt_fr <> '' AND credit <> ''")
        batch_op.alter_column("credit", existing_type=sa.String(length=200), type_=sa.String(length=120))
        for name in ("focus", "source", "licence", "caption_en", "caption_fr", "decorative"):
            batch_op.drop_column(name)
