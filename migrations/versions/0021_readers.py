"""articles: kept for later, and what readers say of them"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_keepings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_article_keepings_member_id")),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_article_keepings_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_keepings")),
        sa.UniqueConstraint("member_id", "article_id", name=op.f("uq_article_keepings_member_id_article_id")),
    )
    op.create_table(
        "article_reactions",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("feeling", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("feeling IN ('learned', 'surprised', 'moved')", name=op.f("ck_article_reactions_feeling")),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_article_reactions_article_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_article_reactions_member_id")),
        sa.PrimaryKeyConstraint("article_id", "member_id", "feeling", name=op.f("pk_article_reactions")),
    )
    op.create_index(op.f("ix_article_reactions_member_id"), "article_reactions", ["member_id"], unique=False)


def downgrade() -> None:
    op.drop_table("article_reactions")
    op.drop_table("article_keepings")
