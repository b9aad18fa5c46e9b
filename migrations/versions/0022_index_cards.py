"""index cards: the words of what can be found, folded, for each engine to look through"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# The words are folded before they come here: "ascii" parts them at spaces and lets every other sign be.
WORDS = {
    "sqlite": "CREATE VIRTUAL TABLE index_words USING fts5"
    "(text, content = 'index_cards', content_rowid = 'id', tokenize = 'ascii')",
    "postgresql": "CREATE INDEX index_words ON index_cards USING gin (array_to_tsvector(string_to_array(text, ' ')))",
}


def upgrade() -> None:
    op.create_table(
        "index_cards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folding", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_cards")),
        sa.UniqueConstraint(
            "kind", "number", "language", "closed", name=op.f("uq_index_cards_kind_number_language_closed")
        ),
    )
    op.execute(WORDS[op.get_bind().dialect.name])


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE index_words")
    op.drop_table("index_cards")
