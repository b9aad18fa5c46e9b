"""artworks: the works museums keep, who likes them, and what imports did; errands of the network"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("museums", sa.Column("museofile", sa.String(length=10), nullable=False, server_default=""))
    with op.batch_alter_table("errands") as batch_op:
        batch_op.alter_column("museum_id", existing_type=sa.Integer(), nullable=True)
    op.create_table(
        "artworks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=True),
        sa.Column("museum_id", sa.Integer(), nullable=True),
        sa.Column("museofile", sa.String(length=10), nullable=False),
        sa.Column("museum_name", sa.String(length=160), nullable=False),
        sa.Column("inventory", sa.String(length=80), nullable=True),
        sa.Column("label", sa.String(length=80), nullable=True),
        sa.Column("title_fr", sa.String(length=500), nullable=False),
        sa.Column("title_en", sa.String(length=500), nullable=False),
        sa.Column("maker", sa.String(length=400), nullable=False),
        sa.Column("date_text", sa.String(length=200), nullable=False),
        sa.Column("from_year", sa.Integer(), nullable=True),
        sa.Column("to_year", sa.Integer(), nullable=True),
        sa.Column("domain", sa.String(length=200), nullable=False),
        sa.Column("technique", sa.String(length=400), nullable=False),
        sa.Column("school", sa.String(length=120), nullable=False),
        sa.Column("size_text", sa.String(length=300), nullable=False),
        sa.Column("height", sa.Float(), nullable=True),
        sa.Column("width", sa.Float(), nullable=True),
        sa.Column("depth", sa.Float(), nullable=True),
        sa.Column("diameter", sa.Float(), nullable=True),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("description_fr", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.Column("acquired", sa.String(length=400), nullable=False),
        sa.Column("rights", sa.String(length=300), nullable=False),
        sa.Column("image_at", sa.String(length=500), nullable=False),
        sa.Column("flags", sa.String(length=200), nullable=False),
        sa.Column("edited", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("title_fr <> ''", name=op.f("ck_artworks_titled")),
        sa.CheckConstraint("(inventory IS NULL) = (label IS NULL)", name=op.f("ck_artworks_label")),
        sa.CheckConstraint("from_year <= to_year", name=op.f("ck_artworks_years")),
        sa.CheckConstraint(
            "height > 0 AND width > 0 AND depth > 0 AND diameter > 0", name=op.f("ck_artworks_measures")
        ),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_artworks_museum_id")),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["pictures.id"], name=op.f("fk_artworks_picture_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artworks")),
        sa.UniqueConstraint("key", name=op.f("uq_artworks_key")),
        sa.UniqueConstraint("picture_id", name=op.f("uq_artworks_picture_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_artworks_reference")),
    )
    op.create_index(op.f("ix_artworks_label"), "artworks", ["label"], unique=False)
    op.create_index(op.f("ix_artworks_museum_id"), "artworks", ["museum_id"], unique=False)
    op.create_table(
        "artwork_likes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("artwork_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["artwork_id"], ["artworks.id"], name=op.f("fk_artwork_likes_artwork_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_artwork_likes_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artwork_likes")),
        sa.UniqueConstraint("member_id", "artwork_id", name=op.f("uq_artwork_likes_member_id_artwork_id")),
    )
    op.create_index(op.f("ix_artwork_likes_artwork_id"), "artwork_likes", ["artwork_id"], unique=False)
    op.create_table(
        "lost_numbers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_lost_numbers_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lost_numbers")),
    )
    op.create_index("ix_lost_numbers_member_id_at", "lost_numbers", ["member_id", "at"], unique=False)
    op.create_table(
        "artwork_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("file", sa.String(length=400), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("overwrite", sa.Boolean(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("flagged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("errand_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('sent', 'trying', 'tried', 'importing', 'done', 'undoing', 'undone')",
            name=op.f("ck_artwork_imports_state"),
        ),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_artwork_imports_by")),
        sa.ForeignKeyConstraint(
            ["errand_id"], ["errands.id"], name=op.f("fk_artwork_imports_errand_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artwork_imports")),
    )
    op.create_table(
        "artwork_import_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("artwork_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('created', 'changed', 'unchanged', 'refused')", name=op.f("ck_artwork_import_rows_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["artwork_id"], ["artworks.id"], name=op.f("fk_artwork_import_rows_artwork_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["artwork_imports.id"], name=op.f("fk_artwork_import_rows_import_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artwork_import_rows")),
        sa.UniqueConstraint("import_id", "line", name=op.f("uq_artwork_import_rows_import_id_line")),
    )
    op.create_index("ix_artwork_import_rows_artwork", "artwork_import_rows", ["artwork_id", "import_id"], unique=False)
    op.create_index("ix_artwork_import_rows_reference", "artwork_import_rows", ["import_id", "reference"], unique=False)


def downgrade() -> None:
    for table in ("artwork_import_rows", "artwork_imports", "lost_numbers", "artwork_likes", "artworks"):
        op.drop_table(table)
    op.execute("DELETE FROM errands WHERE museum_id IS NULL")
    with op.batch_alter_table("errands") as batch_op:
        batch_op.alter_column("museum_id", existing_type=sa.Integer(), nullable=False)
    op.drop_column("museums", "museofile")
