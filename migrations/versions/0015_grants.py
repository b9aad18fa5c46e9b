"""points: what staff give, take back and hold, and what members say they did not receive"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WAITING = "state = 'asked'"
OPEN = "answered_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("museum_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.CheckConstraint("amount <> 0 AND abs(amount) <= 10000", name=op.f("ck_grants_amount")),
        sa.CheckConstraint("state IN ('asked', 'given', 'declined')", name=op.f("ck_grants_state")),
        sa.CheckConstraint("(state = 'asked') = (decided_at IS NULL)", name=op.f("ck_grants_decided_once")),
        sa.CheckConstraint("by <> member_id", name=op.f("ck_grants_not_to_oneself")),
        sa.CheckConstraint("decided_by <> by AND decided_by <> member_id", name=op.f("ck_grants_by_a_second_person")),
        sa.CheckConstraint("decided_at IS NOT NULL OR decided_by IS NULL", name=op.f("ck_grants_asked_is_open")),
        sa.CheckConstraint(
            "state <> 'declined' OR decided_by IS NOT NULL", name=op.f("ck_grants_declined_by_somebody")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_grants_member_id")),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_grants_museum_id")),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_grants_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["members.id"], name=op.f("fk_grants_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
        sa.UniqueConstraint("key", name=op.f("uq_grants_key")),
    )
    op.create_index(op.f("ix_grants_member_id"), "grants", ["member_id"])
    op.create_index("ix_grants_by_asked", "grants", ["by", "asked_at"])
    where = {"sqlite_where": sa.text(WAITING), "postgresql_where": sa.text(WAITING)}
    op.create_index("ix_grants_asked", "grants", ["id"], **where)
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=60), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(length=400), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("grant_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_reports_answered_once")),
        sa.CheckConstraint(
            "(answered_by IS NULL) = (answered_at IS NULL)", name=op.f("ck_reports_answered_by_somebody")
        ),
        sa.CheckConstraint("answered_by <> member_id", name=op.f("ck_reports_answered_by_another")),
        sa.CheckConstraint("grant_id IS NULL OR answer IS NOT NULL", name=op.f("ck_reports_granted_in_words")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_reports_member_id")),
        sa.ForeignKeyConstraint(["answered_by"], ["members.id"], name=op.f("fk_reports_answered_by")),
        sa.ForeignKeyConstraint(["grant_id"], ["grants.id"], name=op.f("fk_reports_grant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("key", name=op.f("uq_reports_key")),
        sa.UniqueConstraint("grant_id", name=op.f("uq_reports_grant_id")),
    )
    op.create_index("ix_reports_member", "reports", ["member_id", "id"])
    where = {"sqlite_where": sa.text(OPEN), "postgresql_where": sa.text(OPEN)}
    op.create_index("ix_reports_open", "reports", ["id"], **where)

    op.create_table(
        "holds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("second", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('held', 'released', 'kept')", name=op.f("ck_holds_state")),
        sa.CheckConstraint("(state = 'held') = (ended_at IS NULL)", name=op.f("ck_holds_ended_once")),
        sa.CheckConstraint("(ended_by IS NULL) = (ended_at IS NULL)", name=op.f("ck_holds_ended_by_somebody")),
        sa.CheckConstraint(
            "by <> member_id AND (ended_by IS NULL OR ended_by <> member_id)", name=op.f("ck_holds_not_of_oneself")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_holds_entry_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_holds_member_id")),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_holds_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["members.id"], name=op.f("fk_holds_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_holds_entry_id")),
    )
    op.create_index(op.f("ix_holds_member_id"), "holds", ["member_id"])


def downgrade() -> None:
    op.drop_table("holds")
    op.drop_table("reports")
    op.drop_table("grants")
