"""activities: categories, and opening hours the base can read; badges and goals written once; the second of a scan"""

import sqlalchemy as sa
from alembic import op

from clubapp.activities.hours import read
from clubapp.db import Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEYED = ("badges", "common_goals")
# When each credited scan was made, but for those sent too late for their own clock to be believed.
SECONDS = {
    "sqlite": """
        UPDATE scans SET second = CAST(strftime('%s', coalesce(scanned_at, received_at)) AS INTEGER)
         WHERE result = 'credited'
           AND (scanned_at IS NULL OR strftime('%s', received_at) - strftime('%s', scanned_at) < 259200)""",
    "postgresql": """
        UPDATE scans SET second = floor(extract(epoch FROM coalesce(scanned_at, received_at)))
         WHERE result = 'credited' AND (scanned_at IS NULL OR received_at - scanned_at < interval '72 hours')""",
}


def upgrade() -> None:
    op.add_column("activities", sa.Column("category", sa.String(length=20), nullable=False, server_default=""))
    op.add_column("activities", sa.Column("last_opening", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "openings",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.CheckConstraint("since >= 0 AND since < until AND until <= 10080", name=op.f("ck_openings_in_a_week")),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], name=op.f("fk_openings_activity_id")),
        sa.PrimaryKeyConstraint("activity_id", "since", name=op.f("pk_openings")),
    )
    lay()
    for table in KEYED:
        op.add_column(table, sa.Column("key", sa.String(length=64), nullable=True))
        op.create_index(op.f(f"ix_{table}_key"), table, ["key"], unique=True)
    op.add_column("scans", sa.Column("second", sa.BigInteger(), nullable=True))
    base, known = op.get_bind(), "second IS NOT NULL"
    base.execute(sa.text(SECONDS[base.dialect.name]))
    where = {"sqlite_where": sa.text(known), "postgresql_where": sa.text(known)}
    op.create_index("ix_scans_second", "scans", ["second", "id", "member_id", "poster_id"], **where)


def lay() -> None:
    """The windows of the activities there are, and when those with a last day open for the last time."""
    instants = (sa.column(name, Instant) for name in ("opens_at", "closes_at", "last_opening"))
    activities = sa.table("activities", sa.column("id"), sa.column("hours"), *instants)
    windows = sa.table("openings", *(sa.column(name) for name in ("activity_id", "since", "until")))
    base = op.get_bind()
    for activity in base.execute(sa.select(activities)).all():
        hours = read(activity.hours)
        rows = [{"activity_id": activity.id, "since": since, "until": until} for since, until in hours.windows()]
        if rows:
            base.execute(windows.insert(), rows)
        if activity.closes_at:
            last = hours.last(activity.opens_at, activity.closes_at)
            base.execute(activities.update().where(activities.c.id == activity.id).values(last_opening=last))


def downgrade() -> None:
    op.drop_index("ix_scans_second", table_name="scans")
    op.drop_column("scans", "second")
    for table in KEYED:
        op.drop_index(op.f(f"ix_{table}_key"), table_name=table)
        op.drop_column(table, "key")
    op.drop_table("openings")
    op.drop_column("activities", "last_opening")
    op.drop_column("activities", "category")
