"""surveys: what museums ask, who took part, and what was answered"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ANSWERS = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "surveys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("museum_id", sa.Integer(), nullable=False),
        sa.Column("title_fr", sa.String(length=120), nullable=False),
        sa.Column("title_en", sa.String(length=120), nullable=False),
        sa.Column("lead_fr", sa.String(length=600), nullable=False),
        sa.Column("lead_en", sa.String(length=600), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("identity", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("audience", sa.String(length=8), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("at_most", sa.Integer(), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("destroyed", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("(audience = 'badge') = (badge_id IS NOT NULL)", name=op.f("ck_surveys_badge")),
        sa.CheckConstraint("audience IN ('all', 'museum', 'badge')", name=op.f("ck_surveys_audience")),
        sa.CheckConstraint("identity IN ('named', 'confidential', 'anonymous')", name=op.f("ck_surveys_identity")),
        sa.CheckConstraint("state <> 'scheduled' OR opens_at IS NOT NULL", name=op.f("ck_surveys_scheduled")),
        sa.CheckConstraint(
            "state IN ('draft', 'scheduled', 'open', 'paused', 'closed', 'published', 'archived')",
            name=op.f("ck_surveys_state"),
        ),
        sa.CheckConstraint("at_most >= 1", name=op.f("ck_surveys_at_most")),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("ck_surveys_window")),
        sa.CheckConstraint("points BETWEEN 0 AND 200", name=op.f("ck_surveys_points")),
        sa.ForeignKeyConstraint(["badge_id"], ["badges.id"], name=op.f("fk_surveys_badge_id")),
        sa.ForeignKeyConstraint(["follows_id"], ["surveys.id"], name=op.f("fk_surveys_follows_id")),
        sa.ForeignKeyConstraint(["museum_id"], ["museums.id"], name=op.f("fk_surveys_museum_id")),
        sa.ForeignKeyConstraint(["written_by"], ["members.id"], name=op.f("fk_surveys_written_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
        sa.UniqueConstraint("id", "identity", name=op.f("uq_surveys_id_identity")),
        sa.UniqueConstraint("key", name=op.f("uq_surveys_key")),
        sa.UniqueConstraint("slug", name=op.f("uq_surveys_slug")),
    )
    op.create_index(op.f("ix_surveys_follows_id"), "surveys", ["follows_id"], unique=False)
    op.create_index(op.f("ix_surveys_museum_id"), "surveys", ["museum_id"], unique=False)
    op.create_table(
        "survey_drafts",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_survey_drafts_member_id")),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_drafts_survey_id")),
        sa.PrimaryKeyConstraint("survey_id", "member_id", name=op.f("pk_survey_drafts")),
    )
    op.create_index(op.f("ix_survey_drafts_member_id"), "survey_drafts", ["member_id"], unique=False)
    op.create_table(
        "survey_fixes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=50), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_survey_fixes_by")),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_fixes_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_fixes")),
    )
    op.create_index(op.f("ix_survey_fixes_survey_id"), "survey_fixes", ["survey_id"], unique=False)
    op.create_table(
        "survey_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("label_fr", sa.String(length=300), nullable=False),
        sa.Column("label_en", sa.String(length=300), nullable=False),
        sa.Column("hint_fr", sa.String(length=300), nullable=False),
        sa.Column("hint_en", sa.String(length=300), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("when", sa.JSON(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("reading_fr", sa.Text(), nullable=False),
        sa.Column("reading_en", sa.Text(), nullable=False),
        sa.Column("decision_fr", sa.Text(), nullable=False),
        sa.Column("decision_en", sa.Text(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["pictures.id"], name=op.f("fk_survey_items_picture_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_items_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_items")),
        sa.UniqueConstraint("picture_id", name=op.f("uq_survey_items_picture_id")),
        sa.UniqueConstraint("survey_id", "code", name=op.f("uq_survey_items_survey_id_code")),
    )
    op.create_index("ix_survey_items_survey", "survey_items", ["survey_id", "position"], unique=False)
    op.create_table(
        "survey_participations",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.LargeBinary(length=16), nullable=True),
        sa.CheckConstraint(
            "(identity = 'anonymous') = (response_id IS NULL)",
            name=op.f("ck_survey_participations_anonymous_has_no_response"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_survey_participations_member_id")),
        sa.ForeignKeyConstraint(
            ["survey_id", "identity"],
            ["surveys.id", "surveys.identity"],
            name=op.f("fk_survey_participations_survey_id"),
        ),
        sa.PrimaryKeyConstraint("survey_id", "member_id", name=op.f("pk_survey_participations")),
        sa.UniqueConstraint("response_id", name=op.f("uq_survey_participations_response_id")),
    )
    op.create_index(op.f("ix_survey_participations_member_id"), "survey_participations", ["member_id"], unique=False)
    op.create_table(
        "survey_responses",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("answers", ANSWERS, nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("pseudonym", sa.String(length=12), nullable=True),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_responses_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_responses")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_survey_responses_survey_id"), "survey_responses", ["survey_id"], unique=False)
    op.create_table(
        "survey_waiting",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("answers", ANSWERS, nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_waiting_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_waiting")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_survey_waiting_survey_id"), "survey_waiting", ["survey_id"], unique=False)
    op.create_table(
        "survey_choices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("label_fr", sa.String(length=160), nullable=False),
        sa.Column("label_en", sa.String(length=160), nullable=False),
        sa.Column("row", sa.Boolean(), nullable=False),
        sa.Column("special", sa.String(length=5), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("special IN ('', 'other', 'none')", name=op.f("ck_survey_choices_special")),
        sa.CheckConstraint("quota >= 1", name=op.f("ck_survey_choices_quota")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["survey_items.id"], name=op.f("fk_survey_choices_item_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["pictures.id"], name=op.f("fk_survey_choices_picture_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_choices")),
        sa.UniqueConstraint("item_id", "code", name=op.f("uq_survey_choices_item_id_code")),
        sa.UniqueConstraint("picture_id", name=op.f("uq_survey_choices_picture_id")),
    )
    op.create_index(op.f("ix_survey_choices_item_id"), "survey_choices", ["item_id"], unique=False)


def downgrade() -> None:
    for table in (
        "survey_choices",
        "survey_waiting",
        "survey_responses",
        "survey_participations",
        "survey_items",
        "survey_fixes",
        "survey_drafts",
        "surveys",
    ):
        op.drop_table(table)
