"""activities: what members think of them, and those on trial"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activities", sa.Column("prototype", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("activities", sa.Column("debrief", sa.String(length=300), nullable=False, server_default=""))
    op.create_table(
        "ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.String(length=80), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("may_publish", sa.Boolean(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_ratings_score")),
        sa.CheckConstraint(
            "published_at IS NULL OR (may_publish AND comment <> '')", name=op.f("ck_ratings_published")
        ),
        sa.CheckConstraint("(answered_at IS NULL) = (answer = '')", name=op.f("ck_ratings_answered")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_ratings_activity_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_ratings_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
        sa.UniqueConstraint("member_id", "activity_id", name=op.f("uq_ratings_member_id_activity_id")),
    )
    op.create_index(op.f("ix_ratings_activity_id"), "ratings", ["activity_id"], unique=False)


def downgrade() -> None:
    op.drop_table("ratings")
    op.drop_column("activities", "debrief")
    op.drop_column("activities", "prototype")
