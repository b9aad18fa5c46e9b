"""What is done from a terminal, where no other test does it."""

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from clubapp import cli
from clubapp.db import act, db
from clubapp.journal import rules as journal
from clubapp.members import second_factor
from clubapp.searching import IndexCard
from tests.articles.conftest import an_article
from tests.artworks.conftest import PAINTING, work, written
from tests.conftest import a_museum, a_staff


@pytest.fixture
def club(app, settings, clean, monkeypatch):
    """Run `club …` on the base of the tests; returns its exit code and what it said."""
    monkeypatch.setattr(cli, "opened", lambda: (settings, app))

    def run(*words):
        done = CliRunner().invoke(cli.club, words)
        return done.exit_code, done.output

    return run


def test_a_colleague_s_lost_factor_is_taken_away(club, world):
    sam = world(a_staff).id
    world(second_factor.offer, sam, 0)
    code, said = club("staff", "reset-factor", " Sam@club.fr ")
    assert (code, "signed out everywhere" in said) == (0, True)
    code, said = club("staff", "reset-factor", "sam@club.fr")
    assert (code, "has no second factor" in said) == (1, True)


def test_rights_given_and_a_factor_taken_away_stand_in_the_journal_as_nobody_s(club, world):
    world(a_museum)
    assert club("staff", "add", "Sam@club.fr", "--role", "curator", "--museum", "beaux-arts")[0] == 0
    sam = world(a_staff).id
    world(second_factor.offer, sam, 0)
    assert [club("staff", "reset-factor", "sam@club.fr")[0] for _ in range(2)] == [0, 1]
    told = world(lambda: [(row.Line.act, row.Line.about, row.Line.by, row.museum) for row in journal.page()])
    assert told == [
        ("staff.factor_reset", f"member:{sam}", None, None),
        ("staff.appointed", f"member:{sam}", None, "Musée des Beaux-Arts"),
    ]


def test_an_index_that_says_otherwise_is_named_by_the_audit_and_put_right_by_init(club, world):
    @act
    def spoil():
        db.session.execute(update(IndexCard).values(text="autre"))

    world(an_article)
    assert club("audit")[0] == 0
    world(spoil)
    code, said = club("audit")
    assert (code, said.count("FAULT")) == (1, 2)
    assert club("init")[0] == 0
    code, said = club("audit")
    assert (code, said.count("FAULT")) == (0, 0)


def test_works_are_tried_brought_in_and_undone(club, world, tmp_path):
    file = tmp_path / "works.csv"
    file.write_bytes(written(PAINTING, {**PAINTING, "Référence": ""}))
    code, said = club("import", "joconde", str(file), "--dry-run")
    assert (code, world(lambda: work("000PE1"))) == (0, None)
    assert "3\t—\trefused\tno reference" in said
    assert said.splitlines()[-1] == "1 created, 0 changed, 0 unchanged, 1 flagged, 1 refused"
    for counts in ("1 created, 0 changed, 0 unchanged", "0 created, 0 changed, 1 unchanged"):
        code, said = club("import", "joconde", str(file))
        assert said.splitlines()[-1] == f"{counts}, 1 flagged, 1 refused"
    number = said.splitlines()[-2].removeprefix("import ")
    assert club("import", "joconde", "--undo", str(int(number) - 1))[0] == 0
    assert world(lambda: work("000PE1")) is None
    assert "No import has this number." in club("import", "joconde", "--undo", "99")[1]
    assert "pas de référence" in club("import", "joconde", str(file), "--dry-run", "--language", "fr")[1]
