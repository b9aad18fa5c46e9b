"""articles: what museums write for the club, and each of its versions"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("museum_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("title_fr", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("lead_fr", sa.String(length=400), nullable=False),
        sa.Column("lead_en", sa.String(length=400), nullable=False),
        sa.Column("text_fr", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("easy_fr", sa.Text(), nullable=False),
        sa.Column("english_shown", sa.Boolean(), nullable=False),
        sa.Column("recording", sa.String(length=200), nullable=False),
        sa.Column("transcript_fr", sa.Text(), nullable=False),
        sa.Column("transcript_en", sa.Text(), nullable=False),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=True),
        sa.Column("act_fr", sa.String(length=80), nullable=False),
        sa.Column("act_en", sa.String(length=80), nullable=False),
        sa.Column("act_to", sa.String(length=200), nullable=False),
        sa.Column("words_fr", sa.Integer(), nullable=False),
        sa.Column("words_en", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("edited_by", sa.Integer(), nullable=True),
        sa.Column("reviewed_by", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('collection', 'profession', 'short', 'dossier', 'recording')", name=op.f("ck_articles_kind")
        ),
        sa.CheckConstraint("visibility IN ('everyone', 'members', 'badge')", name=op.f("ck_articles_visibility")),
        sa.CheckConstraint("(visibility = 'badge') = (badge_id IS NOT NULL)", name=op.f("ck_articles_badge")),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'scheduled', 'published', 'archived')", name=op.f("ck_articles_state")
        ),
        sa.CheckConstraint("(state = 'scheduled') = (scheduled_at IS NOT NULL)", name=op.f("ck_articles_scheduled")),
        sa.CheckConstraint(
            "state NOT IN ('published', 'archived') OR published_at IS NOT NULL", name=op.f("ck_articles_published")
        ),
        sa.CheckConstraint(
            "reviewed_by <> written_by AND reviewed_by <> edited_by", name=op.f("ck_articles_reviewed_by_another")
        ),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_articles_museum_id")),
        sa.ForeignKeyConstraint(["badge_id"], ["badges.id"], name=op.f("fk_articles_badge_id")),
        sa.ForeignKeyConstraint(["written_by"], ["members.id"], name=op.f("fk_articles_written_by")),
        sa.ForeignKeyConstraint(["edited_by"], ["members.id"], name=op.f("fk_articles_edited_by")),
        sa.ForeignKeyConstraint(["reviewed_by"], ["members.id"], name=op.f("fk_articles_reviewed_by")),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["pictures.id"], name=op.f("fk_articles_picture_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("picture_id", name=op.f("uq_articles_picture_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_articles_slug")),
    )
    op.create_index(op.f("ix_articles_key"), "articles", ["key"], unique=True)
    op.create_index(op.f("ix_articles_museum_id"), "articles", ["museum_id"], unique=False)
    op.create_index("ix_articles_state_published", "articles", ["state", "published_at", "id"], unique=False)
    op.create_table(
        "article_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_article_revisions_article_id")),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_article_revisions_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_revisions")),
        sa.UniqueConstraint("article_id", "version", name=op.f("uq_article_revisions_article_id_version")),
    )


def downgrade() -> None:
    op.drop_table("article_revisions")
    op.drop_table("articles")
