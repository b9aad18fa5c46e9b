"""polls: a question, its choices, what members answer, and the poll an article holds"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("museum_id", sa.Integer(), nullable=False),
        sa.Column("question_fr", sa.String(length=160), nullable=False),
        sa.Column("question_en", sa.String(length=160), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("on_home", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=6), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'open', 'closed')", name=op.f("ck_polls_state")),
        sa.CheckConstraint("(state = 'draft') = (opened_at IS NULL)", name=op.f("ck_polls_opened")),
        sa.CheckConstraint("points BETWEEN 0 AND 20", name=op.f("ck_polls_points")),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_polls_museum_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
    )
    op.create_index(op.f("ix_polls_key"), "polls", ["key"], unique=True)
    op.create_index(op.f("ix_polls_museum_id"), "polls", ["museum_id"], unique=False)
    op.create_table(
        "poll_options",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=1), nullable=False),
        sa.Column("label_fr", sa.String(length=80), nullable=False),
        sa.Column("label_en", sa.String(length=80), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.CheckConstraint("position BETWEEN 1 AND 8", name=op.f("ck_poll_options_position")),
        sa.CheckConstraint("shown >= 0", name=op.f("ck_poll_options_shown")),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_poll_options_poll_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_options")),
        sa.UniqueConstraint("poll_id", "code", name=op.f("uq_poll_options_poll_id_code")),
        sa.UniqueConstraint("poll_id", "id", name=op.f("uq_poll_options_poll_id_id")),
        sa.UniqueConstraint("poll_id", "position", name=op.f("uq_poll_options_poll_id_position")),
    )
    op.create_table(
        "poll_votes",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=False),
        sa.Column("counted_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id", "option_id"], ["poll_options.poll_id", "poll_options.id"], name="fk_poll_votes_option_id"
        ),
        sa.ForeignKeyConstraint(
            ["poll_id", "counted_id"], ["poll_options.poll_id", "poll_options.id"], name="fk_poll_votes_counted_id"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_poll_votes_member_id")),
        sa.PrimaryKeyConstraint("poll_id", "member_id", name=op.f("pk_poll_votes")),
    )
    op.create_index("ix_poll_votes_counted", "poll_votes", ["poll_id", "counted_id"], unique=False)
    op.create_index(op.f("ix_poll_votes_member_id"), "poll_votes", ["member_id"], unique=False)
    with op.batch_alter_table("articles") as batch_op:
        batch_op.add_column(sa.Column("poll_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_articles_poll_id"), "polls", ["poll_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("articles") as batch_op:
        batch_op.drop_constraint(op.f("fk_articles_poll_id"), type_="foreignkey")
        batch_op.drop_column("poll_id")
    for table in ("poll_votes", "poll_options", "polls"):
        op.drop_table(table)
