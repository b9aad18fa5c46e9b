"""badges"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "badges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_fr", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("text_fr", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("in_order", sa.Boolean(), nullable=False),
        sa.Column("within_days", sa.Integer(), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("within_days IN (1, 7, 30, 365)", name=op.f("ck_badges_within_days")),
        sa.CheckConstraint("state IN ('draft', 'published', 'archived')", name=op.f("ck_badges_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badges")),
    )
    op.create_table(
        "badge_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=60), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("museum_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.String(length=40), nullable=True),
        sa.CheckConstraint("times BETWEEN 1 AND 1000", name=op.f("ck_badge_steps_times")),
        sa.CheckConstraint(
            "coalesce(about, category, because) IS NOT NULL OR museum_id IS NOT NULL",
            name=op.f("ck_badge_steps_of_something"),
        ),
        sa.ForeignKeyConstraint(["badge_id"], ["badges.id"], name=op.f("fk_badge_steps_badge_id")),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_badge_steps_museum_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_steps")),
        sa.UniqueConstraint("badge_id", "position", name=op.f("uq_badge_steps_badge_id_position")),
    )
    op.create_table(
        "awards",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["badge_id"], ["badges.id"], name=op.f("fk_awards_badge_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_awards_member_id")),
        sa.PrimaryKeyConstraint("member_id", "badge_id", name=op.f("pk_awards")),
    )
    op.create_table(
        "common_goals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_fr", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("reward_fr", sa.String(length=200), nullable=False),
        sa.Column("reward_en", sa.String(length=200), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("museum_id", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("target BETWEEN 1 AND 1000000", name=op.f("ck_common_goals_target")),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_common_goals_days")),
        sa.CheckConstraint("state IN ('draft', 'published', 'archived')", name=op.f("ck_common_goals_state")),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_common_goals_museum_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_common_goals")),
    )


def downgrade() -> None:
    op.drop_table("common_goals")
    op.drop_table("awards")
    op.drop_table("badge_steps")
    op.drop_table("badges")
