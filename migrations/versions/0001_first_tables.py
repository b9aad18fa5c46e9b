"""first tables"""

import sqlalchemy as sa
from alembic import op

from clubapp.points import triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("to", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("post_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letters_post_after"), ["post_after"], unique=False)

    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("display_name", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("mark", sa.String(length=43), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(email IS NULL) = (erased_at IS NOT NULL)", name=op.f("ck_members_erased_has_no_email")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("email", name=op.f("uq_members_email")),
        sa.UniqueConstraint("mark", name=op.f("uq_members_mark")),
    )
    op.create_table(
        "museums",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=False),
        sa.Column("accent", sa.String(length=10), nullable=False),
        sa.Column("about_fr", sa.String(length=400), nullable=False),
        sa.Column("about_en", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_museums")),
        sa.UniqueConstraint("code", name=op.f("uq_museums_code")),
    )
    op.create_table(
        "runner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runner")),
    )
    op.create_table(
        "sign_in_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=False),
        sa.Column("network", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.CheckConstraint("tries BETWEEN 0 AND 5", name=op.f("ck_sign_in_codes_tries")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_codes")),
    )
    with op.batch_alter_table("sign_in_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_codes_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_codes_sent_at"), ["sent_at"], unique=False)
        batch_op.create_index(
            "uq_sign_in_codes_live",
            ["email", "browser"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "accounts",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("balance", sa.Integer(), nullable=False),
        sa.Column("owed", sa.Integer(), nullable=False),
        sa.CheckConstraint("balance >= 0 AND owed >= 0", name=op.f("ck_accounts_never_negative")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_accounts_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_accounts")),
    )
    op.create_table(
        "activities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("museum_id", sa.Integer(), nullable=False),
        sa.Column("title_fr", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("text_fr", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("limit", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'published', 'archived')", name=op.f("ck_activities_state")),
        sa.CheckConstraint("\"limit\" IN ('once', 'daily')", name=op.f("ck_activities_limit")),
        sa.CheckConstraint("points BETWEEN 0 AND 500", name=op.f("ck_activities_points")),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_activities_museum_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activities")),
    )
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activities_museum_id"), ["museum_id"], unique=False)

    op.create_table(
        "entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("balance_after", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("museum_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("reverses", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("balance_after >= 0", name=op.f("ck_entries_never_negative")),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_entries_by")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_entries_member_id")),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_entries_museum_id")),
        sa.ForeignKeyConstraint(["reverses"], ["entries.id"], name=op.f("fk_entries_reverses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("member_id", "because", "about", name=op.f("uq_entries_member_id_because_about")),
        sa.UniqueConstraint("reverses", name=op.f("uq_entries_reverses")),
    )
    op.create_table(
        "posters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("museum_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("leads_to", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_posters_museum_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posters")),
        sa.UniqueConstraint("code", name=op.f("uq_posters_code")),
    )
    with op.batch_alter_table("posters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posters_leads_to"), ["leads_to"], unique=False)
        batch_op.create_index(batch_op.f("ix_posters_museum_id"), ["museum_id"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=60), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_sessions_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sessions_token_hash")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_member_id"), ["member_id"], unique=False)

    op.create_table(
        "staff",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("museum_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("role IN ('desk', 'curator', 'admin')", name=op.f("ck_staff_role")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_staff_member_id")),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_staff_museum_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_staff")),
    )
    op.create_table(
        "kept_scans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(length=64), nullable=False),
        sa.Column("scan_id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("poster_id", sa.Integer(), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["poster_id"], ["posters.id"], name=op.f("fk_kept_scans_poster_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_scans")),
        sa.UniqueConstraint("browser", "scan_id", name=op.f("uq_kept_scans_browser_scan_id")),
    )
    with op.batch_alter_table("kept_scans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_scans_browser"), ["browser"], unique=False)
        batch_op.create_index(batch_op.f("ix_kept_scans_kept_at"), ["kept_at"], unique=False)

    op.create_table(
        "scans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scan_id", sa.String(length=64), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("poster_id", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("balance", sa.Integer(), nullable=False),
        sa.Column("again_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_scans_member_id")),
        sa.ForeignKeyConstraint(["poster_id"], ["posters.id"], name=op.f("fk_scans_poster_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scans")),
        sa.UniqueConstraint("member_id", "scan_id", name=op.f("uq_scans_member_id_scan_id")),
    )
    with op.batch_alter_table("scans", schema=None) as batch_op:
        batch_op.create_index("ix_scans_member_received", ["member_id", "received_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_scans_poster_id"), ["poster_id"], unique=False)

    keep_entries_append_only()


def keep_entries_append_only() -> None:
    """Triggers, which batch mode drops without a word: a later migration that rebuilds `entries` calls this again."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(triggers.POSTGRESQL_FUNCTION)
    for statement in triggers.TRIGGERS[op.get_bind().dialect.name].values():
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("scans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scans_poster_id"))
        batch_op.drop_index("ix_scans_member_received")

    op.drop_table("scans")
    with op.batch_alter_table("kept_scans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_scans_kept_at"))
        batch_op.drop_index(batch_op.f("ix_kept_scans_browser"))

    op.drop_table("kept_scans")
    op.drop_table("staff")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_member_id"))

    op.drop_table("sessions")
    with op.batch_alter_table("posters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posters_museum_id"))
        batch_op.drop_index(batch_op.f("ix_posters_leads_to"))

    op.drop_table("posters")
    op.drop_table("entries")
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activities_museum_id"))

    op.drop_table("activities")
    op.drop_table("accounts")
    with op.batch_alter_table("sign_in_codes", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_sign_in_codes_live",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_sign_in_codes_sent_at"))
        batch_op.drop_index(batch_op.f("ix_sign_in_codes_email"))

    op.drop_table("sign_in_codes")
    op.drop_table("runner")
    op.drop_table("museums")
    op.drop_table("members")
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letters_post_after"))

    op.drop_table("letters")
