"""posters: a code by which waiting scans are taken over in another browser"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

LIVE = "ended_at IS NULL"


def upgrade() -> None:
    op.create_table(
        "handovers",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_handovers")),
    )
    op.create_index(op.f("ix_handovers_kept_at"), "handovers", ["kept_at"])
    live = {"sqlite_where": sa.text(LIVE), "postgresql_where": sa.text(LIVE)}
    op.create_index("uq_handovers_live", "handovers", ["browser"], unique=True, **live)


def downgrade() -> None:
    op.drop_table("handovers")
