"""activities: how often, when, how many times in all"""

import sqlalchemy as sa
from alembic import op

from clubapp import codes

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LIMIT = "ck_activities_limit"
WRITTEN = (
    "ceiling",
    "hours",
    "kind",
    "room",
    "access_fr",
    "access_en",
    "proof",
    "question_fr",
    "question_en",
    "answers",
)


def upgrade() -> None:
    with op.batch_alter_table("activities") as batch_op:
        batch_op.add_column(sa.Column("times", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("ceiling", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("hours", sa.String(length=60), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("kind", sa.String(length=10), nullable=False, server_default="on_site"))
        for name, length in {"room": 80, "access_fr": 400, "access_en": 400}.items():
            batch_op.add_column(sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("proof", sa.String(length=10), nullable=False, server_default="poster"))
        batch_op.add_column(sa.Column("question_fr", sa.String(length=300), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("question_en", sa.String(length=300), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("answers", sa.Text(), nullable=False, server_default=""))
        batch_op.drop_constraint(op.f(LIMIT), type_="check")
        batch_op.create_check_constraint(op.f(LIMIT), "\"limit\" IN ('once', 'daily', 'weekly', 'spaced')")
        for name, rule in {
            "times": "(\"limit\" = 'weekly') = (times IS NOT NULL) AND times BETWEEN 1 AND 20",
            "minutes": "(\"limit\" = 'spaced') = (minutes IS NOT NULL) AND minutes BETWEEN 1 AND 1440",
            "ceiling": "ceiling >= 0",
            "days": "opens_at < closes_at",
            "kind": "kind IN ('on_site', 'at_home')",
            "proof": "proof IN ('poster', 'question', 'rotating', 'agent')",
            "question": "(proof = 'question') = (question_fr <> '' AND answers <> '')",
        }.items():
            batch_op.create_check_constraint(op.f(f"ck_activities_{name}"), rule)
    with op.batch_alter_table("activities") as batch_op:
        for name in (
            "ceiling",
            "hours",
            "proof",
            "question_fr",
            "question_en",
            "answers",
        ):  # what was there is open as before; what is written says so itself
            batch_op.alter_column(name, server_default=None)
    with op.batch_alter_table("kept_scans") as batch_op:
        batch_op.add_column(sa.Column("answer", sa.String(length=120), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("proven", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("kept_scans") as batch_op:
        for name in ("answer", "proven"):
            batch_op.alter_column(name, server_default=None)
    give_cards()
    op.create_table(
        "turns",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("again_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_turns_activity_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_turns_member_id")),
        sa.PrimaryKeyConstraint("member_id", "activity_id", name=op.f("pk_turns")),
    )
    op.create_table(
        "tallies",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_tallies_activity_id")),
        sa.PrimaryKeyConstraint("activity_id", "day", name=op.f("pk_tallies")),
    )


def give_cards() -> None:
    """Every member there is gets a card, as whoever joins does; who left has none."""
    op.add_column("members", sa.Column("card", sa.String(length=12), nullable=True))
    members = sa.table("members", sa.column("id"), sa.column("email"), sa.column("card"))
    there = op.get_bind().scalars(sa.select(members.c.id).where(members.c.email.is_not(None))).all()
    for number in there:
        op.execute(members.update().where(members.c.id == number).values(card=codes.new(codes.CARD)))
    with op.batch_alter_table("members") as batch_op:
        batch_op.create_unique_constraint(op.f("uq_members_card"), ["card"])


def downgrade() -> None:
    with op.batch_alter_table("members") as batch_op:
        batch_op.drop_constraint(op.f("uq_members_card"), type_="unique")
        batch_op.drop_column("card")
    op.drop_table("tallies")
    op.drop_table("turns")
    with op.batch_alter_table("kept_scans") as batch_op:
        batch_op.drop_column("proven")
        batch_op.drop_column("answer")
    with op.batch_alter_table("activities") as batch_op:
        for name in ("question", "proof", "kind", "days", "ceiling", "minutes", "times"):
            batch_op.drop_constraint(op.f(f"ck_activities_{name}"), type_="check")
        batch_op.drop_constraint(op.f(LIMIT), type_="check")
        batch_op.create_check_constraint(op.f(LIMIT), "\"limit\" IN ('once', 'daily')")
        for name in (*WRITTEN, "closes_at", "opens_at", "minutes", "times"):
            batch_op.drop_column(name)
