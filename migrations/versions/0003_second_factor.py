"""second factor"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_factors",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(length=32), nullable=True),
        sa.Column("offered", sa.String(length=32), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(secret IS NULL) = (confirmed_at IS NULL)", name=op.f("ck_staff_factors_confirmed_has_secret")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_staff_factors_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_staff_factors")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_recovery_codes_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_member_id"), "recovery_codes", ["member_id"])
    op.create_table(
        "factor_tries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_factor_tries_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_factor_tries")),
    )
    op.create_index("ix_factor_tries_member_at", "factor_tries", ["member_id", "at"])
    op.create_index(op.f("ix_factor_tries_at"), "factor_tries", ["at"])
    with op.batch_alter_table("sessions") as batch_op:
        batch_op.add_column(sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("sessions") as batch_op:
        batch_op.drop_column("proven_at")
    op.drop_table("factor_tries")
    op.drop_table("recovery_codes")
    op.drop_table("staff_factors")
