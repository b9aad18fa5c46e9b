"""labels: the cartel lab, its texts, and what members say of each word"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "labels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("museum_id", sa.Integer(), nullable=False),
        sa.Column("artwork_id", sa.Integer(), nullable=True),
        sa.Column("title_fr", sa.String(length=200), nullable=False),
        sa.Column("title_en", sa.String(length=200), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("final_fr", sa.Text(), nullable=False),
        sa.Column("final_en", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("title_fr <> ''", name=op.f("ck_labels_titled")),
        sa.CheckConstraint("points BETWEEN 0 AND 500", name=op.f("ck_labels_points")),
        sa.CheckConstraint("state IN ('draft', 'open', 'closed', 'published')", name=op.f("ck_labels_state")),
        sa.CheckConstraint("(state = 'published') = (final_fr <> '')", name=op.f("ck_labels_final")),
        sa.CheckConstraint("(state = 'published') = (published_at IS NOT NULL)", name=op.f("ck_labels_published")),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_labels_museum_id")),
        sa.ForeignKeyConstraint(
            ["artwork_id"], ["artworks.id"], name=op.f("fk_labels_artwork_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_labels")),
    )
    op.create_index(op.f("ix_labels_artwork_id"), "labels", ["artwork_id"], unique=False)
    op.create_index(op.f("ix_labels_key"), "labels", ["key"], unique=True)
    op.create_index(op.f("ix_labels_museum_id"), "labels", ["museum_id"], unique=False)
    op.create_table(
        "label_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("text_fr", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.CheckConstraint("letter IN ('A', 'B')", name=op.f("ck_label_versions_letter")),
        sa.CheckConstraint("text_fr <> ''", name=op.f("ck_label_versions_written")),
        sa.ForeignKeyConstraint(["label_id"], ["labels.id"], name=op.f("fk_label_versions_label_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_versions")),
        sa.UniqueConstraint("label_id", "letter", name=op.f("uq_label_versions_label_id_letter")),
    )
    op.create_table(
        "label_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("preference", sa.String(length=4), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('fr', 'en')", name=op.f("ck_label_readings_language")),
        sa.CheckConstraint("preference IN ('', 'A', 'B', 'none')", name=op.f("ck_label_readings_preference")),
        sa.ForeignKeyConstraint(["label_id"], ["labels.id"], name=op.f("fk_label_readings_label_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_label_readings_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_readings")),
        sa.UniqueConstraint("label_id", "member_id", name=op.f("uq_label_readings_label_id_member_id")),
    )
    op.create_index(op.f("ix_label_readings_member_id"), "label_readings", ["member_id"], unique=False)
    op.create_table(
        "label_marks",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=10), nullable=False),
        sa.CheckConstraint("place >= 0", name=op.f("ck_label_marks_place")),
        sa.CheckConstraint("mark IN ('obscure', 'liked', 'long')", name=op.f("ck_label_marks_mark")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_label_marks_member_id")),
        sa.ForeignKeyConstraint(["version_id"], ["label_versions.id"], name=op.f("fk_label_marks_version_id")),
        sa.PrimaryKeyConstraint("version_id", "member_id", "place", name=op.f("pk_label_marks")),
    )
    op.create_index(op.f("ix_label_marks_member_id"), "label_marks", ["member_id"], unique=False)
    op.create_table(
        "label_rewrites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("text <> ''", name=op.f("ck_label_rewrites_written")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_label_rewrites_member_id")),
        sa.ForeignKeyConstraint(["version_id"], ["label_versions.id"], name=op.f("fk_label_rewrites_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_rewrites")),
        sa.UniqueConstraint("version_id", "member_id", name=op.f("uq_label_rewrites_version_id_member_id")),
    )
    op.create_index(op.f("ix_label_rewrites_member_id"), "label_rewrites", ["member_id"], unique=False)


def downgrade() -> None:
    for table in ("label_rewrites", "label_marks", "label_readings", "label_versions", "labels"):
        op.drop_table(table)
