"""poster lives"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("posters") as batch_op:
        batch_op.add_column(sa.Column("state", sa.String(length=10), nullable=False, server_default="draft"))
        batch_op.add_column(sa.Column("placed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("replaced_by", sa.Integer(), nullable=True))
    # Nobody was asked before: a poster that was scanned hangs somewhere, and hung there at its first scan.
    op.execute("""
        UPDATE posters
        SET state = 'placed', placed_at = (SELECT min(received_at) FROM scans WHERE poster_id = posters.id)
        WHERE id IN (SELECT poster_id FROM scans)""")
    with op.batch_alter_table("posters") as batch_op:
        batch_op.alter_column("state", server_default=None)
        batch_op.create_foreign_key(op.f("fk_posters_replaced_by"), "posters", ["replaced_by"], ["id"])
        batch_op.create_index(batch_op.f("ix_posters_replaced_by"), ["replaced_by"])
        batch_op.create_check_constraint(op.f("ck_posters_state"), "state IN ('draft', 'printed', 'placed', 'revoked')")
        batch_op.create_check_constraint(
            op.f("ck_posters_revoked_is_replaced"), "(state = 'revoked') = (replaced_by IS NOT NULL)"
        )
        batch_op.create_check_constraint(op.f("ck_posters_placed_once"), "state <> 'placed' OR placed_at IS NOT NULL")
    op.drop_index(op.f("ix_scans_poster_id"), "scans")
    op.create_index("ix_scans_poster_received", "scans", ["poster_id", "received_at", "result"])
    op.create_index(op.f("ix_scans_received_at"), "scans", ["received_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_scans_received_at"), "scans")
    op.drop_index("ix_scans_poster_received", "scans")
    op.create_index(op.f("ix_scans_poster_id"), "scans", ["poster_id"])
    with op.batch_alter_table("posters") as batch_op:
        for name in ("placed_once", "revoked_is_replaced", "state"):
            batch_op.drop_constraint(op.f(f"ck_posters_{name}"), type_="check")
        batch_op.drop_index(batch_op.f("ix_posters_replaced_by"))
        batch_op.drop_constraint(op.f("fk_posters_replaced_by"), type_="foreignkey")
        for name in ("replaced_by", "placed_at", "state"):
            batch_op.drop_column(name)
