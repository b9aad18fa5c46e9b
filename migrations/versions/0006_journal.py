"""journal"""

import sqlalchemy as sa
from alembic import op

from clubapp.journal import triggers

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=60), nullable=True),
        sa.Column("museum_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("act LIKE '_%._%'", name=op.f("ck_journal_act_is_a_fact")),
        sa.CheckConstraint(r"about LIKE '_%\:_%' AND about NOT LIKE '%@%'", name=op.f("ck_journal_about_is_a_thing")),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_journal_by")),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_journal_museum_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    op.create_index(op.f("ix_journal_at"), "journal", ["at"])
    op.create_index("ix_journal_by_at", "journal", ["by", "at"])
    op.create_index("ix_journal_museum", "journal", ["museum_id", "id"])
    # What was handed over before there was a journal is known: the audit finds its line like any other's.
    op.execute("""
        INSERT INTO journal (at, "by", act, about, museum_id)
        SELECT at, "by", 'shop.handed_over', 'claim:' || claim_id, museum_id FROM hand_overs ORDER BY id""")
    create_triggers()


def create_triggers() -> None:
    """Triggers, which batch mode drops without a word: a later migration that rebuilds `journal` calls this again."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(triggers.POSTGRESQL_FUNCTION)
    for statement in triggers.TRIGGERS[op.get_bind().dialect.name].values():
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("journal")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_to_change_journal()")
